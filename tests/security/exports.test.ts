// Hostile texts stay texts in every file that leaves.

import { parse as parseHtml, type DefaultTreeAdapterMap } from 'parse5'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'

import { exportFormats, type ExportFormat } from '../../server/formats/exports.ts'
import { pageStyle } from '../../server/formats/html-page.ts'
import { allPayloads } from '../fixtures/security/payloads.ts'
import { block, code, publication, sentence } from '../helpers/publication.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'
import { fillWithPayloads, type HostileRoom } from './hostile.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

let room: Newsroom
let hostile: HostileRoom

beforeAll(async () => {
  room = await newsroom({ publicUrl: 'https://news.example.org' })
  hostile = await fillWithPayloads(room)
})
afterAll(() => room.close())

test('there are at least 120 hostile texts, each its own', () => {
  expect(new Set(allPayloads).size).toBe(allPayloads.length)
  expect(allPayloads.length).toBeGreaterThanOrEqual(120)
})

test('what is refused is refused with a code, and most is taken as it is', () => {
  for (const line of hostile.refused) expect(line).toMatch(/ (422|409) [a-z-]+$/)
  expect(hostile.refused.length).toBeLessThan(allPayloads.length / 4)
})

const formats = Object.keys(exportFormats) as readonly ExportFormat[]

describe.each(['plain', 'marked'] as const)('a release of hostile texts (%s)', (which) => {
  test.for(formats)('as %s', async (format) => {
    const { releaseId } = hostile[which]
    const { page } = hostile.editor
    const response = await room.app.request(`http://localhost/api/releases/${releaseId}/files/${format}`, {
      headers: { cookie: page.cookie },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9.-]+"$/)
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expectHarmless(format, new Uint8Array(await response.arrayBuffer()))
  })

  test('shown inline, the page stays in its sandbox', async () => {
    const { releaseId } = hostile[which]
    const response = await room.app.request(
      `http://localhost/api/releases/${releaseId}/files/html?inline=1`,
      {
        headers: { cookie: hostile.editor.page.cookie },
      },
    )
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^sandbox;/)
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
  })
})

test('the glossary as CSV holds no formula', async () => {
  const response = await room.app.request(`http://localhost/api/projects/${room.projectId}/terms.csv`, {
    headers: { cookie: hostile.editor.page.cookie },
  })
  const table = (await response.text()).replace(/^\uFEFF/, '')
  for (const cell of cellsOfCsv(table)) expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/)
})

test.for(['terms.tbx', 'memory.tmx', 'xliff/1.2', 'xliff/2.0', 'xliff/2.1', 'xliff/2.2'])(
  'what goes to other tools is well formed and has the texts: %s',
  async (file) => {
    const owner = file.startsWith('xliff')
      ? `editions/${hostile.plain.editionId}`
      : `projects/${room.projectId}`
    const response = await room.app.request(`http://localhost/api/${owner}/${file}`, {
      headers: { cookie: hostile.editor.page.cookie },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const text = await response.text()
    expectWellFormed(text, file)
    expect(text.split('__xss').length).toBeGreaterThan(100)
    // Also what came from another tool.
    if (file === 'memory.tmx') expect(text).toContain('Told &lt;script&gt;__xss()')
  },
)

test('the glossary as a workbook holds no formula', async () => {
  const response = await room.app.request(`http://localhost/api/projects/${room.projectId}/terms.xlsx`, {
    headers: { cookie: hostile.editor.page.cookie },
  })
  const parts = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())))
    .filter(([name]) => /\.(xml|rels)$/.test(name))
    .map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))
  for (const { name, text } of parts) expectWellFormed(text, name)
  const sheets = parts.filter(({ name }) => name.includes('worksheets/'))
  expect(sheets.length).toBeGreaterThan(0)
  for (const { name, text } of sheets) expect(text, name).not.toMatch(/<f[\s>/]/)
  expect(parts.map(({ text }) => text).join('')).toContain('__xss')
})

describe('each hostile text as head line of a publication', () => {
  const of = (payload: string) =>
    publication({
      title: payload,
      description: payload,
      author: payload,
      projectName: payload,
      fileName: payload,
      slug: payload,
      baseUrl: 'https://news.example.org',
      blocks: [
        block({ role: 'headline', level: 1, segments: [sentence(1, 'Head', 'Head')] }),
        block({
          codes: [code(1, 'link', { href: payload, raw: payload, display: payload }), code(2, 'bold')],
          segments: [sentence(2, 'See {1}this{/1} {2}now{/2}', 'See {1}this{/1} {2}now{/2}')],
        }),
        block({
          role: 'image',
          codes: [code(1, 'image', { href: payload, alt: payload, raw: payload, display: payload })],
          segments: [sentence(3, 'A picture', 'A picture')],
        }),
      ].map((one, ordinal) => ({ ...one, ordinal: ordinal + 1 })),
    })

  test.for(formats)('as %s', (format) => {
    for (const payload of allPayloads) {
      for (const baseUrl of ['https://news.example.org', payload]) {
        const file = exportFormats[format].write({ ...of(payload), baseUrl })
        expectHarmless(format, Buffer.from(file), payload)
      }
    }
  })
})

