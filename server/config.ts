// Configuration: read from the environment once, every mistake reported at once.

import { resolve } from 'node:path'

import { z } from 'zod'

/** How the server is set up. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Folder of the embedded database and its backups, and of what makes the next start quicker. */
  readonly dataFolder: string
  /** Address of a PostgreSQL server; null uses the embedded database. */
  readonly databaseUrl: string | null
  /** Whether an empty database gets the sample project; only ever on loopback. */
  readonly sample: boolean
  /** Address under which people reach the server, without a trailing slash. */
  readonly baseUrl: string | null
  /** Address below which released articles stand, for the links between languages. */
  readonly publicUrl: string | null
  /** Whether `X-Forwarded-For` of a proxy in front is believed. */
  readonly trustProxy: boolean
  /** Lets a collector on another machine read `/metrics`. */
  readonly metricsToken: string | null
  readonly logLevel: string
  /** Hours between backups of the embedded database; 0 makes none. */
  readonly backupHours: number
  /** Where mails are handed over; null sends none. */
  readonly smtpUrl: string | null
  /** What stands as the sender of mails. */
  readonly mailFrom: string
  /** Most memory that the search index of the translation memory may take, in megabytes. */
  readonly memoryMegabytes: number
  /** Whether the server fetches public addresses that managers want to import. */
  readonly importUrls: boolean
}

/** A configuration that cannot be used; `mistakes` names every one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`
    super(`The configuration has ${count}:\n${mistakes.map((m) => `  - ${m}`).join('\n')}`)
    this.mistakes = mistakes
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

const onOff = z.enum(['on', 'off'], 'on or off')
const webAddress = (schemes: readonly string[]) => (value: string) => {
  if (!URL.canParse(value)) return false
  return schemes.includes(new URL(value).protocol)
}

const siteAddress = (example: string) =>
  z
    .string()
    .refine(webAddress(['http:', 'https:']), `an address such as ${example}`)
    .transform((value) => value.replace(/\/+$/, ''))
    .optional()

const settings = {
  HOST: z.string().min(1, 'an address to listen on, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port number from 0 to 65535')
    .default(8480),
  SETARA_DATA: z.string().min(1, 'a folder').default('data'),
  DATABASE_URL: z
    .string()
    .refine(
      webAddress(['postgres:', 'postgresql:']),
      'the address of a PostgreSQL server, such as postgres://user@host/database',
    )
    .optional(),
  SETARA_SAMPLE: onOff.default('on'),
  SETARA_BASE_URL: siteAddress('https://setara.example.org'),
  SETARA_PUBLIC_URL: siteAddress('https://news.example.org'),
  SETARA_TRUST_PROXY: onOff.default('off'),
  SETARA_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  SETARA_LOG: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
  SETARA_SMTP_URL: z
    .string()
    .refine(
      webAddress(['smtp:', 'smtps:']),
      'the address of a mail server, such as smtp://user:password@mail.example.org:587',
    )
    .optional(),
  SETARA_MAIL_FROM: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'a mail address, such as setara@example.org')
    .default('setara@localhost'),
  SETARA_IMPORT_URLS: onOff.default('off'),
  SETARA_BACKUP_HOURS: z
    .string()
    .regex(/^\d{1,4}$/, 'a number of hours, 0 for none')
    .transform(Number)
    .default(24),
  SETARA_MEMORY_MB: z
    .string()
    .regex(/^\d{1,6}$/, 'a number of megabytes, at least 16')
    .transform(Number)
    .refine((megabytes) => megabytes >= 16, 'a number of megabytes, at least 16')
    .default(600),
} as const

const schema = z.object(settings)

/** Reads the environment. @throws ConfigError naming every mistake, also misspelt names */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const mistakes = Object.keys(environment)
    .filter((name) => name.startsWith('SETARA_') && !(name in settings))
    .map((name) => `${name} is not a setting${suggestion(name)}`)
  // An empty variable is one that was not set: shells and container files write it so.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    for (const issue of result.error.issues) {
      mistakes.push(`${issue.path.join('.')}: expected ${issue.message}`)
    }
  }
  if (!result.success || mistakes.length > 0) throw new ConfigError(mistakes)
  const read = result.data
  return {
    host: read.HOST,
    port: read.PORT,
    dataFolder: resolve(read.SETARA_DATA),
    databaseUrl: read.DATABASE_URL ?? null,
    sample: read.SETARA_SAMPLE === 'on' && isLoopback(read.HOST),
    baseUrl: read.SETARA_BASE_URL ?? null,
    publicUrl: read.SETARA_PUBLIC_URL ?? null,
    trustProxy: read.SETARA_TRUST_PROXY === 'on',
    metricsToken: read.SETARA_METRICS_TOKEN ?? null,
    logLevel: read.SETARA_LOG,
    backupHours: read.SETARA_BACKUP_HOURS,
    smtpUrl: read.SETARA_SMTP_URL ?? null,
    mailFrom: read.SETARA_MAIL_FROM,
    memoryMegabytes: read.SETARA_MEMORY_MB,
    importUrls: read.SETARA_IMPORT_URLS === 'on',
  }
}

/** Tells whether an address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function suggestion(name: string): string {
  const near = Object.keys(settings).find((known) => known.startsWith(name.slice(0, 9)))
  return near ? `; did you mean ${near}?` : ''
}

/** The configuration with secrets masked, for `config check`. */
export function describeConfig(config: Config): Readonly<Record<string, unknown>> {
  return {
    ...config,
    databaseUrl: config.databaseUrl ? masked(config.databaseUrl) : null,
    metricsToken: config.metricsToken ? '***' : null,
    smtpUrl: config.smtpUrl ? masked(config.smtpUrl) : null,
  }
}

/** An address without its password, which may stand before the host or in the query. */
function masked(address: string): string {
  const url = new URL(address)
  if (url.password) url.password = '***'
  for (const name of url.searchParams.keys()) {
    if (/password/i.test(name)) url.searchParams.set(name, '***')
  }
  return url.href
}
