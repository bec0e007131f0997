// The network address that attempts are counted by.

import { isIP } from 'node:net'

const unknownAddress = '0.0.0.0'

/**
 * Brings an address to one spelling. An IPv6 address is cut to its network of 64 bits, because one
 * computer may use all addresses of it.
 */
export function networkOf(address: string | undefined): string {
  const given = (address ?? '').replace(/%.*$/, '')
  if (isIP(given) === 4) return given
  if (isIP(given) !== 6) return unknownAddress
  const groups = groupsOf(given)
  const mapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff'
  if (mapped) return mappedAddress(groups)
  return `${groups.slice(0, 4).join(':')}::`
}

/** The eight groups of an IPv6 address, without leading zeros; the URL parser knows every spelling. */
function groupsOf(address: string): readonly string[] {
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [head = '', tail] = short.split('::')
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

function mappedAddress(groups: readonly string[]): string {
  const number = Number.parseInt(groups[6] ?? '0', 16) * 0x10000 + Number.parseInt(groups[7] ?? '0', 16)
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')
}
