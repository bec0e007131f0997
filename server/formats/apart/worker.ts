// The thread that reads foreign files: whatever a file does to it, the server keeps answering.

import { parentPort } from 'node:worker_threads'

import { WorkError, type WorkErrorCode } from '#domain/errors.ts'

import { tasks, type TaskName } from './tasks.ts'

/** A task for the thread. */
export interface Order {
  readonly name: TaskName
  readonly input: readonly unknown[]
}

/** What the thread makes of it. */
export type Outcome =
  | { readonly done: unknown }
  | {
      readonly refused: {
        readonly code: WorkErrorCode
        readonly message: string
        readonly details: Readonly<Record<string, unknown>>
      }
    }
  | { readonly failed: string }

parentPort?.on('message', ({ name, input }: Order) => {
  void outcomeOf(name, input).then((outcome) => parentPort?.postMessage(outcome))
})

async function outcomeOf(name: TaskName, input: readonly unknown[]): Promise<Outcome> {
  try {
    // The input comes from apart.ts, which has the types of the task.
    return { done: await (tasks[name] as (...input: readonly unknown[]) => unknown)(...input) }
  } catch (error) {
    if (error instanceof WorkError) {
      return { refused: { code: error.code, message: error.message, details: error.details } }
    }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
