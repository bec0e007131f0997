// Files of other people, damaged in ways that happen on their way: whatever comes of it, it is read to the byte or
// refused with a place, whole and in pieces alike. The kinds of damage are others than those of xliff-mutants.test.ts.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { WorkError } from '#domain/errors.ts'
import { readTbx } from '#glossary/tbx.ts'
import { writeTbx } from '#glossary/tbx-write.ts'
import { XmlError } from '#glossary/xml/error.ts'

import { readTmx, writeTmx } from '../../server/formats/tmx.ts'
import { xliffFormat } from '../../server/formats/xliff-source.ts'
import { StreamedMerge } from '../../server/formats/xliff/merge-stream.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { openXliff } from '../../server/formats/xliff/read.ts'
import { XliffRowReader } from '../../server/formats/xliff/rows.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { sharedData } from '../helpers/shared.ts'

type Pick = (below: number) => number

/** Numbers that look random and are the same in every run. @see https://prng.di.unimi.it/splitmix64.c */
function numbers(seed: bigint): Pick {
  let state = seed
  return (below) => {
    state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn
    return Number((z ^ (z >> 31n)) % BigInt(below))
  }
}

const largest = 24 * 1024

function filesIn(folder: string, pattern: RegExp): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size <= largest)
    .map((file) => readFileSync(file))
}

const own = fileURLToPath(new URL('../fixtures/xliff', import.meta.url))
const shared = (kind: string, pattern: RegExp) => {
  const folder = sharedData(kind)
  return folder ? filesIn(folder, pattern) : []
}
const corpora = {
  xliff: [...filesIn(own, /\.xlf$/), ...shared('xliff', /\.(?:xlf|xliff|sdlxliff|mxliff|mqxliff)$/)],
  tmx: shared('tmx', /\.tmx$/),
  tbx: shared('tbx', /(?:good|_VALID)\.tbx$/),
} as const

const latin = (bytes: Buffer) => bytes.toString('latin1')
const back = (text: string) => Buffer.from(text, 'latin1')

/** A tag of a file, chosen. */
function tagIn(text: string, pick: Pick, pattern = /<[A-Za-z][^<>]*>/g) {
  const tags = [...text.matchAll(pattern)]
  return tags[pick(tags.length || 1)] ?? null
}

const encodings = ['UTF-16', 'utf-16le', 'ISO-8859-1', 'windows-1252', 'windows-874', 'UTF-8', 'GB18030', 'Shift_JIS', 'EUC-KR', 'big5', 'UTF-7', 'ebcdic', 'x', '', 'UTF-32', 'us-ascii'] // prettier-ignore

type Damage = (bytes: Buffer, pick: Pick, others: readonly Buffer[]) => Buffer

