// Which texts can be kept at all.

/** Tells whether a text can be stored: PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text)
}
