// Secrets that people or programs carry: session cookies, one-time links, API tokens.

import { createHash, randomBytes } from 'node:crypto'

/** Makes 256 random bits as text for a cookie, a link or a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Hashes a secret for storage and look-up. A plain hash is enough for 256 random bits, and a look-up by
 * the hash never compares the secret itself, so there is no time to be measured.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
