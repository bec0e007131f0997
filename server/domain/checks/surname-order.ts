// A person whose family name is known to come first, or last, keeps it there in every spelling that the glossary has.

import { formsIn } from '#glossary/matcher.ts'
import type { SurnameOrder } from '#glossary/term.ts'

import type { CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports names of the glossary whose family name stands on the other side. */
export function turnedNames({ source, target, terms, locale }: CheckInput): readonly Finding[] {
  return terms.flatMap(({ term, start, end, matched }): readonly Finding[] => {
    const { surnameOrder } = term
    if (!surnameOrder || matched !== 'source') return []
    const inSource = source.slice(start, end).replace(/\p{Co}/gu, '')
    const forms = formsIn(term, locale).filter(({ status }) => status !== 'forbidden')
    const names = [inSource, ...forms.map(({ text }) => text)]
    if (names.some((name) => rangeOf(name, target))) return []
    for (const name of names) {
      const turned = turnedOf(name, surnameOrder)
      const range = turned && rangeOf(turned, target)
      if (!range) continue
      const written = target.slice(range.start, range.end)
      const fix = { ...range, text: name }
      return [
        report('names', 'error', 'order', {
          ...{ values: { name, written }, source: { start, end }, target: range, fix },
        }),
      ]
    }
    return []
  })
}

const mostWords = 5

/** `Li JIN` of `JIN Li`, and `Van Minh NGUYEN` of `NGUYEN Van Minh`. */
function turnedOf(name: string, order: SurnameOrder): string | null {
  const words = name.split(' ')
  if (words.length < 2 || words.length > mostWords) return null
  const turned =
    order === 'first'
      ? [...words.slice(1), ...words.slice(0, 1)]
      : [...words.slice(-1), ...words.slice(0, -1)]
  return turned.join(' ')
}

// Capitals of the family name are left out often, and letters of a script without spaces may touch a name.
function rangeOf(name: string, text: string): { start: number; end: number } | null {
  const [wanted, lower] = [name.toLowerCase(), text.toLowerCase()]
  // Where small letters have another length, places could not be told.
  if (lower.length !== text.length) return null
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    if (!latin.test(text.charAt(at - 1)) && !latin.test(text.charAt(end))) return { start: at, end }
  }
  return null
}

const latin = /[A-Za-z\u00C0-\u024F\u1E00-\u1EFF]/
