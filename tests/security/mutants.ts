// Takes away one permission check of the program at a time, in a copy of the tree, and asks whether the
// table of tests/routes notices. Takes some minutes, so it is no part of `npm test`:
//   node -e "import('vite').then((vite) => vite.runnerImport('tests/security/mutants.ts'))"

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
  /** A second check stands behind this one on purpose, so that only both together are noticed. */
  readonly doubled?: string
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
        const doubled = text.includes('demandInPerson')
          ? 'The guard lets no token through these doors'
          : undefined
        const name = `${file}:${line + 1} ${text.trim()}`
        return [{ name, changes: [{ file, line, text: '' }], doors: [], ...(doubled ? { doubled } : {}) }]
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
    // The action itself asks who it is for, and lets no token do it.
    const doubled =
      entry === 'signed-in'
        ? 'The action demands somebody in person'
        : entry === 'site.manage'
          ? 'The permission has no place, so the action asks the very same'
          : undefined
    const change = { file: registry, line: to, text }
    return [{ name: `${key} public`, changes: [change], doors: [key], ...(doubled ? { doubled } : {}) }]
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

/** Both checks of the doors that have two. */
function bothChecks(): readonly Mutant[] {
  const guard = refusalsOfGuard().find(({ name }) => name.includes('person.scopes'))
  return checksOfActions()
    .filter(({ doubled }) => doubled)
    .map(({ name, changes }) => ({
      name: `${name} and the guard`,
      changes: [...changes, ...(guard?.changes ?? [])],
      doors: [],
    }))
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
beforeAll(async () => { cast = await openCast(); table = openTable(cast) }, 60_000)
afterAll(() => cast.close())
test.for(actors)('%s', { timeout: 60_000 }, async (actor) => {
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
  const tests = ['tests/routes/mutant.test.ts', 'tests/security/without-door.test.ts']
  const args = ['vitest', 'run', '--bail', '1', ...tests]
  const { stdout } = spawnSync('npx', args, { cwd: copy, encoding: 'utf8' })
  for (const [file, whole] of before) fs.writeFileSync(path.join(copy, file), whole)
  // A mutant that does not even start tells nothing about the table.
  if (!/Tests .*(passed|failed)/.test(stdout)) throw new Error(`${mutant.name}\n${stdout.slice(-2000)}`)
  return /Tests .*failed/.test(stdout)
}

const copy = copyTree()
try {
  const none = { name: 'nothing is taken away', changes: [], doors: [] }
  if (isNoticed(copy, none)) throw new Error('The table differs before anything was taken away')
  const mutants = [...checksOfActions(), ...refusalsOfGuard(), ...entriesOfDoors(), ...bothChecks()]
  const survivors: string[] = []
  for (const [index, mutant] of mutants.entries()) {
    const noticed = isNoticed(copy, mutant)
    const word = noticed ? 'noticed' : mutant.doubled ? 'doubled' : 'MISSED'
    if (!noticed) survivors.push(`${mutant.name}${mutant.doubled ? ` (${mutant.doubled})` : ''}`)
    console.log(`${index + 1}/${mutants.length} ${word}  ${mutant.name}`)
  }
  console.log(`${mutants.length - survivors.length} of ${mutants.length} noticed`)
  for (const survivor of survivors) console.log(`not noticed: ${survivor}`)
} finally {
  fs.rmSync(copy, { recursive: true, force: true })
}
