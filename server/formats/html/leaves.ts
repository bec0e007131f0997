// Words of a page outside its text: attributes, metadata, JSON-LD; and where the page names its language.

import type { BlockRole } from '#domain/article.ts'
import { withoutPrivateUse } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'
import type { Profile } from '#locales/profile.ts'

import { cleanText } from '../clean.ts'
import { readJsonStrings, writeJsonWords } from '../json-strings.ts'
import { legacyEncoding } from '../legacy.ts'
import { importLimits } from '../limits.ts'
import type { Found, Leaf } from '../splice.ts'
import type { Edit, Range } from '../units.ts'
import { translates } from './its.ts'
import type { OpenToken } from './tokens.ts'

/** A stretch of the page that names the source language. */
export interface LanguagePlace extends Range {
  /** Names another language there. */
  readonly write: (profile: Profile) => string
}

/** Role of the words of a `meta` element, by its name or property. */
export const metaRoles: ReadonlyMap<string, BlockRole> = new Map([
  ...['og:title', 'twitter:title', 'dc.title'].map((name) => [name, 'seo-title'] as const),
  ...['description', 'keywords', 'og:description', 'twitter:description', 'dc.description'].map(
    (name) => [name, 'seo-description'] as const,
  ),
  ...['og:image:alt', 'twitter:image:alt'].map((name) => [name, 'alt-text'] as const),
  ...['og:site_name', 'application-name'].map((name) => [name, 'label'] as const),
])

/** Attributes that people read or hear, on any element. */
const labels = [
  'title',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-placeholder',
  'aria-valuetext',
  'placeholder',
  'abbr',
  'label',
  'summary',
]
const buttonTypes = new Set(['submit', 'button', 'reset'])

/** Keys of schema.org whose values are words. */
const jsonLdRoles: ReadonlyMap<string, BlockRole> = new Map([
  ['headline', 'seo-title'],
  ['alternativeHeadline', 'seo-title'],
  ['description', 'seo-description'],
  ['articleBody', 'seo-description'],
  ['name', 'label'],
  ['caption', 'label'],
  ['keywords', 'label'],
  ['jobTitle', 'label'],
])

/** Whether a text has anything to translate. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const references: ReadonlyMap<number, string> = new Map([
  [0x26, '&amp;'],
  [0x3c, '&lt;'],
  [0x3e, '&gt;'],
  [0xa0, '&nbsp;'],
])

/** Writes words as text of an element. */
export function writeText(words: string): string {
  let written = ''
  let from = 0
  // NOTE: every word of a page passes here when it is written; `replace` with a function takes twice as long.
  for (let at = words.search(/[&<>\u00A0]/); at !== -1 && at < words.length; at += 1) {
    const code = words.charCodeAt(at)
    if (code > 0x3e && code !== 0xa0) continue
    const reference = references.get(code)
    if (reference === undefined) continue
    written += words.slice(from, at) + reference
    from = at + 1
  }
  return from === 0 ? words : written + words.slice(from)
}

/** Makes a block of a leaf. */
export function leafBlock(leaf: Leaf, role: BlockRole, words: string): Found {
  const segments = role === 'seo-description' ? splitSentences(words) : [{ source: words, after: '' }]
  return {
    start: leaf.start,
    end: leaf.end,
    slot: { leaf },
    block: { role, level: null, codes: [], segments },
  }
}

