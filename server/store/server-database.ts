// The database on a PostgreSQL server: a pool for queries and one connection that listens.

import { Kysely, PostgresDialect } from 'kysely'
import type { PostgresPool } from 'kysely'
import pg from 'pg'

import { WorkError } from '#domain/errors.ts'

import type { OpenDatabase } from './database.ts'
import { FrequentQueries } from './frequent-queries.js'
import { quoteName } from './notify.ts'
import type { Database } from './schema.ts'
import { isLossCode, messageOf, unavailable } from './unavailable.ts'

const connectTimeout = 2_000
const statementTimeout = 30_000
const idleInTransactionTimeout = 60_000
const healthTimeout = 2_000
const idleTimeout = 30_000
const heartbeat = 30_000
const firstPause = 100
const longestPause = 5_000

/** Opens a pool; the server is asked once, so that a wrong address is known at the start. */
export async function openServer(url: string, connections = 10): Promise<OpenDatabase> {
  const settings: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: connectTimeout,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: idleInTransactionTimeout,
    application_name: 'setara',
    // Our joins are written in the order in which they are best done; looking for another costs more than the query.
    options: '-c join_collapse_limit=1',
    keepAlive: true,
    types: { getTypeParser },
  }
  const pool = new pg.Pool({ ...settings, max: connections, idleTimeoutMillis: idleTimeout })
  // An idle connection that breaks is replaced by the next query; without this it would end the process.
  pool.on('error', () => {})
  const ear = new Ear(settings)
  const health = async (): Promise<void> => {
    await guarded(within(healthTimeout, pool.query('select 1')))
  }
  try {
    await health()
    await demandLocale(pool)
  } catch (error) {
    await pool.end()
    // A wrong password or name is as good as no database.
    throw error instanceof WorkError ? error : lost(error)
  }
  return {
    kind: 'postgresql',
    kysely: new Kysely<Database>({ dialect: new PostgresDialect({ pool: guardedPool(pool) }) }),
    failed: new Promise(() => {}),
    listen: (channel, listener, missed) => ear.listen(channel, listener, missed),
    // Each query has a connection of its own there, and nobody has to give way.
    lull: async () => {},
    health,
    close: async () => {
      await ear.close()
      await pool.end()
    },
  }
}

