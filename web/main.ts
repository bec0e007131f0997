// The browser part begins here: with what is asked for before anything else has come.

import './styles/fonts.css'
import './styles/tokens.css'
import './styles/scripts.css'
import './styles/document.css'

import { askEarly } from './api/early.ts'
import { firstLocale, wordsOf } from './i18n/catalogues.ts'
import { match } from './router.ts'

// Words, texts and code of the first page come beside each other and beside the frame of all pages, not one after the other.
// A browser asks for six things at a time, in this order: without its words nothing is drawn.
const words = wordsOf(firstLocale())
words.catch(() => undefined)
await Promise.resolve()
match(location.pathname)
  .route.load()
  .catch(() => undefined)
askEarly(location.pathname)
void import('./frame.ts')
