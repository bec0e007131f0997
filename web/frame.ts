// Draws the application, once the words of the interface are there.

import { whenIdle } from './elements/idle.ts'
import { language } from './i18n/language.ts'
import './shell.ts'

// Not awaited here: the code of the page goes on coming in while the words are on their way.
void language.start().then(() => {
  document.querySelector('.first-frame')?.remove()
  document.body.prepend(document.createElement('st-app'))
})

/** Milliseconds in which nothing but the page itself is loaded. */
const untilSeen = 1_500

// After everything that is seen: the next visit works without a network, too. Not while developing, where nothing is built.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  setTimeout(() => whenIdle(register), untilSeen)
}
