// The command line as the operator uses it: a process for every command, on one data folder.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { signedIn } from './client.ts'
import { longText } from './furnish.ts'
import {
  preparedPlace,
  program,
  runCommand,
  startAndEnd,
  startServer,
  type Place,
  type ServerProcess,
} from './process.ts'

let place: Place
let article: string
const run = (...words: readonly string[]) => runCommand(place, ...words)

beforeAll(async () => {
  build('server')
  place = await preparedPlace('without-tables')
  article = path.join(place.folder, 'news.txt')
  fs.writeFileSync(article, longText(12, 'Rain in the delta'))
})
afterAll(() => place.remove())

describe('the command line', () => {
  test('shows every command with its options, and code 2 for a call that makes no sense', () => {
    expect(run('help')).toMatchObject({ code: 0, out: expect.stringContaining('restore FILE [--json]') })
    const senseless = [
      [],
      ['paint'],
      ['import'],
      ['import', article, 'another'],
      ['export', 'some-edition', '--format', 'html'],
      ['import', article, '--tu', 'km'],
      ['person', 'add', 'a@example.org'],
    ]
    for (const words of senseless) expect([words, run(...words).code]).toEqual([words, 2])
    expect(run('paint').errors).toContain('There is no command "paint"')
    const unnamed = run('person', 'add', 'a@example.org').errors
    expect(unnamed).toContain('person add needs --name')
    expect(unnamed).toContain('setara person add EMAIL')
    expect(unnamed).not.toContain('setara restore')
  })

  test('tells how to call one command', () => {
    for (const words of [
      ['help', 'restore'],
      ['restore', '--help'],
    ]) {
      const { code, out } = run(...words)
      expect([code, out]).toEqual([0, expect.stringContaining('setara restore FILE')])
      expect(out).not.toContain('setara import')
    }
  })

  test('ends in peace when nobody reads on', async () => {
    const pairs = path.join(place.folder, 'many.jsonl')
    fs.writeFileSync(pairs, `${JSON.stringify({ src: 'One', tgt: 'หนึ่ง' })}\n`.repeat(3000))
    const call = `"${process.execPath}" "${program('cli')}" check "${pairs}" --to th | head -1`
    const { stdout, stderr } = spawnSync('bash', ['-c', call], { encoding: 'utf8' })
    fs.rmSync(pairs)
    expect(stdout).toMatch(/^\{"row":1/)
    expect(stderr).toBe('')
  })

  test('checks the configuration without touching a database, and tells all mistakes', () => {
    const before = filesIn(place.folder)
    const good = run('config', 'check', '--json')
    expect(good.code).toBe(0)
    expect(JSON.parse(good.out)).toMatchObject({ dataFolder: place.folder, host: '127.0.0.1' })

    const environment = { ...place.environment, PORT: 'x', SETARA_LOG: 'loud', SETARA_NO: '1' }
    const bad = runCommand({ environment }, 'config', 'check')
    expect(bad).toMatchObject({ code: 1, out: '' })
    expect(bad.errors).toMatch(/3 mistakes:\n(?:.*\n)*.*PORT: expected/)
    expect(filesIn(place.folder)).toEqual(before)
  })

  test('brings the tables up to date, and a second time changes nothing', () => {
    const first = run('migrate')
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^The tables are at \d{4}-/) })
    expect(run('migrate')).toEqual(first)
  })

  test('imports, lists, exports a draft, and reads its own backup into an empty place', async () => {
    const imported = run('import', article, '--to', 'th,km', '--json')
    expect(imported.errors).toBe('')
    expect(imported.code).toBe(0)
    const { article: stored, editions } = JSON.parse(imported.out)
    expect(stored.title).toBe('Rain in the delta')
    expect(editions.map((edition: { locale: string }) => edition.locale)).toEqual(['th', 'km'])

    const listed = JSON.parse(run('articles', '--json').out)
    expect(listed).toMatchObject({ id: stored.id, segments: 13 })

    const edition = editions[1].id
    const out = path.join(place.folder, 'rain.txt')
    const unreleased = run('export', edition, '--format', 'txt', '--out', out)
    expect(unreleased.code).toBe(1)
    expect(fs.existsSync(out)).toBe(false)
    for (const format of ['html', 'xliff-2.0']) {
      const written = run('export', edition, '--format', format, '--draft', '--out', out)
      expect([format, written.code, written.errors]).toEqual([format, 0, ''])
      expect(fs.statSync(out).size).toBeGreaterThan(0)
    }
    expect(fs.readFileSync(out, 'utf8')).toContain('urn:oasis:names:tc:xliff:document:2.0')
    expect(run('export', edition, '--format', 'pdf', '--draft', '--out', out)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('xliff-2.0'),
    })

    const backup = path.join(place.folder, 'all.backup')
    const saved = JSON.parse(run('backup', backup, '--json').out)
    expect(saved.rows).toBeGreaterThan(13 * 2)
    expect(run('restore', backup), 'into a database with rows').toMatchObject({ code: 1, out: '' })

    const other = await preparedPlace('without-tables')
    try {
      const damaged = path.join(other.folder, 'damaged.backup')
      const bytes = fs.readFileSync(backup)
      fs.writeFileSync(damaged, bytes.subarray(0, bytes.length - 20))
      expect(runCommand(other, 'restore', damaged).code).toBe(1)
      expect(runCommand(other, 'articles').out).toBe('')

      const restored = runCommand(other, 'restore', backup, '--json')
      expect(restored.errors).toBe('')
      expect(JSON.parse(restored.out).rows).toBe(saved.rows)
      expect(JSON.parse(runCommand(other, 'articles', '--json').out)).toEqual(listed)
    } finally {
      await other.remove()
    }
  })

  test('refuses what it cannot read, in one sentence, with code 1', () => {
    const cases: readonly (readonly string[])[] = [
      ['import', path.join(place.folder, 'absent.txt')],
      ['import', article, '--to', 'fr'],
      ['import', article, '--project', 'Nowhere'],
      ['restore', path.join(place.folder, 'absent.backup')],
      ['person', 'link', 'nobody@example.org'],
      ['person', 'add', 'a@example.org', '--name', 'A', '--role', 'king'],
      ['person', 'add', 'no address', '--name', 'A'],
    ]
    for (const words of cases) {
      const { code, out, errors } = run(...words)
      expect([words, code, out]).toEqual([words, 1, ''])
      expect(errors.trim().split('\n'), `the words about ${words.join(' ')}`).toHaveLength(1)
    }
  })
})

