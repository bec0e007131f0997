// Vowels and tone marks are stored in the one order that is read, searched and sorted; each stands on a letter.
// @see https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-16/

import type { Script } from '#locales/profile.ts'
import { profileOf } from '#locales/profiles.ts'

import type { Check, Finding, Severity } from './finding.ts'
import type { MarkFault } from './mark-fault.ts'
import { khmerFaults } from './marks-khmer.ts'
import { impossibleSyllables } from './marks-syllable.ts'
import { type PlainView, plainView } from './plain-view.ts'
import { report } from './report.ts'

/** Reports marks in the wrong order, twice, without a letter, and signs typed in two pieces. */
export const checkMarks: Check = ({ target, locale }) => {
  const { script } = profileOf(locale)
  const view = plainView(target)
  return faultsOf(view.text, script)
    .slice(0, mostFaults)
    .map((fault) => told(isMended(fault, view.text, script) ? fault : unmended(fault), view))
}

// More are never told, and each fix is tried.
const mostFaults = 200

// The first fault that takes a place keeps it.
function faultsOf(text: string, script: Script): readonly MarkFault[] {
  const own = faultsByScript[script]
  if (!own) return []
  const taken = new Uint8Array(text.length + 1)
  return [...own(text), ...impossibleSyllables(script, text)].filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
}

function unmended(fault: MarkFault): MarkFault {
  const { kind } = fault
  return { ...fault, right: null, kind: kind === 'look-alike' || kind === 'variant' ? 'syllable' : kind }
}

// A letter with all that belongs to it is not longer.
const around = 8

// What was typed on the wrong letter is in no order there: putting it in order would make another fault of it.
function isMended({ start, end, right }: MarkFault, text: string, script: Script): boolean {
  if (right === null) return true
  const before = text.slice(Math.max(0, start - around), start)
  const mended = before + right + text.slice(end, end + around)
  const [from, to] = [before.length, before.length + right.length]
  return !faultsOf(mended, script).some(
    (fault) => fault.severity === 'error' && fault.start <= to && from <= fault.end,
  )
}

const faultsByScript: Readonly<Partial<Record<Script, (text: string) => readonly MarkFault[]>>> = {
  Thai: (text) => faultsIn(text, thaiRules),
  Lao: (text) => faultsIn(text, text.includes(lao.am) ? laoRulesOfBoth : laoRules),
  Khmer: khmerFaults,
}

function told({ kind, severity, start, end, right }: MarkFault, view: PlainView): Finding {
  const written = view.text.slice(start, end)
  const fix = right === null ? null : view.fixOf(start, end, right)
  const values: Finding['values'] =
    right === null ? { text: written } : { text: written, right: right || '–' }
  return report('marks', severity, right === null ? kind : `${kind}-fix`, {
    values,
    target: view.rangeOf(start, end),
    fix,
  })
}

interface Rule {
  readonly kind: MarkFault['kind']
  readonly severity: Severity
  readonly pattern: RegExp
  /** Replacement as in `String.replace`, or null. */
  readonly right: string | null
}

function faultsIn(text: string, rules: readonly Rule[]): readonly MarkFault[] {
  return rules.flatMap(({ kind, severity, pattern, right }) =>
    Array.from(text.matchAll(pattern), (match) => ({
      kind,
      severity,
      start: match.index,
      end: match.index + match[0].length,
      right: right === null ? null : filled(right, match),
    })),
  )
}

function filled(right: string, match: RegExpExecArray): string {
  return right.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '')
}

/** The letters and marks of Thai or Lao by what they do, as contents of a character class. */
interface Letters {
  readonly consonants: string
  readonly leading: string
  readonly above: string
  readonly below: string
  /** Letters written below that are no vowels. */
  readonly medial: string
  /** Vowels that another letter follows. */
  readonly inner: string
  readonly tones: string
  readonly silencers: string
  /** Signs after the consonant: sara a, sara aa, sara am. */
  readonly following: string
  readonly aa: string
  readonly am: string
  readonly nikhahit: string
  readonly e: string
  readonly ae: string
}

const thai: Letters = {
  consonants: '\\u0E01-\\u0E2E',
  leading: '\\u0E40-\\u0E44',
  above: '\\u0E31\\u0E34-\\u0E37',
  below: '\\u0E38\\u0E39',
  medial: '\\u0E3A',
  inner: '\\u0E31\\u0E37',
  tones: '\\u0E48-\\u0E4B',
  silencers: '\\u0E4C',
  following: '\\u0E30\\u0E32\\u0E33\\u0E45',
  aa: '\u0E32',
  am: '\u0E33',
  nikhahit: '\u0E4D',
  e: '\u0E40',
  ae: '\u0E41',
}

