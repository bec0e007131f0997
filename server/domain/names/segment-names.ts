// The names of one segment. What is surer comes first and keeps its words: what the glossary knows of persons, who has
// a title, then bodies and undertakings, then what only the words around it tell.

import { findTerms, type GlossaryIndex, type TermHit } from '#glossary/matcher.ts'
import type { Term } from '#glossary/term.ts'

import type { Range } from '../checks/finding.ts'

import { acronymsIn, type FoundName } from './acronyms.ts'
import { cuedPersonsIn, wholeNameAt } from './cued-persons.ts'
import { datelineOf, inSmallLetters } from './dateline.ts'
import { datesIn, daysIn } from './dates.ts'
import type { NameInText, NameKind } from './name-cards.ts'
import { organisationsIn, postsIn } from './organisations.ts'
import { type PersonMention, personsIn } from './persons.ts'
import { placesIn } from './places.ts'
import { programmesIn } from './programmes.ts'
import { titlePattern } from './titles.ts'

/** What the acronyms of an article stand for, by the words before their brackets. */
export type DefinedAcronyms = ReadonlyMap<string, string>

/** Lists the names of a text without codes. */
export function namesIn(
  text: string,
  glossary: GlossaryIndex,
  defined: DefinedAcronyms,
): readonly NameInText[] {
  const hits = findTerms(glossary, text)
  const names: NameInText[] = []
  const isTaken = (one: Range): boolean => names.some((other) => overlap(one, other))
  const add = (kind: NameKind, found: FoundName, detail: string | null, term: Term | null = null): void => {
    if (!isTaken(found)) names.push({ ...found, kind, detail, term })
  }
  for (const place of datelinePlaces(text, glossary, hits)) add('place', place, null, place.term)
  for (const { term, start, end } of hits) {
    if (term.termClass === 'person')
      add('person', { name: term.source, start, end }, titlesBefore(text, start), term)
  }
  const organisations = organisationsIn(text).map((one) => wholeOf(one, text, defined))
  const programmes = programmesIn(text).filter((one) => !organisations.some((other) => overlap(one, other)))
  const places = placesIn(text)
  const persons = personsIn(text)
  // UNFPA Timor-Leste is no family name with a given one.
  const isPlace = (one: Range): boolean =>
    hits.some(({ term, ...hit }) => term.termClass === 'place' && overlap(hit, one))
  const sure = persons.filter((one) => one.known === 'titled' || (one.known === 'capitals' && !isPlace(one)))
  for (const person of sure) {
    if (!isNamedAfter(person, organisations)) add('person', person, person.titles.join(' ') || null)
  }
  const given = persons
    .filter(({ known }) => known === 'given')
    .map(({ name, start, end }) => wholeNameAt(text, start) ?? { name, start, end })
  const cued = cuedPersonsIn(text).filter((one) => !persons.some((other) => overlap(one, other)))
  const others = [...organisations, ...programmes, ...hits, ...places]
  for (const person of [...given, ...cued]) {
    if (!others.some((other) => overlap(other, person))) add('person', person, null)
  }
  const posts = postsIn(text, [...persons, ...cued])
  for (const hit of hits) {
    const kind = kinds[hit.term.termClass]
    const isPart =
      isPartOfOrganisation(hit, organisations, hits, text) ||
      programmes.some((one) => holds(one, hit) && (kind !== 'organisation' || hit.start === one.start)) ||
      (kind === 'post' && posts.some((one) => holds(one, hit)))
    if (!kind || isPart || isTitle(text.slice(hit.start, hit.end), hit, sure)) continue
    add(kind, { name: hit.term.source, start: hit.start, end: hit.end }, hit.term.acronym, hit.term)
  }
  for (const found of organisations) add('organisation', found, acronymFor(found.name, defined))
  for (const found of programmes) add('programme', found, acronymFor(found.name, defined))
  const acronyms = [...acronymsIn(text), ...mixedIn(text, defined)]
  for (const whole of posts) {
    const found = withoutOthers(whole, [...names.filter(({ kind }) => kind !== 'place'), ...acronyms])
    if (found) add('post', found, null, termOf(hits, found))
  }
  for (const found of places) add('place', found, null)
  const days = datesIn(text).map((one) => ({ ...withFirstDay(one, text), detail: one.day }))
  const dates = [...days, ...daysIn(text).map((one) => ({ ...one, detail: null }))].map((one) => ({
    ...{ name: one.name, start: one.start, end: one.end, detail: one.detail },
    ...{ kind: 'date' as const, term: null },
  }))
  return [...names, ...acronymCards(text, acronyms, hits, names, defined), ...dates]
}

// `21–22 May 2026` from its first day on.
function withFirstDay(date: FoundName, text: string): FoundName {
  const first =
    /(?<![\d.,])\d{1,2}(?:st|nd|rd|th)?(?:[-–]| and | to )$/.exec(
      text.slice(Math.max(0, date.start - 10), date.start),
    )?.[0] ?? ''
  return /^\d/.test(date.name) ? { ...date, name: first + date.name, start: date.start - first.length } : date
}

const kinds: Readonly<Partial<Record<Term['termClass'], NameKind>>> = {
  organisation: 'organisation',
  programme: 'programme',
  place: 'place',
  title: 'post',
}

/** Whether two ranges have a character in common. */
export function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end
}

function holds(one: Range, other: Range): boolean {
  return one.start <= other.start && other.end <= one.end && one.end - one.start > other.end - other.start
}

function datelinePlaces(
  text: string,
  glossary: GlossaryIndex,
  hits: readonly TermHit[],
): readonly (FoundName & { readonly term: Term | null })[] {
  const found = datelineOf(text)
  if (!found || hits.some((hit) => hit.term.termClass !== 'place' && overlap(hit, found))) return []
  const name = inSmallLetters(found.name)
  const known = findTerms(glossary, name).find(({ start, end }) => start === 0 && end === name.length)
  return [{ ...found, name: known?.term.source ?? name, term: known?.term ?? null }]
}

