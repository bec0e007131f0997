// What LibreOffice makes of the Word files that we write: opened without repair, its words the translated ones.
// Not installed by .ci/run (it is large): apt-get install libreoffice-writer-nogui fonts-noto-core

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { profileOf } from '#locales/profiles.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { targetsOf } from '../../server/formats/pseudo.ts'
import { writeReviewDocx } from '../../server/formats/review-docx.ts'
import { block, publication, sentence } from '../helpers/publication.ts'
import { wordFile } from '../helpers/word-file.ts'

const has = (program: string, ...options: readonly string[]): string =>
  spawnSync(program, options, { encoding: 'utf8' }).stdout ?? ''

const present = has('soffice', '--version').startsWith('LibreOffice')
if (!present)
  process.stderr.write('LibreOffice is not installed: no Word file was opened by another program\n')

const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (inside: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${inside}</w:p>`
const cell = (inside: string) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${inside}</w:tc>`
const table = (inside: string) =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${cell(inside)}</w:tr></w:tbl>`
const field = (code: string, shown: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

/** What stands in each file around the words that are translated. */
const bodies: Readonly<Record<string, string>> = {
  plain: paragraph(run('One sentence')),
  styled: paragraph(run('One sentence', '<w:b/><w:i/><w:sz w:val="32"/>')),
  mixed: paragraph(run('One ') + run('bold', '<w:b/>') + run(' sentence')),
  fonts: paragraph(run('One sentence', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>')),
  link: paragraph(`<w:hyperlink w:anchor="a">${run('One sentence')}</w:hyperlink>`),
  field: paragraph(run('One sentence ') + field('PAGE', '7')),
  inserted: paragraph(
    `<w:ins w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z">${run('One sentence')}</w:ins>`,
  ),
  deleted: paragraph(
    `${run('One sentence')}<w:del w:id="2" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>gone</w:delText></w:r></w:del>`,
  ),
  control: `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph(run('One sentence'))}</w:sdtContent></w:sdt>`,
  table: table(paragraph(run('One sentence'))),
  nested: table(table(paragraph(run('One sentence'))) + paragraph('')),
  breaks: paragraph(`${run('One')}<w:r><w:tab/></w:r>${run('sentence')}<w:r><w:br/></w:r>`),
}

const words = { th: 'คณะผู้แทนเยี่ยมชมศูนย์', km: 'គណៈប្រតិភូបានទៅទស្សនកិច្ច' } as const
const locales = ['th', 'km'] as const

const folder = mkdtempSync(join(tmpdir(), 'setara-word-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!present)('LibreOffice', () => {
  const names: string[] = []
  const save = (name: string, bytes: Uint8Array) => {
    names.push(name)
    writeFileSync(join(folder, `${name}.docx`), bytes)
  }
  for (const locale of locales) {
    for (const [name, body] of Object.entries(bodies)) {
      const opened = openDocument(wordFile(body), 'x.docx')
      const targets = targetsOf(opened.document.blocks, ({ source }) =>
        // Words go, codes stay.
        source.replace(/[^\uE001-\uF7FF]+/, words[locale]).replace(/[A-Za-z ]{2,}/g, ' '),
      )
      save(`${name}-${locale}`, opened.merge(targets, { locale }))
    }
    const rows = [block({ segments: [sentence(1, 'One sentence', words[locale])] })]
    save(`review-${locale}`, writeReviewDocx(publication({ locale, blocks: rows })))
  }

  test('opens all of them and reads the words that were put in', { timeout: 180_000 }, () => {
    convert('txt:Text (encoded):UTF8')

    expect(names.length).toBeGreaterThanOrEqual(20)
    for (const name of names) {
      const locale = name.endsWith('-th') ? 'th' : 'km'
      expect(readFileSync(join(folder, `${name}.txt`), 'utf8'), name).toContain(words[locale])
    }
  })

  test('sets them in a font of their script', { timeout: 180_000 }, () => {
    convert('pdf')

    for (const name of names) {
      const { fontFamily } = profileOf(name.endsWith('-th') ? 'th' : 'km')
      const pdf = readFileSync(join(folder, `${name}.pdf`), 'latin1')
      expect(pdf.startsWith('%PDF'), name).toBe(true)
      // Fonts carry the marks of Thai and the subscripts of Khmer to their places; the name is all that a PDF tells.
      // NOTE: LibreOffice 7.4 forgets the font of words in a control, and takes any of the script that is installed.
      if (has('fc-list', fontFamily) && !name.startsWith('control'))
        expect(pdf, name).toContain(`+${fontFamily.replaceAll(' ', '')}`)
    }
  })

  function convert(format: string): void {
    const files = names.map((name) => join(folder, `${name}.docx`))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const options = [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files]
    expect(spawnSync('soffice', options, { timeout: 170_000 }).status).toBe(0)
  }
})
