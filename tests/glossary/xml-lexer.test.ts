// What our lexer reads is compared with what another parser reads, over files, their mutants and pieces of them.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import type { ScannedElement } from '#glossary/xml/element.ts'
import { XmlError } from '#glossary/xml/error.ts'
import { scanPieces, scanXml, type ScanHandlers } from '#glossary/xml/scan.ts'
import { TextWindow } from '#glossary/xml/text.ts'

/** What happens in a file, or null where it is refused; words that follow each other are one. */
type Events = readonly string[] | null

class Told implements ScanHandlers {
  readonly events: string[] = []
  #words = ''

  open({ name, attributes }: Pick<ScannedElement, 'name' | 'attributes'>): void {
    this.#tell(`<${name} ${JSON.stringify(Object.entries(attributes))}`)
  }

  close(): void {
    this.#tell('>')
  }

  text(text: string): void {
    this.#words += text
  }

  #tell(event: string): void {
    if (this.#words !== '') this.events.push(`"${this.#words}`)
    this.#words = ''
    this.events.push(event)
  }
}

function ours(text: string): Events {
  const told = new Told()
  try {
    scanXml(text, told, { doctype: 'ignored', depth: 1000 })
    return told.events
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}

function theirs(text: string): Events {
  const told = new Told()
  const parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const refuse = (error: Error) => {
    throw error
  }
  parser.on('error', refuse)
  parser.on('doctype', (doctype) => doctype.includes('[') && refuse(new Error('definitions')))
  let depth = 0
  parser.on('opentag', (tag) => {
    depth += 1
    told.open(tag as { name: string; attributes: Record<string, string> })
  })
  parser.on('closetag', () => {
    depth -= 1
    told.close()
  })
  // It also tells of the white space around the root element.
  parser.on('text', (words) => (depth > 0 ? told.text(words) : undefined))
  parser.on('cdata', (words) => told.text(words))
  try {
    parser.write(text).close()
    return told.events
  } catch {
    return null
  }
}

/** Names of namespaces are a matter of ours that saxes does not look at here. */
const withoutPrefixes = (text: string) =>
  text
    .replaceAll(/xmlns:(?=[a-z])/g, 'xmlns-')
    .replaceAll(/(?<=[\w"]) xml:/g, ' xml-')
    .replaceAll(/(?<=[</ ])(\w+):(?=\w)/g, '$1-')

const folder = fileURLToPath(new URL('../fixtures/xliff/', import.meta.url))
const files = ['valid', 'invalid'].flatMap((kind) =>
  readdirSync(folder + kind)
    .filter((name) => name.endsWith('.xlf'))
    .map(
      (name) =>
        [
          `${kind}/${name}`,
          withoutPrefixes(readFileSync(`${folder}${kind}/${name}`, 'utf8').replace(/^\uFEFF/, '')),
        ] as const,
    ),
)

const strange = [
  '<a/>', '<a />', '<a\n/>', '<a></a >', '<a></ a>', '<a/ >', '< a/>', '<a', '<a b', '<a b=', '<a b="', '<a b="c', '<a b=c/>',
  '<a b="1" b="2"/>', '<a b="1"c="2"/>', '<a b = \'"\' c=\'\'/>', '<a b="<"/>', '<a b="&lt;&#10;\n\t\r\n"/>', '<a b="&amp"/>', '<a>&</a>',
  '<a>&;</a>', '<a>&nbsp;</a>', '<a>&#0;</a>', '<a>&#x1F600;&#65;</a>', '<a>&#xD800;</a>', '<a>&#x110000;</a>', '<a>&#99999999999;</a>',
  '<a>&#x;</a>', '<a>&#;</a>', '<a>]]></a>', '<a>]]&gt;</a>', '<a><![CDATA[<&]]]]></a>', '<a><![CDATA[x]]', '<a><![cdata[x]]></a>', '<![CDATA[x]]><a/>',
  '<a/>x', 'x<a/>', ' \n<a/>\r\n', '<a/><b/>', '<a><b></a></b>', '<a>', '</a>', '<a></a></a>', '', ' ', '<', '<a><', '<!', '<a><!',
  '<!-- x --><a/><!-- -->', '<!-- -- --><a/>', '<!--->--><a/>', '<!----><a/>', '<!-- x ---><a/>', '<a><!-', '<a/><!--', '<?x?><a/>', '<?x y?z?><a/>',
  '<?xml version="1.0"?><a/>', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>', '<?xml?><a/>', '<?xml version="2.0"?><a/>',
  '<?xml encoding="UTF-8"?><a/>', '<?xml version="1.0" encoding="&"?><a/>', '<?xml version=\'1.0\' ?><a/>', ' <?xml version="1.0"?><a/>',
  '<?XML version="1.0"?><a/>', '<a><?xml version="1.0"?></a>', '<?xml-x?><a/>', '<??><a/>', '<? x?><a/>', '<?1?><a/>', '<?x<?><a/>', '<?x',
  '<!DOCTYPE a><a/>', '<!DOCTYPE a SYSTEM "x>"><a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<a/><!DOCTYPE a>', '<!DOCTYPE a><!DOCTYPE a><a/>',
  '<!DOCTYPE', '<!DOCTYPE a "', '<ก\u0E31 ข="ค"/>', '<\u{10000}a/>', '<a\u{F0000}/>', '<a\u00D7/>', '<-a/>', '<a-.9\u00B7/>', '<a>\0</a>', '<a>\u0085\u2028</a>',
  '<a>\uFFFE</a>', '<a>\uD800</a>', '<a>\uDC00x</a>', '<a>\uD83D\uDE00</a>', '<a b="\u0001"/>', '<!-- \u0001 --><a/>', '<a>\r\n\r\n\r</a>', '<a>\t</a>',
  '<__proto__ __proto__="1" constructor="2" toString="3"/>', '<a>x</a\n>', '<a><b/><b></b>x<c/>y</a>', '<a\u00A0b="1"/>', '<a b\u00A0="1"/>', '\u00A0<a/>',
] // prettier-ignore

test.each(strange)('%j is read or refused as by the other', (text) => {
  expect(ours(text)).toEqual(theirs(text))
})

describe.each(files)('%s', (_name, text) => {
  test('has the same tags, attributes and words', () => {
    expect(ours(text)).toEqual(theirs(text))
  })

  test('has them also when it is cut short, changed by a character, or comes in pieces', () => {
    let differing = 0
    const step = Math.max(1, Math.floor(text.length / 40))
    const characters = [
      '<',
      '>',
      '&',
      '"',
      '/',
      ' ',
      '\r',
      ']]>',
      '--',
      '=',
      '\0',
      '😀',
      '<!--',
      '<![CDATA[',
      '?>',
      "'",
    ]
    for (let at = 0; at < text.length; at += step) {
      const character = characters[(at / step) % characters.length] ?? ''
      const mutants = [
        text.slice(0, at),
        text.slice(0, at) + character + text.slice(at),
        text.slice(0, at) + text.slice(at + 1),
      ]
      for (const mutant of mutants) {
        const found = ours(mutant)
        if (JSON.stringify(found) !== JSON.stringify(theirs(mutant))) {
          differing += 1
          expect({ mutant, found }).toEqual({ mutant, found: theirs(mutant) })
        }
        if (at % 5 === 0) expect(inPieces(mutant, 1 + (at % 7))).toEqual(found)
      }
    }
    expect(differing).toBe(0)
  })
})

function inPieces(text: string, size: number): Events {
  const told = new Told()
  const pieces = function* () {
    const characters = [...text]
    for (let at = 0; at < characters.length; at += size) yield characters.slice(at, at + size).join('')
  }
  try {
    const options = { window: new TextWindow(), doctype: 'ignored', depth: 1000 } as const
    for (const _ of scanPieces(pieces(), told, options)) continue
    return told.events
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}

test('a tag, comment or text without an end is not looked through again with every piece', () => {
  for (const beginning of ['<a>', '<a b="', '<!--', '<a><![CDATA[', '<?x ', '<a>&']) {
    const piece = 'x'.repeat(1000)
    const pieces = function* () {
      yield beginning
      for (let count = 0; count < 20_000; count += 1) yield piece
    }
    const work = () => [...scanPieces(pieces(), new Told(), { window: new TextWindow() })]
    expect(work).toThrow(XmlError)
  }
})
