// Reads a large file in a thread of its own, piece by piece, and ends the thread when a piece takes too long.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

import { WorkError } from '#domain/errors.ts'

import { largeLimits } from '../limits.ts'
import { XliffRowReader, type XliffRows } from '../xliff/rows.ts'
import type { Outcome } from './worker.ts'

/** A file that is being read; `close` it in the end, however it went. */
export interface RowsApart {
  /** Reads a piece, or the end (`null`). @throws WorkError what is wrong with the file */
  read(piece: Uint8Array | null): Promise<XliffRows>
  close(): void
}

/** Memory of the thread, in MB: many times what a piece takes. */
const memory = 256

/**
 * Begins to read; `together` rows are handed out as one. From the sources, as in tests of actions, it is done in this
 * thread.
 */
export function rowsApart(together: number): RowsApart {
  const names = ['./rows-worker.js', '../rows-worker.js']
  const file = names.map((name) => fileURLToPath(new URL(name, import.meta.url))).find(existsSync)
  return file ? new RowsThread(file, together) : here(together)
}

function here(together: number): RowsApart {
  const reader = new XliffRowReader(together)
  return { read: async (piece) => (piece ? reader.write(piece) : reader.end()), close: () => {} }
}

class RowsThread implements RowsApart {
  readonly #worker: Worker
  #settle: (outcome: Outcome | Error) => void = () => {}
  #timer: NodeJS.Timeout | undefined

  constructor(file: string, together: number) {
    const resourceLimits = { maxOldGenerationSizeMb: memory }
    this.#worker = new Worker(file, { name: 'setara-rows', workerData: together, resourceLimits })
    this.#worker.on('message', (outcome: Outcome) => this.#settle(outcome))
    this.#worker.on('error', (error) => this.#settle(error))
    this.#worker.on('exit', () => this.#settle(new Error('The thread for large files ended')))
  }

  read(piece: Uint8Array | null): Promise<XliffRows> {
    return new Promise((resolve, reject) => {
      this.#settle = (outcome) => {
        this.#settle = () => {}
        clearTimeout(this.#timer)
        // The thread answers with what its reader gives.
        if (outcome instanceof Error) reject(outcome)
        else if ('done' in outcome) resolve(outcome.done as XliffRows)
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
