// Reads foreign files in a thread of its own, one after the other, and ends the thread when a file takes too long.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

import { WorkError } from '#domain/errors.ts'

import { importLimits } from '../limits.ts'
import { tasks, type TaskName, type Tasks } from './tasks.ts'
import type { Order, Outcome } from './worker.ts'

/** Memory of the thread, in MB: many times what the largest file takes that the limits let through. */
const memory = 1024
/** A thread without work is ended after a while, in milliseconds. */
const rest = 60_000

let thread: DocumentThread | null = null
let queue: Promise<unknown> = Promise.resolve()

/**
 * Does a task of {@link tasks} apart from the server's own thread.
 * @throws WorkError what the task refuses, and `too-large` when it takes longer than {@link importLimits.milliseconds}
 */
export function apart<Name extends TaskName>(
  name: Name,
  ...input: Parameters<Tasks[Name]>
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const file = workerFile()
  const work = (): Promise<unknown> =>
    file ? inThread(file, { name, input }) : Promise.resolve().then(() => here({ name, input }))
  const result = queue.then(work)
  queue = result.catch(() => {})
  // A task gives what its name says: both threads run the same table.
  return result as Promise<Awaited<ReturnType<Tasks[Name]>>>
}

/** The file of the thread; only the build has one, because Node reads no TypeScript. */
function workerFile(): string | null {
  const names = ['./document-worker.js', '../document-worker.js']
  const files = names.map((name) => fileURLToPath(new URL(name, import.meta.url)))
  return files.find((file) => existsSync(file)) ?? null
}

/** From the sources, as in tests of actions, the same task runs in this thread. */
const here = ({ name, input }: Order): unknown =>
  (tasks[name] as (...input: readonly unknown[]) => unknown)(...input)

function inThread(file: string, order: Order): Promise<unknown> {
  if (!thread || thread.ended) thread = new DocumentThread(file)
  return thread.answer(order)
}

/** The thread, from its first task until it fails, takes too long, or has had nothing to do for a while. */
class DocumentThread {
  ended = false
  readonly #worker: Worker
  #settle: (outcome: Outcome | Error) => void = () => {}
  #timer: NodeJS.Timeout | undefined

  constructor(file: string) {
    const resourceLimits = { maxOldGenerationSizeMb: memory }
    this.#worker = new Worker(file, { name: 'setara-documents', resourceLimits })
    this.#worker.on('message', (outcome: Outcome) => this.#settle(outcome))
    this.#worker.on('error', (error: Error & { readonly code?: string }) =>
      this.#end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
    )
    this.#worker.on('exit', () => this.#end(new Error('The thread for documents ended')))
  }

  /** Does one task; the next is given only when this one is answered. */
  answer(order: Order): Promise<unknown> {
    this.#wait(importLimits.milliseconds, () => this.#end(tooLong()))
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#settle = (outcome) => {
        this.#settle = () => {}
        this.#rest()
        if (outcome instanceof Error) reject(outcome)
        else if ('done' in outcome) resolve(outcome.done)
        else if ('failed' in outcome) reject(new Error(outcome.failed))
        else reject(new WorkError(outcome.refused.code, outcome.refused.message, outcome.refused.details))
      }
      this.#worker.postMessage(order)
    })
  }

  /** A thread without work keeps no process alive. */
  #rest(): void {
    this.#worker.unref()
    this.#wait(rest, () => this.#end(new Error('The thread for documents rests')))
    this.#timer?.unref()
  }

  #end(reason: Error): void {
    this.#settle(reason)
    clearTimeout(this.#timer)
    this.ended = true
    void this.#worker.terminate()
  }

  #wait(milliseconds: number, work: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(work, milliseconds)
  }
}

const tooLong = (): WorkError =>
  new WorkError(
    'too-large',
    `The file takes longer than ${importLimits.milliseconds / 1000} seconds to read`,
    {
      limit: importLimits.milliseconds,
      problem: 'time',
    },
  )

const tooMuch = (): WorkError =>
  new WorkError('too-large', `The file takes more than ${memory} MB of memory to read`, {
    limit: memory,
    problem: 'memory',
  })
