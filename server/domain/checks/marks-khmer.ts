// Faults of Khmer signs: their order in the syllable, subscripts, doubled, lone and retired signs.

import { khmerDisorder } from '#glossary/khmer-order.ts'

import type { MarkFault } from './mark-fault.ts'

interface Rule {
  readonly kind: MarkFault['kind']
  readonly pattern: RegExp
  readonly right: ((written: string) => string) | null
}

const retired: Readonly<Record<string, string>> = {
  '\u17A3': '\u17A2',
  '\u17A4': '\u17A2\u17B6',
  '\u17B4': '',
  '\u17B5': '',
  '\u17D8': '។ល។',
}

const letters = '\\u1780-\\u17A2\\u17A5-\\u17B3'

const rules: readonly Rule[] = [
  {
    kind: 'obsolete',
    pattern: /[\u17A3\u17A4\u17B4\u17B5\u17D8]/g,
    right: (written) => retired[written] ?? '',
  },
  { kind: 'obsolete', pattern: /\u17D3/g, right: null },
  // The sign that puts the next letter below, with no letter after it or the same one twice.
  {
    kind: 'twice',
    pattern: new RegExp(`(\\u17D2[${letters}])\\1+`, 'g'),
    right: (written) => written.slice(0, 2),
  },
  { kind: 'orphan', pattern: new RegExp(`\\u17D2(?![${letters}\\u200C\\u200D])`, 'g'), right: () => '' },
  { kind: 'twice', pattern: /([\u17B6-\u17D1\u17DD])\1+/g, right: (written) => written.slice(0, 1) },
  // A syllable has one vowel; those that are typed in two pieces are put together by the rule of order.
  { kind: 'twice', pattern: /[\u17B6-\u17BD][\u17B6-\u17C5]|[\u17BE-\u17C5][\u17B7-\u17C5]/g, right: null },
  {
    kind: 'orphan',
    pattern: new RegExp(
      `(?<![${letters}\\u17A3-\\u17D3\\u17DD\\u200B-\\u200D\\u2060\\u25CC])[\\u17B6-\\u17D1\\u17DD]+`,
      'g',
    ),
    right: null,
  },
]

/** Lists the faults of the signs in a Khmer text. */
export function khmerFaults(text: string): readonly MarkFault[] {
  const simple = rules.flatMap(({ kind, pattern, right }) =>
    Array.from(text.matchAll(pattern), ({ 0: written, index }): MarkFault => {
      const end = index + written.length
      return { kind, severity: 'error', start: index, end, right: right ? right(written) : null }
    }),
  )
  const order = khmerDisorder(text).map(({ start, end, ordered, shifterOnly }): MarkFault => ({
    kind: 'order',
    severity: shifterOnly ? 'info' : 'error',
    start,
    end,
    right: ordered,
  }))
  return [...simple, ...order]
}
