// The server process: configuration → database → sample → listen; a signal ends it gracefully.

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { WorkError } from '#domain/errors.ts'

import packageFile from '../package.json' with { type: 'json' }
import { ConfigError, readConfig, type Config } from './config.ts'
import { sampleLinks, type SampleLink } from './sample.ts'
import { serve, type RunningServer } from './serve.ts'
import { defaultPlan, machineClock, scheduleBackups } from './store/backup-schedule.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

try {
  await run(readConfig(process.env))
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof WorkError ? error.message : explained(error)}\n`,
  )
  process.exit(1)
}

async function run(config: Config): Promise<void> {
  const workplace = await openWorkplace(config)
  const links = config.sample ? await sampleLinks(workplace) : []
  const server = await serve({
    config,
    workplace,
    webFolder: builtPages(),
    version: packageFile.version,
  })
  const backups = startBackups(workplace, config, server.log)

  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    // What hangs is left behind: nothing that was acknowledged waits for the end.
    setTimeout(() => process.exit(1), longestEnd).unref()
    try {
      await server.stop()
      await backups?.stop()
      await workplace.database.close()
    } catch (error) {
      process.stderr.write(`The end was not orderly: ${explained(error)}\n`)
      process.exit(code || 1)
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))
  // Without its database the process is of no use: whoever watches over it starts it again.
  void workplace.database.failed.then((error) => {
    process.stderr.write(`The database is lost: ${error.message}\n`)
    void end(1)
  })

  const url = config.baseUrl ?? server.url
  process.stdout.write(`\nSetara answers at ${url}\n${waysIn(url, links)}`)
}

/** Longest that the end of the process takes, in milliseconds; the requests have a little less. */
const longestEnd = 12_000

/** The demonstration accounts as the operator reads them. */
function waysIn(url: string, links: readonly SampleLink[]): string {
  if (links.length === 0) return ''
  const lines = links.map(({ name, path }) => `  ${name.padEnd(28)} ${url}${path}\n`)
  return `\nDemonstration accounts; each link signs in once:\n${lines.join('')}\n`
}

/** An embedded database is backed up by the clock; a PostgreSQL server has its own operator. */
function startBackups(workplace: Workplace, config: Config, log: RunningServer['log']) {
  if (workplace.database.kind !== 'embedded' || config.backupHours === 0) return null
  const plan = { ...defaultPlan, everyHours: config.backupHours }
  const folder = join(config.dataFolder, 'backups')
  return scheduleBackups(workplace.database, folder, plan, machineClock, (event) => {
    if ('written' in event) log.info('backup written')
    else log.error({ err: String(event.error) }, 'backup failed')
  })
}

/** The folder of the built pages beside this file, or null when the interface is served alone. */
function builtPages(): string | null {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'web')
  return existsSync(join(folder, 'index.html')) ? folder : null
}

function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use by another program: stop it, or choose another one with PORT'
  }
  return error.stack ?? error.message
}
