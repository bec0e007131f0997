// What the author of a page says about its translation: attributes of HTML and of ITS 2.0, and comments for translators.
// What rules of the page say of an element counts where it says nothing itself.
// @see https://www.w3.org/TR/its20/#html5-markup

import type { AuthorNote } from '#domain/article.ts'
import { withoutPrivateUse } from '#domain/inline.ts'

import { safeAddress } from '../safe-address.ts'
import type { OpenToken } from './tokens.ts'

/** Reads the first of several attributes that is there, as HTML and XHTML name it, or what a rule says instead. */
const attribute = ({ attributes, said }: OpenToken, ...names: readonly string[]): string | null => {
  if (attributes.size === 0 && !said) return null
  const value = (from: ReadonlyMap<string, string>): string | undefined => {
    for (const name of names) {
      const found = from.get(name)
      if (found !== undefined) return found
    }
    return undefined
  }
  return value(attributes)?.trim() ?? (said ? value(said)?.trim() : null) ?? null
}

/** Whether an element says that its words are to be translated, or that they are not. */
export function translates(token: OpenToken): boolean | null {
  const { attributes, said } = token
  if (attributes.size === 0) return said ? yesOrNo(said.get('translate')) : null
  const own = yesOrNo(
    attributes.get('translate') ?? attributes.get('its:translate') ?? attributes.get('its-translate'),
  )
  if (own !== null) return own
  const classes = attributes.get('class')
  if (classes?.split(/\s+/).includes('notranslate')) return false
  return said ? yesOrNo(said.get('translate')) : null
}

function yesOrNo(value: string | undefined): boolean | null {
  const word = value?.trim().toLowerCase()
  if (word === 'yes' || word === '') return true
  return word === 'no' ? false : null
}

/** Whether an element says that it is a part of a sentence, or that it ends one. */
export function withinText(token: OpenToken): boolean | null {
  const value = attribute(token, 'its-within-text', 'its:withintext')?.toLowerCase()
  return value === 'yes' ? true : value === 'no' ? false : null
}

/** What an element says to translators. */
export function elementNote(token: OpenToken): string | null {
  if (token.attributes.size === 0 && !token.said) return null
  return tidy(
    attribute(token, 'its-loc-note', 'its:locnote') ??
      safeAddress(attribute(token, 'its-loc-note-ref', 'its:locnoteref')) ??
      '',
  )
}

const mostBytes = 1_000_000_000

/** What an element demands of the words right in it. */
export function elementDemands(token: OpenToken): readonly AuthorNote[] {
  if (token.attributes.size === 0 && !token.said) return none
  const demands: AuthorNote[] = []
  if (attribute(token, 'its-term', 'its:term')?.toLowerCase() === 'yes')
    demands.push({ kind: 'term', words: null })
  const allowed = tidy(attribute(token, 'its-allowed-characters', 'its:allowedcharacters') ?? '')
  if (allowed) demands.push({ kind: 'characters', allowed, words: null })
  const bytes = Number(attribute(token, 'its-storage-size', 'its:storagesize') ?? 'none')
  if (Number.isInteger(bytes) && bytes >= 0 && bytes < mostBytes) {
    const encoding = tidy(attribute(token, 'its-storage-encoding', 'its:storageencoding') ?? '') ?? 'UTF-8'
    demands.push({ kind: 'storage', bytes, encoding, words: null })
  }
  return demands
}

// Most elements demand nothing.
const none: readonly never[] = []

/** What an element says about translation that is not followed here, as it stands in the file. */
export function notFollowed({ name, attributes }: OpenToken): string | null {
  if (attributes.size === 0) return null
  const locales = attributes.get('its-locale-filter-list')
  if (locales !== undefined && locales.trim() !== '*') return `its-locale-filter-list="${locales}"`
  const far = name === 'link' && attributes.get('rel')?.trim().toLowerCase() === 'its-rules'
  return far ? `<link rel="its-rules" href="${attributes.get('href') ?? ''}">` : null
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
  words === ''
    ? null
    : withoutPrivateUse(words.slice(0, 4 * longest))
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, longest)
        .replace(/[\uD800-\uDBFF]$/, '') || null
