// One normaliser for everything that compares texts: glossary, memory, search and checks.
// It is never used to change a text that people see.

import { khmerKey } from './khmer-order.ts'

/**
 * Makes the form of a text under which spellings that read the same are the same: without invisible
 * characters, composed (NFC), small letters, digits 0–9, one spelling of Thai and Lao sara am and of the
 * Lao ligatures, one order of Khmer signs. The key of a key is the key itself.
 *
 * NOTE: never NFKC, which takes U+0E33 and U+0EB3 and the ligature U+0EDC apart.
 */
export function matchKey(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase()
  const need = needOf(text)
  if (need === 'nothing') return text
  if (need === 'small letters') return text.toLowerCase()
  return foldClusters(need === 'composing' ? foldCharacters(text) : text.toLowerCase())
}

/** A match key that remembers where each of its characters came from. */
export interface MappedKey {
  readonly key: string
  /** UTF-16 offset in the original where the cluster of each UTF-16 unit of the key begins; last entry: the end. */
  readonly offsets: readonly number[]
}

/** Makes the match key of a text together with the way back; see {@link originalRange}. */
export function mappedKey(text: string): MappedKey {
  const keys: string[] = []
  const offsets: number[] = []
  for (const cluster of text.matchAll(clusterPattern)) {
    const key = clusterKey(cluster[0])
    keys.push(key)
    for (let i = 0; i < key.length; i++) offsets.push(cluster.index)
  }
  offsets.push(text.length)
  return { key: keys.join(''), offsets }
}

/** Takes a range of the key back to the original text; a cluster that is touched counts whole. */
export function originalRange(mapped: MappedKey, start: number, end: number): { start: number; end: number } {
  const from = mapped.offsets[start] ?? 0
  let after = end
  while (after < mapped.key.length && mapped.offsets[after] === mapped.offsets[end - 1]) after++
  return { start: from, end: mapped.offsets[after] ?? from }
}

const plainAscii = /^[ -~]*$/
const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g

// A character with everything that may compose or be folded with it: marks, sara aa and sara am, Hangul vowels
// and finals, the second of two signs เ, the consonant that makes a ligature with ຫ, and the letters below a
// Khmer letter.
const clusterPattern =
  /(?:\u0E40[\u00AD\u200B-\u200F\u2060\uFEFF]*\u0E40|\u0EC0[\u00AD\u200B-\u200F\u2060\uFEFF]*\u0EC0|\u0EAB[\u00AD\u200B-\u200F\u2060\uFEFF]*[\u0E99\u0EA1]|[\s\S])(?:(?<=\u17D2[\u00AD\u200B-\u200F\u2060\uFEFF]{0,4})[\u1780-\u17B3]|[\p{M}\u0E32\u0E33\u0EB2\u0EB3\u1160-\u11FF\u00AD\u200B-\u200F\u2060\uFEFF])*/gu

// Most texts need no composing, which costs much more than to look: precomposed letters of our languages, with no signs
// that composing would put in another order, no heap of marks, no digits of their own, nothing invisible.
const behindTable = 0x2060
const settled =
  /[ -~\u00A0-\u00AC\u00AE-\u012F\u0131-\u017F\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u2010-\u2027\u2030-\u205E\u0E01-\u0E39\u0E3F-\u0E4F\u0E81-\u0EB9\u0EBB-\u0ECD\u0EDC\u0EDD\u1780-\u17B3\u17B6-\u17DB]/
const kind = {
  letter: 0,
  unsettled: 1,
  mark: 2,
  thaiU: 3,
  thaiTone: 4,
  laoU: 5,
  laoTone: 6,
  coeng: 7,
} as const
/** Kinds whose order composing may change, when two stand together. */
const firstOrdered = kind.thaiU
const longestHeap = 8

const kinds = Uint8Array.from({ length: behindTable }, (_, code) => {
  const character = String.fromCharCode(code)
  if (!settled.test(character)) return kind.unsettled
  if (/[\u0E38\u0E39]/.test(character)) return kind.thaiU
  if (/[\u0E48-\u0E4B]/.test(character)) return kind.thaiTone
  if (/[\u0EB8\u0EB9]/.test(character)) return kind.laoU
  if (/[\u0EC8-\u0ECB]/.test(character)) return kind.laoTone
  if (character === '\u17D2') return kind.coeng
  return /\p{M}/u.test(character) ? kind.mark : kind.letter
})

const hasSmall = Uint8Array.from({ length: behindTable }, (_, code) => {
  const character = String.fromCharCode(code)
  return Number(character.toLowerCase() !== character)
})

