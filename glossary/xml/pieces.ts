// Scans a file that comes in pieces of bytes, of which only what is still needed stays in memory.

import { XmlDecoder } from './decode.ts'
import { XmlError } from './error.ts'
import { PieceScan, scanPieces, type ScanHandlers, type ScanOptions } from './scan.ts'
import { TextWindow } from './text.ts'

/** A file in pieces. */
export class XmlPieces {
  readonly window = new TextWindow()
  /** How the file is encoded; null until the first piece has come. */
  decoder: XmlDecoder | null = null;

  /**
   * Scans the file and gives, after each piece, the offset before which nothing is needed any more and will be forgotten.
   * `needed` holds back what the caller still wants to see. The first piece has at least 400 bytes, or is the only one.
   * @throws XmlError
   */
  *scan(
    bytes: Iterable<Uint8Array>,
    handlers: ScanHandlers,
    options: ScanOptions & { readonly needed?: () => number } = {},
  ): Generator<number> {
    yield* scanPieces(this.#texts(bytes), handlers, { ...options, window: this.window })
  }

  /**
   * Begins to scan a file whose pieces are handed over one by one. A piece is looked at when the next has come, or the
   * end; then the text that `needed` does not hold back is forgotten.
   */
  open(
    handlers: ScanHandlers,
    options: ScanOptions & { readonly needed?: () => number } = {},
  ): { write(piece: Uint8Array): void; end(): void } {
    const scan = new PieceScan(handlers, { ...options, window: this.window })
    let before: Uint8Array | null = null
    const take = (piece: Uint8Array, last: boolean): void =>
      this.window.forget(scan.write(this.#decode(piece, last)))
    return {
      write: (piece) => {
        if (before) take(before, false)
        before = piece
      },
      end: () => {
        take(before ?? new Uint8Array(), true)
        scan.end()
      },
    }
  }

  *#texts(bytes: Iterable<Uint8Array>): Generator<string> {
    let before: Uint8Array | null = null
    for (const piece of bytes) {
      if (before) yield this.#decode(before, false)
      before = piece
    }
    yield this.#decode(before ?? new Uint8Array(), true)
  }

  #decode(piece: Uint8Array, last: boolean): string {
    this.decoder ??= new XmlDecoder(piece)
    try {
      return this.decoder.decode(piece, last)
    } catch (error) {
      if (!(error instanceof XmlError)) throw error
      throw new XmlError(error.code, error.message, this.window.placeBehind(error))
    }
  }
}
