import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { WorkError } from '#domain/errors.ts'

import { XliffRowReader } from '../../server/formats/xliff/rows.ts'
import { xliffFormat } from '../../server/formats/xliff-source.ts'

const folder = fileURLToPath(new URL('../fixtures/xliff/valid/', import.meta.url))

/** The rows of a file that comes in pieces, or the code of its refusal. */
function rowsOf(bytes: Uint8Array, size: number) {
  const reader = new XliffRowReader(250)
  const batches: string[] = []
  try {
    batches.push(...reader.write(bytes.subarray(0, 400)).batches)
    for (let at = 400; at < bytes.length; at += size)
      batches.push(...reader.write(bytes.subarray(at, at + size)).batches)
    batches.push(...reader.end().batches)
  } catch (error) {
    if (error instanceof WorkError) return error.code
    throw error
  }
  return batches.flatMap((batch) => JSON.parse(batch) as readonly object[])
}

function blocksOf(bytes: Uint8Array, fileName: string) {
  const { blocks, given } = xliffFormat.open(bytes, { fileName }).document
  if (blocks.length === 0) return 'invalid'
  return blocks.map(({ segments, codes, start, end }, index) => ({
    ...{ o: index + 1, s: segments[0]?.source, c: JSON.parse(JSON.stringify(codes)), b: start, e: end },
    ...(given ? { t: given.targets[index]?.target ?? null } : {}),
  }))
}

test.each(readdirSync(folder))('%s has the same rows in pieces as it has blocks when it is small', (name) => {
  const bytes = readFileSync(folder + name)
  const blocks = blocksOf(bytes, name)
  for (const size of [7, 1000]) {
    const rows = rowsOf(bytes, size)
    if (typeof blocks === 'string') expect(rows).toBe(blocks)
    else expect(rows).toMatchObject(blocks)
  }
})