/** What has to be done to make a key of a text; one look at each character. Folding and composing make letters small too. */
function needOf(text: string): 'nothing' | 'small letters' | 'folding' | 'composing' {
  let isFolded = false
  let hasCapitals = 0
  let marks = 0
  let before = 0
  let beforeThat = 0
  let kindBefore = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const own = code < behindTable ? (kinds[code] ?? kind.unsettled) : kind.unsettled
    if (own === kind.unsettled) return 'composing'
    if (own === kind.letter) marks = 0
    else if (++marks > longestHeap) return 'composing'
    if (own >= firstOrdered && kindBefore >= firstOrdered) {
      const isInOrder = (own === kind.thaiTone || own === kind.laoTone) && kindBefore === own - 1
      if (!isInOrder) return 'composing'
    }
    hasCapitals |= hasSmall[code] ?? 0
    if (code >= 0x17b6 && marks > 0) isFolded = true
    else if (code === 0x0e32 || code === 0x0eb2)
      isFolded ||= before === code + 0x1b || beforeThat === code + 0x1b
    else if (before === code && (code === 0x0e40 || code === 0x0ec0)) isFolded = true
    else if (before === 0x0eab && (code === 0x0e99 || code === 0x0ea1)) isFolded = true
    beforeThat = before
    before = code
    kindBefore = own
  }
  if (isFolded) return 'folding'
  return hasCapitals === 0 ? 'nothing' : 'small letters'
}

// Writing has few clusters and uses them again and again, so their keys are kept; a hostile text starts anew.
const clusterKeys = new Map<string, string>()
const mostClusters = 20_000
const longestKept = 16

function clusterKey(cluster: string): string {
  const code = cluster.charCodeAt(0)
  if (cluster.length === 1 && code < 0x80)
    return code >= 0x41 && code <= 0x5a ? cluster.toLowerCase() : cluster
  const known = clusterKeys.get(cluster)
  if (known !== undefined) return known
  const key = cluster.length > 1 ? matchKey(cluster) : foldCharacters(cluster)
  if (cluster.length <= longestKept) {
    if (clusterKeys.size >= mostClusters) clusterKeys.clear()
    clusterKeys.set(cluster, key)
  }
  return key
}

const zeros = [0x0e50, 0x0ed0, 0x17e0] as const
const nativeDigit = /[\u0E50-\u0E59\u0ED0-\u0ED9\u17E0-\u17E9]/g

// Composing sorts marks, which is slow for a heap of them; no writing stacks so many.
const heapedMarks = /(\p{M}{32})\p{M}+/gu

function foldCharacters(text: string): string {
  const composed = text.replace(invisible, '').replace(heapedMarks, '$1').normalize('NFC')
  const small = composed.toLowerCase()
  // Most writing here has no capitals: what is composed need not be composed again.
  const folded =
    small === composed && !small.includes('ς') ? small : small.replaceAll('ς', 'σ').normalize('NFC')
  return folded.replace(nativeDigit, (digit) => {
    const zero = zeros.findLast((first) => digit.charCodeAt(0) >= first) ?? 0
    return String(digit.charCodeAt(0) - zero)
  })
}

const spellings: readonly (readonly [RegExp, string])[] = [
  // Sara am typed as nikhahit and sara aa, with the tone before or between.
  [/\u0E4D([\u0E48-\u0E4B]?)\u0E32/g, '$1\u0E33'],
  [/([\u0E48-\u0E4B])\u0E4D\u0E32/g, '$1\u0E33'],
  [/\u0ECD([\u0EC8-\u0ECB]?)\u0EB2/g, '$1\u0EB3'],
  [/([\u0EC8-\u0ECB])\u0ECD\u0EB2/g, '$1\u0EB3'],
  // Two signs typed for one leading vowel.
  [/\u0E40\u0E40/g, '\u0E41'],
  [/\u0EC0\u0EC0/g, '\u0EC1'],
  // Lao ligatures ໜ and ໝ typed as ຫນ and ຫມ.
  [/\u0EAB\u0E99/g, '\u0EDC'],
  [/\u0EAB\u0EA1/g, '\u0EDD'],
]
const maybeRespelled = /[\u0E4D\u0ECD\u0EAB]|\u0E40\u0E40|\u0EC0\u0EC0/

const maybeKhmer = /[\u17B6-\u17D3\u17DD]{2}|\u17D2/

function foldClusters(text: string): string {
  const ordered = maybeKhmer.test(text) ? khmerKey(text) : text
  if (!maybeRespelled.test(ordered)) return ordered
  return spellings.reduce((folded, [pattern, replacement]) => folded.replace(pattern, replacement), ordered)
}
