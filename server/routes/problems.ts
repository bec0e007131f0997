// Refusals become answers here and nowhere else (RFC 9457). What went wrong inside is logged, never shown.

import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'

import { WorkError, type WorkErrorCode } from '#domain/errors.ts'

import type { Environment } from './environment.ts'

const statuses: Record<WorkErrorCode, ContentfulStatusCode> = {
  invalid: 422,
  'unsupported-file': 422,
  'too-large': 413,
  'sign-in-required': 401,
  'sign-in-failed': 401,
  'too-many-attempts': 429,
  forbidden: 403,
  'not-found': 404,
  'step-not-open': 409,
  'own-text': 403,
  'own-approval': 403,
  'reason-required': 422,
  'findings-open': 422,
  'not-publishable': 409,
  'already-exists': 409,
  'precondition-required': 428,
  'key-reused': 422,
  'class-refused': 422,
  'address-refused': 422,
  'link-expired': 410,
  'storage-unavailable': 503,
}

/** The body of every refusal. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: WorkErrorCode | 'internal' | 'bad-request'
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string
}

/** Makes the one handler of everything that is thrown. */
export function problemHandler(log: Logger): ErrorHandler<Environment> {
  return (error, c) => {
    const refusal = toRefusal(error)
    if (!refusal) log.error({ requestId: c.get('requestId'), err: withoutTexts(error) }, 'unexpected error')
    return answer(
      c,
      refusal ?? { code: 'internal', status: 500, detail: 'Something went wrong here', details: {} },
    )
  }
}

/** The answer to a path that leads nowhere. */
export function nothingHere(c: Context<Environment>): Response {
  return answer(c, {
    code: 'not-found',
    status: 404,
    detail: 'There is nothing at this address',
    details: {},
  })
}

type Refusal = Pick<Problem, 'code' | 'detail' | 'details'> & { readonly status: ContentfulStatusCode }

function toRefusal(error: unknown): Refusal | null {
  if (error instanceof WorkError) {
    return { code: error.code, status: statuses[error.code], detail: error.message, details: error.details }
  }
  if (error instanceof HTTPException && error.status < 500) {
    const code = error.status === 413 ? 'too-large' : 'bad-request'
    return { code, status: error.status, detail: error.message, details: {} }
  }
  if (isStorageFailure(error)) {
    return { code: 'storage-unavailable', status: 503, detail: 'The database does not answer', details: {} }
  }
  return null
}

/** SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown), and refused sockets. */
function isStorageFailure(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|ENOSPC|EPIPE|ETIMEDOUT)$/.test(code)
}

function answer(c: Context<Environment>, refusal: Refusal): Response {
  const { code, status, detail, details } = refusal
  if (status === 503) c.header('retry-after', '2')
  if (typeof details['retryAfter'] === 'number') c.header('retry-after', String(details['retryAfter']))
  const problem: Problem = {
    type: `urn:setara:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    detail,
    code,
    details,
    requestId: c.get('requestId') ?? '',
  }
  return c.body(JSON.stringify(problem), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  })
}

/** Database errors quote the values of a query; only their kind may reach the log. */
function withoutTexts(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? error.code : undefined
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: error.name, code, stack: frames?.slice(0, 12).join('\n') }
}