/** Finds the value of an attribute, or null where there is none or its place is not certain. */
export function attributeLeaf(text: string, token: OpenToken, name: string): Leaf | null {
  const value = valuePlace(text, token, name)
  if (!value) return null
  const { start, end, quote } = value
  const escape = (words: string) => writeText(cleanText(words)).replace(/"/g, '&quot;').replace(/'/g, '&#39;')
  return { start, end, write: (words) => (quote === '' ? `"${escape(words)}"` : escape(words)) }
}

// Most elements have no attributes at all.
const none: readonly never[] = []

/** Lists the attributes of an element that are words. */
export function readLabels(text: string, token: OpenToken): readonly Found[] {
  const { name, attributes } = token
  if (attributes.size === 0) return none
  const button = name === 'input' && buttonTypes.has(attributes.get('type')?.toLowerCase() ?? '')
  const own = button ? [...labels, 'value'] : labels
  const ruled = [...(token.saidOf?.keys() ?? [])].filter((one) => one !== 'alt' && !own.includes(one))
  if (ruled.length === 0 && !own.some((label) => attributes.has(label))) return none
  return [...own, ...ruled].flatMap((label) => {
    const found = attributes.get(label)
    if (
      found === undefined ||
      !translatesAttribute(token, label) ||
      !hasWords(found) ||
      found.length > importLimits.blockCharacters
    )
      return []
    const leaf = attributeLeaf(text, token, label)
    const words = withoutPrivateUse(found).replace(/\s+/g, ' ').trim()
    return leaf ? [leafBlock(leaf, 'label', words)] : []
  })
}

/** Whether an attribute is translated: as a rule says, or as its element is. */
export function translatesAttribute(token: OpenToken, name: string): boolean {
  const said = token.saidOf?.get(name)?.trim().toLowerCase()
  return said ? said === 'yes' : translates(token) !== false
}

const sourceLanguage = /^en(?:[-_]|$)/i

/** Finds where an element says that it is in the source language; other languages are quotations and stay. */
export function languagePlaces(text: string, token: OpenToken): readonly LanguagePlace[] {
  if (token.attributes.size === 0) return none
  if (!token.attributes.has('lang') && !token.attributes.has('xml:lang')) return none
  return ['lang', 'xml:lang'].flatMap((name) =>
    sourceLanguage.test(token.attributes.get(name)?.trim() ?? '')
      ? named(valuePlace(text, token, name), ({ bcp47 }) => bcp47)
      : [],
  )
}

/** Finds the language in `og:locale` and `content-language`. */
export function metaLanguages(text: string, token: OpenToken): readonly LanguagePlace[] {
  const { attributes } = token
  if (!sourceLanguage.test(attributes.get('content')?.trim() ?? '')) return []
  const place = valuePlace(text, token, 'content')
  if (attributes.get('property')?.toLowerCase() === 'og:locale')
    return named(place, ({ ogLocale }) => ogLocale)
  const header = attributes.get('http-equiv')?.toLowerCase() === 'content-language'
  return header ? named(place, ({ bcp47 }) => bcp47) : []
}

/** Finds the legacy encoding that a page declares. */
export function encodingPlace(text: string, token: OpenToken): Edit | null {
  const own = token.attributes.has('charset')
  const place = valuePlace(text, token, own ? 'charset' : 'content')
  if (!place) return null
  const value = text.slice(place.start, place.end)
  const name = own ? value : /charset\s{0,9}=\s{0,9}([\w-]{1,30})/i.exec(value)?.[1]
  if (!name || !legacyEncoding(name)) return null
  const start = place.start + value.lastIndexOf(name)
  return { start, end: start + name.length, text: 'utf-8' }
}

/** Whether a script is structured data. */
export function isJsonLd({ name, attributes }: OpenToken): boolean {
  return name === 'script' && attributes.get('type')?.trim().toLowerCase() === 'application/ld+json'
}

/** Reads the words of structured data; what is no JSON is left alone. */
export function readJsonLd(
  text: string,
  start: number,
  end: number,
): { readonly leaves: readonly Found[]; readonly languages: readonly LanguagePlace[] } {
  const leaves: Found[] = []
  const languages: LanguagePlace[] = []
  for (const found of stringsIn(text.slice(start, end))) {
    const key = found.path.findLast((step) => typeof step === 'string')
    const range = { start: start + found.start, end: start + found.end }
    const role = typeof key === 'string' ? jsonLdRoles.get(key) : undefined
    if (key === 'inLanguage' && sourceLanguage.test(found.value)) {
      languages.push({ ...range, write: ({ bcp47 }) => bcp47 })
    } else if (role && hasWords(found.value) && found.value.length <= importLimits.blockCharacters) {
      const leaf = { ...range, write: (words: string) => writeJsonWords(cleanText(words)) }
      leaves.push(leafBlock(leaf, role, withoutPrivateUse(found.value)))
    }
  }
  return { leaves, languages }
}

function stringsIn(json: string): ReturnType<typeof readJsonStrings> {
  try {
    return readJsonStrings(json, importLimits.depth)
  } catch {
    return []
  }
}

const named = (place: Range | null, write: LanguagePlace['write']): readonly LanguagePlace[] =>
  place ? [{ start: place.start, end: place.end, write }] : []

/** The inside of the quotes, or the bare value. */
function valuePlace(text: string, token: OpenToken, name: string): (Range & { quote: string }) | null {
  const place = token.placeOf(name)
  if (!place) return null
  const source = text.slice(place.start, place.end)
  // NOTE: the place is the tokenizer's word; what does not look like the attribute is left alone.
  const head = /^[^\s=]{1,40}\s*=\s*/.exec(source)?.[0]
  if (!head || head.replace(/\s*=\s*$/, '').toLowerCase() !== name) return null
  const first = source.charAt(head.length)
  const quote = first === '"' || first === "'" ? first : ''
  if (quote !== '' && (source.length < head.length + 2 || !source.endsWith(quote))) return null
  const start = place.start + head.length + quote.length
  const end = place.end - quote.length
  return end > start ? { start, end, quote } : null
}
