// Shortcodes of WordPress and its kin, which a site replaces when it shows a page: codes, not words.
// Ordinary words in brackets stay words: [sic], [1], [Applause], [see page 4].
// @see https://codex.wordpress.org/Shortcode_API

import type { Range } from './units.ts'

/** A shortcode with its name. */
export interface Shortcode extends Range {
  readonly name: string
}

const value = `(?:"[^"<>\\[\\]]{0,500}"|'[^'<>\\[\\]]{0,500}'|[\\w.:/#%-]{1,200})`
const attribute = `\\s{1,9}[A-Za-z_][\\w-]{0,60}=${value}`
const shortcode = new RegExp(
  `(?<!\\[)\\[(?:/(?<closed>[a-z][\\w-]{0,60})|(?<name>[a-z][\\w-]{0,60})(?<attributes>(?:${attribute}){0,20})(?<alone>\\s{0,9}/)?\\s{0,9})\\](?!\\])`,
  'g',
)
const ending = /\[\/([a-z][\w-]{0,60})\]/g
/** An address and nothing else, which is what is embedded. */
const address = /\s{0,9}https?:\/\/[^\s<[\]]{1,2000}\s{0,9}$/y

/** Shortcodes that come with WordPress, have no end, and are often written without attributes. */
const bare = new Set(['gallery', 'playlist'])

/** Gives what finds the shortcodes in a stretch of a file. */
export function shortcodesOf(file: string): (start: number, end: number) => readonly Shortcode[] {
  let closed: ReadonlySet<string> | null = null
  return (start, end) => {
    const text = file.slice(start, end)
    if (!text.includes('[')) return []
    closed ??= new Set(Array.from(file.matchAll(ending), ([, name]) => name ?? ''))
    const found: Shortcode[] = []
    for (const { 0: whole, index, groups = {} } of text.matchAll(shortcode)) {
      const name = groups['closed'] ?? groups['name'] ?? ''
      const attributes = groups['attributes'] ?? ''
      const told =
        closed.has(name) ||
        bare.has(name) ||
        groups['alone'] !== undefined ||
        // Of bare words with an equals sign between them there are some in prose.
        /=["']/.test(attributes) ||
        (attributes !== '' && /[_-]/.test(name))
      if (!told) continue
      const from = start + index
      const last = found.at(-1)
      const embeds = groups['closed'] !== undefined && last?.name === name
      if (embeds && last && isAddress(file, last.end, from))
        found[found.length - 1] = { ...last, end: from + whole.length }
      else found.push({ name, start: from, end: from + whole.length })
    }
    return found
  }
}

function isAddress(file: string, start: number, end: number): boolean {
  address.lastIndex = 0
  return address.test(file.slice(start, end))
}
