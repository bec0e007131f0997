// Who is asking: sign-in, sessions and the look-up of every request.
// better-auth checks passwords, counts attempts per network and begins sessions. It is used as a
// library only: none of its endpoints is reachable from outside, its cookies and links are never sent,
// so its secret and address below protect nothing and say so.

import { AsyncLocalStorage } from 'node:async_hooks'

import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Kysely } from 'kysely'

import { passwordLength } from '#domain/password.ts'

import { networkOf } from './identity/address.ts'
import { IdentityCache } from './identity/cache.ts'
import { sweepLinks } from './identity/links.ts'
import {
  countAttempt,
  forgetAttempts,
  sweepAttempts,
  takeBackAttempt,
  type Limit,
} from './identity/limits.ts'
import { markUsed, recognise, sessionAge, type Credential, type Recognised } from './identity/lookup.ts'
import { hashPassword, verifyPassword } from './identity/passwords.ts'
import { hashOf, newSecret } from './identity/secret.ts'
import { sweepSessions } from './identity/sessions.ts'
import { tokenPrefix } from './identity/tokens.ts'
import { newId } from './ids.ts'
import { findAccount, plainEmail } from './people.ts'
import type { Database } from './schema.ts'

/** Where a request comes from. */
export interface Device {
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

/** A password that was typed in. */
export interface SignInAttempt {
  readonly email: string
  readonly password: string
  readonly device: Device
}

/** Why a password did not help; an unknown address is refused exactly like a wrong password. */
export type PasswordRefused =
  { readonly outcome: 'refused' } | { readonly outcome: 'too-many'; readonly retryAfter: number }

export type SignInOutcome =
  { readonly outcome: 'signed-in'; readonly secret: string; readonly personId: string } | PasswordRefused

export type PasswordOutcome = { readonly outcome: 'right' } | PasswordRefused

/** Everything about who somebody is that needs more than a query. */
export interface Identity {
  readonly signIn: (attempt: SignInAttempt) => Promise<SignInOutcome>
  /** Begins a session for someone who proved otherwise who they are; null when they are disabled. */
  readonly startSession: (personId: string, device: Device) => Promise<string | null>
  /** Tells whose credential it is; null when it is worth nothing (any more). */
  readonly recognise: (credential: Credential) => Promise<Recognised | null>
  /** Tells whether a person's own password is right; attempts are limited. */
  readonly confirmPassword: (personId: string, password: string) => Promise<PasswordOutcome>
  /** Forgets at once what is remembered about a person, or about everybody. */
  readonly forget: (personId: string | null) => void
  /** Calls the listener whenever somebody's rights may have changed (null: anybody's), until the answer is called. */
  readonly watch: (listener: (personId: string | null) => void) => () => void
  /** Deletes what is over: sessions, counts, links. */
  readonly sweep: () => Promise<void>
}

export interface IdentityOptions {
  readonly db: Kysely<Database>
  readonly clock?: () => Date
}

/** Channel on which the database announces whose rights changed; the payload is the id of the person. */
export const identityChannel = 'setara_identity'

// Five wrong guesses for an account from one network, as people mistype; sixty from the whole world, as
// attackers have many addresses (a network where the account is signed in is let through). One network
// may hold an office, so it gets room for everybody arriving at nine o'clock.
const limits = {
  account: { window: 15 * 60, max: 5 },
  everywhere: { window: 60 * 60, max: 60 },
  network: { window: 60, max: 120 },
} as const satisfies Record<string, Limit>

const cacheLifetime = 5_000
const cacheCapacity = 5_000
const markEvery = 5 * 60 * 1000
const longestUserAgent = 400

/** What one sign-in passes through the library to our own hooks inside it. */
interface Passage {
  readonly email: string | null
  readonly address: string
  readonly userAgent: string
  secret?: string
  retryAfter?: number
}

/** Makes the identity of a server; wire `identityChannel` to `forget`. */
export function createIdentity({ db, clock = () => new Date() }: IdentityOptions): Identity {
  const passages = new AsyncLocalStorage<Passage>()
  const auth = libraryOver(db, passages, clock)
  const cache = new IdentityCache<Recognised>({ capacity: cacheCapacity, lifetime: cacheLifetime })
  const listeners = new Set<(personId: string | null) => void>()

  async function signIn(attempt: SignInAttempt): Promise<SignInOutcome> {
    const email = plainEmail(attempt.email)
    if (/\p{C}/u.test(email)) return { outcome: 'refused' }
    const passage: Passage = { email, ...described(attempt.device) }
    const before = await findAccount(db, email)
    const response = await passages.run(passage, () => auth.handler(signInRequest(passage, attempt.password)))
    if (response.status >= 500) throw new Error(`The sign-in was answered with ${response.status}`)
    if (response.status === 429) return { outcome: 'too-many', retryAfter: retryAfter(passage, response) }
    if (!response.ok || !passage.secret || !before) return { outcome: 'refused' }
    // A password that was changed while the old one was being checked must not leave a session behind.
    const after = await findAccount(db, email)
    if (after?.password !== before.password) {
      await db.deleteFrom('session').where('token', '=', hashOf(passage.secret)).execute()
      return { outcome: 'refused' }
    }
    await forgetAttempts(db, accountKey(passage))
    await takeBackAttempt(db, everywhereKey(passage))
    return { outcome: 'signed-in', secret: passage.secret, personId: before.personId }
  }

  async function startSession(personId: string, device: Device): Promise<string | null> {
    const passage: Passage = { email: null, ...described(device) }
    const { internalAdapter } = await auth.$context
    const session = await passages.run(passage, () => internalAdapter.createSession(personId, false))
    return session ? (passage.secret ?? null) : null
  }

  async function recogniseCredential(credential: Credential): Promise<Recognised | null> {
    if (!shapes[credential.kind].test(credential.secret)) return null
    const now = clock()
    const hash = hashOf(credential.secret)
    const key = `${credential.kind}:${hash}`
    const known = cache.get(key, now.getTime())
    if (known && known.until > now.getTime()) return known
    const { epoch } = cache
    const found = await recognise(db, credential.kind, hash, now)
    if (!found) return null
    cache.keep(key, found.person.id, found, now.getTime(), epoch)
    if (now.getTime() - found.seenAt >= markEvery) await markUsed(db, found, now)
    return found
  }

  async function confirmPassword(personId: string, password: string): Promise<PasswordOutcome> {
    const key = `password:${personId}`
    const tried = await countAttempt(db, key, limits.account, clock().getTime())
    if (!tried.allowed) return { outcome: 'too-many', retryAfter: tried.retryAfter ?? limits.account.window }
    const hash = await passwordOf(personId)
    if (hash === null || !(await verifyPassword({ hash, password }))) return { outcome: 'refused' }
    await forgetAttempts(db, key)
    return { outcome: 'right' }
  }

  async function passwordOf(personId: string): Promise<string | null> {
    const row = await db
      .selectFrom('account')
      .select('password')
      .where('person_id', '=', personId)
      .where('provider_id', '=', 'credential')
      .executeTakeFirst()
    return row?.password ?? null
  }

  function forget(personId: string | null): void {
    cache.forget(personId)
    for (const listener of listeners) listener(personId)
  }

  async function sweep(): Promise<void> {
    const now = clock()
    await sweepAttempts(db, now.getTime() - 2 * limits.everywhere.window * 1000)
    await sweepSessions(db, now)
    await sweepLinks(db, now)
  }

  return {
    signIn,
    startSession,
    recognise: recogniseCredential,
    confirmPassword,
    forget,
    sweep,
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

// What cannot be a secret of ours does not reach the database.
const shapes: Record<Credential['kind'], RegExp> = {
  session: /^[\w-]{43}$/,
  token: new RegExp(`^${tokenPrefix}[\\w-]{43}$`),
}

const libraryOrigin = 'http://identity.invalid'
const addressHeader = 'x-setara-address'

function libraryOver(db: Kysely<Database>, passages: AsyncLocalStorage<Passage>, clock: () => Date) {
  return betterAuth({
    database: { db, type: 'postgres' },
    baseURL: libraryOrigin,
    trustedOrigins: [libraryOrigin],
    // It signs only cookies that are thrown away; sessions are random secrets stored as hashes.
    secret: newSecret(),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // What goes wrong inside is ours to tell and to log, without the values of queries.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: {
        hash: hashPassword,
        verify: verifyPassword,
      },
    },
    rateLimit: {
      enabled: true,
      customRules: { '/sign-in/email': limits.network },
      customStorage: { consume: (key, rule) => countAttempt(db, key, rule, clock().getTime()) },
    },
    advanced: {
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        administrator: { type: 'boolean', input: false },
        disabled: { type: 'boolean', input: false },
      },
    },
    session: {
      expiresIn: sessionAge / 1000,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    hooks: {
      // Runs after the limit per network and before the password is looked at.
      before: createAuthMiddleware(async () => {
        const passage = passages.getStore()
        if (passage) await limitGuesses(db, passage, clock().getTime())
      }),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const passage = passages.getStore()
            if (!passage || !(await isEnabled(db, session.userId))) return false
            return { data: { ...session, ...begun(passage, clock()) } }
          },
        },
      },
    },
  })
}

