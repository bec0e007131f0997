// The browser part begins here.

import './styles/fonts.css'
import './styles/tokens.css'
import './styles/scripts.css'
import './styles/document.css'

import { withoutForeignIcons } from './elements/icons.ts'
import { language } from './i18n/language.ts'
import './shell.ts'

withoutForeignIcons()
await language.start()
document.body.prepend(document.createElement('st-app'))

// After everything that is seen: the next visit works without a network, too. Not while developing, where nothing is built.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  // The words above were waited for, so the page may be complete already.
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
