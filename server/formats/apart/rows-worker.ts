// The thread that reads one large file. It is given pieces and answers with the rows of each.

import { parentPort, workerData } from 'node:worker_threads'

import { WorkError } from '#domain/errors.ts'

import { XliffRowReader } from '../xliff/rows.ts'
import type { Outcome } from './worker.ts'

// rows.ts starts this thread with the number of rows that are handed out as one.
const reader = new XliffRowReader(workerData as number)

parentPort?.on('message', (piece: Uint8Array | null) => parentPort?.postMessage(outcomeOf(piece)))

function outcomeOf(piece: Uint8Array | null): Outcome {
  try {
    return { done: piece ? reader.write(piece) : reader.end() }
  } catch (error) {
    if (error instanceof WorkError) {
      return { refused: { code: error.code, message: error.message, details: error.details } }
    }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
