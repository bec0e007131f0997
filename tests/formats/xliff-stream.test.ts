import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { XliffError } from '../../server/formats/xliff/error.ts'
import type { XliffEdit } from '../../server/formats/xliff/judge.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { StreamedMerge } from '../../server/formats/xliff/merge-stream.ts'
import { openXliff } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'

const folder = fileURLToPath(new URL('../fixtures/xliff/', import.meta.url))
const fixture = (name: string) => readFileSync(folder + name)

/** Pieces so small that every character, tag and unit is cut somewhere; the first tells the encoding. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  yield bytes.subarray(0, 400)
  for (let at = 400; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const options = { targetLanguage: 'th' }

function streamed(bytes: Uint8Array, edits: readonly XliffEdit[], size: number) {
  const merge = new StreamedMerge(edits, options)
  const out = Buffer.concat([...merge.pieces(pieces(bytes, size))])
  return {
    out,
    refusals: merge.refusals.map(({ code, segment }) => `${code} ${segment}`),
    changed: merge.changed,
  }
}

describe.each(readdirSync(`${folder}valid`))('%s', (name) => {
  const bytes = fixture(`valid/${name}`)
  const document = openXliff(bytes)
  const every = document.units.flatMap((unit) =>
    readUnit(document, unit).segments.map(({ source }, segment): XliffEdit => ({
      file: unit.file.ordinal,
      unit: unit.ordinal,
      segment,
      target: `${source} ก & <x> €`,
      state: 'translated',
    })),
  )
  const { refusals } = planMerge(document, every, options)
  const refused = new Set(refusals.map(({ segment }) => segment))
  const open = every.filter(({ file, unit, segment }) => {
    const id = document.files[file]?.units[Number(unit)]?.id
    return !refused.has(`${file}/${unit} (${id})/${segment}`)
  })

  test.each([1, 2, 3, 7, 64])('in pieces of %i bytes is merged as the whole file is', (size) => {
    const plan = planMerge(document, open, options)
    expect(streamed(bytes, open, size)).toEqual({
      out: Buffer.concat([...mergeXliff(document, open, options)]),
      refusals: [],
      changed: plan.changed,
    })
    expect(streamed(bytes, [], size).out.equals(bytes)).toBe(true)
  })

  // That an id stands twice is known late: until then the first unit that has it may refuse for more reasons.
  test('has the same refusals, or more', () => {
    const strange: XliffEdit[] = [
      ...every,
      { file: 0, unit: 'nowhere', segment: 0, target: 'x' },
      { file: 9, unit: 0, segment: 0, target: 'x' },
      { file: 0, unit: 0, segment: 99, target: 'x' },
      { file: 0, unit: '1', segment: 0, target: 'x' },
      { file: 0, unit: '1', segment: 0, target: 'y' },
    ]
    const whole = planMerge(document, strange, options).refusals.map(
      ({ code, segment }) => `${code} ${segment}`,
    )
    expect(streamed(bytes, strange, 50).refusals).toEqual(expect.arrayContaining(whole))
  })
})

describe.each(readdirSync(`${folder}invalid`))('%s', (name) => {
  test('is refused at the same place as the whole file is', () => {
    const bytes = fixture(`invalid/${name}`)
    const faultOf = (work: () => unknown) => {
      try {
        work()
        return null
      } catch (error) {
        if (!(error instanceof XliffError)) throw error
        const { code, message, offset, line, column } = error
        return { code, message, offset, line, column }
      }
    }
    const whole = faultOf(() => openXliff(bytes))
    for (const size of [1, 5, 1000]) expect(faultOf(() => streamed(bytes, [], size))).toEqual(whole)
  })
})
