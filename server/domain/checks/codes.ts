// The inline codes of the source stand in the target too: each once, pairs closed after they are opened.

import { compareCodes, type Mark, toNotation } from '../inline.ts'

import type { Check, Finding, Range } from './finding.ts'

/** Reports inline codes that are missing, too many, or wrongly nested. */
export const checkCodes: Check = ({ source, target, codes }) => {
  const { missing, extra, misnested } = compareCodes(source, target)
  const deletable = new Set(codes.filter((code) => code.deletable).map((code) => code.id))
  return [
    ...missing.map((found): Finding =>
      deletable.has(found.id)
        ? { ...report('missing-optional', source, found), severity: 'info', source: rangeOf(found) }
        : { ...report('missing', source, found), source: rangeOf(found) },
    ),
    ...extra.map((found): Finding => ({ ...report('extra', target, found), target: rangeOf(found) })),
    ...misnested.map((found): Finding => ({ ...report('misnested', target, found), target: rangeOf(found) })),
  ]
}

function report(kind: string, text: string, found: Mark): Finding {
  const code = toNotation(text.charAt(found.at))
  return {
    check: 'codes',
    severity: 'error',
    message: `check.codes.${kind}`,
    values: { code },
    source: null,
    target: null,
  }
}

function rangeOf(found: Mark): Range {
  return { start: found.at, end: found.at + 1 }
}
