// Who and what an article names: persons, organisations, posts, acronyms and dates, one card each with every mention.

import { findTerms, type GlossaryIndex, type TermHit } from '#glossary/matcher.ts'
import type { Term } from '#glossary/term.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { plainView } from '../checks/plain-view.ts'
import type { CodedText } from '../inline.ts'

import { acronymsIn, type FoundName } from './acronyms.ts'
import { datesIn } from './dates.ts'
import { definedAcronyms, organisationsIn, postsIn } from './organisations.ts'
import { type PersonMention, personsIn, personTitles } from './persons.ts'

/** What a name is the name of. */
export type NameKind = 'person' | 'organisation' | 'post' | 'programme' | 'place' | 'acronym' | 'date'

/** A place where a name stands. */
export interface Mention {
  /** Position of the segment in the list. */
  readonly segment: number
  /** UTF-16 offsets in the segment: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
}

/** A name of the article. */
export interface NameCard {
  readonly kind: NameKind
  readonly name: string
  /** For a person the titles, for an organisation its acronym, for a date the ISO day, for an acronym what it stands for. */
  readonly detail: string | null
  readonly mentions: readonly Mention[]
  /** The agreed form of each language. */
  readonly forms: Readonly<Partial<Record<TargetLocale, string>>>
  /** Languages that somebody has to be asked about: the name has no agreed form there. */
  readonly open: readonly TargetLocale[]
}

/** Lists the names of the segments of an article, in the order in which they first stand in it. */
export function namesOf(segments: readonly CodedText[], glossary: GlossaryIndex): readonly NameCard[] {
  const cards = new Map<string, Draft>()
  const defined = new Map(segments.flatMap((text) => definedAcronyms(plainView(withSpaces(text)).text)))
  for (const [segment, coded] of segments.entries()) {
    const view = plainView(withSpaces(coded))
    const { text } = view
    const placed = <T extends Range>(found: readonly T[]): readonly T[] =>
      found.map((one) => ({ ...one, ...view.rangeOf(one.start, one.end) }))
    const hits = findTerms(glossary, coded)
    const add = (kind: NameKind, name: string, at: Range, detail: string | null, term: Term | null): void => {
      const key = `${kind} ${name.toLowerCase()}`
      const card = cards.get(key)
      const mention = { segment, start: at.start, end: at.end }
      if (card) {
        card.mentions.push(mention)
        card.detail ??= detail
      } else cards.set(key, { kind, name, detail, term, mentions: [mention] })
    }
    const taken: Range[] = []
    const isTaken = ({ start, end }: Range): boolean =>
      taken.some((other) => start < other.end && other.start < end)
    const persons = hits.filter(({ term }) => term.termClass === 'person')
    for (const hit of persons) {
      taken.push(hit)
      add('person', hit.term.source, hit, titlesBefore(coded, hit.start), hit.term)
    }
    for (const person of placed(personsIn(text))) {
      if (isTaken(person)) continue
      taken.push(person)
      add('person', fullName(person, cards), person, person.titles.join(' ') || null, null)
    }
    const organisations = placed(organisationsIn(text))
    const posts = placed(postsIn(text))
    const isPartOf = (hit: TermHit): boolean =>
      organisations.some((one) => holds(one, hit) && isWhole(one, hit, hits, text)) ||
      (kinds[hit.term.termClass] === 'post' && posts.some((one) => holds(one, hit)))
    for (const hit of hits) {
      const kind = kinds[hit.term.termClass]
      if (!kind || isTaken(hit) || isTitle(coded.slice(hit.start, hit.end)) || isPartOf(hit)) continue
      taken.push(hit)
      add(kind, hit.term.source, hit, hit.term.acronym, hit.term)
    }
    for (const found of organisations) {
      if (isTaken(found)) continue
      taken.push(found)
      add('organisation', found.name, found, acronymFor(found.name, defined), null)
    }
    for (const whole of posts) {
      const found = withoutOthers(whole, taken)
      if (found) add('post', found.name, found, null, termOf(hits, found))
    }
    for (const found of placed(acronymsIn(text))) {
      const hit = hits.find((other) => other.start <= found.start && found.end <= other.end)
      // ASEAN in ASEAN-China Centre belongs to that name.
      if (hit && hit.end - hit.start > found.end - found.start + 1) continue
      add(
        'acronym',
        found.name,
        found,
        hit?.term.source ?? defined.get(found.name) ?? null,
        hit?.term ?? null,
      )
    }
    for (const found of placed(datesIn(text))) add('date', found.name, found, found.day, null)
  }
  return [...cards.values()].map(finished)
}

interface Range {
  readonly start: number
  readonly end: number
}

function holds(one: Range, other: Range): boolean {
  return one.start <= other.start && other.end <= one.end && one.end - one.start > other.end - other.start
}

// The University of the Philippines is no matter of the country, and the Ministry of Education and Sports (MoES) none of
// the Ministry of Education; but an embassy and a centre that the glossary knows stay what they are.
function isWhole(organisation: Range, hit: TermHit, hits: readonly TermHit[], text: string): boolean {
  if (/^ \(\p{Lu}[\p{L}\p{N}-]*\)/u.test(text.slice(organisation.end, organisation.end + 20))) return true
  return (
    hit.term.termClass === 'place' &&
    !hits.some((other) => other.term.termClass !== 'place' && overlap(other, organisation))
  )
}

/** `Executive Director` of `Executive Director of the AUN Secretariat`: what is named there has a card of its own. */
function withoutOthers(post: FoundName, taken: readonly Range[]): FoundName | null {
  const starts = taken.filter((one) => overlap(one, post)).map(({ start }) => start)
  if (starts.length === 0) return post
  const name = post.name
    .slice(0, Math.max(0, Math.min(...starts) - post.start))
    .replace(/(?:,| of| for| the| and|\s)+$/, '')
  return name ? { name, start: post.start, end: post.start + name.length } : null
}

function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end
}

