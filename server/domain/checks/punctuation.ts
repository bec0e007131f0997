// Signs: none twice by mistake, the end of a sentence and the decimals as the language writes them.

import { profileOf } from '#locales/profiles.ts'

import type { Check, CheckInput, Finding } from './finding.ts'
import { plainView } from './plain-view.ts'
import { report, shown } from './report.ts'

/** Reports doubled signs, ends of sentences that the language writes otherwise, and foreign decimal signs. */
export const checkPunctuation: Check = (input) => [
  ...doubled(input),
  ...endOfSentence(input),
  ...(ends[input.locale]?.(input) ?? []),
  ...decimals(input),
]

function doubled({ source, target }: CheckInput): readonly Finding[] {
  const view = plainView(target)
  return (
    Array.from(view.text.matchAll(/(?<![.,;។])(?:,{2}|;{2}|\.{2}|,\.|\.,(?=\s)|។\.|។{2})(?![.,;។])/g))
      // `Jr.,` and `etc.,` are right: only what the source has no likeness of.
      .filter(({ 0: signs }) => !source.includes(signs) && signs !== '.,')
      .map(({ 0: signs, index }) => {
        const right = signs.includes('។') ? '។' : signs === ',.' ? '.' : signs.charAt(0)
        const end = index + signs.length
        return report('punctuation', 'warning', 'doubled', {
          values: { signs, right },
          target: view.rangeOf(index, end),
          fix: view.fixOf(index, end, right),
        })
      })
  )
}

const finalSigns = /[.!?…។៕៖។]["'”’»)\]]*\s*$/u

function endOfSentence({ source, target, locale }: CheckInput): readonly Finding[] {
  // Thai has no full stop and Khmer has rules of its own.
  if (!profileOf(locale).sentenceEnds.includes('.')) return []
  if (source.trim().split(/\s+/).length < 3) return []
  const [there, here] = [finalSigns.test(source), finalSigns.test(target)]
  return there === here ? [] : [report('punctuation', 'info', there ? 'end-missing' : 'end-added')]
}

type EndRule = (input: CheckInput) => readonly Finding[]

const ends: Readonly<Partial<Record<CheckInput['locale'], EndRule>>> = {
  th: ({ source, target }) => {
    const found = /(?<=[ก-ฮะ-\u0E4E]{5})\.(?=["”’]?\s*$)/u.exec(target)
    return found && /\.["”’]?\s*$/.test(source) && !/\.[ก-ฮ\u0E30-\u0E4E]{1,5}\.["”’]?\s*$/.test(target)
      ? [replaceAt('full-stop', 'warning', found.index, 1, '')]
      : []
  },
  km: ({ source, target }) => [...latinStop(target), ...missingKhan(source, target)],
}

// A Khmer letter and a full stop of another script, at the end of a clause; not after abbreviations such as ឧ.
const latinStopPattern = /(?<=[\u1780-\u17B3\u17B6-\u17D3]{4})\.(?=["”’»)]?\s*$|\s+[\u1780-\u17B3])/gu

function latinStop(target: string): readonly Finding[] {
  return Array.from(target.matchAll(latinStopPattern))
    .filter(({ index }) => !/(?:^|[\s(.])[\u1780-\u17B3\u17B6-\u17D3]{1,4}$/u.test(target.slice(0, index)))
    .map(({ index }) => replaceAt('khan', 'error', index, 1, '។'))
}

// A sentence of the source (not a headline, not an abbreviation at its end) ends without a sign.
function missingKhan(source: string, target: string): readonly Finding[] {
  if (!/\p{Ll}{3,}\.["”’]?\s*$/u.test(source) || source.trim().split(/\s+/).length < 4) return []
  const end = target.trimEnd().length
  if (!/[\u1780-\u17B3\u17B6-\u17D3\u17E0-\u17E9]["”’»)\]]*$/u.test(target.slice(0, end))) return []
  const closing = /["”’»)\]]*$/u.exec(target.slice(0, end))?.[0].length ?? 0
  return [replaceAt('khan-missing', 'warning', end - closing, 0, '។')]
}

function replaceAt(
  kind: string,
  severity: Finding['severity'],
  start: number,
  length: number,
  text: string,
): Finding {
  const range = { start, end: start + length }
  const values: Finding['values'] = text ? { sign: text } : {}
  return report('punctuation', severity, kind, { values, target: range, fix: { ...range, text } })
}

// 7.5 where the language writes 7,5; three digits may be thousands, and clocks and versions have points everywhere.
const clockWords = /(?:pukul|jam|lúc|giờ|h|GMT|WIB|AM|PM|a\.m|p\.m)\s*$/i

function decimals({ source, target, locale }: CheckInput): readonly Finding[] {
  const { decimal, script } = profileOf(locale)
  if (script !== 'Latin' && locale !== 'th') return []
  const foreign = decimal === ',' ? '.' : ','
  const pattern = new RegExp(
    `(?<![\\d.,:/-])\\d{1,3}\\${foreign}\\d{1,2}(?![\\d.,:/-]|\\s*(?:GMT|WIB|BST|AM|PM|am|pm|giờ|h)\\b)`,
    'g',
  )
  return Array.from(target.matchAll(pattern))
    .filter(({ 0: number, index }) => {
      const english = number.replace(',', '.')
      return (
        source.includes(english) &&
        !source.includes(`:${english}`) &&
        !new RegExp(`${english.replace('.', '\\.')} ?[ap]\\.? ?m\\b`).test(source) &&
        !clockWords.test(target.slice(0, index))
      )
    })
    .map(({ 0: number, index }) => {
      const range = { start: index, end: index + number.length }
      const right = number.replace(foreign, decimal)
      return report('punctuation', 'warning', 'decimal', {
        values: { number: shown(number), right },
        target: range,
        fix: { ...range, text: right },
      })
    })
}
