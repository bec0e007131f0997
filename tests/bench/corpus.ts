// A million English sentences out of what is installed on the machine: documentation, manual pages, dictionaries.
// They are gathered once and kept (see cache.ts).

import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

import { matchKey } from '#glossary/matchkey.ts'

import { keptFile } from './cache.ts'

/** Sentences and how many of them were put together from parts of others. */
export interface Corpus {
  readonly sentences: readonly string[]
  readonly found: number
  readonly recombined: number
}

const places = [
  '/usr/share/dictd',
  '/usr/share/doc',
  '/usr/share/man',
  '/usr/share/games/fortunes',
  '/usr/share/perl',
  '/usr/share/perl5',
  '/usr/lib/python3',
  '/usr/lib/python3.11',
  '/usr/lib/node_modules',
  'node_modules',
]

const readable =
  /(?:\.(?:txt|md|rst|html?|pod|pm|py|text|news|tex|dict)|README|NEWS|changelog|copyright|\.[1-8][a-z]*|fortunes\/[a-z-]+)(?:\.gz|\.dz)?$|\.dz$/i
const largestFile = 64 * 1024 * 1024

/** Gathers up to `wanted` distinct sentences; what is missing is made of halves of others. */
export function corpusOf(wanted: number): Corpus {
  const file = keptFile(`setara-bench-sentences-${wanted}.txt`)
  const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : gather(wanted)
  if (!fs.existsSync(file)) {
    fs.writeFileSync(`${file}.${process.pid}`, found.join('\n'))
    fs.renameSync(`${file}.${process.pid}`, file)
  }
  const recombined = recombine(found, wanted - found.length)
  return { sentences: [...found, ...recombined], found: found.length, recombined: recombined.length }
}

function gather(wanted: number): string[] {
  const known = new Set<string>()
  const sentences: string[] = []
  for (const place of places) {
    for (const file of filesBelow(place)) {
      for (const sentence of sentencesOf(textOf(file))) {
        const key = matchKey(sentence)
        if (known.has(key)) continue
        known.add(key)
        if (sentences.push(sentence) === wanted) return shuffled(sentences)
      }
    }
  }
  return shuffled(sentences)
}

function* filesBelow(folder: string): Generator<string> {
  let entries: fs.Dirent[] = []
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(full)
    else if (entry.isFile() && readable.test(full)) yield full
  }
}

function textOf(file: string): string {
  try {
    if (fs.statSync(file).size > largestFile) return ''
    const bytes = fs.readFileSync(file)
    return (/\.(?:gz|dz)$/.test(file) ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch {
    return ''
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

function* sentencesOf(text: string): Generator<string> {
  const plain = text
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ')
    .replace(/<\/?(?:p|li|td|h\d|div|dd|dt|pre)[^>]*>/gi, '\n\n')
    .replace(/<[^>\n]{1,300}>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/^\.\\".*$/gm, '')
    .replace(/^\.(?:PP|TP|IP|SH|SS|P|Pp|It|Sh|RS|RE).*$/gm, '\n')
    .replace(/^\.[A-Za-z]{1,3} /gm, '')
    .replace(/\\f[A-Z]|\\&|\\\|/g, '')
    .replace(/\\-/g, '-')
  for (const paragraph of plain.split(/\n\s*\n|\n(?=\s*[*#=|+-]+ )|\n {0,3}[^\n:]{1,40} ::/)) {
    const joined = paragraph.replace(/\s+/g, ' ').trim()
    for (const sentence of joined.split(/(?<=[.!?;])\s+(?=[A-Z("'])/)) {
      const clean = sentence.replace(/^[*#=|>+\-\s\d.)]+/, '').trim()
      if (clean.length < 30 || clean.length > 400) continue
      const letters = clean.match(/[A-Za-z ]/g)?.length ?? 0
      if (letters / clean.length >= 0.82 && / [a-z]+ .* /.test(clean)) yield clean
    }
  }
}

/** The last resort: the first half of one sentence and the second half of another. */
function recombine(found: readonly string[], missing: number): string[] {
  const random = generator(7)
  const made: string[] = []
  const known = new Set(found)
  const halves = (sentence: string): [string, string] => {
    const middle = sentence.indexOf(' ', sentence.length / 2)
    return middle < 0 ? [sentence, ''] : [sentence.slice(0, middle), sentence.slice(middle)]
  }
  while (made.length < missing) {
    const one = found[Math.floor(random() * found.length)] ?? 'A sentence of nothing'
    const other = found[Math.floor(random() * found.length)] ?? ' at all'
    const sentence = halves(one)[0] + halves(other)[1]
    if (known.has(sentence)) continue
    known.add(sentence)
    made.push(sentence)
  }
  return made
}

function shuffled(list: string[]): string[] {
  const random = generator(1)
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j] ?? '', list[i] ?? '']
  }
  return list
}

/** Numbers from 0 to 1, the same in every run. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
