// What stood in the files of somebody else that left an edition, so that it is known of one that comes home what changed
// there and what changed here.

import type { LeftBase } from '#domain/homecoming.ts'

import { piecesApart } from '../formats/apart/pieces.ts'
import type { ReturnedHead, ReturnedPiece, SeenTarget } from '../formats/xliff/returned-reader.ts'
import { hashOf } from '../formats/xliff/sent.ts'
import { originalPieces } from '../store/articles.ts'
import { lastOrdinals, textsAt } from '../store/editions.ts'
import {
  asItCame,
  draftNumber,
  finishLeft,
  insertLeft,
  leftEntries,
  leftNumbers,
  type LeftEntry,
} from '../store/homecoming.ts'
import type { ActionContext } from './context.ts'

type Db = ActionContext['db']

/** An edition of a file of somebody else. */
interface Place {
  readonly id: string
  readonly articleId: string
}

/** A file in pieces. */
type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Blocks that are looked at together. */
const together = 1000

/** Looks through a whole file; `seen` hears what stands in it, in the order of its blocks, some at a time. */
export async function lookThrough(
  content: Pieces,
  seen: (first: number, targets: readonly SeenTarget[]) => Promise<void>,
  read: (bytes: number) => Promise<void> = async () => {},
): Promise<ReturnedHead> {
  const thread = piecesApart('returned', 'look')
  let first = 1
  let waiting: SeenTarget[] = []
  const take = async (piece: ReturnedPiece, least: number): Promise<void> => {
    waiting.push(...piece.seen)
    while (waiting.length >= least) {
      const some = waiting.slice(0, together)
      waiting = waiting.slice(together)
      await seen(first, some)
      first += some.length
    }
  }
  try {
    let done = 0
    for await (const piece of content) {
      await take(await thread.next(piece), together)
      done += piece.length
      await read(done)
    }
    const last = await thread.next(null)
    await take(last, 1)
    return last.head
  } finally {
    thread.close()
  }
}

/** Remembers what stands in a file that leaves, or in the one that came. */
async function noteFile(db: Db, edition: Place, content: Pieces, kind: FileKind): Promise<void> {
  const ordinals = await lastOrdinals(db, edition.articleId)
  const draft = draftNumber()
  await insertLeft(db, { editionId: edition.id, number: draft }, new Map())
  await lookThrough(content, async (first, targets) => {
    const places = targets.map((_, index) => ordinals[first + index] ?? 0)
    const texts = await textsAt(
      db,
      edition.id,
      places.filter((ordinal) => ordinal > 0),
    )
    const entries = new Map<number, LeftEntry>()
    for (const [index, target] of targets.entries()) {
      const ordinal = places[index] ?? 0
      if (ordinal === 0 || !target) continue
      const [hash, state] = target
      const text = texts.get(ordinal)
      // What came is looked at late: only what nobody has touched since is what came.
      const isSame = text && hashOf(text.target) === hash && (kind !== 'came' || text.version <= 1)
      if (isSame) entries.set(ordinal, [text.version, hash, state])
      // A text that was not taken over is still one that only they know.
      else entries.set(ordinal, [unknownVersion, kind === 'home' ? noText : hash, state])
    }
    await insertLeft(db, { editionId: edition.id, number: draft }, entries)
  })
  await finishLeft(db, edition.id, draft, kind)
}

/** The file as it came from somebody else, one that left with what was translated, or one that came home. */
type FileKind = 'came' | 'left' | 'home'

/** No translation has this version. */
const unknownVersion = -1
/** No text has this name. */
const noText = ''

/** Remembers what stands in a file that leaves an edition. */
export const noteLeft = (db: Db, edition: Place, content: Pieces): Promise<void> =>
  noteFile(db, edition, content, 'left')

/** Remembers a file that came home: the next one may be what became of it there. */
export const noteHome = (db: Db, edition: Place, content: Pieces): Promise<void> =>
  noteFile(db, edition, content, 'home')

/** The files that a file that comes home may be, and what stood in them. */
export interface LeftFiles {
  /** Compares what stands in the file with what stood in each; to be told of all of it before anything is asked. */
  compare(first: number, seen: readonly SeenTarget[]): Promise<void>
  /** What left of some sentences. */
  basesOf(ordinals: readonly number[]): Promise<(ordinal: number) => LeftBase | null>
  /** The sentence that a block is. */
  ordinalOfBlock(block: number): number | undefined
}

/**
 * Finds out which file comes home: the one that most of its texts stood in. Where several have as many, only what is the
 * same in all of them is known to have left.
 */
export async function leftFiles(db: Db, edition: Place): Promise<LeftFiles> {
  let numbers = await leftNumbers(db, edition.id)
  if (!numbers.includes(asItCame)) {
    await noteFile(db, edition, originalPieces(db, edition.articleId), 'came')
    numbers = await leftNumbers(db, edition.id)
  }
  const ordinals = await lastOrdinals(db, edition.articleId)
  const agreed = new Map(numbers.map((number) => [number, 0]))
  return {
    ordinalOfBlock: (block) => ordinals[block] || undefined,
    compare: async (first, seen) => {
      const places = seen.map((_, index) => ordinals[first + index] ?? 0)
      const found = await leftEntries(db, edition.id, numbers, places)
      for (const [number, entries] of found) {
        const same = seen.filter((target, index) => target && entries[places[index] ?? 0]?.[1] === target[0])
        agreed.set(number, (agreed.get(number) ?? 0) + same.length)
      }
    },
    basesOf: async (places) => {
      const most = Math.max(...agreed.values())
      const likely = numbers.filter((number) => agreed.get(number) === most)
      const found = await leftEntries(db, edition.id, likely, places)
      return (ordinal) => baseOf(likely.map((number) => found.get(number)?.[ordinal] ?? null))
    },
  }
}

function baseOf(entries: readonly (LeftEntry | null)[]): LeftBase | null {
  const [first = null] = entries
  const hash = first?.[1]
  if (entries.length === 0 || entries.some((entry) => entry?.[1] !== hash)) return null
  if (!first) return { version: unknownVersion, isTarget: (text) => text === '' }
  const isOne = entries.every((entry) => entry?.[0] === first[0] && entry[2] === first[2])
  return {
    version: isOne ? first[0] : unknownVersion,
    isTarget: (text) => hashOf(text) === hash,
    state: first[2],
  }
}
