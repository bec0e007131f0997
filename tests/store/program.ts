// Starts programs of programs/ as processes of their own, built because Node 20 does not read TypeScript.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Builds the programs and answers their folder; inside node_modules, so that they find the packages. */
export async function buildPrograms(): Promise<string> {
  const cache = path.resolve('node_modules/.cache/setara')
  fs.mkdirSync(cache, { recursive: true })
  const outDir = fs.mkdtempSync(path.join(cache, 'programs-'))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          writer: here('programs/writer.ts'),
          'embedded-worker': here('../../server/store/embedded/worker.js'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return outDir
}

export interface Program {
  /** The lines that the program has said so far, also after it was killed. */
  readonly lines: string[]
  readonly kill: () => void
  readonly ended: Promise<void>
  /** Resolves when the program says a line that begins so, or has ended. */
  readonly says: (start: string) => Promise<void>
}

/** Starts a Node program and listens to its lines. */
export function startProgram(file: string, ...args: string[]): Program {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const watchers = new Set<() => void>()
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    for (const watch of watchers) watch()
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    lines,
    ended,
    kill: () => child.kill('SIGKILL'),
    says: (start) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (lines.some((line) => line.startsWith(start))) resolve()
        }
        watchers.add(watch)
        watch()
        void ended.then(resolve)
      }),
  }
}

/** Makes a folder that nobody else has. */
export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'setara-test-'))
}
