// Files as other tools write them: what is read, what may be edited, and that everything of theirs stays to the byte.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { toNotation } from '#domain/inline.ts'
import { WorkError } from '#domain/errors.ts'

import { xliffFormat } from '../../server/formats/xliff-source.ts'
import { mergeXliff, planMerge } from '../../server/formats/xliff/merge.ts'
import { openXliff, segmentsOf } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'

const folder = fileURLToPath(new URL('../fixtures/xliff/vendors', import.meta.url))
const bytesOf = (name: string) => readFileSync(join(folder, name))

/** Source, target and `draft`, `done` or `-` of every sentence that becomes part of an article. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'trados.sdlxliff': [
    'The {1}river{/1} rose. | Nước {1}sông{/1} dâng. | done',
    'Boats came. | Thuyền đến. | draft',
  ],
  'phrase.mxliff': [
    'The {1>river<1} rose. | Nước {1>sông<1} dâng. | done',
    'Boats came. | Thuyền đến. | draft',
    'Nobody was hurt. |  | -',
  ],
  'memoq.mqxliff': [
    'The {1}river{/1} rose. | Nước {1}sông{/1} dâng. | done',
    'Boats came. | Thuyền đến. | draft',
    'Nobody {1/}was hurt. |  | -',
  ],
  'xcode.xliff': ['%d places | %d nơi | done', 'Open "map" |  | -', 'River |  | -'],
  'angular-1.2.xlf': [
    'Hello {1/}, {2/}welcome{3/}! |  | -',
    '{VAR_PLURAL, plural, =1 {one boat} other {{{1/} boats}} | {VAR_PLURAL, plural, other {{{1/} thuyền}} | done',
  ],
  'angular-2.0.xlf': ['Hello {1/}, {2}welcome{/2}! |  | -'],
  'symfony.xlf': ['menu.open | Mở <b>%name%</b> | done', 'menu.html | <b>Đậm</b> & nghiêng | done'],
  'wpml-1.2.xliff': [
    'The river & the <b>boats</b> | The river & the <b>boats</b> | done',
    '[gallery ids="1"] It rose. | [gallery ids="1"] It rose. | draft',
  ],
  'drupal.xlf': ['{1}The river.{2/}It rose.{/1} | {1}Sông.{2/}Dâng.{/1} | done'],
  'crowdin.xliff': ['The river | Dòng sông | done', 'It rose. | It rose. | draft'],
  'lokalise.xliff': ['Hi & welcome, %1$@ | Chào & đón %1$@ | done', 'Bye | Tạm biệt | draft'],
  'smartling.xlf': ['It <rose>. |  | -', 'It fell. |  | -'],
  'omegat-okapi.xlf': [
    'See {1}the {2}map{/2}{/1}. | Xem {2}bản đồ{/2}. | done',
    'Go. |  Go. | done',
    'Map |  | -',
  ],
}

test('every file here is looked at', () => {
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(expected), 'wpml.xliff'].sort())
})

describe.each(Object.entries(expected))('%s', (name, sentences) => {
  test('becomes an article of what may be translated, and what another tool calls unfinished is a draft', () => {
    const { document } = xliffFormat.open(bytesOf(name), { fileName: name })
    const { targets } = document.given ?? { targets: document.blocks.map(() => null) }
    expect(
      document.blocks.map(({ segments }, index) => {
        const given = targets[index]
        const state = given ? (given.isDraft ? 'draft' : 'done') : '-'
        return `${toNotation(segments[0]?.source ?? '').trim()} | ${toNotation(given?.target ?? '')} | ${state}`
      }),
    ).toEqual(sentences)
  })

  test('comes back to the byte, also when every target is written anew', () => {
    const bytes = bytesOf(name)
    const document = openXliff(bytes)
    expect(Buffer.concat([...mergeXliff(document, [])]).equals(bytes)).toBe(true)
    const edits = document.units.flatMap((unit) =>
      readUnit(document, unit).segments.flatMap(({ place, source }) =>
        place.locked !== null
          ? []
          : [
              {
                file: unit.file.ordinal,
                unit: unit.ordinal,
                segment: place.ordinal,
                target: `${source}«ខ&»`,
                state: 'translated',
              },
            ],
      ),
    )
    const options = { targetLanguage: 'vi' }
    expect(planMerge(document, edits, options).refusals).toEqual([])
    const merged = Buffer.concat([...mergeXliff(document, edits, options)])
    const again = openXliff(merged)
    for (const [index, { locked, target }] of [...segmentsOf(again)].entries()) {
      const before = [...segmentsOf(document)][index]
      expect(locked).toBe(before?.locked)
      if (locked === null)
        expect(again.xml.slice(target?.open ?? 0, target?.close ?? 0)).toContain('«ខ&amp;»')
      else expect(target === null).toBe(before?.target === null)
    }
    // What the tools added is still there: all but targets and the attributes of states.
    const without = (text: string) =>
      text
        .replace(/\s*<((?:\w+:)?)target\b[^>]*?(?:\/>|>[^]*?<\/\1target>)/g, '')
        .replace(/ (?:state|approved|trgLang|state-qualifier)="[^"]*"/g, '')
    expect(without(merged.toString())).toBe(without(bytes.toString()))
  })

  test('is a valid file, with its new targets too', () => {
    expect(validateXliff(bytesOf(name)).findings).toEqual([])
  })
})

test('a document type is refused with its place, as everywhere', () => {
  expect(() => xliffFormat.open(bytesOf('wpml.xliff'), { fileName: 'wpml.xliff' })).toThrow(WorkError)
  expect(validateXliff(bytesOf('wpml.xliff')).findings[0]).toMatchObject({ rule: 'xml/doctype', line: 2 })
})