const lao: Letters = {
  consonants: '\\u0E81-\\u0EAE\\u0EDC-\\u0EDF',
  leading: '\\u0EC0-\\u0EC4',
  above: '\\u0EB1\\u0EB4-\\u0EB7\\u0EBB',
  below: '\\u0EB8\\u0EB9',
  medial: '\\u0EBA\\u0EBC',
  inner: '\\u0EB1',
  tones: '\\u0EC8-\\u0ECB',
  silencers: '\\u0ECC',
  following: '\\u0EB0\\u0EB2\\u0EB3',
  aa: '\u0EB2',
  am: '\u0EB3',
  nikhahit: '\u0ECD',
  e: '\u0EC0',
  ae: '\u0EC1',
}

// Rules that both scripts share; the first that takes a place keeps it.
function sharedRules(letters: Letters, severityOfAm: Severity, toneFirst: Severity): readonly Rule[] {
  const { consonants, leading, above, below, medial, inner, tones, silencers } = letters
  const { following, aa, am, nikhahit, e, ae } = letters
  const marks = `${above}${below}${medial}${tones}${silencers}${nikhahit}`
  const rule = (
    kind: Rule['kind'],
    pattern: string,
    right: string | null,
    severity: Severity = 'error',
  ): Rule => ({ kind, severity, pattern: new RegExp(pattern, 'gu'), right })
  // Letters are drawn out for effect, as in a shout: three and more are no slip of the finger.
  const twice = (some: string): string => `(${some})(?<!\\1\\1)\\1(?!\\1)`
  return [
    rule('look-alike', `(?<!${e})${e}${e}(?!${e})`, ae),
    rule('variant', `${nikhahit}([${tones}]?)${aa}`, `$1${am}`, severityOfAm),
    rule('variant', `([${tones}])${nikhahit}${aa}`, `$1${am}`, toneFirst),
    rule('order', `([${tones}${silencers}])([${above}${below}${medial}${nikhahit}])(?![${marks}])`, '$2$1'),
    rule('order', `(?<=[${consonants}])([${following}])([${tones}])(?![${marks}])`, '$2$1'),
    rule('twice', twice(`[${marks}]`), '$1'),
    rule('twice', twice(`[${following}]`), '$1'),
    rule('twice', twice(`[${leading}]`), '$1'),
    rule(
      'twice',
      `[${tones}]{2}(?![${tones}])|[${above}]{2}(?![${above}])|[${below}]{2}(?![${below}])`,
      null,
    ),
    rule('twice', `[${above}][${below}]|[${below}][${above}]`, null),
    // These vowels are only written between two letters.
    rule(
      'orphan',
      `(?<=[${consonants}])[${inner}][${tones}]?(?![${marks}${consonants}${following}\\u200B])`,
      null,
    ),
    rule('order', `[${following}][${marks}]+`, null),
    rule(
      'orphan',
      `(?<![${consonants}${marks}${following}\\u25CC\\u200B-\\u200D\\u2060\\-–])[${marks}]+`,
      null,
    ),
    rule(
      'orphan',
      `(?<![${consonants}${marks}${following}\\u25CC\\u200B-\\u200D\\u2060\\-–])[${following}]`,
      null,
    ),
    rule('orphan', `[${leading}](?![${consonants}${leading}\\u25CC\\u200B-\\u200D\\u2060\\-–])`, null),
    rule('twice', `(?<![${leading}])[${leading}]{2}(?=[${consonants}])`, null),
  ]
}

const thaiRules: readonly Rule[] = [
  // Lakkhangyao only follows the letters ru and lu.
  { kind: 'look-alike', severity: 'error', pattern: /(?<![ฤฦ])\u0E45/gu, right: '\u0E32' },
  ...sharedRules(thai, 'error', 'error'),
]

// One Lao sentence of seven in the press has its sara am in two pieces: worth making even, never worth a reproach,
// unless the same sentence has it in one piece too.
const laoRules = laoRulesWith('info')
const laoRulesOfBoth = laoRulesWith('warning')

function laoRulesWith(severityOfAm: Severity): readonly Rule[] {
  // The vowel sign ຽ stands where a consonant or a sign after it may stand.
  const letters = { ...lao, consonants: `${lao.consonants}\\u0EBD` }
  const ligature = (second: string, right: string): Rule => ({
    kind: 'variant',
    severity: 'info',
    pattern: new RegExp(`\\u0EAB${second}(?=[\\u0EB0-\\u0EBD\\u0EC8-\\u0ECD\\u0E81-\\u0EAE])`, 'gu'),
    right,
  })
  return [
    ...sharedRules(letters, severityOfAm, 'warning'),
    ligature('\u0E99', '\u0EDC'),
    ligature('\u0EA1', '\u0EDD'),
  ]
}