interface Draft {
  readonly kind: NameKind
  readonly name: string
  detail: string | null
  readonly term: Term | null
  readonly mentions: Mention[]
}

const kinds: Readonly<Partial<Record<Term['termClass'], NameKind>>> = {
  organisation: 'organisation',
  programme: 'programme',
  place: 'place',
  title: 'post',
  person: 'person',
}

// A line break separates words; what encloses them does not.
function withSpaces(coded: CodedText): CodedText {
  return coded.replace(/[\uF000-\uF8FF]/g, ' ')
}

const titleBefore = new RegExp(
  `((?:(?:${personTitles.map((title) => title.replaceAll('.', '\\.')).join('|')})\\.? )+)$`,
)

function titlesBefore(text: string, start: number): string | null {
  return titleBefore.exec(text.slice(Math.max(0, start - 40), start))?.[1]?.trim() ?? null
}

// `Prof.` belongs to the name behind it; `Vice President` is a post.
function isTitle(name: string): boolean {
  return name.endsWith('.')
}

// Who was named whole before may be named by the last word alone.
function fullName({ name }: PersonMention, cards: ReadonlyMap<string, Draft>): string {
  if (name.includes(' ')) return name
  for (const card of cards.values())
    if (card.kind === 'person' && card.name.split(' ').some((word) => word === name)) return card.name
  return name
}

function termOf(hits: readonly TermHit[], { start, end }: Range): Term | null {
  return hits.find((hit) => hit.start <= start && end <= hit.end)?.term ?? null
}

function acronymFor(name: string, defined: ReadonlyMap<string, string>): string | null {
  for (const [acronym, full] of defined) if (full.endsWith(name) || name.endsWith(full)) return acronym
  return null
}

function finished({ kind, name, detail, term, mentions }: Draft): NameCard {
  const forms: Partial<Record<TargetLocale, string>> = {}
  for (const locale of targetLocales) {
    const agreed = term?.doNotTranslate ? term.source : agreedForm(term, locale)
    if (agreed) forms[locale] = agreed
  }
  // A date is written by rule.
  const open = kind === 'date' ? [] : targetLocales.filter((locale) => !forms[locale])
  return { kind, name, detail, mentions, forms, open }
}

function agreedForm(term: Term | null, locale: TargetLocale): string | null {
  const forms = term?.forms[locale] ?? []
  return forms.find(({ status }) => status === 'locked' || status === 'approved')?.text ?? null
}
