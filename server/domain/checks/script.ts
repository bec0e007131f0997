// A translation is written in the script of its language and is not the source once more.

import { locales, type TargetLocale } from '#locales/locale.ts'
import type { Script } from '#locales/profile.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainText } from '../inline.ts'

import type { Check, CheckInput, Finding } from './finding.ts'

/** Reports letters of a neighbour's script, text in the wrong script, and text left in English. */
export const checkScript: Check = (input) => {
  const foreign = foreignLetters(input) ?? lookAlike(input)
  if (foreign) return [foreign]
  if (isUntranslated(input)) return [report('untranslated')]
  if (isInWrongScript(input)) return [report('wrong')]
  if (isInAnotherLanguage(input)) return [report('language')]
  return []
}

const scripts: readonly Script[] = [...new Set(locales.map((locale) => profileOf(locale).script))]

// Latin names and numbers stand in every language; letters of a neighbour's script are a slip of the keyboard.
const foreignPatterns = new Map<Script, RegExp>(
  scripts.map((script) => {
    const others = scripts.filter((other) => other !== script && other !== 'Latin')
    return [script, new RegExp(`[${others.map((other) => `\\p{Script=${other}}`).join('')}]+`, 'gu')]
  }),
)

function foreignLetters({ source, target, locale }: CheckInput): Finding | null {
  const pattern = foreignPatterns.get(profileOf(locale).script)
  if (!pattern) return null
  for (const match of target.matchAll(pattern)) {
    if (source.includes(match[0])) continue
    const range = { start: match.index, end: match.index + match[0].length }
    return { ...report('foreign'), values: { text: match[0].slice(0, 40) }, target: range }
  }
  return null
}

// Letters that cannot be told from Latin ones, and wide ones. Greek letters also stand in names of substances: IFNβ.
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...pairs('абвгдеіјкорсухѕһԁԛԝАВЕЅІЈКМНОРСТУХ', 'abbrdeijkopcyxshdqwABESIJKMHOPCTYX'),
  ...pairs('αικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'aikvoptuxABEZHIKMNOPTYX'),
])

function pairs(these: string, those: string): readonly (readonly [string, string])[] {
  return Array.from(these, (one, i) => [one, those.charAt(i)] as const)
}

const greekLike = '[αικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]'
const latin = '\\p{Script=Latin}'
const strange = '(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Common}\\p{Script=Inherited}])'
const others = scripts.filter((script) => script !== 'Latin')
const own = `[${others.map((script) => `\\p{Script=${script}}`).join('')}]`
const faults: readonly RegExp[] = [
  // Letters of any other script, Cyrillic or Chinese, that touch a word.
  new RegExp(`(?<=[${latin}\\p{M}]|${own})(?!${own})${strange}\\p{L}{1,40}`, 'u'),
  new RegExp(`(?!${own})${strange}\\p{L}{1,40}(?=${latin}|${own})`, 'u'),
  new RegExp(`(?<=${latin})${greekLike}+(?=${latin})|(?<=\\p{Ll}{2})${greekLike}(?!\\p{L})`, 'u'),
  new RegExp(`(?<!\\p{L})(?=\\p{Lu})${greekLike}(?=[a-z]{2})`, 'u'),
  /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]+/u,
  // One small Latin letter in the middle of a word of another script.
  new RegExp(`(?<=${own})[a-z](?=${own})`, 'u'),
]
const letters = /[\p{L}\p{M}]/u

function lookAlike({ source, target }: CheckInput): Finding | null {
  for (const fault of faults) {
    const found = fault.exec(target)
    if (!found) continue
    let [start, end] = [found.index, found.index + found[0].length]
    if (source.includes(target.slice(Math.max(0, start - 1), end + 1))) continue
    while (start > 0 && letters.test(target.charAt(start - 1))) start--
    while (end < target.length && letters.test(target.charAt(end))) end++
    const word = target.slice(start, end)
    if (source.includes(word)) continue
    const range = { start, end }
    const right = Array.from(
      word.replace(/[\uFF10-\uFF5A]/g, (sign) => sign.normalize('NFKC')),
      (letter) => {
        return lookAlikes.get(letter) ?? letter
      },
    ).join('')
    const finding = { ...report('foreign'), values: { text: word.slice(0, 40) }, target: range }
    return onlyLatin.test(right) && word.length < 100
      ? { ...finding, fix: { ...range, text: right } }
      : finding
  }
  return null
}

