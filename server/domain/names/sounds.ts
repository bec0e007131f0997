// How well a Latin name can be heard in a text in Thai, Lao or Khmer letters: by its consonants, because every
// paper has its own way of writing the vowels.

import { isChineseName, pinyinSyllables } from './pinyin.ts'

/** A text as the sounds of its consonants. */
export type Sounds = readonly string[]

// Signs that end in a sound count with it. One capital stands for the letters that write nearly the same sound: C for ch and j, Q for ng.
const letters: Readonly<Record<string, string>> = {
  K: 'กขฃคฅฆກຂຄកខឃ',
  G: 'គ',
  T: 'ฏฐฑฒตถทธຕຖທຐຘឋឍតថធ',
  D: 'ฎดດដទឌ',
  P: 'ปผพภປຜພຠຝផពភ',
  B: 'บບប',
  F: 'ฝฟຝຟ',
  S: 'ซศษสຊສຨຩសឝឞ',
  C: 'จฉชฌຈຉຌចឆជឈ',
  N: 'ณนຓນໜណន',
  Q: 'งງង',
  M: 'มำມໝຳម\u17C6',
  L: 'ลฬຼລຬລឡល',
  R: 'รຣរ',
  W: 'วວវ',
  H: 'หฮຫຮហ',
  Y: 'ญยຍຢຽញយ',
}
const soundOf = new Map(
  Object.entries(letters).flatMap(([sound, some]) => Array.from(some, (letter) => [letter, sound] as const)),
)

// Letters that a sign silences, and pairs of Khmer letters for sounds that Khmer has no letter for.
const silenced =
  /[\u0E01-\u0E2E\u0E81-\u0EAE\u1780-\u17A2][\u0E34-\u0E39\u0EB4-\u0EB9\u17B7-\u17BD]?[\u0E4C\u0ECC\u17CD]/g
const khmerF = /ហ្វ/g
const khmerG = /ហ្គ/g
const khmerZ = /ហ្ស/g
// The ring is no m here: ណាំង is nang.
const khmerAng = /\u17B6\u17C6\u1784/g
// Before these an h only gives the tone: หลี่, ຫວັງ.
const silentH = /ห(?=[งญณนมยรลว])|ຫ(?=[ງຍນມຣລວຼ])/g

// A name is looked for at every place of the text; no sentence of a newspaper is so long.
const longestText = 4000

/** Reads the consonants of a text in Thai, Lao or Khmer, of its first four thousand characters. */
export function soundsOf(text: string): Sounds {
  const heard = text
    .slice(0, longestText)
    .normalize('NFC')
    .replace(silenced, '')
    .replace(khmerF, '\u0E1F')
    .replace(khmerG, '\u0E01')
    .replace(khmerZ, '\u0E0B')
    .replace(khmerAng, '\u1784')
    .replace(silentH, '')
  return Array.from(heard, (letter) => soundOf.get(letter) ?? '').filter(Boolean)
}

/**
 * A consonant of a Latin name: what may be written for it and how well that fits, and how much it is missed. One that
 * is not missed at all is the glide of a double vowel, which some write with a letter: เสี่ยว for Xiao.
 */
interface Spoken {
  readonly fits: Readonly<Record<string, number>>
  readonly weight: number
}

const spoken = (fits: Spoken['fits'], weight = 1): Spoken => ({ fits, weight })

const consonants: Readonly<Record<string, Spoken>> = {
  k: spoken({ K: 1, G: 1, C: 0.2 }),
  g: spoken({ G: 1, K: 1, C: 0.4 }),
  t: spoken({ T: 1, D: 0.8, C: 0.3 }),
  d: spoken({ D: 1, T: 0.8 }),
  p: spoken({ P: 1, B: 0.8 }),
  b: spoken({ B: 1, P: 0.8 }),
  f: spoken({ F: 1, P: 0.8, W: 0.3 }),
  s: spoken({ S: 1, C: 0.6, T: 0.3 }, 0.9),
  c: spoken({ C: 1, S: 0.9, K: 0.5, T: 0.3 }),
  j: spoken({ C: 1, Y: 0.8, H: 0.7, S: 0.5 }),
  // Before e and i nobody can tell it from the letters: Tiger, Gerard.
  J: spoken({ C: 1, G: 0.9, K: 0.6, Y: 0.8, H: 0.5, S: 0.5 }),
  n: spoken({ N: 1, Q: 0.6, M: 0.3 }),
  q: spoken({ Q: 1, N: 0.7, K: 0.3 }),
  N: spoken({ N: 1, Y: 0.9, Q: 0.7 }),
  m: spoken({ M: 1, N: 0.3 }),
  l: spoken({ L: 1, R: 0.8, N: 0.3 }, 0.8),
  r: spoken({ R: 1, L: 0.8 }, 0.4),
  w: spoken({ W: 1 }, 0.4),
  v: spoken({ W: 1, F: 0.5, B: 0.5 }, 0.9),
  h: spoken({ H: 1 }, 0.4),
  y: spoken({ Y: 1 }, 0.3),
}

