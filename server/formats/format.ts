// What every format that an article can be imported from has to offer.

import type { SourceDocument, SourceFormat } from '#domain/article.ts'

/** What the reader of a file is told besides its bytes. */
export interface ReadOptions {
  readonly fileName: string
  /** Words with stops that end no sentence, for example from the glossary. */
  readonly abbreviations?: readonly string[]
}

/** A format: recognises its files and turns their bytes into blocks of segments. */
export interface Format {
  readonly id: SourceFormat
  /** Tells how likely the file is of this format, from 0 (not at all) to 1. */
  readonly sniff: (bytes: Uint8Array, fileName: string) => number
  /**
   * Reads the whole file; the byte ranges of the blocks are those of `bytes`, in order and apart.
   * @throws WorkError `unsupported-file`, `too-large` or `invalid`, with line and column where there are any
   */
  readonly read: (bytes: Uint8Array, options: ReadOptions) => SourceDocument
}
