import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { XliffError } from '../../server/formats/xliff/error.ts'
import type { XliffEdit } from '../../server/formats/xliff/judge.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { openXliff, type XliffDocument } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'

const folder = fileURLToPath(new URL('../fixtures/xliff/valid', import.meta.url))
const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)))

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    state = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0
    return ((state ^ (state >>> 16)) >>> 0) % below
  }
}

const pieces = [
  '<', '>', '&', '"', "'", '/', '<g id="1">', '</g>', '<x id="1"/>', '<mrk mtype="seg" mid="1">', '</mrk>', '<target>',
  '</target>', '<source/>', '<target/>', '<!--', '-->', '<![CDATA[', ']]>', '&#0;', '&#xD800;', '&lt;', '&nope;', '\0',
  '\uE001', '\uFFFE', '<?pi?>', '<sc id="1"/>', '<ec startRef="1"/>', ' xmlns="urn:x"', ' xmlns:x="urn:y"', ' state="final"',
  ' translate="no"', '<pc id="9">', '</pc>', '<ph id="2"/>', '<segment><source>n</source></segment>', '\r', '\r\n', '  ',
  ' id="__proto__"', '<sub>', '</sub>', 'version="1.2"', '<seg-source>', '</seg-source>', '😀',
] // prettier-ignore

type Change = (bytes: Buffer, pick: (below: number) => number) => Buffer

const piece = (pick: (below: number) => number) => Buffer.from(pieces[pick(pieces.length)] ?? '')
const changes: readonly Change[] = [
  (bytes, pick) => Buffer.concat([bytes.subarray(0, pick(bytes.length)), piece(pick)]),
  (bytes, pick) => {
    const at = pick(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), piece(pick), bytes.subarray(at)])
  },
  (bytes, pick) => {
    const at = pick(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(30))])
  },
  (bytes, pick) => {
    const changed = Buffer.from(bytes)
    changed[pick(bytes.length)] = pick(256)
    return changed
  },
  (bytes, pick) => {
    // Whole tags move, so that many mutants stay well-formed.
    const tags = [...bytes.toString('latin1').matchAll(/<[^<>]*>/g)]
    const [one, other] = [tags[pick(tags.length || 1)], tags[pick(tags.length || 1)]]
    if (!one || !other) return bytes
    const text = bytes.toString('latin1')
    return Buffer.from(text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length), 'latin1')
  },
  (bytes, pick) => {
    const words = [...bytes.toString('latin1').matchAll(/"[^"<>]*"|>[^<>]+</g)]
    const one = words[pick(words.length || 1)]
    const other = words[pick(words.length || 1)]
    if (!one || !other || one[0][0] !== other[0][0]) return bytes
    const text = bytes.toString('latin1')
    return Buffer.from(text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length), 'latin1')
  },
  (bytes, pick) => {
    const elements = [
      ...bytes
        .toString('latin1')
        .matchAll(/<(segment|trans-unit|unit|source|mrk|g|pc|target)\b[^>]*>.*?<\/\1>/gs),
    ]
    const one = elements[pick(elements.length || 1)]
    if (!one) return bytes
    const end = one.index + one[0].length
    return Buffer.concat([bytes.subarray(0, end), Buffer.from(one[0], 'latin1'), bytes.subarray(end)])
  },
]

/** Those that change whole elements, words and values. */
const gentle: readonly Change[] = [
  ...changes.slice(5),
  (bytes, pick) => {
    const words = [...bytes.toString('latin1').matchAll(/>[^<>]*</g)]
    const one = words[pick(words.length || 1)]
    if (!one) return bytes
    const at = one.index + 1 + pick(one[0].length - 1)
    const inserted = [
      '&amp;',
      '&#x1F600;',
      ' ',
      '\n',
      'a',
      '<x id="1"/>',
      '<ph id="7"/>',
      '<!--c-->',
      '<?p?>',
      '\uE005',
      'ก',
      '{1}',
    ]
    const word = Buffer.from(inserted[pick(inserted.length)] ?? '')
    return Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at)])
  },
  (bytes, pick) => {
    const tags = [...bytes.toString('latin1').matchAll(/<[\w:-]+(?=[\s/>])/g)]
    const one = tags[pick(tags.length || 1)]
    if (!one) return bytes
    const at = one.index + one[0].length
    const inserted = [
      ' q="1"',
      ' translate="no"',
      ' xml:space="preserve"',
      ' xmlns:k="urn:k" k:locked="1"',
      ' state="new"',
      '\n',
      ' mid="1"',
    ]
    const word = Buffer.from(inserted[pick(inserted.length)] ?? '')
    return Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at)])
  },
]

