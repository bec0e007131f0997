// The server as one thing that can be started and stopped: by main, by tests and by benchmarks.

import type { AddressInfo } from 'node:net'

import { serve as listen, type ServerType } from '@hono/node-server'
import { pino, type Logger } from 'pino'

import { createChangeHub } from './actions/follow-changes.ts'
import { workOnJobs } from './actions/work-on-jobs.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { addressFetcher } from './fetch-address.ts'
import { createMetrics } from './metrics.ts'
import { openPost } from './post.ts'
import { identityChannel } from './store/identity.ts'
import { forgetAnswersBefore } from './store/translations.ts'
import { sweepUploads } from './store/uploads.ts'
import type { Workplace } from './workplace.ts'

/** A server that answers. */
export interface RunningServer {
  /** Address it listens on, without a trailing slash. */
  readonly url: string
  readonly log: Logger
  /** Ends streams, finishes what was begun, closes the door. Resolves when the last request is answered. */
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly config: Config
  readonly workplace: Workplace
  readonly webFolder: string | null
  readonly version: string
  readonly log?: Logger
}

/** Longest that a stopping server waits for requests that are being answered, in milliseconds. */
const patience = 10_000

/** How long the answer to a write can be asked for again, and how often older ones are swept away. */
const answersKept = 24 * 60 * 60 * 1000
const sweepEvery = 60 * 60 * 1000

/** Starts to listen. */
export async function serve({
  config,
  workplace,
  webFolder,
  version,
  log: given,
}: ServeOptions): Promise<RunningServer> {
  const log = given ?? pino({ level: config.logLevel })
  const { database, tools } = workplace
  const { db, identity, memory } = tools
  const changes = await createChangeHub(db, database.listen)
  const unlisten = await database.listen(
    identityChannel,
    (personId) => identity.forget(personId),
    () => identity.forget(null),
  )
  let stopping = false

  const app = createApp({
    ...tools,
    changes,
    log,
    metrics: createMetrics(
      () => changes.followers,
      () => memory.state(),
    ),
    metricsToken: config.metricsToken,
    now: () => new Date(),
    baseUrl: config.baseUrl,
    publicUrl: config.publicUrl,
    fetchAddress: config.importUrls ? addressFetcher() : null,
    secure: config.baseUrl?.startsWith('https:') ?? false,
    trustProxy: config.trustProxy,
    ready: async () => !stopping && (await isHealthy(database)),
    webFolder,
    version,
  })

  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = listen({ fetch: app.fetch, hostname: config.host, port: config.port }, () =>
      resolve(starting),
    )
    starting.on('error', reject)
  })
  if ('requestTimeout' in server) {
    server.headersTimeout = 10_000
    server.requestTimeout = 600_000
  }
  const post = config.smtpUrl
    ? openPost({
        smtpUrl: config.smtpUrl,
        from: config.mailFrom,
        baseUrl: config.baseUrl ?? urlOf(server, config.host),
        ...{ workplace, log },
      })
    : null
  // The memory is read while people are served already.
  memory.start().catch((error: unknown) => log.error({ err: String(error) }, 'the memory could not be read'))
  // The folder of the embedded database is locked by this process.
  const alone = database.kind === 'embedded'
  const jobs = await workOnJobs(
    { db, glossaries: tools.glossaries, lull: database.lull, alone },
    database.listen,
    (error) => log.error({ err: String(error) }, 'work in the background failed'),
  )
  const sweeping = setInterval(() => void sweep(), sweepEvery)
  sweeping.unref()

  async function sweep(): Promise<void> {
    try {
      await forgetAnswersBefore(db, new Date(Date.now() - answersKept))
      await identity.sweep()
      await sweepUploads(db)
    } catch {
      log.warn('what is out of date could not be swept away; it will be tried again')
    }
  }

  return {
    url: urlOf(server, config.host),
    log,
    async stop() {
      stopping = true
      clearInterval(sweeping)
      const closed = closeDoor(server)
      // Streams end by themselves now; the requests that were begun are answered meanwhile.
      await changes.stop()
      await closed
      await post?.stop()
      await unlisten()
      await jobs.stop()
      await memory.close()
    },
  }
}

/** Takes no new connection, gives every request time to be answered, and then cuts what is left. */
async function closeDoor(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if (!('closeIdleConnections' in server)) return closed
  // A browser keeps its connections for the next request, which has to go to another server now.
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}

async function isHealthy(database: Workplace['database']): Promise<boolean> {
  try {
    await database.health()
    return true
  } catch {
    return false
  }
}

function urlOf(server: ServerType, host: string): string {
  // The server is listening on a TCP port here, so the address is never null or a pipe.
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}:${port}`
}
