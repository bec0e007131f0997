// What every format that an article can be imported from has to offer.

import type { Revisions, SourceDocument, SourceFormat } from '#domain/article.ts'
import type { SplitOptions } from '#domain/segmentation.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { BlockTarget } from './units.ts'

/** What the reader of a file is told besides its bytes. */
export interface ReadOptions extends SplitOptions {
  readonly fileName: string
  /** What becomes of tracked changes; accepted when nothing is said. */
  readonly revisions?: Revisions
}

/** What the writer of a file is told besides the words. */
export interface MergeOptions {
  /** Language that the file says it is in afterwards; null leaves that as it was. */
  readonly locale: TargetLocale | null
}

/** A file that was read, with a way to put other words into it. */
export interface OpenDocument {
  /** The byte ranges of the blocks are those of the file, in order; metadata and attributes follow behind all others. */
  readonly document: SourceDocument
  /**
   * Gives the file with the words of some blocks replaced, by the index of the block. Everything else is copied:
   * without targets, or with the words that are there already, the bytes are the same.
   */
  readonly merge: (targets: ReadonlyMap<number, BlockTarget>, options: MergeOptions) => Uint8Array
}

/** A format: recognises its files, turns their bytes into blocks of segments, and puts translations back. */
export interface Format {
  readonly id: SourceFormat
  /** Whether the file is no text but a package of parts. */
  readonly packed?: boolean
  /** Tells how likely the file is of this format, from 0 (not at all) to 1. */
  readonly sniff: (bytes: Uint8Array, fileName: string) => number
  /**
   * Reads the whole file. The same bytes always give the same blocks.
   * @throws WorkError `unsupported-file`, `too-large` or `invalid`, with line and column where there are any
   */
  readonly open: (bytes: Uint8Array, options: ReadOptions) => OpenDocument
}