const damages: Readonly<Record<string, Damage>> = {
  'a bit flips': (bytes, pick) => {
    const changed = Buffer.from(bytes)
    const at = pick(changed.length || 1)
    if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << pick(8))
    return changed
  },
  'two files are spliced': (bytes, pick, others) => {
    const other = others[pick(others.length)] ?? bytes
    return Buffer.concat([bytes.subarray(0, pick(bytes.length)), other.subarray(pick(other.length))])
  },
  'an element of another file comes in': (bytes, pick, others) => {
    const other = latin(others[pick(others.length)] ?? bytes)
    const element = tagIn(other, pick, /<([\w:.-]+)(?:\s[^<>]*)?>[^<>]*<\/\1>|<[\w:.-]+[^<>]*\/>/g)?.[0] ?? ''
    const text = latin(bytes)
    const at = tagIn(text, pick)?.index ?? 0
    return back(text.slice(0, at) + element + text.slice(at))
  },
  'a tag stands twice': (bytes, pick) => {
    const text = latin(bytes)
    const tag = tagIn(text, pick, /<[^<>]*>/g)
    return tag ? back(text.slice(0, tag.index) + tag[0] + text.slice(tag.index)) : bytes
  },
  'a tag is gone': (bytes, pick) => {
    const text = latin(bytes)
    const tag = tagIn(text, pick, /<[^<>]*>/g)
    return tag ? back(text.slice(0, tag.index) + text.slice(tag.index + tag[0].length)) : bytes
  },
  'attributes change places': (bytes, pick) => {
    const text = latin(bytes)
    const found = [...text.matchAll(/\s([\w:.-]+)=("[^"]*"|'[^']*')/g)]
    const one = found[pick(found.length || 1)]
    const other = found[pick(found.length || 1)]
    if (!one || !other) return bytes
    return back(text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length))
  },
  'an attribute is gone': (bytes, pick) => {
    const text = latin(bytes)
    const found = tagIn(text, pick, /\s[\w:.-]+=(?:"[^"]*"|'[^']*')/g)
    return found ? back(text.slice(0, found.index) + text.slice(found.index + found[0].length)) : bytes
  },
  'it breaks off': (bytes, pick) => bytes.subarray(0, pick(bytes.length || 1)),
  'its beginning is gone': (bytes, pick) => bytes.subarray(pick(Math.min(bytes.length || 1, 400))),
  'an entity comes in': (bytes, pick) => {
    const text = latin(bytes)
    const at = (tagIn(text, pick)?.index ?? 0) + pick(3)
    const entity = ['&xxe;', '&#x0;', '&#65536;', '&#xFFFF;', '&#x110000;', '&amp;lt;', '&#', '&lt', '&#xD800;&#xDC00;', '%pe;', '&#38;#60;'] // prettier-ignore
    return back(text.slice(0, at) + (entity[pick(entity.length)] ?? '') + text.slice(at))
  },
  'definitions come in': (bytes, pick) => {
    const types = ['<!DOCTYPE xliff [<!ENTITY a "b">]>', '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>', '<!ENTITY a "b">', '<!DOCTYPE tmx ['] // prettier-ignore
    const text = latin(bytes)
    const at = text.indexOf('?>') + 2
    return back(text.slice(0, at) + (types[pick(types.length)] ?? '') + text.slice(at))
  },
  'the encoding lies': (bytes, pick) => {
    const name = encodings[pick(encodings.length)] ?? ''
    const text = latin(bytes).replace(/^(?:\xEF\xBB\xBF)?\s*<\?xml[^?]*\?>/, '')
    return back(`<?xml version="1.0" encoding="${name}"?>${text}`)
  },
  'it becomes UTF-16': (bytes, pick) => {
    const text = bytes.toString('utf8').replace(/encoding="[^"]*"/, 'encoding="UTF-16"')
    const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')
    if (pick(2) === 0) wide.swap16()
    // An odd byte more or less, or half of a pair.
    const cut = [0, 1, 3][pick(3)] ?? 0
    return pick(2) === 0
      ? wide.subarray(0, wide.length - cut)
      : Buffer.concat([wide, Buffer.from([0xd8].slice(0, cut))])
  },
  'many attributes come in': (bytes, pick) => {
    const text = latin(bytes)
    const tag = tagIn(text, pick)
    if (!tag) return bytes
    const at = tag.index + tag[0].length - (tag[0].endsWith('/>') ? 2 : 1)
    const many = Array.from({ length: [3, 200, 300, 5000][pick(4)] ?? 3 }, (_, n) => ` a${n}="${n}"`).join('')
    return back(text.slice(0, at) + many + text.slice(at))
  },
  'it nests deep': (bytes, pick) => {
    const text = latin(bytes)
    const at = tagIn(text, pick)?.index ?? 0
    const name = ['g', 'group', 'pc', 'mrk', 'sub', 'x:y', 'hi', 'metaGroup'][pick(8)] ?? 'g'
    const depth = [40, 300, 10_000][pick(3)] ?? 40
    return back(
      `${text.slice(0, at)}${`<${name} id="1">`.repeat(depth)}${`</${name}>`.repeat(depth)}${text.slice(at)}`,
    )
  },
  'a name is long': (bytes, pick) => {
    const text = latin(bytes)
    const tag = tagIn(text, pick)
    if (!tag) return bytes
    const long = 'n'.repeat([100, 5000, 70_000][pick(3)] ?? 100)
    return back(text.slice(0, tag.index + 1) + long + text.slice(tag.index + 1))
  },
  'line ends change': (bytes, pick) => {
    const end = ['\r\n', '\r', '\n\r', '\x85', '\t'][pick(5)] ?? ''
    return back(latin(bytes).replace(/\r?\n/g, end))
  },
  'zeros stand in it': (bytes, pick) => {
    const changed = Buffer.from(bytes)
    const at = pick(changed.length || 1)
    changed.fill(0, at, Math.min(changed.length, at + 1 + pick(600)))
    return changed
  },
  'a comment or instruction opens': (bytes, pick) => {
    const text = latin(bytes)
    const at = pick(text.length || 1)
    const opened = ['<!--', '<!-- -- -->', '<![CDATA[', ']]>', '<?xml version="1.0"?>', '<?a', '<!-- a --><?b c?>', '<![CDATA[<source>]]>'] // prettier-ignore
    return back(text.slice(0, at) + (opened[pick(opened.length)] ?? '') + text.slice(at))
  },
  'namespaces change': (bytes, pick) => {
    const text = latin(bytes)
    const found = tagIn(text, pick, /\sxmlns(?::[\w.-]+)?="[^"]*"/g)
    if (!found) return bytes
    const other = [' xmlns=""', ' xmlns:xml="urn:x"', ' xmlns:a=""', ' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ' xmlns="urn:oasis:names:tc:xliff:document:2.2"', ' xmlns:xlf="urn:oasis:names:tc:xliff:document:2.0"'] // prettier-ignore
    return back(
      text.slice(0, found.index) +
        (other[pick(other.length)] ?? '') +
        text.slice(found.index + found[0].length),
    )
  },
}

/** What is done, or the refusal of a file. Anything else than a typed refusal is a fault. */
function orRefusal<T>(work: () => T): { readonly done: T } | { readonly refused: Error } {
  try {
    return { done: work() }
  } catch (error) {
    if (error instanceof XmlError) {
      if (!(error.line > 0 && error.column > 0))
        throw new Error(`a refusal without a place: ${error.message}`, { cause: error })
    } else if (!(error instanceof WorkError)) throw error
    return { refused: error }
  }
}

function judgeXliff(bytes: Buffer, pick: Pick): boolean {
  for (const { line, column } of validateXliff(bytes).findings)
    if (!(line > 0 && column > 0)) throw new Error('a finding without a place')
  const opened = orRefusal(() => openXliff(bytes))
  const at = 400 + pick(Math.max(1, bytes.length - 400))
  const pieces = [bytes.subarray(0, at), bytes.subarray(at)]
  const streamed = orRefusal(() => Buffer.concat([...new StreamedMerge([]).pieces(pieces)]))
  const rows = orRefusal(() => {
    const reader = new XliffRowReader(50)
    for (const piece of pieces) reader.write(piece)
    return reader.end().segments
  })
  const article = orRefusal(() => xliffFormat.open(bytes, { fileName: 'a.xlf' }))
  if ('refused' in opened) {
    if (!('refused' in streamed)) throw new Error('read in pieces what is refused as a whole')
    if (!('refused' in rows)) throw new Error('rows of what is refused as a whole')
    return false
  }
  const document = opened.done
  if (!Buffer.concat([...mergeXliff(document, [])]).equals(bytes)) throw new Error('changed bytes')
  if (!('done' in streamed) || !streamed.done.equals(bytes)) throw new Error('changed bytes in pieces')
  if ('done' in article && article.done.document.blocks.length > 0) {
    if (!('done' in rows) || rows.done !== article.done.document.blocks.length)
      throw new Error(
        `other rows in pieces: ${JSON.stringify(rows)} of ${article.done.document.blocks.length}`,
      )
  }
  const wanted = new Map<string, string>()
  const edits = document.units.flatMap((unit) => {
    const read = orRefusal(() => readUnit(document, unit).segments)
    if ('refused' in read) return []
    return read.done.map(({ place, source }) => ({
      ...{ file: unit.file.ordinal, unit: unit.ordinal, segment: place.ordinal, target: `<ខ>${source}&` },
    }))
  })
  const options = { targetLanguage: 'km' }
  const fine = edits.filter((edit) => planMerge(document, [edit], options).refusals.length === 0)
  if (planMerge(document, fine, options).refusals.length > 0) return true
  for (const { file, unit, segment, target } of fine) wanted.set(`${file}/${unit}/${segment}`, target)
  const again = openXliff(Buffer.concat([...mergeXliff(document, fine, options)]))
  expect(again.units).toHaveLength(document.units.length)
  for (const [index, unit] of again.units.entries()) {
    const before = document.units[index]
    const was = before ? orRefusal(() => readUnit(document, before).segments) : null
    if (!was || 'refused' in was) continue
    for (const [n, { place, source, target }] of readUnit(again, unit).segments.entries()) {
      const key = `${unit.file.ordinal}/${unit.ordinal}/${place.ordinal}`
      expect(source).toBe(was.done[n]?.source)
      expect(target ?? '').toBe(wanted.get(key) ?? was.done[n]?.target ?? '')
    }
  }
  return true
}

function judgeTmx(bytes: Buffer): boolean {
  const read = orRefusal(() => readTmx(bytes))
  if ('refused' in read) return false
  const again = readTmx(Buffer.from([...writeTmx(read.done)].join('')))
  expect(again.units.map(({ variants }) => variants.map(({ language, text }) => [language, text]))).toEqual(
    read.done.units.map(({ variants }) => variants.map(({ language, text }) => [language, text])),
  )
  return true
}

function judgeTbx(bytes: Buffer): boolean {
  const read = orRefusal(() => readTbx(bytes))
  if ('refused' in read) return false
  const again = readTbx(Buffer.from([...writeTbx(read.done)].join('')))
  expect(again.concepts.length).toBe(read.done.concepts.length)
  return true
}

const campaigns = [
  { kind: 'XLIFF', files: corpora.xliff, judge: judgeXliff, most: 6000, seed: 0x5e7a1234n },
  { kind: 'TMX', files: corpora.tmx, judge: judgeTmx, most: 2000, seed: 0x5e7a2345n },
  { kind: 'TBX', files: corpora.tbx, judge: judgeTbx, most: 2000, seed: 0x5e7a3456n },
] as const

/** DAMAGE_SEED=7 damages in another way, DAMAGE_TIMES=5 so many times as much. */
const seed = BigInt(process.env['DAMAGE_SEED'] ?? 0)
const times = Number(process.env['DAMAGE_TIMES'] ?? 1)

describe.each(campaigns)(
  '$kind files (skipped where ../shared/data is absent and we have none)',
  (campaign) => {
    const { files, judge } = campaign
    test.skipIf(files.length === 0)(
      'damaged on their way are read to the byte or refused with a place',
      () => {
        const pick = numbers(campaign.seed + (seed << 32n))
        const kinds = Object.entries(damages)
        const seen = new Set<string>()
        const counts = { read: 0, refused: 0 }
        const faults: string[] = []
        const wanted = campaign.most * times
        for (let tries = 0; seen.size < wanted && tries < wanted * 4; tries += 1) {
          let bytes: Buffer = files[pick(files.length)] ?? Buffer.alloc(0)
          const done: string[] = []
          for (let left = 1 + pick(2); left > 0; left -= 1) {
            const [name, damage] = kinds[pick(kinds.length)] ?? ['', (same: Buffer) => same]
            done.push(name)
            bytes = damage(bytes, pick, files)
          }
          const digest = createHash('sha1').update(bytes).digest('base64')
          if (seen.has(digest)) continue
          seen.add(digest)
          try {
            if (judge(bytes, pick)) counts.read += 1
            else counts.refused += 1
          } catch (error) {
            faults.push(`${done.join(', ')}: ${String(error)} in ${bytes.toString('base64').slice(0, 4000)}`)
            if (faults.length > 4) break
          }
        }
        expect(faults).toEqual([])
        expect(seen.size).toBe(wanted)
        // Term bases are strict: one damaged file of twenty is still one.
        expect(counts.read).toBeGreaterThan(wanted / 20)
        expect(counts.refused).toBeGreaterThan(wanted / 20)
      },
      900_000,
    )
  },
)
