// Serves the built pages. Every address that is not a file is a page of the one application.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

import type { Context, MiddlewareHandler } from 'hono'
import { getMimeType } from 'hono/utils/mime'

/** A file of the build, as it goes to a browser. */
interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same compressed; null where that was not worth it. */
  readonly gzip: Uint8Array<ArrayBuffer> | null
}

/**
 * Answers with the files of a folder. What was asked for once is kept in memory: a page is made of a dozen small files,
 * and a busy server needs a hundred times as long to read one of them from the disk as to send it.
 */
export function servePages(folder: string): MiddlewareHandler {
  // Only what was there at the start is ever served: no address leads out of the folder.
  const known = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.gz'))
      .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`),
  )
  const read = new Map<string, PageFile>()
  const fileAt = (path: string): PageFile => {
    const file = read.get(path) ?? readFile(join(folder, path))
    read.set(path, file)
    return file
  }
  return (c) => {
    const path = known.has(c.req.path) ? c.req.path : '/index.html'
    // Files with a hash in their name never change.
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    return Promise.resolve(send(c, fileAt(path), cache))
  }
}

function readFile(path: string): PageFile {
  const packed = `${path}.gz`
  return {
    type: getMimeType(path) ?? 'application/octet-stream',
    bytes: new Uint8Array(readFileSync(path)),
    gzip: existsSync(packed) ? new Uint8Array(readFileSync(packed)) : null,
  }
}

function send(c: Context, { type, bytes, gzip }: PageFile, cache: string): Response {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(c.req.header('accept-encoding') ?? '')
  const body = gzip && takesGzip ? gzip : bytes
  c.header('content-type', type)
  c.header('cache-control', cache)
  if (gzip) c.header('vary', 'Accept-Encoding')
  if (body === gzip) c.header('content-encoding', 'gzip')
  c.header('content-length', String(body.byteLength))
  return c.req.method === 'HEAD' ? c.body(null) : c.body(body)
}
