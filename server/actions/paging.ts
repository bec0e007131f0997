// Long lists come in pages; a cursor names where the next page begins.

import { WorkError } from '#domain/errors.ts'
import { isStorable } from '#domain/storable.ts'

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** Which page of a list is asked for. */
export interface PageInput {
  readonly cursor: string | null
  readonly limit: number
}

/** Makes a page from one row more than it holds; `key` names a row in the cursor. */
export function pageOf<T>(rows: readonly T[], limit: number, key: (row: T) => unknown): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? toCursor(key(last)) : null }
}

function toCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Reads what {@link pageOf} wrote into a cursor; null for the first page. @throws WorkError `invalid` */
export function fromCursor<T>(cursor: string | null, is: (value: unknown) => value is T): T | null {
  if (cursor === null) return null
  try {
    const json = Buffer.from(cursor, 'base64url').toString()
    const key: unknown = JSON.parse(json, (_, value: unknown) => {
      if (typeof value === 'string' && !isStorable(value)) throw new SyntaxError('No text of ours')
      return value
    })
    if (is(key)) return key
  } catch {
    // Falls through: what is no JSON is no cursor either.
  }
  throw new WorkError('invalid', 'This cursor was not given out by this list')
}

export const isString = (value: unknown): value is string => typeof value === 'string'
export const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)
/** A position in an article, as the column holds it. */
export const isOrdinal = (value: unknown): value is number => isInteger(value) && Math.abs(value) < 2 ** 31
