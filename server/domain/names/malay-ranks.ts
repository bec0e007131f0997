// The Malay titles of rank: parts of a name, never translated.

/** Malay titles of rank as the press spells them, with each apostrophe. */
export const malayRanks: readonly string[] = [
  'Datuk',
  'Datuk Seri',
  'Dato',
  "Dato'",
  'Dato’',
  "Dato' Sri",
  'Dato’ Sri',
  'Datin',
  'Tan Sri',
  'Puan Sri',
  'Tun',
  'Tengku',
]
