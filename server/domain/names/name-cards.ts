// The cards of the names of an article: one for each name, with every place where it stands.

import type { Term } from '#glossary/term.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

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
  /** For a person the titles, for an organisation its acronym, for a date with its year the ISO day, for an acronym what it stands for. */
  readonly detail: string | null
  readonly mentions: readonly Mention[]
  /** The agreed form of each language. */
  readonly forms: Readonly<Partial<Record<TargetLocale, string>>>
  /** Languages that somebody has to be asked about: the name has no agreed form there. */
  readonly open: readonly TargetLocale[]
}

/** A name as one segment has it. */
export interface NameInText {
  readonly kind: NameKind
  readonly name: string
  readonly detail: string | null
  /** The entry of the glossary that it is. */
  readonly term: Term | null
  /** UTF-16 offsets: start (inclusive), end (exclusive). */
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

/** Gathers the names of an article, segment by segment. */
export class NameCards {
  readonly #cards = new Map<string, Draft>()

  add(segment: number, { kind, name, detail, term, start, end }: NameInText): void {
    const mention = { segment, start, end }
    const card = this.#cards.get(keyOf(kind, name))
    if (card) {
      card.mentions.push(mention)
      card.detail ??= detail
    } else this.#cards.set(keyOf(kind, name), { kind, name, detail, term, mentions: [mention] })
  }

  /** The names of persons, each with the place where it stands first. */
  persons(): readonly { readonly name: string; readonly first: Mention | undefined }[] {
    return this.#persons().map(({ name, mentions }) => ({ name, first: mentions.toSorted(byPlace)[0] }))
  }

  /** Makes one card of those whose name has only words of a longer one, where only one other has them all. */
  joinPersons(): void {
    for (const card of this.#persons()) {
      const words = wordsOf(card.name)
      const [other, another] = this.#persons().filter(({ name }) => {
        const own = wordsOf(name)
        return own.length > words.length && words.every((word) => own.includes(word))
      })
      if (!other || another || card.term) continue
      other.mentions.push(...card.mentions)
      other.detail ??= card.detail
      this.#cards.delete(keyOf(card.kind, card.name))
    }
  }

  /** The cards in the order in which their names first stand in the article. */
  finished(): readonly NameCard[] {
    const cards = [...this.#cards.values()]
    for (const { mentions } of cards) mentions.sort(byPlace)
    return cards
      .toSorted(({ mentions: [one] }, { mentions: [other] }) => (one && other ? byPlace(one, other) : 0))
      .map(finished)
  }

  #persons(): readonly Draft[] {
    return [...this.#cards.values()].filter(({ kind }) => kind === 'person')
  }
}

// Dr Nakamura is NAKAMURA Hiroshi.
function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(' ')
}

function keyOf(kind: NameKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`
}

function byPlace(one: Mention, other: Mention): number {
  return one.segment - other.segment || one.start - other.start
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
