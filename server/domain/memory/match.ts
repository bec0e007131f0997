// What the memory offers for a source: scored, with numbers, dates and terms put in, ranked, each target once.

import { sisterLocales, type TargetLocale } from '#locales/locale.ts'

import type { CodedText } from '../inline.ts'
import { leastScore, scoreOf, sharedContext, substitutedScore, type Fit } from './score.ts'
import { substitute, type Substitution, type TermsIn } from './substitution.ts'
import { sourceKey, withCodesOf, type Unit } from './unit.ts'

/** A unit as it is offered for one source. */
export interface Match {
  readonly unit: Unit
  readonly score: number
  /** The target with the codes of the source that asks. */
  readonly target: CodedText
  /** What was put in place of what the unit says; its target then is nobody's approved text. */
  readonly substitutions: readonly Substitution[]
  /** A translation into a sister language: to look at, not to insert unread. */
  readonly reference: boolean
}

const mostMatches = 7
const mostReferences = 3

/** The languages whose units are of use for a language: itself and its sister. */
export function usefulLocales(locale: TargetLocale): readonly TargetLocale[] {
  const sister = sisterLocales[locale]
  return sister ? [locale, sister] : [locale]
}

/**
 * Ranks units for a source: its own language first, then by score, by how many neighbours are the same, what was
 * approved here before what files brought, the newest first. The same target is offered once.
 */
export function matchesOf(
  asked: Fit,
  units: readonly Unit[],
  locale: TargetLocale,
  termsIn: TermsIn,
): readonly Match[] {
  const matches = units
    .map((unit) => matchOf(asked, unit, locale, termsIn))
    .filter(({ score }) => score >= leastScore)
    .sort(
      (one, other) =>
        Number(one.reference) - Number(other.reference) ||
        other.score - one.score ||
        sharedContext(asked, other.unit) - sharedContext(asked, one.unit) ||
        Number(one.unit.origin.kind === 'file') - Number(other.unit.origin.kind === 'file') ||
        Date.parse(other.unit.createdAt) - Date.parse(one.unit.createdAt) ||
        other.unit.id - one.unit.id,
    )
  const known = new Set<string>()
  const distinct = matches.filter(({ target, unit }) => {
    const name = `${unit.targetLocale} ${target}`
    if (known.has(name)) return false
    known.add(name)
    return true
  })
  return [
    ...distinct.filter(({ reference }) => !reference).slice(0, mostMatches),
    ...distinct.filter(({ reference }) => reference).slice(0, mostReferences),
  ]
}

function matchOf(asked: Fit, unit: Unit, locale: TargetLocale, termsIn: TermsIn): Match {
  const reference = unit.targetLocale !== locale
  const score = scoreOf(asked, unit)
  const plain = { unit, score, target: withCodesOf(asked.source, unit.target), substitutions: [], reference }
  // Of another language, or of the same words, nothing is put in.
  if (reference || sourceKey(asked.source) === sourceKey(unit.source)) return plain
  const substituted = substitute(asked.source, unit, locale, termsIn)
  if (!substituted) return plain
  const target = withCodesOf(asked.source, substituted.target)
  // Offsets are those of the target as it is offered, which may lack a code of the unit.
  if (target.length !== substituted.target.length) return plain
  return {
    ...plain,
    target,
    score: Math.max(score, substitutedScore(asked, unit)),
    substitutions: substituted.substitutions,
  }
}
