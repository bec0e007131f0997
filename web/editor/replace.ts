// Find and replace in the targets of an edition: plain functions. Codes are never touched, and every change is shown first.

import type { CodedText } from '#domain/inline.ts'

import { partsOf } from './codes.ts'
import type { Item } from './edition-item.ts'

/** What is looked for. */
export interface Search {
  readonly find: string
  readonly replacement: string
  /** Whether capitals and small letters differ. */
  readonly exact: boolean
}

/** A text that would change. */
export interface Replacement {
  readonly item: Item
  readonly after: CodedText
  readonly count: number
}

/** Lists what would change, in article order; only texts that may be written by this person. */
export function replacementsIn(items: readonly Item[], search: Search): readonly Replacement[] {
  const find = search.find.normalize('NFC')
  if (find === '') return []
  return items.flatMap((item) => {
    if (item.text === '' || item.conflict || item.row?.can['save'] !== true) return []
    const { text, count } = replaced(item.text, { ...search, find })
    return count > 0 && text !== item.text ? [{ item, after: text, count }] : []
  })
}

/** Replaces words outside codes; a match never reaches across a code or splits a letter from its marks. */
export function replaced(
  text: CodedText,
  { find, replacement, exact }: Search,
): { readonly text: CodedText; readonly count: number } {
  let count = 0
  const parts = partsOf(text).map((part) => {
    if (part.kind === 'mark') return part.text
    const hay = exact ? part.text : part.text.toLowerCase()
    const needle = exact ? find : find.toLowerCase()
    // A language whose small letters are longer would move every offset: then capitals have to agree.
    const safe = hay.length === part.text.length
    const [words, sought] = safe ? [hay, needle] : [part.text, find]
    let out = ''
    let from = 0
    let at = words.indexOf(sought)
    while (at >= 0) {
      const end = at + sought.length
      // `ก` is not to be found in `กั`: the mark that follows would lose the letter it stands on.
      if (!/^\p{M}/u.test(words.slice(end))) {
        out += part.text.slice(from, at) + replacement
        from = end
        count += 1
      }
      at = words.indexOf(sought, end)
    }
    return out + part.text.slice(from)
  })
  return { text: parts.join(''), count }
}
