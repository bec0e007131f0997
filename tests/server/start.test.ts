// server/start.mjs on a copy of the sources: it builds what is missing or old, and nothing else.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { root } from '../helpers/build.ts'

let copy = ''

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-copy-'))
  const names = ['server', 'locales', 'glossary', 'web', 'package.json', 'package-lock.json', 'tsconfig.json']
  for (const name of [...names, 'vite.config.ts', 'vite.server.config.ts']) {
    fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true, preserveTimestamps: true })
  }
})
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }))

const packages = () => path.join(copy, 'node_modules')

function start(...words: readonly string[]) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [path.join(copy, 'server', 'start.mjs'), ...words],
    { cwd: copy, encoding: 'utf8' },
  )
  return {
    code: status,
    built: [...stderr.matchAll(/^Building the (\w+) part/gm)].map(([, part]) => part),
    stdout,
    stderr,
  }
}

describe('starting from the sources', () => {
  test('says what to do first when the packages are not installed', () => {
    const { code, stderr } = start('cli', 'help')

    expect(code).toBe(1)
    expect(stderr).toContain('npm ci')
  })

  test('builds the part that a command needs once, and again when a source has changed', () => {
    fs.symlinkSync(path.join(root, 'node_modules'), packages())

    expect(start('cli', 'help')).toMatchObject({ code: 0, built: ['server'] })
    expect(start('cli', 'help')).toMatchObject({ code: 0, built: [], stderr: '' })

    const later = new Date(Date.now() + 5000)
    fs.utimesSync(path.join(copy, 'locales', 'th', 'profile.ts'), later, later)
    expect(start('cli', 'help').built).toEqual(['server'])
    expect(start('cli', 'help').built).toEqual([])
  })

  test('notices a source that was taken away', () => {
    const extra = path.join(copy, 'server', 'extra.ts')
    fs.writeFileSync(extra, 'export const extra = 1\n')
    start('cli', 'help')
    fs.rmSync(extra)

    expect(start('cli', 'help').built).toEqual(['server'])
  })

  test('keeps the last good build when a new one fails', () => {
    const main = path.join(copy, 'server', 'cli.ts')
    const good = fs.readFileSync(main, 'utf8')
    fs.writeFileSync(main, 'this is not TypeScript')
    const { code, stderr } = start('cli', 'help')
    fs.writeFileSync(main, good)

    expect(code).toBe(1)
    expect(stderr).toContain('could not be built')
    expect(fs.readdirSync(path.join(copy, 'dist'))).toEqual(['server'])
    expect(start('cli', 'help').code).toBe(0)
  })

  test('starts a build that was shipped without its sources', () => {
    const shipped = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-shipped-'))
    for (const name of ['dist', 'package.json']) {
      fs.cpSync(path.join(copy, name), path.join(shipped, name), { recursive: true })
    }
    fs.mkdirSync(path.join(shipped, 'server'))
    fs.copyFileSync(path.join(copy, 'server', 'start.mjs'), path.join(shipped, 'server', 'start.mjs'))
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(shipped, 'node_modules'))
    try {
      const { status, stderr } = spawnSync(
        process.execPath,
        [path.join(shipped, 'server', 'start.mjs'), 'cli', 'help'],
        { encoding: 'utf8' },
      )
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    } finally {
      fs.rmSync(shipped, { recursive: true, force: true })
    }
  })
})
