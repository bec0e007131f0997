// Blocks of a new article that somebody should look at before six translators do:
// what belongs to the page around it, what stands in it twice, and what was cut off.

import type { SourceBlock, SourceDocument, Treatment } from './article.ts'
import { unseenRoles } from './article.ts'
import { boilerplateKey, isBoilerplate } from './boilerplate.ts'
import { plainText } from './inline.ts'

/** What may be wrong with a block. */
export type FlagKind = 'boilerplate' | 'repeated' | 'cut-off'

/** A doubt about one block; the importer decides what becomes of it. */
export interface BlockFlag {
  /** Number of the block, counted from 1. */
  readonly block: number
  readonly kind: FlagKind
  /** Number of the block that says the same, where there is one. */
  readonly of: number | null
  /** What most importers would do. */
  readonly suggested: Treatment
}

/** A document as it is shown before it is imported. */
export interface FlaggedDocument extends SourceDocument {
  readonly flags: readonly BlockFlag[]
}

/** What a project knows of its own. */
export interface FlagOptions {
  /** Notices that stood in other articles of the project, as {@link boilerplateKey} writes them. */
  readonly notices?: ReadonlySet<string>
}

type Block = Pick<SourceBlock, 'role' | 'segments'>

/** Words in a row that are compared. */
const shingle = 3
/** Captions and names come again on purpose; so many words in a row do not. */
const fewestShingles = 18
const fewestWords = 5
const containment = 0.8
/** How many earlier blocks are remembered for the same words, so that a file of one word stays fast. */
const mostHolders = 8

const prose = new Set<Block['role']>(['body', 'lead', 'quotation'])

/**
 * Lists the doubts about the blocks of an article, at most one for each.
 * @example flagsOf([{role: 'body', segments: [{source: 'Read more', after: ''}]}]) // [{block: 1, kind: 'boilerplate', …}]
 */
export function flagsOf(blocks: readonly Block[], { notices }: FlagOptions = {}): readonly BlockFlag[] {
  const flags: BlockFlag[] = []
  const earlier = new EarlierBlocks()
  for (const [index, block] of blocks.entries()) {
    if (unseenRoles.has(block.role) || block.segments.length === 0) continue
    const number = index + 1
    const text = textOf(block)
    const words = boilerplateKey(text)
    const flag = (kind: FlagKind, of: number | null, suggested: Treatment) =>
      flags.push({ block: number, kind, of, suggested })
    if ((block.role !== 'headline' && isBoilerplate(text)) || notices?.has(words)) {
      flag('boilerplate', null, 'drop')
      continue
    }
    const split = words === '' ? [] : words.split(' ')
    const of = earlier.holderOf(words, split)
    const open = prose.has(block.role) && isOpen(text)
    if (open && of !== null) flag('cut-off', of, 'drop')
    else if (of !== null) flag('repeated', of, 'translate')
    else if (open && split.length >= 12) flag('cut-off', null, 'translate')
    earlier.add(number, words, split)
  }
  return flags
}

/** A paragraph without an end: no stop, no colon, which leads to a list, and no bracket or address. */
const isOpen = (text: string): boolean =>
  !/(?:[.!?…:;‼⁇⁈⁉。！？：；)\]}"'”’»›]|(?:\/\/|www\.|@)\S{1,200})$/u.test(text)

const textOf = ({ segments }: Block): string =>
  plainText(segments.map(({ source, after }) => source + after).join(''))
    .replace(/\s+/g, ' ')
    .trim()

/** The blocks before one, found by their words. */
class EarlierBlocks {
  readonly #whole = new Map<string, number>()
  readonly #holders = new Map<string, number[]>()

  /** The block that holds all or most of these words, or null. */
  holderOf(words: string, split: readonly string[]): number | null {
    const same = split.length >= fewestWords ? this.#whole.get(words) : undefined
    if (same !== undefined) return same
    const shingles = shinglesOf(split)
    if (shingles.length < fewestShingles) return null
    const hits = new Map<number, number>()
    for (const one of shingles)
      for (const block of this.#holders.get(one) ?? []) hits.set(block, (hits.get(block) ?? 0) + 1)
    for (const [block, count] of hits) if (count >= shingles.length * containment) return block
    return null
  }

  add(block: number, words: string, split: readonly string[]): void {
    if (!this.#whole.has(words)) this.#whole.set(words, block)
    for (const one of shinglesOf(split)) {
      const holders = this.#holders.get(one)
      if (!holders) this.#holders.set(one, [block])
      else if (holders.length < mostHolders) holders.push(block)
    }
  }
}

function shinglesOf(words: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (let at = 0; at + shingle <= words.length; at += 1) found.add(words.slice(at, at + shingle).join(' '))
  return [...found]
}