/** pg_trgm finds no trigrams for Thai under the C locale, and texts need UTF-8. */
async function demandLocale(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ locale: string; encoding: string }>(
    `select datctype as locale, pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  )
  const { locale = '', encoding = '' } = rows[0] ?? {}
  if (encoding === 'UTF8' && locale !== 'C' && locale !== 'POSIX') return
  throw new WorkError(
    'storage-unavailable',
    `The database has encoding ${encoding} and lc_ctype ${locale}: expected UTF8 and a locale such as C.UTF-8 ` +
      `(create database … template template0 encoding 'UTF8' locale 'C.UTF-8')`,
  )
}

// Both drivers must give the same values; PGlite's are the plainer ones.
const integer = (text: string): number | bigint => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
const asText = (text: string): string => text
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'))
// The types of pg declare a function here; what it exports is an object with `create`.
const arrays = pg.types.arrayParser as unknown as {
  readonly create: (text: string, element: (entry: string) => unknown) => { readonly parse: () => unknown[] }
}
const listOf = (element: (text: string) => unknown) => (text: string) => arrays.create(text, element).parse()

type TypeId = Parameters<typeof pg.types.getTypeParser>[0]
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: bytes, // bytea
  20: integer, // bigint, count(*)
  1016: listOf(integer), // bigint[]
  1082: asText, // date: no moment, so no Date
  1182: listOf(asText), // date[]
  1114: asText, // timestamp without time zone
  1115: listOf(asText), // timestamp[]
  1186: asText, // interval
  1187: listOf(asText), // interval[]
  1231: listOf(asText), // numeric[]
}

function getTypeParser(oid: TypeId, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : parsers[oid]
  return own ?? pg.types.getTypeParser(oid, format)
}

/** The pool as Kysely uses it, with lost connections told as `storage-unavailable`. */
function guardedPool(pool: pg.Pool): PostgresPool {
  const frequent = new FrequentQueries()
  const guards = new WeakMap<pg.PoolClient, pg.PoolClient>()
  // Kysely knows connections by identity, so a client always gets the same guard.
  const guardOf = (client: pg.PoolClient): pg.PoolClient => {
    const guard = guards.get(client) ?? guardedClient(client, frequent)
    guards.set(client, guard)
    return guard
  }
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect') return async () => guardOf(await guarded(target.connect()))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function guardedClient(client: pg.PoolClient, frequent: FrequentQueries): pg.PoolClient {
  // A connection that breaks while it is handed out: its query is told; the event must not end the process.
  client.on('error', () => {})
  return new Proxy(client, {
    get: (target, name) => {
      if (name === 'query') {
        return (text: string, values: unknown[]) => guarded(queryOn(target, text, values, frequent))
      }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Runs a query, under a name where its plan is worth keeping: the connection then plans it once. */
async function queryOn(client: pg.PoolClient, text: string, values: unknown[], frequent: FrequentQueries) {
  const name = frequent.nameOf(text)
  try {
    return await client.query(name === null ? { text, values } : { name, text, values })
  } catch (error) {
    // Another process changed the tables under a kept plan. Its transaction is lost; the next one has other plans.
    if (name !== null && error instanceof pg.DatabaseError && error.message.startsWith('cached plan')) {
      frequent.forget()
      throw unavailable('The tables have changed meanwhile: try again', error)
    }
    throw error
  }
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isLoss(error) ? lost(error) : error
  }
}

const lossMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Client was closed)/

/** Tells whether the database could not be reached, as opposed to a query it refused. */
function isLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') return isLossCode(error.code)
  return error instanceof AggregateError || lossMessage.test(error.message)
}

function lost(error: unknown): WorkError {
  return unavailable(`The database does not answer: ${messageOf(error)}`, error)
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const refuse = (): void =>
      reject(new WorkError('storage-unavailable', `The database did not answer within ${milliseconds} ms`))
    timer = setTimeout(refuse, milliseconds)
  })
  work.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

interface Listener {
  readonly heard: (payload: string) => void
  readonly missed: (() => void) | undefined
}

/** One connection that hears all messages, outside the pool; it comes back by itself and tells of the gap. */
class Ear {
  readonly #settings: pg.ClientConfig
  readonly #listeners = new Map<string, Set<Listener>>()
  #client: pg.Client | undefined
  #opening: Promise<pg.Client> | undefined
  #timer: NodeJS.Timeout | undefined
  #pulse: NodeJS.Timeout | undefined
  #closed = false

  constructor(settings: pg.ClientConfig) {
    this.#settings = { ...settings, application_name: 'setara-listen' }
  }

  async listen(
    channel: string,
    heard: (payload: string) => void,
    missed?: () => void,
  ): Promise<() => Promise<void>> {
    const listener: Listener = { heard, missed }
    const client = await this.#open()
    const group = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, group.add(listener))
    try {
      // Also for the second listener: it must not start before the first one's `listen` has been answered.
      await guarded(client.query(`listen ${quoteName(channel)}`))
    } catch (error) {
      group.delete(listener)
      throw error
    }
    return async () => {
      if (!group.delete(listener) || group.size > 0 || !this.#client) return
      await this.#client.query(`unlisten ${quoteName(channel)}`).catch(() => {})
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    clearInterval(this.#pulse)
    await this.#opening?.catch(() => {})
    await this.#client?.end()
    this.#client = undefined
  }

  async #open(): Promise<pg.Client> {
    if (this.#client) return this.#client
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#settings)
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    client.on('notification', ({ channel, payload }) => {
      for (const { heard } of this.#listeners.get(channel) ?? []) heard(payload ?? '')
    })
    await guarded(client.connect())
    for (const channel of this.#listeners.keys()) await guarded(client.query(`listen ${quoteName(channel)}`))
    this.#client = client
    this.#startPulse(client)
    return client
  }

  // A connection that was cut without a word is noticed only by speaking.
  #startPulse(client: pg.Client): void {
    clearInterval(this.#pulse)
    this.#pulse = setInterval(() => {
      within(healthTimeout, client.query('select 1')).catch(() => {
        this.#lose(client)
        client.end().catch(() => {})
      })
    }, heartbeat)
    this.#pulse.unref()
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client || this.#closed) return
    this.#client = undefined
    clearInterval(this.#pulse)
    this.#retry(firstPause)
  }

  #retry(pause: number): void {
    // Many processes lose the same server at the same moment; they should not return at the same one.
    const delay = pause * (0.5 + Math.random() / 2)
    this.#timer = setTimeout(async () => {
      try {
        await this.#open()
        for (const group of this.#listeners.values()) for (const { missed } of group) missed?.()
      } catch {
        if (!this.#closed) this.#retry(Math.min(pause * 2, longestPause))
      }
    }, delay)
  }
}
