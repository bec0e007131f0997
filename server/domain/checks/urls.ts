// Addresses are copied, never translated: web and e-mail addresses, account names; hashtags may be translated.

import type { Check, Finding, Severity } from './finding.ts'

interface Kind {
  readonly pattern: RegExp
  readonly missing: Severity
  readonly extra: Severity
}

// Only ASCII counts as part of an address, because Thai, Lao and Khmer words follow without a space.
// Each pattern may begin only where the one before cannot go on, which keeps the search linear.
const kinds: readonly Kind[] = [
  { pattern: /(?<![a-z])(?:https?:\/\/|www\.)[!#-;=?-Z_a-z~%[\]]+/gi, missing: 'error', extra: 'warning' },
  { pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, missing: 'error', extra: 'warning' },
  { pattern: /(?<![\w.+@-])@\w{2,}(?![\w.]*@)/g, missing: 'error', extra: 'warning' },
  { pattern: /(?<![\w&#/])#(?=\w*[A-Za-z])\w+/g, missing: 'warning', extra: 'info' },
]

/** Reports addresses that the target lacks, and addresses that the source does not have. */
export const checkUrls: Check = ({ source, target }) =>
  kinds.flatMap((kind) => [
    ...absent(kind.pattern, source, target).map((found) => report('missing', kind.missing, found)),
    ...absent(kind.pattern, target, source).map((found) => report('extra', kind.extra, found)),
  ])

interface Address {
  readonly text: string
  readonly start: number
}

function absent(pattern: RegExp, here: string, there: string): readonly Address[] {
  const other = there.toLowerCase()
  return Array.from(here.matchAll(pattern), (match) => ({
    text: match[0].slice(0, endOfAddress(match[0])),
    start: match.index,
  })).filter(({ text }) => !other.includes(text.toLowerCase()))
}

// The punctuation of the sentence, and a bracket that was opened before the address, do not belong to it.
function endOfAddress(text: string): number {
  let end = text.length
  while (end > 0 && /[.,;:!?'\])]/.test(text.charAt(end - 1))) {
    if (text.charAt(end - 1) === ')' && text.lastIndexOf('(', end - 1) >= 0) break
    end--
  }
  return end
}

function report(kind: 'missing' | 'extra', severity: Severity, { text, start }: Address): Finding {
  const range = { start, end: start + text.length }
  return {
    check: 'urls',
    severity,
    message: `check.urls.${kind}`,
    values: { address: text },
    source: kind === 'missing' ? range : null,
    target: kind === 'extra' ? range : null,
  }
}
