// HTML pages and fragments: read from the tokens of the file, and written by splicing words into it.

import { profileOf } from '#locales/profiles.ts'

import { decode } from './decode.ts'
import type { Format } from './format.ts'
import { readRules } from './html/its-rules.ts'
import { writeText } from './html/leaves.ts'
import { PageReader } from './html/reader.ts'
import { legacyEncoding, type LegacyEncoding } from './legacy.ts'
import { spliceText } from './splice.ts'
import type { Edit } from './units.ts'

/** HTML pages and fragments. */
export const htmlFormat: Format = {
  id: 'html',
  sniff(bytes, fileName) {
    if (/\.(?:html?|xhtml)$/i.test(fileName)) return 0.95
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000)).replace(/\0/g, '')
    if (/<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return 0.9
    return /^[^<]{0,20}<(?:p|div|h[1-6]|article|section|ul|ol|table)\b[^>]{0,500}>/i.test(head) ? 0.5 : 0
  },
  open(bytes, options) {
    const file = decode(bytes, declaredEncoding(bytes))
    const reader = new PageReader(file, options, undefined, readRules(file.text))
    const document = reader.read()
    return {
      document,
      merge(targets, { locale }) {
        const profile = locale ? profileOf(locale) : null
        const languages = profile ? reader.languages.map((one) => ({ ...one, text: one.write(profile) })) : []
        const write = (more: readonly Edit[]) =>
          spliceText(file.text, reader.found, targets, [...languages, ...more], {
            escape: writeText,
            foreign: (written) => `<span lang="en">${written}</span>`,
          })
        const text = write([])
        if (text === null) return bytes
        // A legacy encoding has no Thai letters, so what is changed is written as UTF-8 and says so.
        const encodings = [...reader.encodings, ...xmlDeclaration(file.text)]
        return file.encode(encodings.length === 0 ? text : (write(encodings) ?? text))
      },
    }
  },
}

const xmlEncoding = /^(<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}["'])([\w.-]{1,40})/i

/** The encoding that an XML declaration names, when it is a legacy one. */
function xmlDeclaration(text: string): readonly Edit[] {
  const [, before = '', name = ''] = xmlEncoding.exec(text.slice(0, 300)) ?? []
  const start = before.length
  return legacyEncoding(name) ? [{ start, end: start + name.length, text: 'utf-8' }] : []
}

/** Pages say in their first kilobytes, or in their XML declaration, which encoding they are in. */
function declaredEncoding(bytes: Uint8Array): LegacyEncoding | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4000))
  const name =
    /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,30})/i.exec(head)?.[1] ??
    xmlEncoding.exec(head)?.[2]
  return name ? legacyEncoding(name) : null
}
