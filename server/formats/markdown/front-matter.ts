// The front matter of a Markdown file: which of its values are words, and where they stand.

import type { Yaml } from 'mdast'
import { isMap, isScalar, parseDocument } from 'yaml'

import type { BlockRole } from '#domain/article.ts'
import { withoutPrivateUse } from '#domain/inline.ts'

import { cleanText } from '../clean.ts'
import { dateOfInstant, readDateLine } from '../date-line.ts'
import { importLimits } from '../limits.ts'
import type { Found } from '../splice.ts'
import type { Range } from '../units.ts'

/** What the front matter of a file says. */
export interface FrontMatter {
  readonly leaves: readonly Found[]
  readonly title: string | null
  readonly description: string | null
  readonly author: string | null
  readonly publishedOn: string | null
  /** Where it says that the file is in English. */
  readonly language: Range | null
}

/** Keys whose values are words; names of files, layouts and tags are not. */
const roles: ReadonlyMap<string, BlockRole> = new Map([
  ['title', 'seo-title'],
  ['subtitle', 'seo-title'],
  ['description', 'seo-description'],
  ['summary', 'seo-description'],
  ['excerpt', 'seo-description'],
  ['lead', 'seo-description'],
  ['caption', 'label'],
  ['alt', 'alt-text'],
])
const languageKeys = new Set(['lang', 'language', 'locale'])

interface Value extends Range {
  readonly key: string
  readonly words: string
}

/** Reads front matter; what is no YAML, or written over several lines, stays as it is. */
export function readFrontMatter(text: string, node: Yaml): FrontMatter {
  const values = valuesOf(text, node)
  const wordsAt = (...keys: readonly string[]): string | null =>
    values.find(({ key, words }) => keys.includes(key) && words !== '')?.words ?? null
  const date = wordsAt('date', 'published', 'pubdate')
  return {
    leaves: values.flatMap(({ key, words, start, end }): readonly Found[] => {
      const role = roles.get(key)
      if (!role || !/\p{L}/u.test(words) || words.length > importLimits.blockCharacters) return []
      const leaf = { start, end, write: writeValue }
      const segments = [{ source: withoutPrivateUse(words), after: '' }]
      return [{ start, end, slot: { leaf }, block: { role, level: null, codes: [], segments } }]
    }),
    title: wordsAt('title'),
    description: wordsAt('description', 'summary', 'excerpt'),
    author: wordsAt('author'),
    publishedOn: date ? (dateOfInstant(date) ?? readDateLine(date)) : null,
    language: values.find(({ key, words }) => languageKeys.has(key) && /^en(?:[-_]|$)/i.test(words)) ?? null,
  }
}

// A JSON string is a YAML scalar on one line, whatever is in it.
const writeValue = (words: string): string => JSON.stringify(cleanText(words).replace(/\s*\n\s*/g, ' '))

function valuesOf(text: string, node: Yaml): readonly Value[] {
  const from = text.indexOf(node.value, node.position?.start.offset ?? 0)
  // Aliases could make a small file large, and no front matter needs many levels.
  if (from === -1 || node.value.length > importLimits.blockCharacters || /[&*]\w/.test(node.value)) return []
  const { contents, errors } = parseDocument(node.value, { logLevel: 'silent' })
  if (errors.length > 0 || !isMap(contents)) return []
  return contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || typeof key.value !== 'string' || !isScalar(value) || !value.range) return []
    const [start, end] = value.range
    const raw = node.value.slice(start, end)
    if (raw === '' || /[\r\n]/.test(raw) || raw.startsWith('|') || raw.startsWith('>')) return []
    const words = typeof value.value === 'string' ? value.value.trim() : raw
    return [{ key: key.value.toLowerCase(), words, start: from + start, end: from + end }]
  })
}
