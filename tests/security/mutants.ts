// Takes away one permission check of the program at a time, in a copy of the tree, and asks whether the
// table of tests/routes notices. Takes some minutes, so it is no part of `npm test`:
//   node -e "import('vite').then((vite) => vite.runnerImport('tests/security/mutants.ts'))"
// MUTANTS='demandInPerson corrections.ts' tries only those whose name has one of the words.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { doors } from '../../server/routes/registry.ts'

/** One check that is taken away. */
interface Mutant {
  readonly name: string
  readonly changes: readonly Change[]
  /** Doors that are asked; all when empty. */
  readonly doors: readonly string[]
}

interface Change {
  readonly file: string
  readonly line: number
  readonly text: string
}

const check = /^(\s*)(?:for \(.*\) |if \(.*\) )?demand(?:May\w*|InPerson|OtherAuthor|Permission)\(.*\)$/

/** Every statement in the actions that demands a permission. */
function checksOfActions(): readonly Mutant[] {
  const folder = 'server/actions'
  return fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name))
    .flatMap((file) => {
      const lines = fs.readFileSync(file, 'utf8').split('\n')
      return lines.flatMap((text, line): Mutant[] => {
        if (!check.test(text)) return []
        return [
          { name: `${file}:${line + 1} ${text.trim()}`, changes: [{ file, line, text: '' }], doors: [] },
        ]
      })
    })
}

const registry = 'server/routes/registry.ts'

/** Every door opened to everyone. */
function entriesOfDoors(): readonly Mutant[] {
  const lines = fs.readFileSync(registry, 'utf8').split('\n')
  return Object.entries(doors).flatMap(([key, { entry }]): Mutant[] => {
    if (entry === 'public') return []
    const at = lines.findIndex((line) => line.includes(`'${key}':`))
    const to = lines.findIndex((line, index) => index >= at && /'signed-in'|'[a-z]+\.[a-z]+'/.test(line))
    const text = (lines[to] ?? '').replace(/'signed-in'|\[.*?\]|'[a-z]+\.[a-z]+'/, "'public'")
    const change = { file: registry, line: to, text }
    return [{ name: `${key} public`, changes: [change], doors: [key] }]
  })
}

/** Every refusal of the guard passed over. */
function refusalsOfGuard(): readonly Mutant[] {
  const file = 'server/routes/guard.ts'
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const conditions = ['if (!person) throw', 'if (person.scopes && !(', 'if (!needed.some(']
  return conditions.map((condition) => {
    const line = lines.findIndex((text) => text.includes(condition))
    if (line < 0) throw new Error(`The guard has no “${condition}” any more`)
    const text = (lines[line] ?? '').replace(/if \(/, 'if (false && ')
    // Nobody is refused once more where the action wants to know who asks.
    return { name: `${file} ${condition}`, changes: [{ file, line, text }], doors: [] }
  })
}

const runner = `
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCast, type Cast } from '../security/cast.ts'
import { openTable, walk, type Table } from '../security/table.ts'
import type { Actor } from '../fixtures/security/authorisation.ts'
const doors: readonly string[] = __DOORS__
const actors: readonly Actor[] = ['nobody', 'translator', 'terminologist', 'manager of km', 'reviewer', 'foreign manager',
  'foreign publisher', 'removed member', 'token read', 'token manage', 'manager', 'publisher', 'token translate', 'token review']
let cast: Cast
let table: Table
beforeAll(async () => { cast = await openCast(); table = openTable(cast) }, 300_000)
afterAll(() => cast.close())
test.for(actors)('%s', { timeout: 300_000 }, async (actor) => {
  const { differences, changed, toldApart } = await walk(cast, table, actor, (door) => doors.length === 0 || doors.includes(door))
  expect([...differences, ...changed, ...toldApart]).toEqual([])
})
`

function copyTree(): string {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-mutants-'))
  for (const name of [
    'server',
    'glossary',
    'locales',
    'tests',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    fs.cpSync(name, path.join(copy, name), { recursive: true })
  }
  fs.symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
  return copy
}

/** Whether the table notices. */
function isNoticed(copy: string, mutant: Mutant): boolean {
  const before = new Map<string, string>()
  for (const { file, line, text } of mutant.changes) {
    const whole = before.get(file) ?? fs.readFileSync(path.join(copy, file), 'utf8')
    before.set(file, whole)
    const lines = whole.split('\n')
    lines[line] = text
    fs.writeFileSync(path.join(copy, file), lines.join('\n'))
  }
  const test = path.join(copy, 'tests/routes/mutant.test.ts')
  fs.writeFileSync(test, runner.replace('__DOORS__', JSON.stringify(mutant.doors)))
  const tests = ['routes/mutant', 'security/without-door', 'security/each-lock'].map(
    (name) => `tests/${name}.test.ts`,
  )
  const args = ['vitest', 'run', '--bail', '1', ...tests]
  const { stdout } = spawnSync('npx', args, { cwd: copy, encoding: 'utf8' })
  for (const [file, whole] of before) fs.writeFileSync(path.join(copy, file), whole)
  // A mutant that does not even start, or that was only too slow, tells nothing about the table.
  if (!/Tests .*(passed|failed)/.test(stdout) || /timed out/.test(stdout)) {
    throw new Error(`${mutant.name}\n${stdout.slice(-2000)}`)
  }
  return /Tests .*failed/.test(stdout)
}

const copy = copyTree()
try {
  const none = { name: 'nothing is taken away', changes: [], doors: [] }
  if (isNoticed(copy, none)) throw new Error('The table differs before anything was taken away')
  const words = (process.env['MUTANTS'] ?? '').split(' ')
  const mutants = [...checksOfActions(), ...refusalsOfGuard(), ...entriesOfDoors()].filter(({ name }) =>
    words.some((word) => name.includes(word)),
  )
  const survivors: string[] = []
  for (const [index, mutant] of mutants.entries()) {
    const noticed = isNoticed(copy, mutant)
    if (!noticed) survivors.push(mutant.name)
    console.log(`${index + 1}/${mutants.length} ${noticed ? 'noticed' : 'MISSED'}  ${mutant.name}`)
  }
  console.log(`${mutants.length - survivors.length} of ${mutants.length} noticed`)
  for (const survivor of survivors) console.log(`not noticed: ${survivor}`)
} finally {
  fs.rmSync(copy, { recursive: true, force: true })
}
