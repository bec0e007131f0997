// Persons of the source stand in the target, and the words of their names in the same order.

import { formPresent } from '#glossary/matcher.ts'
import { profileOf } from '#locales/profiles.ts'

import type { FoundName } from '../names/acronyms.ts'
import { likelyNamesIn } from '../names/likely-names.ts'
import { noNames } from '../names/no-names.ts'
import { type PersonMention, personsIn } from '../names/persons.ts'
import { isHeard, soundsOf } from '../names/sounds.ts'

import type { Check, CheckInput, Finding, Range } from './finding.ts'
import { report } from './report.ts'
import { turnedNames } from './surname-order.ts'

/** Reports a person that the target does not name, and names with their words exchanged. */
export const checkNames: Check = (input) => {
  if (!/\p{Lu}/u.test(input.source)) return []
  const source = input.source.replace(/[\uE000-\uF8FF]/g, ' ')
  const persons = personsIn(source)
  const likely = likelyNamesIn(source).filter((name) => !persons.some((person) => overlap(person, name)))
  const turned = turnedNames(input)
  const pairs = exchanged(input, persons).filter(
    ({ target }) => !turned.some((one) => overlaps(one.target, target)),
  )
  const swapped = [
    ...turned,
    ...pairs,
    ...(turned.length + pairs.length > 0 ? [] : reordered(input, persons, likely)),
  ]
  const told = new Set(swapped.map((finding) => finding.source?.start))
  const names = [...persons.filter(isCalledByName), ...likely]
    .filter(({ start }) => !told.has(start))
    .slice(0, mostNames)
  return [...swapped, ...dropped(input, names)]
}

// Thais know their kings by other names than the English do: Rama III.
function isCalledByName({ titles }: PersonMention): boolean {
  return !titles.some((title) => /^(?:King|Queen|Sultan)$/.test(title))
}

// More names than these are a list, and would make a hostile text expensive.
const mostNames = 60

function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end
}

function overlaps(one: Range | null, other: Range | null): boolean {
  return one !== null && other !== null && overlap(one, other)
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
    // The word for the kind stands first in one language and last in the other: Telma TV, TV Telma.
    if (!person && [first, second].some((word) => noNames.has(word.toLowerCase()))) continue
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

const capitalWord = /(?<![A-Za-z\u00C0-\u024F])\p{Lu}(?:\.|[A-Za-z\u00C0-\u024F’'-]*)/gu

// The words of a name of three and more in another order, none of its neighbours exchanged: `Watson Mary Jane`.
function reordered(
  { target }: CheckInput,
  persons: readonly PersonMention[],
  likely: readonly FoundName[],
): readonly Finding[] {
  const written = Array.from(target.matchAll(capitalWord), ({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }))
  return [...persons, ...likely].slice(0, mostNames).flatMap((mention, i) => {
    const { name, start, end } = mention
    const words = name.split(' ')
    if (words.length < 3 || words.length > 5 || target.includes(name)) return []
    if (words.some((word) => common.test(word))) return []
    const sorted = words.toSorted().join(' ')
    const at = written.findIndex((_, first) => {
      const some = written.slice(first, first + words.length).map(({ text }) => text)
      const isTurned = some.length === words.length && some.toSorted().join(' ') === sorted
      return isTurned && some.join(' ') !== name
    })
    const [from, to] = [written[at], written[at + words.length - 1]]
    if (!from || !to) return []
    const range = { start: from.start, end: to.end }
    return [
      report('names', i < persons.length ? 'error' : 'warning', 'order', {
        values: { name, written: target.slice(range.start, range.end) },
        source: { start, end },
        target: range,
        fix: i < persons.length ? { ...range, text: name } : null,
      }),
    ]
  })
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
  names: readonly FoundName[],
): readonly Finding[] {
  if (names.length === 0) return []
  const latin = wordsOf(target)
  const lost = emptyBracket.test(target) && !emptyBracket.test(source)
  const sounds = profileOf(locale).script === 'Latin' ? null : soundsOf(target)
  // Who keeps one name in Latin letters keeps them all, so that another one has to be heard clearly.
  const keepsNames = names.some(({ name }) => isNamed(name, latin))
  const told = new Set<string>()
  // An agreed form is looked after by the check of terms; one that was only proposed may stand here all the same.
  const isInGlossary = (name: Range): boolean =>
    terms.some(({ term, ...hit }) => {
      const forms = term.termClass === 'person' && overlap(hit, name) ? (term.forms[locale] ?? []) : []
      return forms.some(
        (form) => form.status === 'approved' || form.status === 'locked' || formPresent(target, form),
      )
    })
  return names.flatMap(({ name, start, end }) => {
    if (told.has(name) || isInGlossary({ start, end }) || isNamed(name, latin)) return []
    if (sounds !== null && !lost && isHeard(name, sounds, keepsNames)) return []
    told.add(name)
    return [
      report('names', 'warning', 'missing', {
        values: { name: source.slice(start, end) },
        source: { start, end },
      }),
    ]
  })
}

// One word of the name is enough: papers leave out what everybody knows. Some take the s of `Adams` for an ending.
function isNamed(name: string, target: ReadonlySet<string>): boolean {
  const has = (word: string): boolean =>
    target.has(word) || (word.length > 4 && target.has(word.replace(/s$/, '')))
  const words = folded(name).split(notLetters)
  const long = words.filter((word) => word.length > 2)
  return long.length > 0 ? long.some(has) : words.every(has)
}

const notLetters = /[^a-z0-9]+/

// Malay and Indonesian put small endings to a name; `Jokowi` is what everybody calls Joko Widodo.
function wordsOf(target: string): ReadonlySet<string> {
  const words = folded(target).split(notLetters)
  return new Set([...words, ...words.map((word) => word.replace(/(?:nya|lah|kah|wi|s)$/, ''))])
}

// What stood in it was lost: papers give the original spelling of a name in brackets.
const emptyBracket = /\([\s\u200B]*\)/

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[’ʼ]/g, "'")
    .toLowerCase()
}
