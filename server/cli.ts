// The command line: the same actions as over HTTP, done by the operator of the machine.
// Exit codes: 0 done, 1 refused (the reason is on standard error), 2 the call itself is wrong.

import { parseArgs } from 'node:util'

import { WorkError } from '#domain/errors.ts'

import { commands, type Command } from './commands.ts'
import { ConfigError } from './config.ts'

class UsageError extends Error {
  /** The command that was called wrong; null when there is none of that name. */
  readonly command: Command | null
  constructor(message: string, command: Command | null = null) {
    super(message)
    this.command = command
  }
}

// Who reads the output may have enough of it, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2))

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    process.stdout.write(help())
    return 2
  }
  try {
    if (words[0] === 'help' || words.includes('--help')) {
      const name = words.filter((word) => word !== 'help' && !word.startsWith('-'))
      process.stdout.write(help(name.length === 0 ? null : find(name).command))
      return 0
    }
    const { command, rest } = find(words)
    await command.run(parsed(command, rest), (text) => process.stdout.write(`${text}\n`))
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${help(error.command)}`)
      return 2
    }
    if (error instanceof WorkError || error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`)
      return 1
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  }
}

/** Finds the command with the most words of its name at the beginning of the line. */
function find(words: readonly string[]): { command: Command; rest: readonly string[] } {
  const fitting = commands
    .map((command) => ({ command, name: command.name.split(' ') }))
    .filter(({ name }) => name.every((word, index) => words[index] === word))
    .sort((one, other) => other.name.length - one.name.length)[0]
  if (!fitting) throw new UsageError(`There is no command "${words.join(' ')}"`)
  return { command: fitting.command, rest: words.slice(fitting.name.length) }
}

function parsed(command: Command, words: readonly string[]): Parameters<Command['run']>[0] {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: command.options,
      allowPositionals: true,
      strict: true,
    })
    const missing = command.positionals[positionals.length]
    if (missing) throw new UsageError(`${command.name} needs ${missing}`, command)
    const many = command.positionals.at(-1)?.endsWith('…') === true
    if (positionals.length > command.positionals.length && !many) {
      throw new UsageError(`${command.name} takes no "${positionals.at(-1)}"`, command)
    }
    const required = Object.entries(command.options).find(
      ([key, option]) => option.required && values[key] === undefined,
    )
    if (required) throw new UsageError(`${command.name} needs --${required[0]}`, command)
    return { positionals, values }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, command)
    throw error
  }
}

/** How to call one command, or all of them. */
function help(about: Command | null = null): string {
  const lines = (about ? [about] : commands).map((command) => {
    const options = Object.entries(command.options).map(([key, { type, required, value }]) => {
      const text = type === 'boolean' ? `--${key}` : `--${key} ${value ?? 'TEXT'}`
      return required ? text : `[${text}]`
    })
    return `  setara ${[command.name, ...command.positionals, ...options].join(' ')}\n      ${command.summary}`
  })
  return `Usage (npm run -s setara -- …):\n${lines.join('\n')}\n`
}
