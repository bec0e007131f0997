// What people give us becomes a file name and base64 bytes, as the import asks for.

import type { SourceFile } from '../api/articles.ts'

/** The largest files that are shown before they are stored, in megabytes; Word packs its parts. */
const most = { plain: 10, packed: 20 }
const megabyte = 1024 * 1024
const readable = /\.(txt|text|md|markdown|html?|xhtml|json|docx|xlf|xliff|sdlxliff|mxliff|mqxliff)$/i
const looksLikeHtml = /^\s*(<!doctype\s+html|<html|<(article|body|head|main|div|section|h[1-6]|p)[\s>])/i

/** The file cannot be an article; known before the server is asked. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused'
  readonly key: string
  readonly values: Record<string, number>

  constructor(key: string, values: Record<string, number> = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

/** Whether a file is read in the background: larger than what is shown before it is stored, but of a kind that can be. */
export function isLarge(file: File): boolean {
  return file.size > most.plain * megabyte && /\.(?:xlf|xliff|sdlxliff|mxliff|mqxliff)$/i.test(file.name)
}

/** Reads a chosen or dropped file; its bytes are kept as they are, because only the server knows encodings. */
export async function readSource(file: File): Promise<SourceFile> {
  if (!readable.test(file.name) && !file.type.startsWith('text/'))
    throw new SourceRefused('import.wrong-type')
  demandSize(file.size, /\.docx$/i.test(file.name) ? most.packed : most.plain)
  if (file.size === 0) throw new SourceRefused('import.empty')
  return { fileName: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) }
}

/** Makes a file of pasted text; mark-up is recognised by its beginning. */
export function sourceOf(text: string): SourceFile {
  const bytes = new TextEncoder().encode(text)
  demandSize(bytes.length, most.plain)
  return { fileName: looksLikeHtml.test(text) ? 'pasted.html' : 'pasted.txt', content: toBase64(bytes) }
}

/** Makes a file of pasted mark-up; what a browser or an office program put around the words is left to the reader. */
export function richSourceOf(html: string): SourceFile {
  const fragment = /<!--StartFragment-->([^]*?)<!--EndFragment-->/.exec(html)?.[1] ?? html
  const bytes = new TextEncoder().encode(`<!doctype html>\n<meta charset="utf-8">\n${fragment}`)
  demandSize(bytes.length, most.plain)
  return { fileName: 'pasted.html', content: toBase64(bytes) }
}

function demandSize(bytes: number, size: number): void {
  if (bytes > size * megabyte) throw new SourceRefused('import.too-large', { size })
}

/** Writes bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  const step = 0x8000 // as many arguments as every engine takes
  let binary = ''
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step))
  }
  return btoa(binary)
}