// In this order: what was made of letters before is not read again.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^x/g, 's'],
  [/ph/g, 'f'],
  [/tch|sch|sh|ch|tj|cz|cc(?=i)/g, 'C'],
  [/th/g, 't'],
  [/c(?=[eiy])/g, 's'],
  [/ck|qu?|c/g, 'k'],
  [/x/g, 'ks'],
  [/^kn|gn/g, 'n'],
  [/^wr/g, 'r'],
  [/igh|ough|augh|aigh|eigh/g, 'a'],
  [/gh/g, 'g'],
  [/g(?=[eiy])/g, 'J'],
  [/mb$/g, 'm'],
  // Vietnamese: Nguyen, Minh.
  [/^ng(?=[aeiouy])/g, 'Q'],
  [/nh$/g, 'N'],
  [/ng(?![aeiouy])/g, 'Q'],
  [/z/g, 's'],
  [/w(?![aeiouy])|y(?![aeiou])|h(?![aeiouy])/g, ''],
]

// As the romanisation means them, by the beginnings of syllables.
const pinyin: Readonly<Record<string, Spoken>> = {
  zh: spoken({ C: 1 }),
  z: spoken({ C: 1, S: 1, T: 0.3 }),
  ch: spoken({ C: 1, S: 0.9 }),
  c: spoken({ C: 1, S: 0.9, T: 0.3 }),
  q: spoken({ C: 1, S: 0.9, K: 0.4 }),
  j: spoken({ C: 1, K: 0.4 }),
  x: spoken({ S: 1, C: 0.7, H: 0.5 }, 0.9),
  sh: spoken({ S: 1, C: 0.6 }, 0.9),
  s: spoken({ S: 1, C: 0.5 }, 0.9),
  b: spoken({ P: 1, B: 1 }),
  p: spoken({ P: 1, B: 0.8 }),
  d: spoken({ T: 1, D: 1 }),
  t: spoken({ T: 1, D: 0.8 }),
  g: spoken({ K: 1, G: 1 }),
  k: spoken({ K: 1, G: 0.8 }),
  h: spoken({ H: 1, F: 0.5 }, 0.7),
  r: spoken({ R: 1, L: 0.8, Y: 0.8, C: 0.3 }, 0.7),
  y: spoken({ Y: 1, W: 0.5 }, 0.3),
  w: spoken({ W: 1 }, 0.4),
}
const glides: readonly (readonly [RegExp, Spoken])[] = [
  [/i(?=[aeou])|(?<=[aeou])i/, spoken({ Y: 1 }, 0)],
  [/u(?=[aeio])|(?<=[aei])[uo]/, spoken({ W: 1 }, 0)],
]

function spokenInPinyin(words: readonly string[]): readonly Spoken[] {
  return words.flatMap((word) =>
    (pinyinSyllables(word) ?? []).flatMap(({ initial, final }) => {
      const coda = /n(g?)$/.exec(final)
      return [
        pinyin[initial] ?? consonants[initial],
        ...glides.map(([pattern, glide]) => (pattern.test(final) ? glide : undefined)),
        coda ? consonants[coda[1] ? 'q' : 'n'] : undefined,
      ].filter((sound) => sound !== undefined)
    }),
  )
}

