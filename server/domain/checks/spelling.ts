// Spellings that are wrong in every text of the language, as tables: Vietnamese tones and look-alikes, Malay and
// Indonesian prefixes and prepositions, Indonesian words that the great dictionary writes otherwise.

import type { TargetLocale } from '#locales/locale.ts'

import type { Check, Finding, Severity } from './finding.ts'
import { plainView } from './plain-view.ts'
import { report } from './report.ts'
import { misplacedTones } from './tones.ts'

/** Reports words that are spelt wrong beyond doubt, with the right spelling. */
export const checkSpelling: Check = ({ source, target, locale }) => {
  const view = plainView(target)
  // Names and words that the source has too are not of the language.
  const known = new Set(source.match(/[\p{L}\p{M}]+/gu)?.map((word) => word.toLowerCase()))
  return (misspellingsIn[locale]?.(view.text) ?? [])
    .filter(({ start, end }) => !known.has(view.text.slice(start, end).toLowerCase()))
    .map(({ start, end, right, kind, severity }): Finding =>
      report('spelling', severity, kind, {
        values: { text: view.text.slice(start, end), right },
        target: view.rangeOf(start, end),
        fix: view.fixOf(start, end, right),
      }),
    )
}

interface Misspelling {
  readonly kind: 'tone' | 'look-alike' | 'preposition' | 'standard'
  readonly severity: Severity
  readonly start: number
  readonly end: number
  readonly right: string
}

const misspellingsIn: Readonly<Partial<Record<TargetLocale, (text: string) => readonly Misspelling[]>>> = {
  vi: (text) => [
    ...misplacedTones(text).map((tone): Misspelling => ({ ...tone, kind: 'tone', severity: 'error' })),
    ...replaced(text, /[ðƀ]|Ð(?=\p{Ll})/gu, 'look-alike', 'error', (sign) => lookAlikes[sign] ?? sign),
  ],
  id: (text) => [
    ...prepositions(text),
    ...replaced(text, nonstandard, 'standard', 'info', (word) =>
      sameCapital(word, standard[word.toLowerCase()] ?? word),
    ),
  ],
  ms: (text) => prepositions(text),
}

const lookAlikes: Readonly<Record<string, string>> = { ð: 'đ', Ð: 'Đ', ƀ: 'b' }

// The preposition is written apart, the prefix of the passive together: `di dalam`, `dibuat`.
const afterDi =
  'mana|sini|sana|situ|antara|dalam|luar|atas|bawah|depan|belakang|samping|tengah|seluruh|sekitar|kalangan|bidang|tingkat|wilayah|negara|kota|indonesia|malaysia|jakarta|singapura|thailand|vietnam|kamboja|kemboja|laos|filipina|tiongkok|china|asia|eropa|eropah|amerika|jepang|jepun'
const gluedDi = new RegExp(`(?<![\\p{L}-])di(?:${afterDi})(?![\\p{L}-])`, 'giu')
const gluedKe = /(?<![\p{L}-])ke(?:mana|sini|sana|situ|dalam|atas|bawah|depan)(?![\p{L}-])(?! duli)/giu

function prepositions(text: string): readonly Misspelling[] {
  const apart = (word: string): string => `${word.slice(0, 2)} ${word.slice(2)}`
  return [
    ...replaced(text, gluedDi, 'preposition', 'error', apart),
    ...replaced(text, gluedKe, 'preposition', 'warning', apart),
  ]
}

// @see https://kbbi.kemendikdasmen.go.id/
const standard: Readonly<Record<string, string>> = {
  aktifitas: 'aktivitas',
  analisa: 'analisis',
  apotik: 'apotek',
  efektifitas: 'efektivitas',
  hakekat: 'hakikat',
  ijin: 'izin',
  jadual: 'jadwal',
  kerjasama: 'kerja sama',
  konperensi: 'konferensi',
  kwalitas: 'kualitas',
  nasehat: 'nasihat',
  nopember: 'November',
  obyek: 'objek',
  pebruari: 'Februari',
  praktek: 'praktik',
  produktifitas: 'produktivitas',
  propinsi: 'provinsi',
  resiko: 'risiko',
  silahkan: 'silakan',
  sistim: 'sistem',
  standarisasi: 'standardisasi',
  subyek: 'subjek',
  tehnik: 'teknik',
  tehnologi: 'teknologi',
}
const nonstandard = new RegExp(`(?<![\\p{L}-])(?:${Object.keys(standard).join('|')})(?![\\p{L}-])`, 'giu')

function sameCapital(word: string, right: string): string {
  const first = word.charAt(0)
  return first === first.toLowerCase() ? right : right.charAt(0).toUpperCase() + right.slice(1)
}

function replaced(
  text: string,
  pattern: RegExp,
  kind: Misspelling['kind'],
  severity: Severity,
  right: (written: string) => string,
): readonly Misspelling[] {
  return Array.from(text.matchAll(pattern), ({ 0: written, index }) => ({
    kind,
    severity,
    start: index,
    end: index + written.length,
    right: right(written),
  }))
}
