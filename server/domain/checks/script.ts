// A translation is written in the script of its language and is not the source once more.

import { locales, type TargetLocale } from '#locales/locale.ts'
import type { Script } from '#locales/profile.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainText } from '../inline.ts'

import type { Check, CheckInput, Finding } from './finding.ts'

/** Reports letters of a neighbour's script, text in the wrong script, and text left in English. */
export const checkScript: Check = (input) => {
  const foreign = foreignLetters(input)
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

// Read on professional news: the smallest share of own letters in 200 sentences is 0.41.
const smallestOwnShare = 0.15

function isInWrongScript({ source, target, locale }: CheckInput): boolean {
  const own = ownLetters(locale)
  if (!own || !isSentence(source, 2)) return false
  const text = plainText(target)
  const count = countOf(text, own)
  const letters = count + countOf(text, latin)
  return letters > 0 && count / letters < smallestOwnShare
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
