// The thread that does one task with one large file. It is given pieces and answers each.

import { parentPort, workerData } from 'node:worker_threads'

import { WorkError } from '#domain/errors.ts'

import { pieceTasks, type PieceTaskName } from './piece-tasks.ts'
import type { Outcome } from './worker.ts'

// pieces.ts starts this thread with the name of a task and its setting.
const { name, setting } = workerData as { readonly name: PieceTaskName; readonly setting: never }
const answer = pieceTasks[name](setting) as (piece: unknown) => unknown

parentPort?.on('message', (piece: unknown) => parentPort?.postMessage(outcomeOf(piece)))

function outcomeOf(piece: unknown): Outcome {
  try {
    return { done: answer(piece) }
  } catch (error) {
    if (error instanceof WorkError) {
      return { refused: { code: error.code, message: error.message, details: error.details } }
    }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
