// What kind of change a sentence went through. Names and numbers are looked at with suspicion: nobody may call a
// new date a typing mistake.

import { findTerms, type GlossaryIndex } from '#glossary/matcher.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainView } from '../checks/plain-view.ts'
import { numeralsOf } from '../checks/numerals.ts'
import { marksOf, type CodedText } from '../inline.ts'
import { acronymsIn } from '../names/acronyms.ts'
import { datesIn } from '../names/dates.ts'
import { personsIn } from '../names/persons.ts'
import { wordsIn } from './compare.ts'
import type { ChangeClass } from './outdated.ts'
import { isSlip } from './slip.ts'

/** What a change touches, and what it is likely to be. */
export interface ChangeReport {
  readonly suggested: ChangeClass
  /** Why it cannot be called a typing mistake, or null. */
  readonly noTypo: 'number' | 'name' | null
}

/** Looks at a change of the source. */
export function reportChange(
  before: CodedText,
  after: CodedText,
  glossary: GlossaryIndex | null = null,
): ChangeReport {
  const [old, now] = [plainView(before).text, plainView(after).text]
  const noTypo = differ(numbersIn(old), numbersIn(now))
    ? 'number'
    : namesDiffer(old, now) || differ(termsIn(before, glossary), termsIn(after, glossary))
      ? 'name'
      : null
  return { suggested: noTypo ? 'fact' : suggestion(before, after, old, now), noTypo }
}

function suggestion(before: CodedText, after: CodedText, old: string, now: string): ChangeClass {
  if (differ(weightyIn(old), weightyIn(now))) return 'meaning'
  const codes = (text: CodedText) => marksOf(text).map(({ part }) => part)
  const sameCodes = !differ(codes(before), codes(after))
  const [oldWords, newWords] = [wordsIn(before), wordsIn(after)]
  if (!differ(oldWords, newWords)) return sameCodes && lastSign(old) === lastSign(now) ? 'typo' : 'style'
  if (isSlip(oldWords, newWords)) return sameCodes ? 'typo' : 'style'
  const content = (words: readonly string[]) => words.filter((word) => !littleWords.has(word))
  return differ(content(oldWords), content(newWords)) ? 'meaning' : 'style'
}

const differ = (one: readonly string[], other: readonly string[]): boolean =>
  one.length !== other.length || one.some((word, at) => word !== other[at])

const numberWords =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|once|twice|half|halves|quarters?|double|triple)\b|[%‰$€£¥฿₫₱₭៛]/gi

/** Figures, counting words and their signs, in order: an exchange of two numbers is a change too. */
function numbersIn(text: string): readonly string[] {
  const figures = numeralsOf(text, profileOf('en')).map(({ values, parts }) => values[0] ?? parts.join('.'))
  return [...figures, ...Array.from(text.matchAll(numberWords), ([word]) => word.toLowerCase())]
}

const token = /[\p{L}\p{M}\p{N}]+(?:[-’'&][\p{L}\p{M}\p{N}]+)*/gu
const sentenceStart = /(?:^|[.!?:]["”’')\]]?\s+)["“‘'([]?$/

function namesDiffer(old: string, now: string): boolean {
  const known = (text: string) => [
    ...personsIn(text).map(({ name }) => name),
    ...acronymsIn(text).map(({ name }) => name),
    ...datesIn(text).map(({ name }) => name),
  ]
  return differ(capitalised(old), capitalised(now)) || differ(known(old), known(now))
}

/** Words that are written as names are; an ordinary word is not one because a sentence begins with it. */
function capitalised(text: string): readonly string[] {
  return Array.from(text.matchAll(token)).flatMap(({ 0: word, index }) => {
    if (!/\p{Lu}/u.test(word)) return []
    const begins = sentenceStart.test(text.slice(Math.max(0, index - 6), index))
    return begins && (littleWords.has(word.toLowerCase()) || mistypedStart(word)) ? [] : [word]
  })
}

/** `Teh` is no name: it is a slip away from a word that often begins a sentence. */
function mistypedStart(word: string): boolean {
  if (word.length < 3) return false
  for (const little of littleWords)
    if (Math.abs(little.length - word.length) <= 1 && isSlip([word.toLowerCase()], [little])) return true
  return false
}

function termsIn(text: CodedText, glossary: GlossaryIndex | null): readonly string[] {
  if (!glossary) return []
  return findTerms(glossary, text)
    .filter(({ term }) => term.termClass !== 'concept')
    .map(({ term }) => term.id)
}

const weighty =
  /\b(?:not|no|nor|never|none|neither|nobody|nothing|without|cannot|hardly|only|all|every|some|any|may|might|must|should|shall|will|would|can|could|before|after|until|since|against|more|less|most|least|above|below|over|under|increase\w*|decrease\w*|rise\w*|fall\w*)\b|n[’']t\b/gi

/** Words that turn what a sentence says; losing one is never a slip. */
function weightyIn(text: string): readonly string[] {
  return Array.from(text.matchAll(weighty), ([word]) => word.toLowerCase().replace('’', "'"))
}

/** The sign a sentence ends with: a question is no statement. */
function lastSign(text: string): string {
  return /[.!?…:;](?=["”’')\]\s]*$)/.exec(text)?.[0] ?? ''
}

const littleWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those there here it its he his she her they their them we our us you your i my in on at ' +
    'by of for to from with as and or but so if when while where who whom which what why how then thus also too very ' +
    'is are was were be been being has have had do does did during about into onto upon via per both each such other ' +
    'another however moreover meanwhile although though because yet still just looking moving according following'
  ).split(' '),
)
