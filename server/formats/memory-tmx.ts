// The units of the memory as TMX, and the pairs that a TMX file has for it.
// @see https://www.gala-global.org/tmx-14b

import { isTargetLocale, type TargetLocale } from '#locales/locale.ts'
import { marksOf, type Code, type CodedText } from '#domain/inline.ts'
import { renumbered, sourceKey, type Unit } from '#domain/memory/unit.ts'
import { longestText } from '#domain/memory/text-store.ts'

import { writeTmx, type TmxNote, type TmxUnit, type TmxVariant } from './tmx.ts'
import { escapeText } from './xliff/markup.ts'

/** A pair that a file has for the memory. */
export interface TmxPair {
  readonly sourceLocale: 'en'
  readonly targetLocale: TargetLocale
  readonly source: CodedText
  readonly target: CodedText
  readonly codes: readonly Code[]
  readonly createdAt: string | null
  readonly previous: string | null
  readonly next: string | null
}

/** Why a unit of a file is of no use here. */
export const skipReasons = ['no-english', 'no-target-language', 'empty', 'too-long'] as const
export type SkipReason = (typeof skipReasons)[number]

const previousProp = 'x-setara-previous'
const nextProp = 'x-setara-next'

// Names that languages had before, or have in other lists: three letters, bibliographic ones, the language in the group.
const names: Readonly<Record<string, string>> = {
  ...{ eng: 'en', tha: 'th', lao: 'lo', khm: 'km', vie: 'vi', ind: 'id', in: 'id' },
  ...{ msa: 'ms', may: 'ms', zsm: 'ms', zlm: 'ms' },
}

function languageOf(tag: string): string {
  const base = tag.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  return names[base] ?? base
}

/** The pairs of a unit, or why there is none. */
export function pairsOf(unit: TmxUnit): readonly TmxPair[] | SkipReason {
  const sources = unit.variants.filter(({ language }) => languageOf(language) === 'en')
  if (sources.length === 0) return 'no-english'
  const targets = unit.variants.flatMap((variant) => {
    const locale = languageOf(variant.language)
    return isTargetLocale(locale) ? [{ locale, variant }] : []
  })
  if (targets.length === 0) return 'no-target-language'
  // British and American English may stand beside each other; each is a source of its own.
  const all = sources.flatMap((source) => targets.map((target) => ({ source, ...target })))
  const filled = all.filter(
    ({ source, variant }) => sourceKey(source.text) !== '' && sourceKey(variant.text) !== '',
  )
  if (filled.length === 0) return 'empty'
  const short = filled.filter(
    ({ source, variant }) => Math.max(source.text.length, variant.text.length) <= longestText,
  )
  if (short.length === 0) return 'too-long'
  const prop = (type: string): string | null =>
    unit.notes.find((note) => note.kind === 'prop' && note.attributes['type'] === type)?.text ?? null
  return short.map(({ source, locale, variant }) => ({
    ...renumbered(clean(source.text), clean(variant.text), unit.codes.map(nativeCode)),
    ...{ sourceLocale: 'en', targetLocale: locale },
    createdAt: dateOf(variant.attributes['creationdate'] ?? unit.attributes['creationdate']),
    ...{ previous: prop(previousProp), next: prop(nextProp) },
  }))
}

// In TMX a code is an element around the mark-up that it was; the memory keeps the mark-up.
function nativeCode(code: Code): Code {
  const raw = nativeMarkup(code.raw)
  return code.rawClose === undefined
    ? { ...code, raw }
    : { ...code, raw, rawClose: nativeMarkup(code.rawClose) }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function nativeMarkup(element: string): string {
  const content = /^<(bpt|ept|ph|it|ut)\b[^>]*>([^<]*)<\/\1>$/.exec(element)?.[2] ?? element
  return content.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '')
}

// A segment is one line, and a control character could not be stored.
function clean(text: CodedText): CodedText {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001F\u007F\u2028\u2029]+/g, ' ').trim()
}

// Whoever writes a date that cannot be says nothing about when it was; a year before computers is a slip too.
function dateOf(text: string | undefined): string | null {
  const match = /^\s*(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?Z?\s*$/.exec(text ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  if (Number(year) < 1970) return null
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const date = new Date(written)
  // 30 February would become a day in March.
  return Number.isNaN(date.getTime()) || date.toISOString() !== written ? null : written
}

/** Writes units as TMX 1.4b as they come, page by page. */
export async function* memoryTmx(pages: AsyncIterable<readonly Unit[]>): AsyncGenerator<string> {
  const header = { attributes: { srclang: 'en' }, notes: [] }
  const [start = '', head = '', end = ''] = writeTmx({ header, units: [] })
  yield start + head
  for await (const page of pages) {
    // Of each page only the units, without its own beginning and end.
    yield [...writeTmx({ header, units: page.map(tmxUnitOf) })].slice(2, -1).join('')
  }
  yield end
}

function tmxUnitOf(unit: Unit): TmxUnit {
  const prop = (type: string, text: string | null): readonly TmxNote[] =>
    text === null ? [] : [{ kind: 'prop', attributes: { type }, text }]
  const creationdate = unit.createdAt.replace(/[-:]|\.\d+/g, '')
  return {
    attributes: { tuid: String(unit.id), creationdate },
    notes: [...prop(previousProp, unit.previous), ...prop(nextProp, unit.next)],
    codes: unit.codes,
    variants: [
      variantOf(unit.sourceLocale, unit.source, unit.codes),
      variantOf(unit.targetLocale, unit.target, unit.codes),
    ],
  }
}

function variantOf(language: string, text: CodedText, codes: readonly Code[]): TmxVariant {
  const raw = new Map(
    marksOf(text).map(({ id, part, at }): [string, string] => {
      const code = codes.find((candidate) => candidate.id === id)
      const content = escapeText((part === 'close' ? code?.rawClose : code?.raw) ?? '')
      const element = { open: 'bpt', close: 'ept', single: 'ph' }[part]
      const number = part === 'single' ? `x="${id}"` : `i="${id}"`
      return [text.charAt(at), `<${element} ${number}>${content}</${element}>`]
    }),
  )
  return { language, attributes: {}, notes: [], text, raw }
}
