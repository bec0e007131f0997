// Hashing of passwords, by better-auth (scrypt), a few at a time.

import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto'

import { WorkError } from '#domain/errors.ts'

// One hash takes a tenth of a second and 16 MB. More than two at a time would keep saves waiting for
// the same threads; a queue without end would let anybody fill the memory by signing in.
const atOnce = 2
const mostWaiting = 60

let running = 0
const waiting: (() => void)[] = []

/** Hashes a password for storage. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password))
}

/** Tells whether a password belongs to a stored hash. */
export function verifyPassword(given: {
  readonly hash: string
  readonly password: string
}): Promise<boolean> {
  return inTurn(() => verify(given))
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) {
      throw new WorkError('too-many-attempts', 'Too many sign-ins at once', { retryAfter: 10, minutes: 1 })
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    // The place is handed on, not given back, so that nobody can slip in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
