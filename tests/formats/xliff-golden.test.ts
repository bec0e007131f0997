// What leaves is compared with files that were read by people: a change of a byte is a change of what others get.
// `npx vitest run tests/formats/xliff-golden.test.ts -u` writes them again; look at the difference before it is kept.

import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { fromNotation } from '#domain/inline.ts'

import { writeXliff } from '../../server/formats/xliff/create.ts'
import { readReturned } from '../../server/formats/xliff/returned-reader.ts'
import { sentVersions, type SentEdition, type SentSegment } from '../../server/formats/xliff/sent.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { writeEdition } from '../../server/formats/xliff/write-edition.ts'
import { block, code, publication, sentence } from '../helpers/publication.ts'

const golden = (name: string) =>
  fileURLToPath(new URL(`../fixtures/xliff/golden/${name}.xlf`, import.meta.url))

const segment = (
  ordinal: number,
  source: string,
  target: string,
  more: Partial<SentSegment> = {},
): SentSegment => ({
  ...{ ordinal, source: fromNotation(source), target: fromNotation(target) },
  ...{ state: 'initial', subState: null, version: 1, notes: [], terms: [], matches: [] },
  ...more,
})

const codes = [
  code(1, 'bold', { display: 'b' }),
  code(2, 'link', { display: 'a "map"' }),
  code(3, 'break', { display: 'br' }),
  code(4, 'image', { display: 'img' }),
]

/** An edition in which everything stands that an edition can have. */
const edition: SentEdition = {
  ...{
    editionId: 'e-1',
    fileName: 'news & <views>.html',
    title: 'The river',
    sourceLocale: 'en',
    locale: 'km',
  },
  longest: 20_000,
  blocks: [
    {
      ...{ ordinal: 1, role: 'headline', treatment: 'translate', codes: [] },
      segments: [
        segment(1, 'The river rose', 'ទន្លេ​ឡើង', {
          ...{ state: 'final', version: 7 },
          notes: [
            { category: 'role', text: 'headline' },
            { category: 'source', text: 'A <headline> & no sentence' },
            { category: 'history', text: 'version 7; 2026-05-01T08:00:00.000Z; written by A; approved by B' },
          ],
        }),
      ],
    },
    {
      ...{ ordinal: 2, role: 'body', treatment: 'translate', codes },
      segments: [
        segment(2, '{1}ASEAN{/1} & others met{3/}here.', '{1}អាស៊ាន{/1} និងអ្នកដទៃ{3/}ជួបគ្នា។', {
          ...{ state: 'reviewed', version: 3 },
          notes: [{ category: 'question', text: '1 open' }],
          terms: [
            { source: 'ASEAN', forms: ['អាស៊ាន', 'សមាគម'], note: 'Not "Asean"' },
            { source: 'ACC', forms: [], note: '' },
          ],
          matches: [
            {
              ...{ source: fromNotation('{1}ASEAN{/1} met.'), target: fromNotation('{1}អាស៊ាន{/1} ជួប។') },
              ...{ similarity: 82, origin: 'Older news' },
            },
          ],
        }),
        segment(3, '{2}The map', '{2}ផែនទី', { state: 'translated', version: 2 }),
        segment(4, 'of all places{/2} {4/}', 'នៃ​កន្លែង{/2} {4/}', { subState: 'draft' }),
        segment(5, 'It rained.', 'ភ្លៀង។', {
          subState: 'returned',
          notes: [{ category: 'return', text: 'Say where' }],
        }),
        segment(6, 'It rained again.', 'ភ្លៀង។', { subState: 'outdated' }),
        segment(7, 'Nobody was hurt.', '', { subState: 'new', version: 0 }),
      ],
    },
    {
      ...{ ordinal: 3, role: 'label', treatment: 'keep', codes: [] },
      segments: [segment(8, 'npm start', '', { subState: 'new', version: 0 })],
    },
    {
      ...{ ordinal: 4, role: 'body', treatment: 'drop', codes: [] },
      segments: [segment(9, 'Share this', '', { subState: 'new', version: 0 })],
    },
  ],
}

/** The same as a localised article. */
const article = publication({
  fileName: 'news & <views>.html',
  blocks: [
    block({
      ...{ ordinal: 1, codes },
      segments: [
        sentence(1, '{1}ASEAN{/1} & others met{3/}here.', '{1}អាស៊ាន{/1} ជួប{3/}។', { state: 'final' }),
        sentence(2, '{2}The map', '{2}ផែនទី', { state: 'reviewed' }),
        sentence(3, 'of all places{/2} {4/}', '', { state: 'initial' }),
      ],
    }),
    block({ ordinal: 2, treatment: 'keep', segments: [sentence(4, 'npm start', '')] }),
  ],
})

describe.each(sentVersions)('an export as XLIFF %s', (version) => {
  test('of an edition is the file that it was, valid, and knows its sentences again', async () => {
    const xml = writeEdition(edition, version)

    await expect(xml).toMatchFileSnapshot(golden(`edition-${version}`))
    expect(validateXliff(Buffer.from(xml))).toEqual({ version, valid: true, findings: [] })
    const { units } = readReturned(Buffer.from(xml))
    expect(units.map(({ name }) => name?.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(units.map(({ state }) => state).slice(0, 4)).toEqual([
      'final',
      'reviewed',
      'translated',
      'initial',
    ])
  })

  test('of a release is the file that it was, and valid', async () => {
    const xml = writeXliff(article, version)

    await expect(xml).toMatchFileSnapshot(golden(`release-${version}`))
    expect(validateXliff(Buffer.from(xml))).toEqual({ version, valid: true, findings: [] })
  })
})
