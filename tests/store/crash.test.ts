import fs from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../../server/store/database.ts'
import { buildPrograms, startProgram, temporaryFolder } from './program.ts'
import type { Program } from './program.ts'

const rounds = 10
let programs = ''
const folders: string[] = []
const newFolder = (): string => {
  const folder = temporaryFolder()
  folders.push(folder)
  return folder
}
const write = (folder: string, name: string, count: number): Program =>
  startProgram(path.join(programs, 'writer.js'), folder, name, String(count))

beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => {
  for (const folder of [programs, ...folders]) fs.rmSync(folder, { recursive: true, force: true })
})

const numbers = (program: Program): number[] =>
  program.lines.filter((line) => line.startsWith('kept ')).map((line) => Number(line.slice(5)))

/** The rows of one writer as they are stored: the counter and the numbers, which must be 1 … counter. */
async function stored(folder: string, name: string): Promise<{ counter: number; numbers: number[] }> {
  const database = await openDatabase({ folder })
  try {
    const rows = await database.kysely
      .selectFrom('setting')
      .selectAll()
      .where('key', 'like', `${name}%`)
      .execute()
    const counter = Number(rows.find(({ key }) => key === name)?.value ?? 0)
    const found = rows.filter(({ key }) => key !== name).map(({ key }) => Number(key.slice(name.length + 1)))
    return { counter, numbers: found.sort((a, b) => a - b) }
  } finally {
    await database.close()
  }
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

describe('a server that is killed', () => {
  test(`loses nothing that it acknowledged, in ${rounds} kills at random times`, async () => {
    const folder = newFolder()
    let acknowledged = 0
    for (let round = 0; round < rounds; round += 1) {
      const writer = write(folder, 'a', 100_000)
      // Every third kill falls into the start or the recovery, the others into the writing.
      if (round % 3 !== 2) await writer.says('kept')
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400))
      writer.kill()
      await writer.ended
      expect(writer.lines.filter((line) => line.startsWith('failed'))).toEqual([])
      const opened = writer.lines.find((line) => line.startsWith('open '))
      if (opened) expect(Number(opened.slice(5))).toBeGreaterThanOrEqual(acknowledged)
      acknowledged = Math.max(acknowledged, ...numbers(writer))
    }
    const { counter, numbers: kept } = await stored(folder, 'a')

    expect(acknowledged).toBeGreaterThan(rounds)
    expect(counter).toBeGreaterThanOrEqual(acknowledged)
    expect(kept).toEqual(upTo(counter))
  })

  test('while it makes a new database, leaves nothing that a later start stumbles over', async () => {
    const folder = newFolder()
    for (const delay of [300, 1200, 2500]) {
      const writer = write(folder, 'b', 5)
      await new Promise((resolve) => setTimeout(resolve, delay))
      writer.kill()
      await writer.ended
    }
    const last = write(folder, 'b', 5)
    await last.ended

    expect(last.lines.at(-1)).toBe('closed')
    expect(fs.readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })
})

describe('two servers in one folder', () => {
  test('the second is refused, is told who is there, and the first loses no row', async () => {
    const folder = newFolder()
    const first = write(folder, 'a', 500)
    await first.says('kept')
    const second = write(folder, 'b', 500)
    await second.ended

    expect(second.lines).toHaveLength(1)
    expect(second.lines[0]).toMatch(/^failed storage-unavailable .*in use by process \d+ on /)
    await first.ended
    expect(first.lines.at(-1)).toBe('closed')
    expect((await stored(folder, 'a')).numbers).toEqual(upTo(500))
    expect((await stored(folder, 'b')).numbers).toEqual([])
  })

  test('of several that start at the same moment exactly one opens, also after a dead one', async () => {
    const folder = newFolder()
    const dead = write(folder, 'a', 100_000)
    await dead.says('kept')
    dead.kill()
    await dead.ended

    const writers = upTo(4).map((number) => write(folder, `c${number}`, 100_000))
    await Promise.all(writers.map((writer) => Promise.race([writer.says('kept'), writer.ended])))
    const open = writers.filter(({ lines }) => lines.some((line) => line.startsWith('open')))
    for (const writer of writers) writer.kill()
    await Promise.all(writers.map(({ ended }) => ended))

    expect(open).toHaveLength(1)
  })
})
