// Persons and organisations that the source spells in two ways.

import type { CodedText } from '../inline.ts'
import { organisationsIn } from '../names/organisations.ts'
import { personsIn } from '../names/persons.ts'

import type { Range } from './finding.ts'

/** A name that is nearly another one of the same article. */
export interface OtherSpelling extends Range {
  readonly segment: number
  readonly name: string
  /** As it stood before. */
  readonly before: string
}

/** Lists the names that stand in another spelling earlier in the article, each spelling once. */
export function otherSpellings(segments: readonly CodedText[]): readonly OtherSpelling[] {
  const [persons, organisations] = [new Map<string, Spelling>(), new Map<string, Spelling>()]
  return segments.flatMap((text, segment) => [
    ...personsIn(text)
      .filter(({ name }) => name.includes(' '))
      .flatMap((found) => otherThan(persons, found, isOnePerson, segment)),
    ...organisationsIn(text).flatMap((found) => otherThan(organisations, found, isOneOrganisation, segment)),
  ])
}

/** A name with what two spellings of it have in common. */
interface Spelling {
  readonly name: string
  readonly small: string
  /** Without marks, hyphens and capitals. */
  readonly bare: string
  /** Its words in the order of the alphabet. */
  readonly ordered: string
}

function spellingOf(name: string): Spelling {
  const small = name.toLowerCase()
  const bare = small
    .normalize('NFD')
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, '')
    .replaceAll('đ', 'd')
  return { name, small, bare, ordered: small.split(' ').toSorted().join(' ') }
}

// Every new name is compared with those before it.
const mostNames = 1000

function otherThan(
  known: Map<string, Spelling>,
  { name, start, end }: Range & { readonly name: string },
  isOne: (one: Spelling, other: Spelling) => boolean,
  segment: number,
): readonly OtherSpelling[] {
  if (known.has(name) || known.size >= mostNames) return []
  const spelling = spellingOf(name)
  const before = [...known.values()].find((other) => isOne(other, spelling))
  known.set(name, spelling)
  return before ? [{ segment, name, before: before.name, start, end }] : []
}

const shortestPerson = 8
const shortestOrganisation = 12

// Capitals mark the family name in many lists: they are no other spelling.
function isOnePerson(one: Spelling, other: Spelling): boolean {
  if (one.small === other.small) return false
  if (one.bare === other.bare || one.ordered === other.ordered) return true
  return isSlip(one.name, other.name, shortestPerson)
}

function isOneOrganisation(one: Spelling, other: Spelling): boolean {
  if (one.small === other.small || plural(one.small) === plural(other.small)) return false
  if (/\d/.test(one.name + other.name)) return false
  return one.bare === other.bare || isSlip(one.name, other.name, shortestOrganisation)
}

function plural(name: string): string {
  return name.replace(/s(?= |$)/g, '')
}

// One letter more, less or other, or two that changed places, in a long name that is otherwise the same.
function isSlip(one: string, other: string, shortest: number): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortest || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  const isTurned = short[at] === long[at + 1] && short[at + 1] === long[at]
  return short.slice(at + (isTurned ? 2 : 1)) === long.slice(at + (isTurned ? 2 : 1))
}
