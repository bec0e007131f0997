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

/** A text as the classes of its consonants. */
export function soundsOf(text: string): string {
  return classesOf(text.normalize('NFC').replaceAll('ໜ', 'ນ').replaceAll('ໝ', 'ມ'))
}

/** Tells whether a name may be told in such a text; also where too little of it can be heard to know. */
export function mayBeHeard(name: string, sounds: string): boolean {
  const words = name.split(/[\s-]+/).map((word) => classesOf(latinSounds(word)))
  const telling = words.filter((word) => strong(word) >= 2)
  const [longest] = telling.toSorted((one, other) => other.length - one.length)
  if (!longest) return true
  // The family name, or where it has few consonants the longest word.
  const last = telling.at(-1) ?? longest
  return isHeard(strong(last) >= 3 ? last : longest, sounds) || (telling.length === 1 && strong(last) < 3)
}

// Consonants that are always heard.
function strong(word: string): number {
  return word.replace(/[RW]/g, '').length
}

// Letters such as a last r are not heard, and others are put in to keep consonants apart.
function isHeard(word: string, sounds: string): boolean {
  return new RegExp(Array.from(word, (one) => (/[RW]/.test(one) ? `${one}?` : one)).join('[RWN]?')).test(
    sounds,
  )
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
