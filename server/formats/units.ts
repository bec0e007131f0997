// Units: byte-exact places of words in a file, and how other words are put there without touching anything else.

import { readMark, type Code, type CodedText } from '#domain/inline.ts'

import { cleanText } from './clean.ts'

/** A stretch of the file: UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Where a mark of a unit's text stands in the file; a tag that was left out has no length. */
export interface Place extends Range {
  readonly mark: string
}

/** A block of words with its place in the file. What is neither a place nor words stays as it is, wherever it stands. */
export interface Unit extends Range {
  readonly text: CodedText
  readonly codes: readonly Code[]
  /** Places of the marks, in the order of the text. */
  readonly places: readonly Place[]
  /** Stretches of the file that hold the words. */
  readonly words: readonly Range[]
}

/** What takes the place of the words of a block. */
export interface BlockTarget {
  readonly text: CodedText
  /** Parts of the text that are still in the source language. */
  readonly foreign?: readonly Range[]
  /** The block is left out: its words and codes go, its frame stays. */
  readonly dropped?: boolean
}

/** A stretch of the file and what is written instead. */
export interface Edit extends Range {
  readonly text: string
}

/** How a format writes a unit. */
export interface Pen {
  /** Gives a stretch of the file as it is to be written. */
  readonly copy: (start: number, end: number) => string
  /** Writes words so that they stay words. */
  readonly escape: (words: string) => string
  /** Marks words as being in the source language. */
  readonly foreign: ((written: string) => string) | undefined
}

const marks = /[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF]/g
const anyMark = /[\uE001-\uF7FF]/

interface Run {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Writes a unit with other words: codes come from the file by their id, and words never become mark-up. */
export function renderUnit(unit: Unit, target: BlockTarget, pen: Pen): string {
  const foreign = target.dropped ? [] : (target.foreign ?? [])
  if (!target.dropped && foreign.length === 0) {
    const written = renderInOrder(unit, target.text, pen)
    if (written !== null) return written
  }
  const { places } = unit
  const runs = runsOf(unit)
  const text = target.dropped ? '' : orderly(target.text, unit)
  let written = ''
  let from = 0
  let before = 0
  const seen = new Set<number>()
  const endRun = (end: number) => {
    const words = text.slice(from, end)
    seen.add(before)
    written += writeRun(unit, runs[before] ?? null, words, pen, piecesOf(words, from, foreign))
  }
  const numberOf = numbering(places)
  for (const mark of text.match(marks) ?? []) {
    const number = numberOf(mark)
    const place = places[number - 1]
    if (!place) continue
    const at = text.indexOf(mark, from)
    endRun(at)
    written += pen.copy(place.start, place.end)
    before = number
    from = at + 1
  }
  endRun(text.length)
  // What stood behind a code that is gone is not part of the words, so it stays.
  for (const [number, run] of runs.entries())
    if (run && !seen.has(number)) written += hiddenIn(unit, run, pen)
  return written
}

/** Gives the number of a place by its mark, from 1; nearly always it is the next one. */
function numbering(places: readonly Place[]): (mark: string) => number {
  let last = 0
  let all: ReadonlyMap<string, number> | null = null
  return (mark) => {
    all ??=
      places[last]?.mark === mark ? null : new Map(places.map((place, index) => [place.mark, index + 1]))
    last = all ? (all.get(mark) ?? 0) : last + 1
    return last
  }
}

/**
 * Writes a unit whose marks are all there and in their order, as nearly all are, in one walk without lists.
 * Gives null for any other.
 */
function renderInOrder(unit: Unit, target: CodedText, pen: Pen): string | null {
  const { text, places } = unit
  if (!hasMarksInOrder(target, places)) return null
  if (places.length === 0) return writeRun(unit, unit, target, pen, null)
  let written = ''
  let at = 0
  let from = 0
  let { start } = unit
  for (const place of places) {
    const found = text.indexOf(place.mark, at)
    if (found === -1) return null
    const end = target.indexOf(place.mark, from)
    const run = { text: text.slice(at, found), start, end: place.start }
    written += writeRun(unit, run, target.slice(from, end), pen, null) + pen.copy(place.start, place.end)
    start = place.end
    at = found + 1
    from = end + 1
  }
  const last = { text: text.slice(at), start, end: unit.end }
  return written + writeRun(unit, last, target.slice(from), pen, null)
}

/** The words between two marks, by the number of the mark before them; null where a mark is not in the text. */
function runsOf({ text, places, start: from, end }: Unit): readonly (Run | null)[] {
  const runs: (Run | null)[] = [null]
  let open = 0
  let start = from
  let at = 0
  for (const [index, place] of places.entries()) {
    runs.push(null)
    const found = text.indexOf(place.mark, at)
    if (found === -1) continue
    runs[open] = { text: text.slice(at, found), start, end: place.start }
    open = index + 1
    start = place.end
    at = found + 1
  }
  runs[open] = { text: text.slice(at), start, end }
  return runs
}

interface Piece {
  readonly text: string
  readonly foreign: boolean
}

/** Splits words into those that are translated and those that are not; null where all are, as nearly everywhere. */
function piecesOf(words: string, from: number, foreign: readonly Range[]): readonly Piece[] | null {
  if (foreign.length === 0) return null
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of foreign) {
    const first = Math.max(start - from, at)
    const last = Math.min(end - from, words.length)
    if (last <= first || !/[\p{L}\p{N}]/u.test(words.slice(first, last))) continue
    if (first > at) pieces.push({ text: words.slice(at, first), foreign: false })
    pieces.push({ text: words.slice(first, last), foreign: true })
    at = last
  }
  return at < words.length ? [...pieces, { text: words.slice(at), foreign: false }] : pieces
}

