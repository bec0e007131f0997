// The outline of an edition: what is known of every sentence without its texts, and how it travels.

import type { BlockRole } from './article.ts'
import type { State, SubState } from './workflow.ts'

/** One line per segment: enough for filters, jumping and progress in an edition of any length. */
export interface OutlineItem {
  readonly translationId: string
  readonly segmentId: string
  readonly ordinal: number
  readonly block: number
  /** The role of the block. */
  readonly role: BlockRole
  readonly state: State
  readonly subState: SubState | null
  readonly errors: number
  readonly empty: boolean
  /** Whether the first of two reviewers has approved it. */
  readonly once: boolean
}

/**
 * An outline as the database writes it and the interface sends it: lines whose fields stand between spaces.
 * As objects, ten thousand sentences would be three times as long and many times as slow to write, to send and to read.
 */
export interface OutlineLines {
  /** For each segment: ids of translation and segment, ordinal, state, sub-state or `-`, errors, whether it is empty (`t`
   * or `f`), whether the first of two reviewers has approved it. */
  readonly lines: string
  /** For each block: ordinal of its first segment, ordinal of the block, its role. */
  readonly blocks: string
}

/** Reads an outline as it travels. */
export function readOutlineLines({ lines, blocks }: OutlineLines): readonly OutlineItem[] {
  const starts = linesOf(blocks).map(readBlock)
  let at = 0
  return linesOf(lines).map((line) => {
    const [translationId = '', segmentId = '', number, state, subState, errors, empty, once] = line.split(' ')
    const ordinal = Number(number)
    while ((starts[at + 1]?.first ?? Infinity) <= ordinal) at += 1
    const { block, role } = starts[at] ?? { block: 0, role: 'body' }
    return {
      ...{ translationId, segmentId, ordinal, block, role },
      state: state as State, // a column with only these values
      subState: subState === '-' ? null : (subState as SubState), // likewise
      ...{ errors: Number(errors), empty: empty === 't', once: once === 't' },
    }
  })
}

interface BlockStart {
  readonly first: number
  readonly block: number
  readonly role: BlockRole
}

function readBlock(line: string): BlockStart {
  const [first, block, role] = line.split(' ')
  return { first: Number(first), block: Number(block), role: role as BlockRole } // a column with only these values
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))
