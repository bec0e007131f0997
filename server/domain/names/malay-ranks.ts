// The Malay titles of rank: parts of a name, never translated.

const grades = ['Datuk', 'Dato', "Dato'", 'Dato’']

/** Malay titles of rank as the press spells them, with each apostrophe. */
export const malayRanks: readonly string[] = [
  ...grades,
  ...grades.flatMap((one) =>
    [
      'Sri',
      'Seri',
      'Seri Setia',
      'Seri Paduka',
      'Seri Utama',
      'Seri Diraja',
      'Paduka',
      'Paduka Seri',
      'Wira',
    ].map((more) => `${one} ${more}`),
  ),
  ...['Datin', 'Datin Seri', 'Datin Paduka', 'Tan Sri', 'Puan Sri', 'Toh Puan', 'Tun', 'Tengku', 'Tunku'],
]