// NOTE: all words of a page pass here when it is written, so a run that is nowhere foreign makes no lists.
function writeRun(
  unit: Unit,
  run: Run | null,
  words: string,
  pen: Pen,
  pieces: readonly Piece[] | null,
): string {
  const marked = pieces !== null && pen.foreign !== undefined && pieces.some(({ foreign }) => foreign)
  if (run?.text === words && !marked) return pen.copy(run.start, run.end)
  const inner = pieces ? writePieces(pieces, pen) : words === '' ? '' : pen.escape(cleanText(words))
  if (!run) return inner
  // White space that is none of the words belongs to the file: around the unit, or where browsers show none.
  const first = run.start === unit.start || (words !== '' && !startsWhite(run.text))
  const last = words !== '' && (run.end === unit.end || !endsWhite(run.text))
  const lead = first && !startsWhite(words) ? leadOf(unit, run, pen) : ''
  const trail = last && !endsWhite(words) ? trailOf(unit, run, pen) : ''
  return hiddenIn(unit, run, pen) + lead + inner + trail
}

function writePieces(pieces: readonly Piece[], pen: Pen): string {
  let inner = ''
  for (const { text, foreign } of pieces) {
    const written = pen.escape(cleanText(text))
    inner += foreign && pen.foreign ? pen.foreign(written) : written
  }
  return inner
}

// Most characters are letters, so the cheap comparison comes first.
const isSpace = (character: string): boolean =>
  character === ' ' || ((character < '!' || character > '~') && /\s/.test(character))
const startsWhite = (text: string): boolean => isSpace(text.charAt(0))
const endsWhite = (text: string): boolean => isSpace(text.charAt(text.length - 1))
const isHeld = (range: Range, run: Range): boolean => range.start >= run.start && range.end <= run.end
const isWhite = (character: string): boolean => character <= ' ' && ' \t\n\r\f'.includes(character)

/** White space before the words of a run, as it stands in the file. */
function leadOf(unit: Unit, run: Range, pen: Pen): string {
  for (const range of unit.words) {
    if (!isHeld(range, run)) continue
    const written = pen.copy(range.start, range.end)
    let end = 0
    while (end < written.length && isWhite(written.charAt(end))) end += 1
    return written.slice(0, end)
  }
  return ''
}

