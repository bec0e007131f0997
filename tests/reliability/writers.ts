// Writers who do not know of each other: each reads a text, writes its own on top, and remembers what it saw.

import type { Operation } from './history.ts'

/** Where texts with versions are kept. Every call rejects when the connection is cut before the answer. */
export interface Register {
  read(writer: number, key: string): Promise<{ version: number; value: string }>
  save(
    writer: number,
    key: string,
    base: number,
    value: string,
    /** Names the intention, so that it can be sent again. */
    intention: string,
  ): Promise<{ outcome: 'saved' | 'conflict'; version: number; value: string }>
}

export interface Work {
  readonly register: Register
  readonly keys: readonly string[]
  readonly writers: number
  /** True when the writers should stop. */
  over(): boolean
  /** Waits until it makes sense to try again after a cut. */
  pause(): Promise<void>
}

export interface Written {
  readonly operations: readonly Operation[]
  readonly conflicts: number
  /** Writes that were sent again under the same intention after a cut, and were answered then. */
  readonly repeated: number
}

/** Lets all writers work until it is over. */
export async function write(work: Work): Promise<Written> {
  const written = { operations: [] as Operation[], conflicts: 0, repeated: 0 }
  await Promise.all(Array.from({ length: work.writers }, (_, writer) => oneWriter(work, writer, written)))
  return written
}

async function oneWriter(
  { register, keys, over, pause }: Work,
  writer: number,
  written: { operations: Operation[]; conflicts: number; repeated: number },
): Promise<void> {
  const known = new Map<string, number>()
  for (let count = 1; !over(); count += 1) {
    // Few texts and many writers: most writes meet somebody else's.
    const key = keys[Math.floor(Math.random() * keys.length)] ?? ''
    const base = known.get(key)
    const begun = performance.now()
    if (base === undefined || Math.random() < 0.3) {
      try {
        const { version, value } = await register.read(writer, key)
        written.operations.push({ kind: 'read', key, begun, ended: performance.now(), version, value })
        known.set(key, version)
      } catch {
        await pause()
      }
      continue
    }
    const value = `writer ${writer}, text ${count}`
    const intention = crypto.randomUUID()
    try {
      const answer = await register.save(writer, key, base, value, intention)
      record(answer, begun)
    } catch {
      await pause()
      // Every other one asks again, as the editor does; the rest never learns what became of it.
      if (Math.random() < 0.5) {
        try {
          const answer = await register.save(writer, key, base, value, intention)
          written.repeated += 1
          record(answer, begun)
          continue
        } catch {
          await pause()
        }
      }
      written.operations.push({ kind: 'unknown', key, begun, ended: performance.now(), base, value })
      known.delete(key)
    }

    function record(answer: Awaited<ReturnType<Register['save']>>, since: number): void {
      const seen = {
        key,
        begun: since,
        ended: performance.now(),
        version: answer.version,
        value: answer.value,
      }
      known.set(key, answer.version)
      if (answer.outcome === 'saved') {
        written.operations.push({ kind: 'acknowledged', ...seen, base: base ?? 0, value })
        return
      }
      written.conflicts += 1
      written.operations.push({ kind: 'read', ...seen })
    }
  }
}
