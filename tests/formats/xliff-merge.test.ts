import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { XliffError } from '../../server/formats/xliff/error.ts'
import type { XliffEdit } from '../../server/formats/xliff/judge.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { openXliff, type XliffDocument } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { sharedData } from '../helpers/shared.ts'

const root = sharedData('xliff')

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesBelow(path)
    return /\.(?:xlf|xliff|sdlxliff|mxliff|mqxliff)$/.test(name) ? [path] : []
  })
}

/** Every text of a file by its place, targets and states too. */
function textsOf(document: XliffDocument) {
  return document.units.map((unit) => {
    const read = readUnit(document, unit)
    return [...read.segments, ...read.ignorables].map(({ source, target, state }) => ({
      source,
      target,
      state,
    }))
  })
}

describe.skipIf(!root)('every file of the collection', () => {
  const files = root ? filesBelow(root) : []
  const read = files.map((path) => {
    const bytes = readFileSync(path)
    try {
      return { path, bytes, document: openXliff(bytes), error: null }
    } catch (error) {
      return { path, bytes, document: null, error }
    }
  })

  test('is read, or refused by a typed error with its place', () => {
    const refused = read.filter(({ error }) => error !== null)
    for (const { error } of refused) expect(error).toBeInstanceOf(XliffError)
    expect(files).toHaveLength(313)
    expect(refused.map(({ path }) => path.split('/').at(-1))).toEqual(['invalid_xml_entity.xlf'])
  })

  test('comes back to the byte when nothing is edited', () => {
    for (const { path, bytes, document } of read) {
      if (!document) continue
      expect(Buffer.concat([...mergeXliff(document, [])]).equals(bytes), path).toBe(true)
    }
  })

  test('has exactly the new targets when all are replaced, and all other bytes as before', () => {
    let replaced = 0
    for (const { path, document } of read) {
      if (!document) continue
      const wanted = new Map<string, string>()
      const edits: XliffEdit[] = []
      for (const unit of document.units) {
        const { segments } = readUnit(document, unit)
        segments.forEach(({ source }, segment) => {
          const target = `ก & <x> ]]> "${source}" ខ`
          edits.push({ file: unit.file.ordinal, unit: unit.ordinal, segment, target, state: 'translated' })
          wanted.set(`${unit.file.ordinal}/${unit.ordinal}/${segment}`, target)
        })
      }
      const first = planMerge(document, edits, { targetLanguage: 'th' })
      for (const { code, segment } of first.refusals) {
        expect(['LOCKED', 'UNSUPPORTED_TARGET', 'UNKNOWN_KEY'], `${path} ${segment} ${code}`).toContain(code)
      }
      const names = new Set(first.refusals.map(({ segment }) => segment))
      const open = edits.filter((edit) => {
        const unit = document.files[edit.file]?.units[edit.unit as number]
        return !names.has(`${edit.file}/${edit.unit} (${unit?.id})/${edit.segment}`)
      })
      const plan = planMerge(document, open, { targetLanguage: 'th' })
      const merged = Buffer.concat([...mergeXliff(document, open, { targetLanguage: 'th' })])
      const again = openXliff(merged)

      // Taking the splices out again gives the old text.
      let shift = 0
      const pieces: string[] = []
      let from = 0
      for (const { start, end, text } of plan.splices) {
        pieces.push(
          again.decoded.text.slice(from + shift, start + shift),
          document.decoded.text.slice(start, end),
        )
        const length =
          again.decoded.form === 'single-byte'
            ? written(again.decoded.text, start + shift, text)
            : text.length
        shift += length - (end - start)
        from = end
      }
      pieces.push(again.decoded.text.slice(from + shift))
      expect(pieces.join('') === document.decoded.text, path).toBe(true)

      const skipped = new Set(open.map((edit) => `${edit.file}/${edit.unit}/${edit.segment}`))
      const before = textsOf(document)
      const after = textsOf(again)
      again.units.forEach((unit, index) => {
        unit.segments.forEach((_, segment) => {
          const key = `${unit.file.ordinal}/${unit.ordinal}/${segment}`
          const target = after[index]?.[segment]?.target
          expect(target, `${path} ${key}`).toBe(
            skipped.has(key) ? wanted.get(key) : before[index]?.[segment]?.target,
          )
          expect(after[index]?.[segment]?.source).toBe(before[index]?.[segment]?.source)
          replaced += skipped.has(key) ? 1 : 0
        })
      })
    }
    expect(replaced).toBeGreaterThan(3000)
  })
})

/** Length of a splice in a file of a code page, where characters it lacks became references. */
function written(text: string, at: number, splice: string): number {
  let position = at
  for (const character of splice) {
    if (text.startsWith(character, position)) position += character.length
    else position = text.indexOf(';', position) + 1
  }
  return position - at
}
