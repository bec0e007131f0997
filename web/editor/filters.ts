// Which rows are shown, and which is next: plain functions of the items of an edition.

import { plainText } from '#domain/inline.ts'

import type { Item } from './edition-store.ts'

export const stateFilters = ['all', 'open', 'returned', 'translated', 'reviewed', 'final'] as const
export type StateFilter = (typeof stateFilters)[number]

/** What people look for. */
export interface Filter {
  readonly state: StateFilter
  /** Only rows with an open error or warning. */
  readonly findings: boolean
  /** Words in the source or the target, in any script. */
  readonly text: string
}

export const noFilter: Filter = { state: 'all', findings: false, text: '' }

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
): readonly Item[] {
  const sought = searchKey(filter.text)
  if (filter.state === 'all' && !filter.findings && sought === '') return items
  return items.filter(
    (item) =>
      item.outline.translationId === activeId ||
      (inState[filter.state](item) && (!filter.findings || hasFindings(item)) && contains(item, sought)),
  )
}

/** Tells whether something has to be looked at. */
export function hasFindings(item: Item): boolean {
  if (!item.row) return item.outline.errors > 0
  return item.findings.some((finding) => finding.dismissed === null && finding.severity !== 'info')
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
