// What a benchmark keeps for its next run.

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The folder of BENCH_CACHE for what takes minutes to make; null where nothing that large is to be kept. */
export const cache = process.env['BENCH_CACHE'] ? path.resolve(process.env['BENCH_CACHE']) : null

/** The path of a small file that is kept in any case. */
export function keptFile(name: string): string {
  const folder = cache ?? os.tmpdir()
  fs.mkdirSync(folder, { recursive: true })
  return path.join(folder, name)
}
