// Talks to our server: JSON in, JSON out, and problems as one kind of error.

import type { WorkErrorCode } from '#domain/errors.ts'

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

export interface Asked {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Sent on `window` when the server says that we are not signed in any more. */
export const signedOutEvent = 'st-signed-out'

export const api = {
  get: <T>(path: string, asked?: Asked) => request<T>('GET', path, asked),
  post: <T>(path: string, body: unknown, asked?: Asked) => request<T>('POST', path, { ...asked, body }),
  put: <T>(path: string, body: unknown, asked?: Asked) => request<T>('PUT', path, { ...asked, body }),
  patch: <T>(path: string, body: unknown, asked?: Asked) => request<T>('PATCH', path, { ...asked, body }),
  delete: <T = void>(path: string, asked?: Asked) => request<T>('DELETE', path, asked),
}

/** Writes one segment of a path: `path\`/api/articles/${id}\`` never lets an id change the address. */
export function path(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  return parts.reduce((whole, part, n) => whole + encodeURIComponent(ids[n - 1] ?? '') + part)
}

/** Writes a query from what is set: `query({q: 'acc', cursor: null})` gives `?q=acc`. */
export function query(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

async function request<T>(
  method: string,
  address: string,
  { body, headers, signal }: Asked = {},
): Promise<T> {
  const response = await send(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const answer = await readBody(response)
  if (response.ok) return answer as T // the server's routes are typed by the same wire types
  throw problemOf(response.status, answer)
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem('offline')
  }
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return response.ok ? text : null
  }
}

function problemOf(status: number, answer: unknown): Problem {
  const { code, details } = (answer ?? {}) as { code?: WorkErrorCode; details?: Record<string, unknown> }
  if (code === 'sign-in-required') window.dispatchEvent(new Event(signedOutEvent))
  return new Problem(code ?? 'unexpected', status, details ?? {}, answer)
}
