// Stands before every door: who asks, from which page, and whether they may knock at all.
// What they may do behind it is decided by the action, which knows the very project and language.

import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { matchedRoutes } from 'hono/route'

import { WorkError } from '#domain/errors.ts'
import { couldEver } from '#domain/people.ts'

import type { Environment } from './environment.ts'
import { doors } from './registry.ts'

/** Name of the session cookie; the prefix makes browsers bind it to this very host over HTTPS. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-setara' : 'setara'
}

/** Recognises who asks and sets `person` and `recognised`. */
export const recognise: MiddlewareHandler<Environment> = async (c, next) => {
  const { identity, secure } = c.get('dependencies')
  const bearer = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const cookie = bearer ? undefined : getCookie(c, sessionCookie(secure))
  const recognised = bearer
    ? await identity.recognise({ kind: 'token', secret: bearer })
    : cookie
      ? await identity.recognise({ kind: 'session', secret: cookie })
      : null
  c.set('recognised', recognised)
  c.set('person', recognised?.person ?? null)
  return next()
}

/** Method and path of the registered door that a request knocks at, or null. */
export function doorKey(c: Context<Environment>): string | null {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  const keys = matchedRoutes(c).map((route) => `${method} ${route.path}`)
  // The pages answer every address that is left over, so a door of the interface always comes first.
  const api = c.req.path.startsWith('/api/')
  return keys.find((key) => key in doors && !(api && key === 'GET /*')) ?? null
}

/** Refuses whoever the registry does not let through this door. */
export const guard: MiddlewareHandler<Environment> = async (c, next) => {
  const door = doors[doorKey(c) ?? '']
  // No id holds a NUL, and the database would not even look for one.
  if (!door || c.req.path.includes('\0')) throw new WorkError('not-found', 'There is nothing at this address')
  if (door.entry === 'public') return next()
  const person = c.get('person')
  if (!person) throw new WorkError('sign-in-required', 'Sign in first')
  if (door.entry === 'signed-in') {
    // What belongs to the account itself is out of reach for tokens, except reading one's work.
    if (person.scopes && !(c.req.method === 'GET' && person.scopes.includes('read'))) {
      throw new WorkError('forbidden', 'A token cannot do this')
    }
    return next()
  }
  const needed = [door.entry].flat()
  if (!needed.some((permission) => couldEver(person, permission))) {
    throw new WorkError('forbidden', `This needs the permission ${needed.join(' or ')}`, {
      permission: needed[0],
    })
  }
  return next()
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site made a browser send. Hono's own check lets JSON through, ours does not:
 * a write with a cookie, or one that would set one, has to name this very origin.
 */
export const sameOrigin: MiddlewareHandler<Environment> = async (c, next) => {
  if (safeMethods.has(c.req.method) || c.req.header('authorization')) return next()
  if (isSameOrigin(c)) return next()
  throw new WorkError('forbidden', 'Writes are accepted from this site’s own pages only', { origin: true })
}

function isSameOrigin(c: Context<Environment>): boolean {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return false
  const { baseUrl } = c.get('dependencies')
  if (baseUrl !== null) return origin === new URL(baseUrl).origin
  return origin === `http://${c.req.header('host')}` || origin === `https://${c.req.header('host')}`
}
