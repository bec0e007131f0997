// What a browser carries and where it is: the session cookie and the network address.

import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import type { SignInInput } from '../actions/sign-in.ts'
import type { Environment } from './environment.ts'
import { sessionCookie } from './guard.ts'

// As long as a session can last at most; the server ends it earlier.
const cookieAge = 30 * 24 * 60 * 60

/** The secret in the session cookie, whether it is worth something or not. */
export function heldSecret(c: Context<Environment>): string | null {
  return getCookie(c, sessionCookie(c.get('dependencies').secure)) ?? null
}

/** Gives the browser the secret of its session. */
export function holdSecret(c: Context<Environment>, secret: string): void {
  setCookie(c, sessionCookie(c.get('dependencies').secure), secret, { ...attributes(c), maxAge: cookieAge })
}

/** Takes the cookie from the browser. */
export function dropSecret(c: Context<Environment>): void {
  deleteCookie(c, sessionCookie(c.get('dependencies').secure), attributes(c))
}

function attributes(c: Context<Environment>) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.get('dependencies').secure } as const
}

/** Where a request comes from, for limits and for the list of sessions. */
export function deviceOf(c: Context<Environment>): SignInInput['device'] {
  return { address: addressOf(c), userAgent: c.req.header('user-agent') }
}

function addressOf(c: Context<Environment>): string | undefined {
  if (c.get('dependencies').trustProxy) {
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (last) return last
  }
  return neighbourOf(c)
}

/** Whether somebody on this machine asks. A proxy in front would make everybody look local, so what it forwards never is. */
export function isLocal(c: Context<Environment>): boolean {
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
  return forwarded === undefined && /^(::ffff:)?127\.|^::1$/.test(neighbourOf(c) ?? '')
}

/** Whom the connection is with: the browser, or the proxy in front. */
function neighbourOf(c: Context<Environment>): string | undefined {
  // The bindings of the Node server; absent where the application is called without one.
  const bindings = c.env as Partial<HttpBindings> | undefined
  return bindings?.incoming?.socket.remoteAddress
}

/** The id of the session that asks; empty for a token, which has none. */
export function currentSession(c: Context<Environment>): string {
  const recognised = c.get('recognised')
  return recognised?.kind === 'session' ? recognised.credentialId : ''
}
