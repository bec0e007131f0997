// Addresses that may stand in a link or an image: http, https, mailto, and relative ones.

const allowedSchemes = new Set(['http', 'https', 'mailto'])

/**
 * Cleans an address as a browser reads it, and gives null for what could run a script or is not an address.
 * @example safeAddress('java\tscript:alert(1)') // null
 */
export function safeAddress(address: string | null | undefined): string | null {
  // Browsers drop tabs and line breaks inside an address, and white space and control characters around it.
  const cleaned = (address ?? '')
    .replace(/[\u0000-\u001F\u007F-\u009F\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .trim()
  if (cleaned === '' || cleaned.length > 4000) return null
  const scheme = /^([^/?#:]*):/.exec(cleaned)?.[1]
  if (scheme !== undefined && !allowedSchemes.has(scheme.toLowerCase())) return null
  return cleaned.replace(/[\s"'<>\\^`{|}]/gu, (character) =>
    encodeURIComponent(character).replace("'", '%27'),
  )
}
