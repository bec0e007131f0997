// The command line: the same actions as over HTTP, done by the operator of the machine.
// Exit codes: 0 done, 1 refused (the reason is on standard error), 2 the call itself is wrong.

import { parseArgs } from 'node:util'

import { WorkError } from '#domain/errors.ts'

import { commands, type Command } from './commands.ts'
import { ConfigError } from './config.ts'

class UsageError extends Error {}

process.exitCode = await run(process.argv.slice(2))

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    process.stdout.write(help())
    return words.length === 0 ? 2 : 0
  }
  try {
    const { command, rest } = find(words)
    await command.run(parsed(command, rest), (text) => process.stdout.write(`${text}\n`))
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${help()}`)
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
    if (missing) throw new UsageError(`${command.name} needs ${missing}`)
    const many = command.positionals.at(-1)?.endsWith('…') === true
    if (positionals.length > command.positionals.length && !many) {
      throw new UsageError(`${command.name} takes no "${positionals.at(-1)}"`)
    }
    const required = Object.entries(command.options).find(
      ([key, option]) => option.required && values[key] === undefined,
    )
    if (required) throw new UsageError(`${command.name} needs --${required[0]}`)
    return { positionals, values }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

function help(): string {
  const lines = commands.map((command) => {
    const options = Object.entries(command.options).map(([key, { type, required, value }]) => {
      const text = type === 'boolean' ? `--${key}` : `--${key} ${value ?? 'TEXT'}`
      return required ? text : `[${text}]`
    })
    return `  setara ${[command.name, ...command.positionals, ...options].join(' ')}\n      ${command.summary}`
  })
  return `Usage (npm run -s setara -- …):\n${lines.join('\n')}\n`
}
