// What is done with large files in a thread of its own, piece by piece: each task answers every piece and the end (`null`).

import type { TargetLocale } from '#locales/locale.ts'

import { refusing, ReturnedReader, type ReturnedKind, type ReturnedPiece } from '../xliff/returned-reader.ts'
import { XliffRowReader, type XliffRows } from '../xliff/rows.ts'
import { XliffTargetWriter, type TargetsOfPiece, type WrittenPiece } from '../xliff/target-writer.ts'

/** The tasks by their name; what goes in and comes out can be copied between threads. */
export const pieceTasks = {
  /** The rows of an article; `together` of them are handed out as one. */
  rows: (together: number): ((piece: Uint8Array | null) => XliffRows) => {
    const reader = new XliffRowReader(together)
    return (piece) => (piece ? reader.write(piece) : reader.end())
  },
  /** The file with the targets of an edition in it. */
  targets: (locale: TargetLocale | null): ((piece: TargetsOfPiece | null) => WrittenPiece) => {
    const writer = new XliffTargetWriter(locale)
    return (piece) => (piece ? writer.write(piece) : writer.end())
  },
  /** The units of a file that comes home. */
  returned: (kind: ReturnedKind): ((piece: Uint8Array | null) => ReturnedPiece) => {
    const reader = new ReturnedReader(kind)
    return (piece) => refusing(() => (piece ? reader.write(piece) : reader.end()))
  },
} as const

export type PieceTasks = typeof pieceTasks
export type PieceTaskName = keyof PieceTasks
