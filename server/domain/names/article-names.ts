// Who and what an article names: persons, organisations, posts, programmes, places, acronyms and dates, one card each
// with every mention.

import type { GlossaryIndex } from '#glossary/matcher.ts'

import { plainView } from '../checks/plain-view.ts'
import type { CodedText } from '../inline.ts'

import { callNames, namedAgain } from './later-mentions.ts'
import { type NameCard, NameCards, type NameInText } from './name-cards.ts'
import { definedAcronyms } from './organisations.ts'
import { namesIn, overlap } from './segment-names.ts'

/** Lists the names of the segments of an article, in the order in which they first stand in it. */
export function namesOf(segments: readonly CodedText[], glossary: GlossaryIndex): readonly NameCard[] {
  const views = segments.map((coded) => plainView(withSpaces(coded)))
  const defined = new Map(views.flatMap(({ text }) => definedAcronyms(text)))
  const cards = new NameCards()
  const add = (segment: number, found: NameInText): void => {
    const range = views[segment]?.rangeOf(found.start, found.end)
    if (range) cards.add(segment, { ...found, ...range })
  }
  const found = views.map(({ text }) => namesIn(text, glossary, defined))
  for (const [segment, names] of found.entries()) for (const name of names) add(segment, name)
  cards.joinPersons()
  const again = namesAgain(cards)
  for (const [segment, { text }] of views.entries()) {
    const others = (found[segment] ?? []).filter(({ kind }) => kind !== 'acronym' && kind !== 'date')
    for (const mention of namedAgain(text, new Set(again.keys()))) {
      const person = again.get(mention.name)
      const isLater =
        person?.first &&
        (person.first.segment < segment ||
          (person.first.segment === segment && person.first.start < mention.start))
      if (!isLater || others.some((other) => overlap(other, mention))) continue
      add(segment, { ...mention, kind: 'person', name: person.name, detail: null, term: null })
    }
  }
  return cards.finished()
}

// The words by which persons may be named again; a word that two have is left out.
function namesAgain(cards: NameCards): ReadonlyMap<string, ReturnType<NameCards['persons']>[number]> {
  const owners = new Map<string, ReturnType<NameCards['persons']>[number] | null>()
  for (const person of cards.persons()) {
    for (const word of callNames(person.name)) owners.set(word, owners.has(word) ? null : person)
  }
  return new Map([...owners].flatMap(([word, person]) => (person ? [[word, person] as const] : [])))
}

// A line break separates words; what encloses them does not.
function withSpaces(coded: CodedText): CodedText {
  return coded.replace(/[\uF000-\uF8FF]/g, ' ')
}
