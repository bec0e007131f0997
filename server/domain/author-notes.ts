// What the author of a file says to translators, in plain English for files that leave the house.

import type { AuthorNote } from './article.ts'

/** Writes a note, or a demand, as a sentence. */
export function plainNote(note: AuthorNote): string {
  if (typeof note === 'string') return note
  const about = note.words === null ? '' : `${note.words}: `
  if (note.kind === 'term') return `${about}the author marks this as a term`
  if (note.kind === 'characters') return `${about}only these characters are allowed: ${note.allowed}`
  return `${about}at most ${note.bytes} bytes in ${note.encoding}`
}
