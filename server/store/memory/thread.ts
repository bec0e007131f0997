// Asks the index of the memory: in a thread of its own where the built file of it is, else (from the sources) in this one.

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

import { UnitIndex } from '#domain/memory/unit-index.ts'

import { messageOf, unavailable } from '../unavailable.ts'
import { answer, type Answers, type Question } from './question.ts'

/** Someone who answers questions about the index. */
export interface IndexThread {
  ask<Q extends Question>(asked: Q): Promise<Answers[Q['deed']]>
  close(): Promise<void>
}

/** Starts an empty index; `file` is the built worker, where it is not beside this one. `died` hears of an end that nobody asked for. */
export function startIndex(died: () => void, file = builtWorker()): IndexThread {
  return file ? inThread(file, died) : here()
}

function builtWorker(): string | undefined {
  return ['./memory-worker.js', '../memory-worker.js']
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((candidate) => fs.existsSync(candidate))
}

/**
 * Says by which rules an index is made: another build, another Unicode or another machine makes another one. Null where
 * nobody can tell, because the sources themselves are at work.
 */
export function rulesVersion(file = builtWorker()): string | null {
  if (!file) return null
  // The build names every part of the program that it loads after what is in it.
  const program = createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  return [program, process.versions['unicode'], os.endianness()].join(' ')
}

function here(): IndexThread {
  const holder = { index: new UnitIndex() }
  return {
    // The answer is that of the deed that was asked for.
    ask: async <Q extends Question>(asked: Q) => (await answer(holder, asked)) as Answers[Q['deed']],
    close: async () => {},
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

function inThread(file: string, died: () => void): IndexThread {
  const worker = new Worker(file, { name: 'setara-memory' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let death: Error | undefined
  let closing = false
  const end = (reason: Error): void => {
    if (!death && !closing) died()
    death ??= reason
    for (const { reject } of waiting.values()) reject(death)
    waiting.clear()
  }
  worker.on('message', (message: { id: number; answer?: unknown; error?: string }) => {
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if (message.error === undefined) asked?.resolve(message.answer)
    else asked?.reject(new Error(message.error))
  })
  worker.on('error', (error) => end(unavailable(`The memory thread failed: ${messageOf(error)}`, error)))
  worker.on('exit', (code) => end(unavailable(`The memory thread ended (code ${code})`)))
  // Nobody has to wait for the end of a thread that nobody asks.
  worker.unref()
  return {
    ask: (asked) => {
      if (death) return Promise.reject(death)
      const id = (lastId += 1)
      return new Promise((resolve, reject) => {
        // The thread answers a question with the answer of its deed.
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
        worker.ref()
        worker.postMessage({ id, asked })
      })
    },
    close: async () => {
      closing = true
      await worker.terminate()
    },
  }
}
