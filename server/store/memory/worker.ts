// The thread in which the index of the memory lives: answers the messages of thread.ts one after the other.

import { parentPort } from 'node:worker_threads'

import { UnitIndex } from '#domain/memory/unit-index.ts'

import { answer, type Question } from './question.ts'

const index = new UnitIndex()

parentPort?.on('message', ({ id, asked }: { readonly id: number; readonly asked: Question }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(index, asked) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
