// Identifiers: random, so that nobody can guess one, and in time order, so that indexes stay small.

import { randomBytes } from 'node:crypto'

/**
 * Makes a UUID of version 7.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
