// HTML pages and fragments: read from the tokens of the file, and written by splicing words into it.

import { profileOf } from '#locales/profiles.ts'

import { decode } from './decode.ts'
import type { Format } from './format.ts'
import { writeText } from './html/leaves.ts'
import { PageReader } from './html/reader.ts'
import { spliceText } from './splice.ts'

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
    const reader = new PageReader(file, options)
    const document = reader.read()
    return {
      document,
      merge(targets, { locale }) {
        const profile = locale ? profileOf(locale) : null
        const languages = profile ? reader.languages.map((one) => ({ ...one, text: one.write(profile) })) : []
        const write = (more: typeof reader.encodings) =>
          spliceText(file.text, reader.found, targets, [...languages, ...more], {
            escape: writeText,
            foreign: (written) => `<span lang="en">${written}</span>`,
          })
        const text = write([])
        if (text === null) return bytes
        // A legacy encoding has no Thai letters, so what is changed is written as UTF-8 and says so.
        return file.encode(file.encoding === 'windows-1252' ? (write(reader.encodings) ?? text) : text)
      },
    }
  },
}

/** Legacy pages say in their head which encoding they are in; browsers read all of these as windows-1252. */
function declaredEncoding(bytes: Uint8Array): 'windows-1252' | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000))
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,30})/i.exec(head)?.[1]?.toLowerCase()
  return name && ['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii', 'ascii'].includes(name)
    ? 'windows-1252'
    : null
}
