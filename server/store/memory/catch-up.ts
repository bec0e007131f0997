// An index that was kept in a file is believed as far as the table says the same: block by block both sum up what they
// have, and where they differ the table is read. So it is all the same what happened meanwhile: units that came, went
// or were changed, a file that was taken out, a database that was restored from an old backup, another database.

import type { Kysely } from 'kysely'

import { blockSize, type BlockSum } from '#domain/memory/unit-index.ts'

import type { Database } from '../schema.ts'
import type { Answers, Question } from './question.ts'
import { batchRows, highestId, sumsBetween, unitsBetween } from './unit-rows.ts'

/** A file in which an index is kept, and what says that it was made by the same rules. */
export interface Kept {
  readonly file: string
  readonly version: string
}

export interface Catching {
  readonly db: Kysely<Database>
  readonly ask: <Q extends Question>(asked: Q) => Promise<Answers[Q['deed']]>
  readonly signal: AbortSignal
  /** Most bytes of the index. */
  readonly bound: number
  /** Most bytes up to which it is filled with what is older than all that was kept. */
  readonly comfortable: number
}

/** What came of it. */
export interface CaughtUp {
  /** The newest unit of the table. */
  readonly top: number
  readonly bytes: number
  /** How many units had to be read from the table. */
  readonly read: number
  /** Whether units were left out for want of room. */
  readonly full: boolean
}

/** Ids that are summed up together; others are served in between. */
const summedIds = 64 * blockSize
/** Below this part that is still right, making the index anew is cheaper and leaves nothing behind. */
const leastRight = 0.5

/** Takes up a kept index and makes it say what the table says; null where there is none that is worth it. */
export async function catchUp(catching: Catching, kept: Kept): Promise<CaughtUp | null> {
  const { db, ask, signal, bound, comfortable } = catching
  const restored = await ask({ deed: 'restore', ...kept })
  if (!restored || restored.bytes > bound) return null
  const top = await highestId(db)
  const { differing, right } = await compare(catching, restored.sums, top)
  if (right < restored.units * leastRight) return null
  const oldest = restored.sums.reduce((least, { block }) => Math.min(least, block), Infinity)
  let { bytes } = restored
  let read = 0
  let full = bytes > comfortable
  for (const run of runsOf(differing)) {
    if (signal.aborted) break
    if (bytes > (run.first > oldest ? bound : comfortable)) {
      full = true
      continue
    }
    const [from, to] = [run.first * blockSize, (run.last + 1) * blockSize]
    const rows = await unitsBetween(db, from - 1, to - 1)
    bytes = await ask({ deed: 'settle', from, to, rows })
    read += rows.count
  }
  return { top, bytes, read, full }
}

/** The blocks in which the table and the index differ, the newest first, and how many units are the same. */
async function compare(
  { db, signal }: Catching,
  sums: readonly BlockSum[],
  top: number,
): Promise<{ readonly differing: readonly number[]; readonly right: number }> {
  const ours = new Map(sums.map((sum) => [sum.block, sum]))
  const differing: number[] = []
  let right = 0
  const highest = Math.max(top, ...[...ours.keys()].map((block) => block * blockSize))
  for (
    let to = Math.ceil((highest + 1) / summedIds) * summedIds;
    to > 0 && !signal.aborted;
    to -= summedIds
  ) {
    const from = to - summedIds
    const theirs = new Map((await sumsBetween(db, from, to)).map((sum) => [sum.block, sum]))
    for (let block = to / blockSize - 1; block >= from / blockSize; block--) {
      const [own, real] = [ours.get(block), theirs.get(block)]
      if (own?.sum !== real?.sum || own?.units !== real?.units) differing.push(block)
      else right += own?.units ?? 0
    }
  }
  return { differing, right }
}

/** Blocks that lie beside each other together, as many as are read at once. */
function runsOf(blocks: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = []
  for (const block of blocks) {
    const run = runs.at(-1)
    if (run?.first === block + 1 && (run.last - block + 1) * blockSize <= batchRows) run.first = block
    else runs.push({ first: block, last: block })
  }
  return runs
}
