// Goes through a large file in a thread of its own, piece by piece, and ends the thread when a piece takes too long.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

import { WorkError } from '#domain/errors.ts'

import { largeLimits } from '../limits.ts'
import { pieceTasks, type PieceTaskName, type PieceTasks } from './piece-tasks.ts'
import type { Outcome } from './worker.ts'

/** A file that is gone through; `close` it in the end, however it went. */
export interface PiecesApart<Piece, Answer> {
  /** Hands over a piece, or the end (`null`). @throws WorkError what is wrong with the file */
  next(piece: Piece | null): Promise<Answer>
  close(): void
}

type PieceOf<Name extends PieceTaskName> = Exclude<Parameters<ReturnType<PieceTasks[Name]>>[0], null>
type AnswerOf<Name extends PieceTaskName> = ReturnType<ReturnType<PieceTasks[Name]>>

/** Memory of the thread, in MB: many times what a piece takes. */
const memory = 256

/** Begins a task of {@link pieceTasks}. From the sources, as in tests of actions, it is done in this thread. */
export function piecesApart<Name extends PieceTaskName>(
  name: Name,
  setting: Parameters<PieceTasks[Name]>[0],
): PiecesApart<PieceOf<Name>, AnswerOf<Name>> {
  const names = ['./pieces-worker.js', '../pieces-worker.js']
  const file = names.map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync)
  const pieces = file ? new PieceThread(file, { name, setting }) : here(name, setting)
  // A task answers what its name says: both threads run the same table.
  return pieces as PiecesApart<PieceOf<Name>, AnswerOf<Name>>
}

function here(name: PieceTaskName, setting: unknown): PiecesApart<unknown, unknown> {
  const answer = pieceTasks[name](setting as never) as (piece: unknown) => unknown
  return { next: async (piece) => answer(piece), close: () => {} }
}

class PieceThread implements PiecesApart<unknown, unknown> {
  readonly #worker: Worker
  #settle: (outcome: Outcome | Error) => void = () => {}
  #timer: NodeJS.Timeout | undefined

  constructor(file: string, workerData: { readonly name: PieceTaskName; readonly setting: unknown }) {
    const resourceLimits = { maxOldGenerationSizeMb: memory }
    this.#worker = new Worker(file, { name: 'setara-pieces', workerData, resourceLimits })
    this.#worker.on('message', (outcome: Outcome) => this.#settle(outcome))
    this.#worker.on('error', (error) => this.#settle(error))
    this.#worker.on('exit', () => this.#settle(new Error('The thread for large files ended')))
  }

  next(piece: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#settle = (outcome) => {
        this.#settle = () => {}
        clearTimeout(this.#timer)
        if (outcome instanceof Error) reject(outcome)
        else if ('done' in outcome) resolve(outcome.done)
        else if ('failed' in outcome) reject(new Error(outcome.failed))
        else reject(new WorkError(outcome.refused.code, outcome.refused.message, outcome.refused.details))
      }
      this.#timer = setTimeout(() => this.#settle(tooLong()), largeLimits.milliseconds)
      this.#worker.postMessage(piece)
    })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#settle = () => {}
    void this.#worker.terminate()
  }
}

const tooLong = (): WorkError =>
  new WorkError('too-large', 'A part of the file takes too long to read', {
    limit: largeLimits.milliseconds,
    problem: 'time',
  })