/** The parts of a session row that are ours to decide; the browser gets the secret, the table its hash. */
function begun(passage: Passage, now: Date) {
  passage.secret = newSecret()
  return {
    token: hashOf(passage.secret),
    ipAddress: passage.address,
    userAgent: passage.userAgent,
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + sessionAge),
  }
}

/** Every attempt counts as a failure until it succeeds, so that many at once cannot slip through. */
async function limitGuesses(db: Kysely<Database>, passage: Passage, now: number): Promise<void> {
  const here = await countAttempt(db, accountKey(passage), limits.account, now)
  if (!here.allowed) refuse(passage, here.retryAfter)
  const everywhere = await countAttempt(db, everywhereKey(passage), limits.everywhere, now)
  if (everywhere.allowed || (await isAtHome(db, passage))) return
  refuse(passage, everywhere.retryAfter)
}

function refuse(passage: Passage, seconds: number | null): never {
  passage.retryAfter = seconds ?? limits.account.window
  throw new APIError('TOO_MANY_REQUESTS')
}

/** Whether the account is signed in from this network already. */
async function isAtHome(db: Kysely<Database>, passage: Passage): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select('session.id')
    .where('person.email', '=', passage.email ?? '')
    .where('session.ip_address', '=', passage.address)
    .executeTakeFirst()
  return row !== undefined
}

async function isEnabled(db: Kysely<Database>, personId: string): Promise<boolean> {
  const row = await db.selectFrom('person').select('disabled').where('id', '=', personId).executeTakeFirst()
  return row?.disabled === false
}

// The keys hold hashes: what people type into the address field is sometimes their password.
function accountKey(passage: Passage): string {
  return `sign-in:${hashOf(`${passage.email}|${passage.address}`)}`
}

function everywhereKey(passage: Passage): string {
  return `sign-in-everywhere:${hashOf(passage.email ?? '')}`
}

function described(device: Device): Pick<Passage, 'address' | 'userAgent'> {
  return {
    address: networkOf(device.address),
    userAgent: (device.userAgent ?? '').replace(/\p{C}/gu, '').slice(0, longestUserAgent),
  }
}

function signInRequest(passage: Passage, password: string): Request {
  return new Request(`${libraryOrigin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: libraryOrigin,
      [addressHeader]: passage.address,
    },
    body: JSON.stringify({ email: passage.email, password }),
  })
}

function retryAfter(passage: Passage, response: Response): number {
  return passage.retryAfter ?? (Number(response.headers.get('x-retry-after')) || limits.network.window)
}
