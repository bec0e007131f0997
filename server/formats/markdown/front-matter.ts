// The front matter of a Markdown file: which of its values are words, and where they stand.

import { isMap, isScalar, isSeq, parseDocument } from 'yaml'

import type { BlockRole } from '#domain/article.ts'
import { withoutPrivateUse } from '#domain/inline.ts'

import { cleanText } from '../clean.ts'
import { dateOfInstant, readDateLine } from '../date-line.ts'
import { importLimits } from '../limits.ts'
import type { Found } from '../splice.ts'
import type { Range } from '../units.ts'
import { tomlValues } from './toml.ts'

/** What the front matter of a file says. */
export interface FrontMatter {
  readonly leaves: readonly Found[]
  /** The title of the file among them. */
  readonly titleLeaf: Found | null
  readonly title: string | null
  readonly description: string | null
  readonly author: string | null
  readonly publishedOn: string | null
  /** Where it says that the file is in English. */
  readonly language: (Range & { readonly quote: '"' | '' }) | null
  /** Where the text begins. */
  readonly end: number
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
  /** Whether it stands in another value. */
  readonly inside: boolean
  readonly words: string
}

const fences = /^(---|\+\+\+)[ \t]*\r?\n([^]*?)^\1[ \t]*(?:\r?\n|$)/my

function matchAtStart(pattern: RegExp, text: string): readonly string[] {
  pattern.lastIndex = 0
  return pattern.exec(text) ?? []
}

/** Reads the front matter, YAML or TOML, of a file that has any; what is neither stays as it is. */
export function readFrontMatter(text: string): FrontMatter {
  const [whole = '', fence = '', inside = ''] = matchAtStart(fences, text)
  const from = whole.indexOf('\n') + 1
  const values = whole === '' ? [] : fence === '---' ? yamlValues(inside, from) : tomlAt(inside, from)
  const wordsAt = (...keys: readonly string[]): string | null =>
    values.find(({ key, words, inside }) => !inside && keys.includes(key) && words !== '')?.words ?? null
  const language = values.find(
    ({ key, words, inside }) => !inside && languageKeys.has(key) && /^en(?:[-_]|$)/i.test(words),
  )
  const date = wordsAt('date', 'published', 'pubdate')
  const found = values.flatMap((value) => leafOf(value).map((leaf) => ({ value, leaf })))
  return {
    leaves: found.map(({ leaf }) => leaf),
    titleLeaf: found.find(({ value }) => value.key === 'title' && !value.inside)?.leaf ?? null,
    title: wordsAt('title'),
    description: wordsAt('description', 'summary', 'excerpt'),
    author: wordsAt('author'),
    publishedOn: date ? (dateOfInstant(date) ?? readDateLine(date)) : null,
    // A name of two letters needs quotes in TOML, and none in YAML.
    language: language
      ? { start: language.start, end: language.end, quote: fence === '+++' ? '"' : '' }
      : null,
    end: whole.length,
  }
}

function leafOf({ key, words, start, end }: Value): readonly Found[] {
  const role = roles.get(key)
  if (!role || !/\p{L}/u.test(words) || words.length > importLimits.blockCharacters) return []
  const segments = [{ source: withoutPrivateUse(words), after: '' }]
  const block = { role, level: null, codes: [], segments }
  return [{ start, end, slot: { leaf: { start, end, write: writeValue } }, block }]
}

// A JSON string is a YAML scalar and a TOML string on one line, whatever is in it; U+007F alone is not for TOML.
const writeValue = (words: string): string => JSON.stringify(cleanText(words).replace(/\s*\n\s*/g, ' '))

/** How deep values may stand in others. */
const mostLevels = 8

function yamlValues(text: string, from: number): readonly Value[] {
  // Aliases could make a small file large, and no front matter needs many levels.
  if (text.length > importLimits.blockCharacters || /[&*]\w/.test(text)) return []
  const { contents, errors } = parseDocument(text, { logLevel: 'silent' })
  if (errors.length > 0 || !isMap(contents)) return []
  const values: Value[] = []
  const read = (node: unknown, key: string, level: number): void => {
    if (level > mostLevels) return
    if (isMap(node)) {
      for (const pair of node.items)
        if (isScalar(pair.key) && typeof pair.key.value === 'string')
          read(pair.value, pair.key.value.toLowerCase(), level + 1)
    } else if (isSeq(node)) for (const item of node.items) read(item, key, level + 1)
    else if (isScalar(node) && node.range) {
      const [start] = node.range
      // What is written over several lines ends before the line that follows it.
      const raw = text.slice(start, node.range[1]).trimEnd()
      if (raw === '') return
      const words = typeof node.value === 'string' ? node.value.replace(/\s+/g, ' ').trim() : raw
      values.push({ key, words, inside: level > 1, start: from + start, end: from + start + raw.length })
    }
  }
  read(contents, '', 0)
  return values
}

function tomlAt(text: string, from: number): readonly Value[] {
  if (text.length > importLimits.blockCharacters) return []
  return (tomlValues(text) ?? []).map(({ key, words, start, end }) => ({
    key: key.toLowerCase(),
    inside: false,
    words: words.trim(),
    start: from + start,
    end: from + end,
  }))
}
