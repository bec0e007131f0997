// Who and what an article names: persons, organisations, posts, acronyms and dates, one card each with every mention.

import { findTerms, type GlossaryIndex, type TermHit } from '#glossary/matcher.ts'
import type { Term } from '#glossary/term.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { type CodedText } from '../inline.ts'

import { acronymsIn } from './acronyms.ts'
import { datesIn } from './dates.ts'
import { definedAcronyms, organisationsIn, postsIn } from './organisations.ts'
import { type PersonMention, personsIn } from './persons.ts'

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
  const defined = new Map(segments.flatMap((text) => definedAcronyms(plain(text))))
  for (const [segment, coded] of segments.entries()) {
    const text = plain(coded)
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
    for (const person of personsIn(text)) {
      taken.push(person)
      const full = fullName(person, cards)
      add('person', full, person, person.titles.join(' ') || null, termOf(hits, person))
    }
    for (const hit of hits) {
      const kind = kinds[hit.term.termClass]
      if (!kind || isTaken(hit)) continue
      taken.push(hit)
      add(kind, hit.term.source, hit, hit.term.acronym, hit.term)
    }
    for (const found of organisationsIn(text)) {
      if (isTaken(found)) continue
      taken.push(found)
      add('organisation', found.name, found, acronymFor(found.name, defined), null)
    }
    for (const found of postsIn(text))
      if (!isTaken(found)) add('post', found.name, found, null, termOf(hits, found))
    for (const found of acronymsIn(text)) {
      const hit = hits.find((other) => other.start <= found.start && found.end <= other.end)
      add(
        'acronym',
        found.name,
        found,
        hit?.term.source ?? defined.get(found.name) ?? null,
        hit?.term ?? null,
      )
    }
    for (const found of datesIn(text)) add('date', found.name, found, found.day, null)
  }
  return [...cards.values()].map(finished)
}

interface Range {
  readonly start: number
  readonly end: number
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

// Codes do not move the words, so that offsets stay those of the coded text.
function plain(coded: CodedText): string {
  return coded.replace(/[\uE000-\uEFFF]/g, '\u2060').replace(/[\uF000-\uF8FF]/g, ' ')
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