/** Replaces what may be replaced in an opened file and looks whether it, and only it, is there afterwards. */
function replaceAll(document: XliffDocument): number {
  const all = document.units.flatMap((unit) =>
    readUnit(document, unit).segments.map(({ place, source }) => ({
      file: unit.file.ordinal,
      unit: unit.ordinal,
      segment: place.ordinal,
      target: `ก<&>${source}ข`,
    })),
  )
  const refusals = (edits: readonly XliffEdit[]) =>
    planMerge(document, edits, { targetLanguage: 'th' }).refusals.length
  const edits = refusals(all) === 0 ? all : all.filter((edit) => refusals([edit]) === 0)
  const wanted = new Map(edits.map((edit) => [`${edit.file}/${edit.unit}/${edit.segment}`, edit.target]))
  const plan = planMerge(document, edits, { targetLanguage: 'th' })
  if (plan.refusals.length > 0) return 0
  const again = openXliff(Buffer.concat([...mergeXliff(document, edits, { targetLanguage: 'th' })]))
  expect(again.units).toHaveLength(document.units.length)
  again.units.forEach((unit, index) => {
    const before = document.units[index]
    const was = before ? readUnit(document, before).segments : []
    readUnit(again, unit).segments.forEach(({ place, source, target }, segment) => {
      expect(source).toBe(was[segment]?.source)
      const key = `${unit.file.ordinal}/${unit.ordinal}/${place.ordinal}`
      expect(target ?? '').toBe(wanted.get(key) ?? was[segment]?.target ?? '')
    })
  })
  return wanted.size
}

function opened(bytes: Buffer): XliffDocument | XliffError {
  try {
    return openXliff(bytes)
  } catch (error) {
    if (error instanceof XliffError) return error
    throw error
  }
}

test('20,000 damaged files are read to the byte or refused with a place, and never written badly', () => {
  const seen = new Set<string>()
  const pick = numbers(20_261_123)
  const most = 20_000
  const counts = { opened: 0, refused: 0, replaced: 0 }
  while (seen.size < most) {
    let mutant: Buffer = files[pick(files.length)] ?? Buffer.alloc(0)
    // Two of three mutants are changed in ways that often leave XML well-formed.
    const kinds = pick(3) === 0 ? changes : gentle
    for (let times = 1 + pick(3); times > 0; times -= 1)
      mutant = kinds[pick(kinds.length)]?.(mutant, pick) ?? mutant
    const digest = createHash('sha1').update(mutant).digest('base64')
    if (seen.has(digest)) continue
    seen.add(digest)
    try {
      const document = opened(mutant)
      if (document instanceof XliffError) {
        counts.refused += 1
        if (!(document.line > 0 && document.column > 0)) throw new Error('a refusal without a place')
      } else {
        counts.opened += 1
        if (!Buffer.concat([...mergeXliff(document, [])]).equals(mutant)) throw new Error('changed bytes')
        counts.replaced += replaceAll(document)
      }
      // Rules meet what the grammar forbids too, and must bear it; a quarter of the files is enough for them.
      if (seen.size % 4 > 0) continue
      for (const { line } of validateXliff(mutant).findings)
        if (!(line > 0)) throw new Error('a finding without a place')
    } catch (error) {
      throw new Error(`${String(error)} in ${mutant.toString('base64')}`, { cause: error })
    }
  }

  expect(seen.size).toBe(20_000)
  expect(counts.opened).toBeGreaterThan(5000)
  expect(counts.refused).toBeGreaterThan(5000)
  expect(counts.replaced).toBeGreaterThan(10_000)
})