// One server for all of these: each start opens a database.
describe('while a server runs', () => {
  let server: ServerProcess
  let added: { person: object; link: string }

  beforeAll(async () => {
    const roles = ['--role', 'translator:km', '--role', 'reviewer']
    const told = run('person', 'add', 'anna@example.org', '--name', 'Anna', ...roles, '--json')
    expect(told.errors).toBe('')
    added = JSON.parse(told.out)
    expect(run('person', 'add', 'anna@example.org', '--name', 'Anna').code).toBe(1)
    server = await startServer(place)
  })
  afterAll(async () => {
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    const listed = run('articles')
    expect(listed.code).toBe(0)
    expect(listed.out).toMatch(/^\S+ {2}Rain in the delta\n {2}\w\w {2}\S+ {2}0\/13 approved\n/)
  })

  test('a person who was added signs in with the link, exactly once', async () => {
    expect(added.person).toMatchObject({ email: 'anna@example.org', administrator: false })
    const client = await signedIn(server.url, added.link)
    const { json } = await client.get('/api/session')
    client.close()
    expect(json.person.memberships).toHaveLength(2)
    await expect(signedIn(server.url, added.link)).rejects.toThrow('410')
  })

  test.skipIf(process.env['DATABASE_URL'])(
    'a second process on its folder, server or command, is refused and told who has it',
    async () => {
      const said = new RegExp(`in use by process ${server.pid} on .*Stop that process first`)
      const second = await startAndEnd({ ...place.environment, PORT: '0' })
      expect(second).toEqual({ code: 1, output: expect.stringMatching(said) })
      expect(run('articles')).toMatchObject({ code: 1, out: '', errors: expect.stringMatching(said) })
    },
  )

  test('a server that wants its port is told that somebody else has it', async () => {
    const other = await preparedPlace('with-tables')
    try {
      const port = new URL(server.url).port
      const second = await startAndEnd({ ...other.environment, PORT: port, SETARA_SAMPLE: 'off' })
      expect(second.code).toBe(1)
      expect(second.output).toMatch(/port .*in use/i)
      expect(second.output).not.toMatch(/\n\s+at /)
    } finally {
      await other.remove()
    }
  })
})

test('a server that cannot start says all mistakes of its configuration and ends with 1', async () => {
  const { code, output } = await startAndEnd({ PORT: '99999', SETARA_SAMPLE: 'perhaps' })
  expect(code).toBe(1)
  expect(output).toMatch(/2 mistakes/)
  expect(output).not.toMatch(/\n\s+at /)
})

/** Every file below a folder with its size and time of writing. */
function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const { size, mtimeMs } = fs.statSync(path.join(folder, name))
      return `${name} ${size} ${mtimeMs}`
    })
}
