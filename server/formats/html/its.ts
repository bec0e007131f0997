// What the author of a page says about its translation: attributes of HTML and of ITS 2.0, and comments for translators.
// @see https://www.w3.org/TR/its20/#html5-markup

import { withoutPrivateUse } from '#domain/inline.ts'

import type { OpenToken } from './leaves.ts'

/** Reads the first of several attributes that is there, as HTML and XHTML name it. */
const attribute = ({ attributes }: OpenToken, ...names: readonly string[]): string | null => {
  if (attributes.size === 0) return null
  const name = names.find((one) => attributes.has(one))
  return name === undefined ? null : (attributes.get(name)?.trim() ?? null)
}

/** Whether an element says that its words are to be translated, or that they are not. */
export function translates(token: OpenToken): boolean | null {
  const value = attribute(token, 'translate', 'its:translate', 'its-translate')?.toLowerCase()
  if (value === 'yes' || value === '') return true
  if (value === 'no') return false
  const classes = attribute(token, 'class')
  return classes?.split(/\s+/).includes('notranslate') ? false : null
}

/** Whether an element says that it is a part of a sentence, or that it ends one. */
export function withinText(token: OpenToken): boolean | null {
  const value = attribute(token, 'its-within-text', 'its:withintext')?.toLowerCase()
  return value === 'yes' ? true : value === 'no' ? false : null
}

/** What an element says to translators. */
export function elementNote(token: OpenToken): string | null {
  return tidy(attribute(token, 'its-loc-note', 'its:locnote') ?? '')
}

const forTranslators = new RegExp(
  '^\\s*(?:' +
    [
      '(?:i18n|l10n|loc|locali[sz]ation|translation)(?:[-_ ]?(?:notes?|comments?))?',
      '(?:notes?|comments?|hints?)(?: (?:for|to) (?:the )?translators?)?',
      'translators?(?: (?:notes?|comments?|hints?))?',
    ].join('|') +
    ')\\s*:',
  'i',
)

/** What a comment says to translators: one that begins with whom it is for, such as `i18n-note:` or `Translators:`. */
export function commentNote(comment: string): string | null {
  const head = forTranslators.exec(comment.slice(0, 200))?.[0]
  return head === undefined ? null : tidy(comment.slice(head.length))
}

/** Longest note that is kept. */
const longest = 1000

const tidy = (words: string): string | null =>
  withoutPrivateUse(words.slice(0, 4 * longest))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '') || null
