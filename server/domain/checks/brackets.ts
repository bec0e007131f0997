// Brackets are closed where the source closes them. Quotation marks run across sentences and are no matter here.

import type { Check } from './finding.ts'
import { report } from './report.ts'

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '（': '）' }

/** Reports a bracket that is not opened or not closed although the source is in order. */
export const checkBrackets: Check = ({ source, target }) => {
  if (loneBracket(source) !== null) return []
  const at = loneBracket(target)
  if (at === null) return []
  const values = { sign: target.charAt(at) }
  return [report('brackets', 'error', 'lone', { values, target: { start: at, end: at + 1 } })]
}

// Where the first bracket stands that has no partner. Faces count as none.
function loneBracket(text: string): number | null {
  const open: { readonly sign: string; readonly at: number }[] = []
  const plain = text.replace(/[:;]-?[()]/g, (sign) => ' '.repeat(sign.length))
  for (const { 0: sign, index } of plain.matchAll(/[()[\]{}（）]/g)) {
    if (closing[sign]) {
      open.push({ sign, at: index })
      continue
    }
    const last = open.pop()
    // The bracket of a list stands alone: a) or 1).
    if (!last && /(?:^|\s)(?:\p{L}|\d{1,2})$/u.test(plain.slice(Math.max(0, index - 4), index))) continue
    if (!last || closing[last.sign] !== sign) return last?.at ?? index
  }
  return open[0]?.at ?? null
}
