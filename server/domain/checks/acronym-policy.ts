// What a project decided about an acronym: kept in Latin letters, or written as the language writes it. Giving both at
// the first mention is a matter of the whole edition.

import { formPresent, formsIn } from '#glossary/matcher.ts'
import { agreedForms } from '#glossary/term.ts'

import type { CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports acronyms that are written otherwise than their terms say. */
export function againstPolicy({ source, target, terms, locale }: CheckInput): readonly Finding[] {
  const told = new Set<string>()
  return terms.flatMap(({ term, start, end, matched }): readonly Finding[] => {
    const { id, acronym, acronymPolicy } = term
    if (!acronym || !acronymPolicy || told.has(id)) return []
    const written = acronymRange(acronym, target)
    if (acronymPolicy === 'localised' && written) {
      const [short, any] = [agreedForms(term, locale, 'short')[0], agreedForms(term, locale)[0]]
      const form = (short ?? any)?.text
      if (!form || form === acronym || acronymRange(acronym, form)) return []
      told.add(id)
      const fix = short ? { ...written, text: form } : null
      const values = { acronym, form }
      return [
        report('acronyms', 'warning', 'localised', { values, source: { start, end }, target: written, fix }),
      ]
    }
    if (acronymPolicy === 'latin' && matched === 'acronym' && !written) {
      // What is written in no way is told by the check of terms.
      if (!formsIn(term, locale).some((form) => form.status !== 'forbidden' && formPresent(target, form)))
        return []
      told.add(id)
      const values = { acronym: source.slice(start, end).replace(/\p{Co}/gu, '') }
      return [report('acronyms', 'warning', 'latin', { values, source: { start, end } })]
    }
    return []
  })
}

/** The first place where an acronym stands as a word of its own, or null; letters of other scripts may touch it. */
export function acronymRange(acronym: string, text: string): { start: number; end: number } | null {
  const touches = (character: string): boolean => /[A-Za-z\d\u00C0-\u024F]/.test(character)
  for (let at = text.indexOf(acronym); at >= 0; at = text.indexOf(acronym, at + 1)) {
    const end = at + acronym.length
    if (!touches(text.charAt(at - 1)) && !touches(text.charAt(end))) return { start: at, end }
  }
  return null
}
