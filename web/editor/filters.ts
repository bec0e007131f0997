// Which rows are shown, and which is next: plain functions of the items of an edition.

import { checkIds, type CheckId } from '#domain/checks/finding.ts'
import { plainText } from '#domain/inline.ts'

import type { Item } from './edition-item.ts'

export const stateFilters = ['all', 'open', 'returned', 'translated', 'reviewed', 'final'] as const
export type StateFilter = (typeof stateFilters)[number]

/** What people look for. */
export interface Filter {
  readonly state: StateFilter
  /** Only rows with an open error or warning. */
  readonly findings: boolean
  /** Only rows with an open finding of one check, or empty. */
  readonly check: CheckId | ''
  /** Words in the source or the target, in any script. */
  readonly text: string
  /** Only rows about which something is still said. */
  readonly comments: boolean
  /** Only rows whose text this person wrote. */
  readonly mine: boolean
  /** Only rows that hold a name of the glossary. */
  readonly names: boolean
  /** Only rows written since a day (`2026-03-02`), or empty. */
  readonly since: string
}

export const noFilter: Filter = {
  state: 'all',
  findings: false,
  check: '',
  text: '',
  comments: false,
  mine: false,
  names: false,
  since: '',
}

export const filterMarks = ['findings', 'comments', 'mine', 'names'] as const

/** What some filters have to know besides the rows. */
export interface FilterFacts {
  readonly personId: string
  /** Number of open comments by segment. */
  readonly comments: ReadonlyMap<string, number>
}

/** Reads a filter from an address; what it does not know is not filtered by. */
export function filterOf(search: URLSearchParams): Filter {
  const state = stateFilters.find((one) => one === search.get('state'))
  const since = search.get('since') ?? ''
  const on = (name: string): boolean => search.get(name) === '1'
  return {
    state: state ?? 'all',
    text: search.get('text') ?? '',
    since: /^\d{4}-\d\d-\d\d$/.test(since) ? since : '',
    findings: on('findings'),
    check: checkIds.find((one) => one === search.get('check')) ?? '',
    comments: on('comments'),
    mine: on('mine'),
    names: on('names'),
  }
}

/** Writes a filter into an address, beside what else stands there. */
export function withFilter(search: URLSearchParams, filter: Filter): URLSearchParams {
  const written = new URLSearchParams(search)
  for (const [name, value] of Object.entries(filter)) {
    if (value === noFilter[name as keyof Filter]) written.delete(name)
    else written.set(name, value === true ? '1' : String(value))
  }
  return written
}

/** Tells whether a filter lets everything through. */
export function isOpen(filter: Filter): boolean {
  return Object.entries(filter).every(([name, value]) => value === noFilter[name as keyof Filter])
}

/** Tells whether a filter looks at texts, so that all rows have to be read first. */
export function needsTexts(filter: Filter): boolean {
  return (
    filter.text.trim() !== '' || filter.check !== '' || filter.mine || filter.names || filter.since !== ''
  )
}

const inState: Record<StateFilter, (item: Item) => boolean> = {
  all: () => true,
  open: ({ outline }) => outline.state === 'initial',
  returned: ({ outline }) => outline.subState === 'returned',
  translated: ({ outline }) => outline.state === 'translated',
  reviewed: ({ outline }) => outline.state === 'reviewed',
  final: ({ outline }) => outline.state === 'final',
}

/** Lists the rows that a filter lets through; the open row stays, so that nobody loses it under their hands. */
export function visibleItems(
  items: readonly Item[],
  filter: Filter,
  activeId: string | null,
  facts: FilterFacts,
): readonly Item[] {
  if (isOpen(filter)) return items
  const sought = searchKey(filter.text)
  const since = filter.since === '' ? null : new Date(`${filter.since}T00:00`).toISOString()
  return items.filter((item) => {
    if (item.outline.translationId === activeId) return true
    const written = item.row?.translation
    return (
      inState[filter.state](item) &&
      (!filter.findings || hasFindings(item)) &&
      (filter.check === '' || isFoundBy(item, filter.check)) &&
      (!filter.comments || facts.comments.has(item.outline.segmentId)) &&
      (!filter.mine || written?.author?.id === facts.personId) &&
      (!filter.names || (item.row?.terms.length ?? 0) > 0) &&
      (since === null || (written !== undefined && written.version > 0 && written.updatedAt >= since)) &&
      contains(item, sought)
    )
  })
}

/** Tells whether something has to be looked at. */
export function hasFindings(item: Item): boolean {
  if (!item.row) return item.outline.errors > 0
  return item.findings.some((finding) => finding.dismissed === null && finding.severity !== 'info')
}

function isFoundBy(item: Item, check: CheckId): boolean {
  return item.row !== null && item.findings.some((one) => one.check === check && one.dismissed === null)
}

function contains(item: Item, sought: string): boolean {
  if (sought === '') return true
  return (
    item.row !== null &&
    (searchKey(plainText(item.row.segment.source)).includes(sought) ||
      searchKey(plainText(item.text)).includes(sought))
  )
}

// Spaces that nobody sees or types must not hide a word, and Lao and Thai AM may be written in two ways.
function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\u2060]/g, '')
    .toLocaleLowerCase()
    .trim()
}

/** Finds the next row, after the given one and round the end, that fits; or null. */
export function nextItem(
  items: readonly Item[],
  fromId: string | null,
  fits: (item: Item) => boolean,
): Item | null {
  const start = items.findIndex((item) => item.outline.translationId === fromId) + 1
  const round = [...items.slice(start), ...items.slice(0, start)]
  return round.find((item) => item.outline.translationId !== fromId && fits(item)) ?? null
}

/** Reads a whole number in the digits of any script, or gives null. */
export function numberIn(text: string): number | null {
  const digits = text.trim().replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

/** The value of a decimal digit: its distance from the zero of its run of ten. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}
