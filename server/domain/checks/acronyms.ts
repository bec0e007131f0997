// Acronyms are copied letter for letter; a slip of the finger in one is easily read over.

import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { plainText } from '../inline.ts'

import { againstPolicy } from './acronym-policy.ts'
import type { Check, CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports an acronym that was mistyped, one that the target does not have, and one against the policy of its term. */
export const checkAcronyms: Check = (input) => [...asWritten(input), ...againstPolicy(input)]

function asWritten(input: CheckInput): readonly Finding[] {
  const { source, target, locale } = input
  if (isShouted(plainText(source))) return []
  const wanted = acronymsOf(source)
  if (wanted.length === 0) return []
  const written = acronymsOf(target)
  const known = new Set(wanted.map(({ text }) => text))
  const present = new Set(written.map(({ text }) => text))
  const told = new Set<Acronym>()
  const shortest = profileOf(locale).script === 'Latin' ? 5 : 3
  const mistyped = [...known].flatMap((text): readonly Finding[] => {
    const near = written.find(
      (other) =>
        !told.has(other) &&
        isNear(text, other.text, present.has(text), shortest) &&
        (known.has(other.text)
          ? // Both are in the source: one of them was written for the other.
            count(wanted, text) > count(written, text) &&
            count(written, other.text) > count(wanted, other.text)
          : !isLocal(text, other.text, locale)),
    )
    if (!near) return []
    told.add(near)
    const range = { start: near.start, end: near.start + near.text.length }
    return [
      report('acronyms', 'error', 'mistyped', {
        values: { written: near.text, right: text },
        target: range,
        // Of two with the same letters nobody can tell which one was meant.
        fix: [...known].some((other) => other !== text && sorted(other) === sorted(text))
          ? null
          : { ...range, text },
      }),
    ]
  })
  return mistyped.length > 0 ? mistyped : missing(input, wanted)
}

function count(acronyms: readonly Acronym[], text: string): number {
  return acronyms.filter((one) => one.text === text).length
}

interface Acronym {
  readonly text: string
  readonly start: number
}

// With its parts: UNESCO-ICHEI, COVID-19. The s of a plural is not part of it.
const acronym =
  /(?<![\p{L}\p{N}_@#.-])\p{Lu}[\p{Lu}\p{N}]*(?:[-&]\p{Lu}[\p{Lu}\p{N}]*)*(?=s?(?![\p{L}\p{M}\p{N}_@]))(?!\.\p{L})/gu
// Thai, Lao and Khmer words follow and precede without a space.
const acronymUnspaced =
  /(?<![A-Za-z\d_@#.-])[A-Z][A-Z\d]*(?:[-&][A-Z][A-Z\d]*)*(?=s?(?![A-Za-z\d_@]))(?!\.[A-Za-z])/g

const address = /(?:https?:\/\/|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+/gi

function acronymsOf(text: string): readonly Acronym[] {
  const pattern = /[\u0E00-\u0EFF\u1780-\u17FF]/.test(text) ? acronymUnspaced : acronym
  const words = text.replace(address, (found) => ' '.repeat(found.length))
  return Array.from(words.matchAll(pattern), ({ 0: found, index }) => ({ text: found, start: index })).filter(
    ({ text: found }) => found.length > 1 && /\p{Lu}.*\p{Lu}/u.test(found) && !/^[IVXLCDM]+$/.test(found),
  )
}

// A headline in capitals has no acronyms that could be told from its words.
function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.replace(/\p{Lu}/gu, '').length < letters.length / 10
}

// What the languages write for an acronym although it looks like a slip in the English one.
const localAcronyms: Readonly<Partial<Record<TargetLocale, ReadonlySet<string>>>> = {
  id: new Set('UE UEA AS PBB RRT TK PDB SDM SMA SMP KTT ASI PM MA MPR DPR BI TNI PNS DAN DI KE'.split(' ')),
  ms: new Set('AS UAE EAU PBB KE KDNK RM PM TPM KL SPM UPSR DAN DI KE'.split(' ')),
  vi: new Set('ADN ARN UAE LHQ TP HCM THPT THCS TW UB EU'.split(' ')),
}

// What the same letters in another order are the right word for.
const counterparts: Readonly<Record<string, readonly string[]>> = {
  UE: ['EU'],
  AS: ['US', 'USA'],
  UEA: ['UAE'],
  EAU: ['UAE'],
  ADN: ['DNA'],
  ARN: ['RNA'],
}

function isLocal(wanted: string, written: string, locale: TargetLocale): boolean {
  if (!localAcronyms[locale]?.has(written)) return false
  return sorted(wanted) !== sorted(written) || (counterparts[written]?.includes(wanted) ?? false)
}

/**
 * Two letters changed places, or one letter of a long acronym is wrong, missing or too many. Languages in Latin letters
 * have short acronyms of their own; a text in other letters has only those of its source.
 */
function isNear(wanted: string, written: string, isPresent: boolean, shortest: number): boolean {
  if (wanted === written) return false
  if (sorted(wanted) === sorted(written)) return true
  // With the right one beside it, a similar one is another organisation.
  if (isPresent || wanted.length < shortest || /\d/.test(wanted + written)) return false
  return differByOne(wanted, written)
}

function sorted(text: string): string {
  return Array.from(text).sort().join('')
}

function differByOne(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1)
}

// Many are translated, so their absence alone is only worth a note.
function missing({ target, terms }: CheckInput, wanted: readonly Acronym[]): readonly Finding[] {
  const covered = (at: number): boolean => terms.some(({ start, end }) => start <= at && at < end)
  const plain = plainText(target)
  return wanted
    .filter(({ text, start }, i) => {
      const first = wanted.findIndex((other) => other.text === text) === i
      return first && text.length > 2 && !covered(start) && !plain.includes(text)
    })
    .map(({ text, start }) =>
      report('acronyms', 'info', 'missing', {
        values: { acronym: text },
        source: { start, end: start + text.length },
      }),
    )
}
