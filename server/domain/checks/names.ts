// Persons of the source stand in the target, and the words of their names in the same order.

import { profileOf } from '#locales/profiles.ts'

import { type PersonMention, personsIn } from '../names/persons.ts'
import { mayBeHeard, soundsOf } from '../names/sounds.ts'

import type { Check, CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports a person that the target does not name, and names with their words exchanged. */
export const checkNames: Check = (input) => {
  if (!/\p{Lu}/u.test(input.source)) return []
  const persons = personsIn(input.source.replace(/[\uE000-\uF8FF]/g, ' '))
  const swapped = exchanged(input, persons)
  const told = new Set(swapped.map(({ source }) => source?.start))
  return [
    ...swapped,
    ...dropped(
      input,
      persons.filter(({ start }) => !told.has(start)),
    ),
  ]
}

const pair =
  /(?<![\p{L}\p{N}.-])(\p{Lu}(?:[\p{L}\p{M}-]|[’'](?!s\b))*\p{L}) (\p{Lu}(?:[\p{L}\p{M}-]|[’'](?!s\b))*\p{L})(?![\p{L}\p{N}])/gu
// These stand before the name in one language and after it in the other.
const common =
  /^(?:Hotel|Bank|Museum|Festival|Forum|Club|Stadium|Radio|Piala|Program|Park|Lake|Mount|River|Universiti|Institute?|Film|Album|Restaurant|Bar|Villa|Plaza|FC|Airlines|Arena|The|A|In|On|At|For|By|Of|Video|Group|Grand|Prix|Studio|Media|Digital|Online|Internet|Islam|Global|Super|Royal|President|King)$/

function exchanged({ source, target }: CheckInput, persons: readonly PersonMention[]): readonly Finding[] {
  const found: Finding[] = []
  const text = target.replace(/[\uE000-\uF8FF]/g, ' ')
  for (const { first, second, start } of pairsOf(source)) {
    if (common.test(first) || common.test(second) || first === second) continue
    const reversed = `${second} ${first}`
    const at = text.indexOf(reversed)
    if (at < 0 || source.includes(reversed) || text.includes(`${first} ${second}`)) continue
    if (isInsideWord(text, at, at + reversed.length)) continue
    const end = start + first.length + 1 + second.length
    const person = persons.find((mention) => mention.start < end && start < mention.end)
    const range = { start: at, end: at + reversed.length }
    const right = `${first} ${second}`
    found.push(
      report('names', person ? 'error' : 'warning', 'order', {
        values: { name: right, written: reversed },
        source: { start: person?.start ?? start, end: person?.end ?? end },
        target: range,
        fix: person ? { ...range, text: right } : null,
      }),
    )
  }
  return found
}

interface Pair {
  readonly first: string
  readonly second: string
  readonly start: number
}

// Every two neighbouring words with capitals; a name of three words is two pairs.
function pairsOf(source: string): readonly Pair[] {
  const found: Pair[] = []
  pair.lastIndex = 0
  for (let match = pair.exec(source); match; match = pair.exec(source)) {
    const { 1: first = '', 2: second = '', index } = match
    found.push({ first, second, start: index })
    pair.lastIndex = index + first.length + 1
  }
  return found
}

function isInsideWord(text: string, start: number, end: number): boolean {
  return (
    /[A-Za-z\u00C0-\u024F]/.test(text.charAt(start - 1)) || /[A-Za-z\u00C0-\u024F]/.test(text.charAt(end))
  )
}

function dropped(
  { source, target, locale, terms }: CheckInput,
  persons: readonly PersonMention[],
): readonly Finding[] {
  if (persons.length === 0) return []
  const latin = folded(target)
  const sounds = profileOf(locale).script === 'Latin' ? null : soundsOf(target)
  const told = new Set<string>()
  return persons.flatMap(({ name, start, end }) => {
    // An agreed form is looked after by the glossary.
    const agreed = terms.some(
      ({ term, ...hit }) =>
        term.termClass === 'person' &&
        hit.start < end &&
        start < hit.end &&
        (term.forms[locale] ?? []).length > 0,
    )
    if (agreed || told.has(name) || isNamed(name, latin) || (sounds !== null && mayBeHeard(name, sounds)))
      return []
    told.add(name)
    return [
      report('names', sounds === null ? 'warning' : 'info', 'missing', {
        values: { name: source.slice(start, end) },
        source: { start, end },
      }),
    ]
  })
}

// One word of the name is enough: papers leave out what everybody knows.
function isNamed(name: string, target: string): boolean {
  return folded(name)
    .split(/[\s.]+/)
    .some((word) => word.length > 2 && target.includes(word))
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[’ʼ]/g, "'")
    .toLowerCase()
}
