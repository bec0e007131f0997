// The thread in which the index of the memory lives: answers the messages of thread.ts, each in one go; only
// files are read and written between others.

import { parentPort } from 'node:worker_threads'

import { UnitIndex } from '#domain/memory/unit-index.ts'

import { answer, type Holder, type Question } from './question.ts'

const holder: Holder = { index: new UnitIndex() }

parentPort?.on('message', ({ id, asked }: { readonly id: number; readonly asked: Question }) => {
  void reply(id, asked)
})

async function reply(id: number, asked: Question): Promise<void> {
  try {
    parentPort?.postMessage({ id, answer: await answer(holder, asked) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
