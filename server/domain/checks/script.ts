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

// A Cyrillic а in a Latin word cannot be seen; Greek letters stand in names of substances.
const mixed = /\p{Script=Latin}\p{M}*\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{M}*\p{Script=Latin}/u
const letters = /[\p{L}\p{M}]/u

function lookAlike({ source, target }: CheckInput): Finding | null {
  const found = mixed.exec(target)
  if (!found) return null
  let [start, end] = [found.index, found.index + found[0].length]
  while (start > 0 && letters.test(target.charAt(start - 1))) start--
  while (end < target.length && letters.test(target.charAt(end))) end++
  const word = target.slice(start, end)
  if (source.includes(word)) return null
  return { ...report('foreign'), values: { text: word.slice(0, 40) }, target: { start, end } }
}

// Read on professional news: the smallest share of own letters in 200 sentences is 0.41.
const smallestOwnShare = 0.15

function isInWrongScript({ source, target, locale }: CheckInput): boolean {
  const own = ownLetters(locale)
  if (!own) return false
  const text = plainText(target)
  const count = countOf(text, own)
  if (!isSentence(source, 2)) return count === 0 && hasWordsOfItsOwn(source, text)
  const letters = count + countOf(text, latin)
  return letters > 0 && count / letters < smallestOwnShare
}

// Words in small letters that the source does not have, and none in the script of the language.
function hasWordsOfItsOwn(source: string, target: string): boolean {
  const known = new Set(smallWords(source))
  return smallWords(target).some((word) => word.length > 2 && !known.has(word))
}

const smallestCopiedShare = 0.7

function isUntranslated({ source, target }: CheckInput): boolean {
  if (!isSentence(source, 3)) return false
  const words = smallWords(source)
  const kept = new Set(smallWords(target))
  return words.filter((word) => kept.has(word)).length / words.length >= smallestCopiedShare
}

// In professional news every Vietnamese sentence has telling letters in half of its words, and hardly any
// Indonesian or Malay one has them in more than one word of thirty.
const smallestTellingShare = 0.3
const largestTellingShare = 0.2
const fewestWords = 4

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

const latin = /\p{Script=Latin}/gu

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
