import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'

import { seedTerms } from '#glossary/seeds/seeds.ts'
import { tableOf, termsOfTable } from '#glossary/table.ts'

import { readTable, writeTable } from '../../server/formats/xlsx.ts'
import { fc } from '../helpers/properties.ts'

const texts = async (rows: readonly (readonly string[])[]) =>
  (await readTable(await writeTable('Sheet', rows))).map(({ cells }) => cells)

/** A workbook of ours whose first sheet is replaced. */
async function workbookWith(sheet: string): Promise<Uint8Array> {
  const files = unzipSync(await writeTable('Sheet', [['a']]))
  const name = Object.keys(files).find((one) => one.endsWith('worksheets/sheet1.xml')) ?? ''
  return zipSync({ ...files, [name]: strToU8(sheet) })
}
const sheetOf = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`

describe('a workbook', () => {
  test('brings the seed glossary back as it was', async () => {
    const { drafts, problems } = termsOfTable(
      await readTable(await writeTable('Glossary', tableOf(seedTerms))),
    )
    expect({ drafts, problems }).toEqual({ drafts: seedTerms, problems: [] })
  })

  test('keeps any text, also what looks like a formula, a number, an escape or a control character', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...`=+-@'"<>&_x0041_\n\r\t\u0001 1.5eក้`), maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('head'), cell, fc.constant('end')), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          expect(await texts(rows)).toEqual(rows)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('holds no formula, whatever the cells begin with', async () => {
    const files = unzipSync(await writeTable('Sheet', [['=HYPERLINK("http://evil")', '+1', '@SUM(A1)']]))
    const all = Object.values(files).map((part) => new TextDecoder().decode(part))
    expect(all.join('')).not.toContain('<f>')
  })

  test('gives the value a formula had when it was saved, and evaluates nothing', async () => {
    const sheet = sheetOf('<row r="1"><c r="A1" t="str"><f>1+1</f><v>kept</v></c></row>')
    expect(await readTable(await workbookWith(sheet))).toEqual([{ cells: ['kept'], line: 1 }])
  })

  test('names the rows as the spreadsheet numbers them', async () => {
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`
    const sheet = sheetOf(`<row r="1">${cell('A1')}</row><row r="4">${cell('A4')}</row>`)
    const filled = (await readTable(await workbookWith(sheet))).filter(({ cells }) => cells[0] !== '')
    expect(filled.map(({ line }) => line)).toEqual([1, 4])
  })
})

describe('a hostile workbook is refused', () => {
  test.each([
    ['a cell at the far end of the sheet', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'too-large'],
    ['a row a million lines below', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'too-large'],
    ['an address written as an entity', '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>', 'too-large'],
    ['more rows than fit', '<row/>'.repeat(200_001), 'too-large'],
    ['broken XML', '<row r="1"><c></row>', 'unsupported-file'],
  ])('%s', async (_, rows, code) => {
    await expect(readTable(await workbookWith(sheetOf(rows)))).rejects.toMatchObject({ code })
  })

  test.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${sheetOf('').slice(21)}`],
    ['nothing of a sheet', ''],
  ])('%s', async (_, sheet) => {
    await expect(readTable(await workbookWith(sheet))).rejects.toMatchObject({ code: 'unsupported-file' })
  })

  test('what is no ZIP file', async () => {
    await expect(readTable(strToU8('PK no'))).rejects.toMatchObject({ code: 'unsupported-file' })
    await expect(readTable(new Uint8Array())).rejects.toMatchObject({ code: 'unsupported-file' })
  })

  test('a part that unpacks to far more than it is', async () => {
    const files = unzipSync(await writeTable('Sheet', [['a']]))
    const bomb = zipSync({ ...files, 'xl/bomb.xml': new Uint8Array(70 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    await expect(readTable(bomb)).rejects.toMatchObject({ code: 'too-large' })
  })
})