function expectHarmless(format: ExportFormat, bytes: Uint8Array, payload = ''): void {
  if (format === 'review-docx') return expectHarmlessWordFile(bytes, payload)
  const file = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  if (format === 'html') expectHarmlessPage(file, payload)
  else if (format === 'review-html') expectHarmlessTable(file, payload)
  else if (format === 'json') expect(() => JSON.parse(file), payload).not.toThrow()
  else if (format === 'md') expectHarmlessMarkdown(file, payload)
  else if (format.startsWith('xliff')) expectWellFormed(file, payload)
  // eslint-disable-next-line no-control-regex
  expect(file, payload).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uE000-\uF8FF]|\p{Cs}/u)
}

const ourElements = new Set(
  (
    'html head meta title link script style body main article header footer p h1 h2 h3 h4 h5 h6 figure ' +
    'figcaption blockquote ul ol li time a strong b em i img br div span address code'
  ).split(' '),
)

function expectHarmlessPage(file: string, payload: string): void {
  const elements = elementsOf(parseHtml(file))
  const scripts = elements.filter(({ tagName }) => tagName === 'script')
  expect(scripts, payload).toHaveLength(1)
  expect(scripts[0]?.attrs, payload).toEqual([{ name: 'type', value: 'application/ld+json' }])
  expect(() => JSON.parse(textOf(scripts[0])), payload).not.toThrow()
  const styles = elements.filter(({ tagName }) => tagName === 'style')
  expect(styles, payload).toHaveLength(1)
  expect(['vi', 'km'].map((locale) => pageStyle(locale as 'vi'))).toContain(textOf(styles[0]).trim())
  for (const { tagName, attrs } of elements) {
    expect(ourElements, `${payload}: <${tagName}>`).toContain(tagName)
    for (const { name, value } of attrs) {
      expect(name, payload).not.toMatch(/^on|^style$|^srcdoc$|^formaction$|^http-equiv$|^ping$/i)
      if (!['href', 'src', 'srcset', 'action', 'data', 'poster'].includes(name)) continue
      const scheme = new URL(value, 'https://base.test/').protocol
      expect(['http:', 'https:', 'mailto:'], `${payload}: ${value}`).toContain(scheme)
    }
  }
}

const tableElements = new Set(
  'html head meta title style body h1 p table thead tbody tr th td strong em u br'.split(' '),
)

function expectHarmlessTable(file: string, payload: string): void {
  for (const { tagName, attrs } of elementsOf(parseHtml(file))) {
    expect(tableElements, `${payload}: <${tagName}>`).toContain(tagName)
    for (const { name } of attrs)
      expect(name, payload).toMatch(/^(?:lang|dir|id|scope|charset|name|content)$/)
  }
}

function expectHarmlessWordFile(bytes: Uint8Array, payload: string): void {
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    const xml = strFromU8(part)
    const parser = new SaxesParser({ xmlns: true, fragment: false })
    parser.on('error', (error) => expect.unreachable(`${payload}: ${name}: ${error.message}`))
    parser.on('doctype', () => expect.unreachable(`${payload}: ${name} has a DTD`))
    parser.write(xml).close()
    expect(xml, payload).not.toMatch(/TargetMode|w:hyperlink|w:fldChar|w:instrText|w:object/)
  }
}

function elementsOf(node: Node): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...children] : children
}

function textOf(element: Element | undefined): string {
  return (element?.childNodes ?? []).map((node) => ('value' in node ? node.value : '')).join('')
}

function expectHarmlessMarkdown(file: string, payload: string): void {
  const [, front = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(file) ?? []
  const read: unknown = parseYaml(front)
  const names = ['title', 'date', 'lang', 'translationKey', 'description', 'author']
  for (const name of Object.keys(read as object)) expect(names, payload).toContain(name)
  for (const value of Object.values(read as object)) expect(typeof value, payload).toBe('string')
  expect(body, payload).not.toMatch(/(?<!\\)<[a-z!/?]/i)
  expect(body, payload).not.toMatch(/\{\{|\{%|\$\{/)
  for (const [, address = ''] of body.matchAll(/(?<!\\)\]\(<?([^)\s]*)/g)) {
    expect(address, payload).not.toMatch(/^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i)
  }
}

function expectWellFormed(file: string, payload: string): void {
  const parser = new SaxesParser({ xmlns: true, fragment: false })
  const foreign: string[] = []
  const isTmx = file.includes('<tmx ')
  parser.on('error', (error) => foreign.push(error.message))
  parser.on('opentag', ({ uri, local }) => {
    // TMX has no namespace.
    const ours = /xliff|docbook|setara|iso:30042|openxmlformats/.test(uri) || (uri === '' && isTmx)
    if (!ours || /^(script|img|svg|iframe|object|math|form)$/i.test(local))
      foreign.push(`<${local}> of ${uri}`)
  })
  parser.on('processinginstruction', ({ target }) => foreign.push(`<?${target}?>`))
  parser.on('doctype', () => foreign.push('doctype'))
  parser.write(file).close()
  expect(foreign, payload).toEqual([])
}

function cellsOfCsv(table: string): readonly string[] {
  return Array.from(table.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  )
}