function spokenIn(name: string): readonly Spoken[] {
  return lettersOf(name)
    .split(/[^a-z]+/)
    .flatMap((word) => {
      const heard = spellings.reduce((text, [pattern, right]) => text.replace(pattern, right), word)
      // Two of one kind are heard once.
      const spelt = heard.replace(/[CQ]/g, (one) => one.toLowerCase()).replace(/([a-z])\1+/g, '$1')
      // Of two consonants at the end of a word only one is heard: Trump, Donald, West.
      const muted = /(?<=[lmnqrs])[bdgkpt]$/.test(spelt) ? spelt.length - 1 : -1
      return Array.from(spelt, (letter, at) => {
        const one = consonants[letter]
        return one && at === muted ? { ...one, weight: mutedWeight } : one
      })
    })
    .filter((one) => one !== undefined)
}

const mutedWeight = 0.3

// Read on professional news: of the names that a sentence does not have, one in fifty is heard better in it than this.
const leastShares: readonly (readonly [weight: number, share: number])[] = [
  [3, 0.93],
  [4, 0.89],
  [5, 0.8],
  [6, 0.74],
  [8, 0.66],
  [Infinity, 0.62],
]

/** Tells whether a name, or the first or last word of it, is heard in a text; `clearly` asks for more. */
export function isHeard(name: string, text: Sounds, clearly = false): boolean {
  const more = clearly ? 0.08 : 0
  if (isHeardInPinyin(name, text, more)) return true
  const words = name.split(/[\s-]+/).filter((word) => word.length > 2)
  const parts = words.length > 1 ? [name, words.at(-1) ?? name, words[0] ?? name] : [name]
  return parts.some((part, i) => {
    const { share, weight } = heard(part, text)
    // A single word has to be heard clearly.
    if (i > 0 && weight < 3.4) return false
    return share >= leastShare(weight, more + (i > 0 ? 0.08 : 0))
  })
}

function isHeardInPinyin(name: string, text: Sounds, more: number): boolean {
  const words = lettersOf(name).split(/[^a-z]+/)
  if (!isChineseName(words)) return false
  const { share, weight } = heardAs(spokenInPinyin(words), text)
  return share >= leastShare(weight, more)
}

function leastShare(weight: number, more: number): number {
  return Math.min(1, (leastShares.find(([most]) => weight <= most)?.[1] ?? 1) + more)
}

function lettersOf(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How well a name can be heard in the best place of a text: 1 is letter for letter, below 0.5 hardly. */
export function heard(name: string, text: Sounds): { readonly share: number; readonly weight: number } {
  return heardAs(spokenIn(name), text)
}

function heardAs(
  wanted: readonly Spoken[],
  text: Sounds,
): { readonly share: number; readonly weight: number } {
  const weight = wanted.reduce((sum, one) => sum + one.weight, 0)
  if (weight === 0) return { share: 1, weight }
  return { share: bestPlace(wanted, text) / weight, weight }
}

// Vowels between consonants are written with letters of their own, and W, Y, H and R are among them.
const idle: Readonly<Record<string, number>> = { W: 0.1, Y: 0.1, H: 0.15, R: 0.3, L: 0.3 }
const stray = 0.6
const echo = 0.1

// A double consonant is written with two letters, and the g of `English` is heard after its n.
function isEcho(before: string | undefined, sound: string): boolean {
  return before === sound || (before === 'Q' && (sound === 'G' || sound === 'K'))
}

/** The weight of what is found, less what has to be passed over, in the place of the text where that is most. */
function bestPlace(wanted: readonly Spoken[], text: Sounds): number {
  // Row by row: what the first consonants of the name are worth when the text is read up to a place.
  let row = new Float64Array(text.length + 1)
  for (const { fits, weight } of wanted) {
    const next = new Float64Array(text.length + 1).fill(-Infinity)
    next[0] = (row[0] ?? 0) - weight * 0.7
    for (let at = 1; at <= text.length; at++) {
      const sound = text[at - 1] ?? ''
      // A glide stands for nothing but itself.
      const worth = weight === 0 && !(sound in fits) ? -Infinity : (fits[sound] ?? -0.5) * weight
      next[at] = Math.max(
        (row[at - 1] ?? 0) + worth,
        (row[at] ?? 0) - weight * 0.7,
        (next[at - 1] ?? 0) - (isEcho(text[at - 2], sound) ? echo : (idle[sound] ?? stray)),
      )
    }
    row = next
  }
  return Math.max(0, ...row)
}