/** White space behind the words of a run, as it stands in the file. */
function trailOf(unit: Unit, run: Range, pen: Pen): string {
  for (let index = unit.words.length - 1; index >= 0; index -= 1) {
    const range = unit.words[index]
    if (!range || !isHeld(range, run)) continue
    const written = pen.copy(range.start, range.end)
    let start = written.length
    while (start > 0 && isWhite(written.charAt(start - 1))) start -= 1
    return written.slice(start)
  }
  return ''
}

/** What stands between the words of a run: comments, empty elements, elements that are left out. */
function hiddenIn(unit: Unit, run: Range, pen: Pen): string {
  let written = ''
  let at = run.start
  for (const { start, end } of unit.words) {
    if (end <= run.start || start >= run.end) continue
    if (start > at) written += pen.copy(at, start)
    at = Math.max(at, end)
  }
  return at < run.end ? written + pen.copy(at, run.end) : written
}

/** Orders the marks of a target: only those of the unit, each once, well nested, and none missing that must stay. */
export function orderly(target: CodedText, unit: Unit): CodedText {
  if (hasMarksInOrder(target, unit.places)) return target
  const known = new Set(unit.places.map(({ mark }) => mark))
  const codes = new Map(unit.codes.map((code) => [code.id, code]))
  const open: { readonly id: number; readonly close: string }[] = []
  const used = new Set<string>()
  const closes = new Map<number, string>()
  for (const { mark } of unit.places) {
    const found = readMark(mark)
    if (found?.part === 'close') closes.set(found.id, mark)
  }
  let text = ''
  const write = (mark: string) => {
    used.add(mark)
    text += mark
  }
  for (const character of target) {
    const found = readMark(character)
    if (!found) {
      text += character
      continue
    }
    if (!known.has(character) || used.has(character)) continue
    const close = closes.get(found.id)
    if (found.part === 'open' && close !== undefined) open.push({ id: found.id, close })
    if (found.part === 'close') {
      if (!open.some(({ id }) => id === found.id)) continue
      for (let inner = open.pop(); inner && inner.id !== found.id; inner = open.pop()) write(inner.close)
    }
    write(character)
  }
  for (const { close } of open.reverse()) write(close)
  for (const { mark } of unit.places) {
    const found = readMark(mark)
    if (found?.part === 'single' && !used.has(mark) && codes.get(found.id)?.deletable === false) write(mark)
  }
  return text
}

/** Whether the marks of a text are those of the source in their order, as they are nearly always. */
function hasMarksInOrder(text: CodedText, places: readonly Place[]): boolean {
  // The regular expression goes through words that have no marks many times as fast as a loop.
  if (places.length === 0) return !anyMark.test(text)
  let count = 0
  for (let at = text.search(anyMark); at !== -1 && at < text.length; at += 1) {
    if (text.charCodeAt(at) <= 0xe000 || !readMark(text.charAt(at))) continue
    if (count >= places.length || places[count]?.mark !== text.charAt(at)) return false
    count += 1
  }
  return count === places.length
}

/** Applies edits (in order, apart) to a stretch of a text; an edit counts when it lies inside. */
export function copyWith(text: string, edits: readonly Edit[]): (start: number, end: number) => string {
  return (start, end) => {
    if (start >= end) return ''
    if (edits.length === 0) return text.slice(start, end)
    let low = 0
    let high = edits.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((edits[middle]?.start ?? 0) < start) low = middle + 1
      else high = middle
    }
    let written = ''
    let at = start
    for (; low < edits.length; low += 1) {
      const edit = edits[low]
      if (!edit || edit.end > end) break
      written += text.slice(at, edit.start) + edit.text
      at = edit.end
    }
    return written + text.slice(at, end)
  }
}

/** Sorts edits; of two that overlap, the first stays. */
export function inOrder<Placed extends Range>(edits: readonly Placed[]): readonly Placed[] {
  let last = 0
  if (edits.every(({ start }, index) => index === 0 || start >= (edits[index - 1]?.end ?? 0))) return edits
  return edits
    .toSorted((left, right) => left.start - right.start || left.end - right.end)
    .filter(({ start, end }) => {
      if (start < last) return false
      last = end
      return true
    })
}
