// What is asked for is there, or the answer is that it is not.

import { WorkError } from '#domain/errors.ts'

/** Gives the value. @throws WorkError `not-found` when there is none */
export function demandFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new WorkError('not-found', 'Nothing with this id exists here')
  return value
}
