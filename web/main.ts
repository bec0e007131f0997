// The browser part begins here.

import './styles/fonts.css'
import './styles/tokens.css'
import './styles/scripts.css'
import './styles/document.css'

import { askEarly } from './api/early.ts'
import { language } from './i18n/language.ts'
import { match } from './router.ts'
import './shell.ts'

// Texts, code and words of the first page come beside each other, not one after the other.
const words = language.start()
askEarly(location.pathname)
match(location.pathname)
  .route.load()
  .catch(() => undefined)
await words
document.querySelector('.first-frame')?.remove()
document.body.prepend(document.createElement('st-app'))

/** Milliseconds in which nothing but the page itself is loaded. */
const untilSeen = 1_500

// After everything that is seen: the next visit works without a network, too. Not while developing, where nothing is built.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  setTimeout(() => requestIdle(register), untilSeen)
}

/** Waits for a moment in which nothing else is to be done. Not every browser can tell. */
function requestIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work)
  else setTimeout(work)
}
