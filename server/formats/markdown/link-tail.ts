// What may follow the `]` of a link in Markdown: an address in parentheses, a label, or nothing when the words are one.
// @see https://spec.commonmark.org/0.31.2/#links

import type { InlineContext } from '@lezer/markdown'

import type { Range } from '../units.ts'

/** The rest of a link, from behind its `]`. */
export interface LinkTail {
  readonly end: number
  /** The address in parentheses, `<>` included. */
  readonly url: Range | null
  /** The title behind it, quotes included. */
  readonly title: Range | null
  /** The label in brackets, brackets included; empty for `[]`. */
  readonly label: Range | null
}

/** Reads what stands behind the `]` of a link, or gives null when it is no link. */
export function linkTail(
  context: InlineContext,
  at: number,
  words: string,
  isDefined: (label: string) => boolean,
): LinkTail | null {
  const next = context.char(at)
  const direct = next === 0x28 ? resource(context, at) : null
  if (direct) return direct
  const own = !/(?<!\\)[[\]]/.test(words) && isDefined(words)
  if (next === 0x5b) {
    // A label is at most 999 characters long and holds no brackets.
    const found = /^\[(?:[^[\]\\]|\\[^]){0,999}\]/.exec(context.slice(at, at + 1001))?.[0]
    if (found !== undefined) {
      const inside = found.slice(1, -1)
      const defined = inside === '' ? own : isDefined(inside)
      const label = { start: at, end: at + found.length }
      return defined ? { end: label.end, url: null, title: null, label } : null
    }
  }
  return own ? { end: at, url: null, title: null, label: null } : null
}

/** `(address "title")`. */
function resource(context: InlineContext, at: number): LinkTail | null {
  let end = context.skipSpace(at + 1)
  const url = destination(context, end)
  if (!url) return null
  end = context.skipSpace(url.end)
  const close = end > url.end ? titleEnd(context, end) : null
  const title = close === null ? null : { start: end, end: close }
  if (title) end = context.skipSpace(title.end)
  return context.char(end) === 0x29 ? { end: end + 1, url, title, label: null } : null
}

function destination(context: InlineContext, start: number): Range | null {
  if (context.char(start) === 0x3c) return angled(context, start)
  let depth = 0
  let end = start
  for (; end < context.end; end += 1) {
    const character = context.char(end)
    if (character <= 0x20 || character === 0x7f) break
    if (character === 0x5c && isSign(context.char(end + 1))) end += 1
    else if (character === 0x28) depth += 1
    else if (character === 0x29) {
      if (depth === 0) break
      depth -= 1
    }
    if (depth > 32) return null
  }
  return depth === 0 ? { start, end } : null
}

function angled(context: InlineContext, start: number): Range | null {
  for (let end = start + 1; end < context.end; end += 1) {
    const character = context.char(end)
    if (character === 0x0a || character === 0x3c) return null
    if (character === 0x5c) end += 1
    else if (character === 0x3e) return { start, end: end + 1 }
  }
  return null
}

const closers: ReadonlyMap<number, number> = new Map([
  [0x22, 0x22],
  [0x27, 0x27],
  [0x28, 0x29],
])

function titleEnd(context: InlineContext, start: number): number | null {
  const closer = closers.get(context.char(start))
  if (closer === undefined) return null
  for (let end = start + 1; end < context.end; end += 1) {
    const character = context.char(end)
    if (character === 0x5c) end += 1
    else if (character === closer) return end + 1
    else if (closer === 0x29 && character === 0x28) return null
  }
  return null
}

const isSign = (character: number): boolean => /[!-/:-@[-`{-~]/.test(String.fromCharCode(character))
