// Talks to our server through Hono's typed client: what routes answer is known here, and refusals are one kind of error.

import { hc, type ClientResponse } from 'hono/client'

import type { WorkErrorCode } from '#domain/errors.ts'

import type { AppType } from '../../server/app.ts'
import { fetchOnce } from './early.ts'

/** A refusal of the server, or no answer at all. The words for people are `problem.<code>`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: WorkErrorCode | 'offline' | 'unexpected'
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
  /** The whole answer, for outcomes such as a conflict. */
  readonly body: unknown

  constructor(code: Problem['code'], status = 0, details: Problem['details'] = {}, body: unknown = null) {
    super(code)
    this.code = code
    this.status = status
    this.details = details
    this.body = body
  }
}

/** Sent on `window` when the server says that we are not signed in any more. */
export const signedOutEvent = 'st-signed-out'

/** Entries of one page of a list. */
export const pageSize = '50'

/** Every route below /api, typed by the server itself. */
export const { api } = hc<AppType>(location.origin, { fetch: send })

type Success<R> =
  R extends ClientResponse<infer T, infer Status>
    ? [Status] extends [400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 500]
      ? never
      : T
    : never

/** Waits for an answer and gives its JSON, or nothing where there is none. @throws Problem */
export async function answer<R extends ClientResponse<unknown>>(response: Promise<R>): Promise<Success<R>> {
  const received = await response
  // `send` lets only successful answers through, so this is the type of one.
  return (received.status === 204 ? null : await received.json()) as Success<R>
}

/** Options of a call that can be given up. */
export function until(signal: AbortSignal | undefined) {
  return signal ? { init: { signal } } : undefined
}

/** Ids as parts of a path; the client puts them in as they are, and an id must never change the address. */
export function ids<T extends Readonly<Record<string, string>>>(values: T): T {
  const encoded = Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)])
  return Object.fromEntries(encoded) as T // the same names, each with a text
}

/** Writes one path with ids in it: `path\`/api/articles/${id}\``. For requests made without the typed client. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((whole, part, n) => whole + encodeURIComponent(values[n - 1] ?? '') + part)
}

/** Writes a query from what is set: `query({q: 'acc', cursor: null})` gives `?q=acc`. */
export function query(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await reach(input, init)
  if (response.ok) return response
  throw await problemOf(response)
}

async function reach(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetchOnce(input, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem('offline')
  }
}

/** Reads the refusal of the server. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const { code, details } = (body ?? {}) as { code?: WorkErrorCode; details?: Record<string, unknown> }
  if (code === 'sign-in-required') window.dispatchEvent(new Event(signedOutEvent))
  return new Problem(code ?? 'unexpected', response.status, details ?? {}, body)
}