const titleBefore = new RegExp(`((?:${titlePattern} )+)$`)

function titlesBefore(text: string, start: number): string | null {
  return titleBefore.exec(text.slice(Math.max(0, start - 40), start))?.[1]?.trim() ?? null
}

// Where the titles of a person begin.
function titlesStart({ start, titles }: PersonMention): number {
  return start - (titles.length > 0 ? titles.join(' ').length + 1 : 0)
}

// The Politeknik Sultan Idris Shah is no sultan.
function isNamedAfter(person: PersonMention, organisations: readonly Range[]): boolean {
  const from = titlesStart(person)
  const isInside = ({ start }: Range): boolean =>
    start < from || (start === from && person.known === 'capitals')
  return organisations.some((one) => isInside(one) && person.end <= one.end)
}

// `Prof.` belongs to the name behind it; `Vice President` is a post.
function isTitle(name: string, { start, end }: Range, persons: readonly PersonMention[]): boolean {
  return name.endsWith('.') || persons.some((one) => titlesStart(one) <= start && end <= one.start)
}

// The University of the Philippines is no matter of the country, and the Ministry of Education and Sports (MoES) none of
// the Ministry of Education; but an embassy and a centre that the glossary knows stay what they are.
function isPartOfOrganisation(
  hit: TermHit,
  organisations: readonly FoundName[],
  hits: readonly TermHit[],
  text: string,
): boolean {
  const isOneWord = ({ start, end }: Range): boolean => !/\s/.test(text.slice(start, end))
  return organisations.some((one) => {
    if (!holds(one, hit)) return false
    if (/^ \(\p{Lu}[\p{L}\p{N}-]*\)/u.test(text.slice(one.end, one.end + 20))) return true
    // The SEAMEO Council, and the Ministry of Education | and Training.
    if (hit.start === one.start)
      return isOneWord(hit) || /^(?:,| and| for) /.test(text.slice(hit.end, hit.end + 5))
    // The French Embassy, and the Luxembourg Red Cross.
    if (hit.end === one.end && !/ (?:of|for|to|in) /.test(text.slice(one.start, hit.start))) return true
    const isPlace = hit.term.termClass === 'place'
    const rivals = hits.filter((other) => other !== hit && overlap(other, one) && !isOneWord(other))
    if (rivals.some((other) => !isPlace || other.term.termClass !== 'place')) return false
    // The Delegation of the European Union to Viet Nam.
    return isPlace || / to (?:the )?\p{Lu}/u.test(one.name)
  })
}

// `Academic and Research Network`, where the bracket behind it tells that the name begins earlier.
function wholeOf(found: FoundName, text: string, defined: DefinedAcronyms): FoundName {
  for (const full of defined.values()) {
    const start = found.end - full.length
    if (full.length > found.name.length && start >= 0 && text.slice(start, found.end) === full)
      return { name: full, start, end: found.end }
  }
  return found
}

function acronymFor(name: string, defined: DefinedAcronyms): string | null {
  for (const [acronym, full] of defined) if (full.endsWith(name) || name.endsWith(full)) return acronym
  return null
}

/** `Executive Director` of `Executive Director of the AUN Secretariat`: what is named there has a card of its own. */
function withoutOthers(post: FoundName, taken: readonly Range[]): FoundName | null {
  // An ambassador is one to somebody.
  const isTheirs = ({ start }: Range): boolean =>
    / to (?:the )?$/.test(post.name.slice(0, Math.max(0, start - post.start)))
  const starts = taken.filter((one) => overlap(one, post) && !isTheirs(one)).map(({ start }) => start)
  if (starts.length === 0) return post
  const name = post.name
    .slice(0, Math.max(0, Math.min(...starts) - post.start))
    .replace(/(?:,| of| for| to| the| and|\s)+$/, '')
  return name ? { name, start: post.start, end: post.start + name.length } : null
}

function termOf(hits: readonly TermHit[], { start, end }: Range): Term | null {
  return hits.find((hit) => hit.start <= start && end <= hit.end)?.term ?? null
}

function acronymCards(
  text: string,
  acronyms: readonly FoundName[],
  hits: readonly TermHit[],
  names: readonly NameInText[],
  defined: DefinedAcronyms,
): readonly NameInText[] {
  const shouted = isShouted(text)
  return acronyms.flatMap((found): readonly NameInText[] => {
    const hit = hits.find((other) => other.start <= found.start && found.end <= other.end)
    const detail = hit?.term.source ?? defined.get(found.name) ?? null
    // ASEAN in ASEAN-China Centre and in the ASEAN Credit Transfer System belongs to that name.
    if (hit && hit.end - hit.start > found.end - found.start + 1) return []
    if (names.some((one) => holds(one, found)) && !defined.has(found.name)) return []
    return shouted && detail === null ? [] : [{ ...found, kind: 'acronym', detail, term: hit?.term ?? null }]
  })
}

// A headline in capitals tells nothing of what is an acronym.
function isShouted(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? []
  return words.length > 1 && words.filter((word) => word === word.toUpperCase()).length > words.length * 0.6
}

// `DepEd`, which only its bracket has told.
function mixedIn(text: string, defined: DefinedAcronyms): readonly FoundName[] {
  return [...defined.keys()]
    .filter((name) => name !== name.toUpperCase())
    .flatMap((name) =>
      Array.from(
        text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'gu')),
        ({ index }) => ({
          ...{ name, start: index, end: index + name.length },
        }),
      ),
    )
}
