// The one refusal for a database that cannot be used at the moment.

import { WorkError } from '#domain/errors.ts'

/** Says that the database cannot be used now, and why. */
export function unavailable(message: string, cause?: unknown): WorkError {
  return Object.assign(new WorkError('storage-unavailable', message), { cause })
}

// Classes of PostgreSQL: 08 connection, 53 resources (disk full, too many connections), 57P shutting down or starting,
// 58 the system beneath. Names that begin with E are those of the operating system, such as ECONNREFUSED.
const lossCode = /^(08|53|57P|58)|^E[A-Z]+$/

/** Tells whether an error code means that the database could not do its work, as opposed to a query it refused. */
export function isLossCode(code: unknown): boolean {
  return typeof code === 'string' && lossCode.test(code)
}

/** Gives the words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error)
}
