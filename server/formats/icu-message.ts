// What is syntax in a message of ICU, as FormatJS, Angular and Flutter have them: the rest are words.
// @see https://unicode-org.github.io/icu/userguide/format_parse/messages/

import type { Range } from './units.ts'

const choice =
  /\{\s{0,9}[\w.-]{1,60}\s{0,9},\s{0,9}(plural|selectordinal|select)\s{0,9},\s{0,9}(?:offset:\d{1,9}\s{0,9})?/y
const formatted =
  /\{\s{0,9}[\w.-]{1,60}\s{0,9},\s{0,9}(?:number|date|time|spellout|ordinal|duration)(?:\s{0,9},[^{}]{0,200})?\s{0,9}\}/y
const selector = /(?:=\d{1,9}|[\w-]{1,60})\s{0,9}\{/y
const ending = /\}\s{0,9}/y
const deepest = 20

/**
 * Lists the stretches of a message that are syntax: `{n, plural, one {`, `} other {`, `}}`, `#`, `{day, date, short}`.
 * A text that is no whole message has none.
 * @example icuSyntax('{n, plural, other {# files}}') // the places of '{n, plural, other {', '#' and '}}'
 */
export function icuSyntax(text: string): readonly Range[] {
  const found: Range[] = []
  /** Whether `#` stands for the number, for each choice that is open. */
  const open: boolean[] = []
  let at = 0
  const matched = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at = pattern.lastIndex
    return match
  }
  while (at < text.length) {
    const start = at
    const character = text.charAt(at)
    if (character === '{' && text.charAt(at + 1) !== '{') {
      const kind = matched(choice)?.[1]
      if (kind !== undefined) {
        if (open.length >= deepest || !matched(selector)) return []
        open.push(kind !== 'select')
        found.push({ start, end: at })
        continue
      }
      if (matched(formatted)) {
        found.push({ start, end: at })
        continue
      }
      const close = text.indexOf('}', at)
      if (open.length > 0 && close !== -1) {
        // A variable; its closing brace ends no choice.
        at = close + 1
        continue
      }
    } else if (character === '}' && open.length > 0) {
      matched(ending)
      if (!matched(selector)) {
        if (text.charAt(at) !== '}') return []
        at += 1
        open.pop()
      }
      found.push({ start, end: at })
      continue
    } else if (character === '#' && open.at(-1) === true) found.push({ start, end: at + 1 })
    at += 1
  }
  return open.length === 0 ? found : []
}
