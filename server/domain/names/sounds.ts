// Whether a Latin name may stand in a text in Thai, Lao or Khmer letters: by the order of its consonants, because
// every paper has its own way of writing the vowels.

const classes: Readonly<Record<string, string>> = {
  K: 'kgqกขฃคฅฆກຂຄកខគឃ',
  T: 'tdฎฏฐฑฒดตถทธດຕຖທដឋឌឍតថទធ',
  P: 'pbfบปผฝพฟภບປຜຝພຟបផពភ',
  S: 'szjจฉชซฌศษสຈສຊចឆជឈសឝឞ',
  N: 'nงณนງນងណន',
  M: 'mมມម',
  R: 'lrรลฬຣລຼរលឡ',
  W: 'vwวວវ',
}
const classOf = new Map(
  Object.entries(classes).flatMap(([name, letters]) => Array.from(letters, (letter) => [letter, name])),
)
const foreign = /[\u0E00-\u0EFF\u1780-\u17FF]/

/** A text as the classes of its consonants. */
export function soundsOf(text: string): string {
  return classesOf(text.normalize('NFC').replaceAll('ໜ', 'ນ').replaceAll('ໝ', 'ມ'))
}

/** Tells whether a word of a name may be told in such a text; also where too little of it can be heard to know. */
export function mayBeHeard(name: string, sounds: string): boolean {
  const words = name.split(/[\s-]+/).map((word) => classesOf(latinSounds(word)))
  const telling = words.filter((word) => word.replace(/[RW]/g, '').length >= 2)
  if (telling.length === 0) return true
  // Letters such as a last r are not heard, and others are put in to keep consonants apart.
  return telling.some((word) =>
    new RegExp(Array.from(word, (one) => (/[RW]/.test(one) ? `${one}?` : one)).join('[RWN]?')).test(sounds),
  )
}

/** Tells whether a text has letters of these scripts. */
export function isHeard(text: string): boolean {
  return foreign.test(text)
}

function latinSounds(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/ng(?![aeiou])|ny|gn/g, 'n')
    .replace(/tch|sch|sh|ch|tj/g, 's')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/^w(?=r)|^k(?=n)|gh|[hy]|w(?![aeiou])/g, '')
}

function classesOf(text: string): string {
  return Array.from(text, (letter) => classOf.get(letter) ?? '')
    .join('')
    .replace(/(.)\1+/g, '$1')
}
