import { describe, expect, test } from 'vitest'

import { targetLocales } from '#locales/locale.ts'
import { newspaperDate } from '#locales/dates.ts'

import { exportFormats, type ExportFormat } from '../../server/formats/exports.ts'
import { writeI18nextJson } from '../../server/formats/i18next-json.ts'
import { writePlainText } from '../../server/formats/plain-text.ts'
import { fc } from '../helpers/properties.ts'
import { block, code, hostilePublication, publication, sentence } from '../helpers/publication.ts'

const formats = Object.keys(exportFormats) as readonly ExportFormat[]

test.each(targetLocales)('the plain text in %s has a paragraph for each block', (locale) => {
  const text = writePlainText(
    publication({
      locale,
      blocks: [
        block({ role: 'headline', segments: [sentence(1, 'T', 'Title')] }),
        block({ role: 'date', segments: [sentence(2, '2024.10.25', '2024.10.25')] }),
        block({
          codes: [code(1, 'bold'), code(2, 'break')],
          segments: [sentence(3, 'x', '{1}Aa{/1}.{2/}Bb', { after: ' ' }), sentence(4, 'Left.', '')],
        }),
        block({ role: 'list-item', segments: [sentence(5, 'a', 'item')] }),
      ],
    }),
  )

  expect(text).toBe(`Title\n\n${newspaperDate(locale, '2024-10-25')}\n\nAa.\nBb Left.\n\n• item\n`)
})

describe('a resource of i18next', () => {
  test('has a key for each segment and codes as numbered tags', () => {
    const json = writeI18nextJson(
      publication({
        blocks: [
          block({
            codes: [code(1, 'bold'), code(2, 'break')],
            segments: [sentence(1, '{1}A{/1}{2/}', '{1}a < b{/1}{2/}')],
          }),
          block({ treatment: 'drop', segments: [sentence(2, 'B', 'b')] }),
          block({ segments: [sentence(12, 'C', 'c {{x}} $t(y) {z} &lt;')] }),
        ],
      }),
    )

    expect(JSON.parse(json)).toEqual({
      s0001: '<1>a &lt; b</1><2/>',
      s0012: 'c &#123;{x&#125;} &#36;t(y) {z} &amp;lt;',
    })
  })

  test('has no tag but those of the codes, and nothing that i18next would fill in', () => {
    fc.assert(
      fc.property(hostilePublication, (hostile) => {
        const resource = JSON.parse(writeI18nextJson(hostile)) as Record<string, string>
        for (const value of Object.values(resource)) {
          expect(value.replace(/<\/?(?:[1-6]|2047)>|<(?:[1-6]|2047)\/>/g, '')).not.toMatch(/[<>]/)
          expect(value).not.toMatch(/\{\{|\}\}|\$t\(/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test('every export of any publication is written, is the same each time and leaves the publication alone', () => {
  fc.assert(
    fc.property(hostilePublication, (hostile) => {
      const before = JSON.stringify(hostile)
      for (const format of formats) {
        const { write } = exportFormats[format]
        const written = write(hostile)
        expect(write(hostile)).toEqual(written)
        if (typeof written !== 'string') continue
        expect(written.endsWith('\n')).toBe(true)
        expect(written).not.toMatch(/[\u0000-\u0008\uE000-\uF8FF\uFFFE]|\p{Cs}/u)
      }
      expect(JSON.stringify(hostile)).toBe(before)
    }),
    { numRuns: 200 },
  )
})
