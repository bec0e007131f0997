// English that was left standing inside a translation: words of the source, in the order of the source.

import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainText } from '../inline.ts'

import type { Check } from './finding.ts'
import { report, shown } from './report.ts'

/** Reports the longest run of English words that the target has as the source has them, where it is no name. */
export const checkUntranslated: Check = ({ source, target, locale }) => {
  // Papers give the original of a name in brackets.
  const own = target.replace(brackets, (bracket) =>
    bracket.length > longestAside ? bracket : '|'.repeat(bracket.length),
  )
  const quotations = Array.from(target.matchAll(quotation)).filter(([text]) => text.length <= longestAside)
  const words = wordsIn(plainText(source))
  const isSpeech = /["“”]/.test(source)
  const [longest] = runsOf(own, words)
    .map((run) => asBeginning(run, words[0]))
    .filter((run) => isEnglish(run, locale) && !isQuoted(run, quotations, isSpeech))
    .toSorted((one, other) => other.length - one.length)
  const [first, last] = [longest?.[0], longest?.at(-1)]
  if (!first || !last) return []
  const range = { start: first.start, end: last.end }
  const text = shown(target.slice(range.start, range.end))
  return [report('untranslated', 'warning', 'words', { values: { text }, target: range })]
}

const brackets = /\([^()]*\)/g
const quotation = /["“”«»][^"“”«»]*["“”«»]/g
const longestAside = 60
const fewestOfASentence = 4

interface Word {
  /** In small letters. */
  readonly key: string
  readonly small: boolean
  readonly start: number
  readonly end: number
}

const word =
  /\d+(?:[.,]\d+)+|[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}]*(?:['’.-][\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}]*)*/gu

function wordsIn(text: string): readonly Word[] {
  return Array.from(text.matchAll(word), ({ 0: written, index }) => ({
    key: written.toLowerCase().replace(/’/g, "'"),
    small: /^\p{Ll}/u.test(written),
    start: index,
    end: index + written.length,
  }))
}

type Run = readonly Word[]

// What begins the sentence has its capital from there: Why, Both, But.
function asBeginning(run: Run, beginning: Word | undefined): Run {
  const [first, ...rest] = run
  if (!first || first.key === 'the' || first.key !== beginning?.key || !functionWords.has(first.key))
    return run
  return [{ ...first, small: true }, ...rest]
}

// Titles and words of others may be quoted in English, whole.
function isQuoted(run: Run, quotations: readonly RegExpMatchArray[], isSpeech: boolean): boolean {
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0]
  // What somebody says is translated; a title is not.
  if (isSpeech && run.filter(({ small }) => small).length >= fewestOfASentence) return false
  return quotations.some(({ 0: text, index = 0 }) => {
    const rest = text.slice(0, start - index) + text.slice(end - index)
    return index < start && end < index + text.length && !/\p{L}/u.test(rest)
  })
}

// A word that stands more often in the source is followed from its first places only.
const mostPlaces = 8
const widestGap = 4
// Between words of a sentence is a space; parts of a path and of an address are no sentence.
const gap = /^[^\p{L}|/&=\\]*\s[^\p{L}|/&=\\]*$/u

function runsOf(target: string, source: readonly Word[]): readonly Run[] {
  const places = new Map<string, number[]>()
  for (const [at, { key }] of source.entries()) {
    const known = places.get(key)
    if (!known) places.set(key, [at])
    else if (known.length < mostPlaces) known.push(at)
  }
  const words = wordsIn(target)
  const follows = (at: number): boolean => {
    const between = target.slice(words[at - 1]?.end, words[at]?.start)
    return between.length <= widestGap && gap.test(between)
  }
  const runs: Run[] = []
  for (let at = 0; at < words.length;) {
    let longest = 1
    for (const place of places.get(words[at]?.key ?? '') ?? []) {
      let length = 1
      while (
        at + length < words.length &&
        words[at + length]?.key === source[place + length]?.key &&
        follows(at + length)
      )
        length++
      longest = Math.max(longest, length)
    }
    if (longest > 1) runs.push(words.slice(at, at + longest))
    at += longest
  }
  return runs
}

// Read on professional news: what is kept on purpose are names, titles and single words.
function isEnglish(run: Run, locale: TargetLocale): boolean {
  const isForeign = profileOf(locale).script !== 'Latin'
  const isDay = (key: string): boolean => days.has(key) || (isForeign && sharedMonths.has(key))
  const small = run.filter(({ key, small: isSmall }) => (isSmall && !units.has(key)) || isDay(key))
  const free = small.filter(({ key }) => !joining.has(key)).length
  // Long names are kept, but not what comes before and after them.
  if (free === 0) return isInEnglishSentence(run, small, locale)
  const alike = alikeIn[locale]
  const glue = small.filter(({ key }) => (functionWords.has(key) || isDay(key)) && !alike?.has(key)).length
  const content = small.filter(({ key }) => !functionWords.has(key) && !isDay(key)).length
  const together = longestTogether(run)
  if (together >= 3 || (small.length >= 2 && glue >= 1)) return true
  if (run.length >= (isForeign ? 2 : 3) && together >= 2 && content >= 1) return true
  return (isForeign && run.length >= 4) || (content >= 1 && run.length >= (isForeign ? 3 : 4))
}

function isInEnglishSentence(run: Run, small: Run, locale: TargetLocale): boolean {
  const isOwn = (key: string): boolean => alikeIn[locale]?.has(key) ?? false
  const places = small.filter(({ key }) => placing.has(key) && !isOwn(key)).length
  if (run.length >= 4 && places >= (profileOf(locale).script === 'Latin' ? 2 : 1)) return true
  // Where words of other letters stand around it, a name keeps its article.
  const [first] = run
  const { script } = profileOf(locale)
  return (
    script === 'Latin' && run.length >= 3 && first?.small === true && first.key === 'the' && !isOwn('the')
  )
}

function longestTogether(run: Run): number {
  let [longest, length] = [0, 0]
  for (const { small, key } of run) {
    length = small && !units.has(key) ? length + 1 : 0
    longest = Math.max(longest, length)
  }
  return longest
}

/** Words that say where something is: seldom a part of a name that is kept. */
const placing: ReadonlySet<string> = new Set('in on at a an'.split(' '))

/** Words that also stand inside names: Museum of Modern Art, Ali bin Hassan, Ana de la Cruz. */
const joining: ReadonlySet<string> = new Set(
  `of the and for in on to at a an de la with by du van von der bin binti bte binte ibn al el dos das da di del dela della
  le les den ter y e`.split(/\s+/),
)

const units: ReadonlySet<string> = new Set(
  'km kg cm mm m mph kph kmh ft lb lbs oz p.m a.m pm am h'.split(' '),
)

/** Names of days and months that no other of our languages has; they stand in sentences, hardly in names. */
const days: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march june july august october
  december`.split(/\s+/),
)

/** Names of months that other languages in Latin letters write in the same way. */
const sharedMonths: ReadonlySet<string> = new Set(['april', 'september', 'november'])

const functionWords: ReadonlySet<string> = new Set(
  `a an the and or but of to in on at by for from with as is are was were be been has have had it its this that these those
  his her their they he she we our will would can not also which who into after before about because when where while what
  how than then there them him you your if so out up over more most such only could should may might must being did do does
  why both said says through during against between since until under off no just`.split(/\s+/),
)

/** Words of the language that are written as an English one. */
const alikeIn: Readonly<Partial<Record<TargetLocale, ReadonlySet<string>>>> = {
  id: new Set(['a', 'an', 'as', 'at', 'so', 'up']),
  ms: new Set(['a', 'an', 'as', 'at', 'so', 'up']),
  vi: new Set([
    'a',
    'an',
    'to',
    'on',
    'at',
    'do',
    'so',
    'no',
    'can',
    'be',
    'he',
    'may',
    'the',
    'it',
    'in',
    'her',
    'hay',
  ]),
}
