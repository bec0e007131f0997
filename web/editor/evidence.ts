// What the languages do alike with a sentence: which acronyms of the source each of them kept.

import { plainText } from '#domain/inline.ts'

/** An acronym of the source and in how many of the translated languages it stands. */
export interface Evidence {
  readonly acronym: string
  readonly kept: number
  readonly of: number
}

/** Counts for each acronym of a source in how many of the texts it was kept; texts not written yet do not count. */
export function keptAcronyms(source: string, targets: readonly string[]): readonly Evidence[] {
  const written = targets.map(plainText).filter((text) => text.trim() !== '')
  if (written.length === 0) return []
  const acronyms = new Set(
    plainText(source).match(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?:-\p{Lu}{2,})*(?![\p{L}\p{N}])/gu),
  )
  return [...acronyms].map((acronym) => ({
    acronym,
    kept: written.filter((text) => stands(text, acronym)).length,
    of: written.length,
  }))
}

// Between letters of its own script it would be part of another word; Thai or Khmer may stand directly beside it.
function stands(text: string, acronym: string): boolean {
  for (let at = text.indexOf(acronym); at >= 0; at = text.indexOf(acronym, at + 1)) {
    const around =
      text.slice(Math.max(0, at - 1), at) + text.slice(at + acronym.length, at + acronym.length + 1)
    if (!/[\p{Script=Latin}\p{N}]/u.test(around)) return true
  }
  return false
}