const onlyLatin = /^[\p{Script=Latin}\p{M}\p{N}]+$/u

// Read on professional news: the smallest share of own letters in 200 sentences is 0.41.
const smallestOwnShare = 0.15

function isInWrongScript({ source, target, locale }: CheckInput): boolean {
  const own = ownLetters(locale)
  if (!own) return false
  const text = plainText(target)
  const count = countOf(text, own)
  if (!isSentence(source, 2)) return count === 0 && hasWordsOfItsOwn(source, text)
  const letters = count + countOf(text, latinLetter)
  return letters > 0 && count / letters < smallestOwnShare
}

// Words in small letters that the source does not have, and none in the script of the language.
function hasWordsOfItsOwn(source: string, target: string): boolean {
  const known = new Set(smallWords(source))
  return smallWords(target).some((word) => word.length > 2 && !known.has(word))
}

const smallestCopiedShare = 0.7

function isUntranslated({ source, target }: CheckInput): boolean {
  // A sentence of English once more; names, titles and quotations from other languages may stay.
  if (isEnglish(source) && foldedSpaces(source) === foldedSpaces(target)) return true
  if (!isSentence(source, 3)) return false
  const words = smallWords(source)
  const kept = new Set(smallWords(target))
  return words.filter((word) => kept.has(word)).length / words.length >= smallestCopiedShare
}

function isEnglish(text: string): boolean {
  const words = smallWords(text)
  return words.length >= 2 && words.some((word) => functionWords.has(word) || commonWords.has(word))
}

function foldedSpaces(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim().toLowerCase()
}

// In professional news every Vietnamese sentence has telling letters in half of its words, and hardly any
// Indonesian or Malay one has them in more than one word of thirty.
const smallestTellingShare = 0.3
const largestTellingShare = 0.2
const fewestWords = 3

const tellingPatterns = locales.flatMap((locale) => {
  const { tellingLetters } = profileOf(locale)
  return tellingLetters ? [{ locale, pattern: new RegExp(tellingLetters, 'u') }] : []
})

function isInAnotherLanguage({ source, target, locale }: CheckInput): boolean {
  if (profileOf(locale).script !== 'Latin') return false
  const known = new Set(wordsOf(source))
  const own = wordsOf(target).filter((word) => !known.has(word))
  if (own.length < fewestWords) return false
  return tellingPatterns.some((telling) => {
    const share = own.filter((word) => telling.pattern.test(word)).length / own.length
    return telling.locale === locale ? share < smallestTellingShare : share > largestTellingShare
  })
}

function wordsOf(text: string): readonly string[] {
  return (
    plainText(text)
      .normalize('NFC')
      .match(/[\p{L}\p{M}]+/gu) ?? []
  )
}

const latinLetter = /\p{Script=Latin}/gu

function ownLetters(locale: TargetLocale): RegExp | null {
  const { script, letters } = profileOf(locale)
  return script === 'Latin' ? null : new RegExp(letters, 'gu')
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

// Names, titles of books and quotations from other languages stay as they are; what has small words and one of
// the words that hold English sentences together is a sentence.
function isSentence(source: string, smallest: number): boolean {
  const words = smallWords(source)
  return words.length >= smallest && words.some((word) => functionWords.has(word))
}

function smallWords(text: string): readonly string[] {
  return plainText(text).match(/(?<![\p{L}\p{N}_./@#-])\p{Ll}+(?![\p{L}\p{N}_@/])/gu) ?? []
}

const functionWords: ReadonlySet<string> = new Set(
  'a an the and or but of to in on at by for from with as is are was were be been has have had it its this that these those their his her they he she we our will would can not also which who'.split(
    ' ',
  ),
)

function report(kind: 'foreign' | 'wrong' | 'untranslated' | 'language'): Finding {
  return {
    check: 'script',
    severity: 'error',
    message: `check.script.${kind}`,
    values: {},
    source: null,
    target: null,
  }
}

// Only asked for where a target is its source letter for letter.
const commonWords: ReadonlySet<string> = new Set(
  `about after again against all also am any because before below between both could did do does down during each few get
  got getting go going goes went gone had her here him how i if into just know known like make makes made making may might
  more most much must my never new no none now off old one only other our out over own people plan plans says said say see
  should so some still such take takes taken tell than them then there think through time today told too under until up us
  very want wants was way well what when where while who why year years you your`.split(/\s+/),
)
