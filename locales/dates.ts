// Dates and numbers from our own tables: Chromium has no data for Lao and Khmer and silently writes English.

import type { Locale } from './locale.ts'
import type { DateField, Profile } from './profile.ts'
import { profileOf } from './profiles.ts'

/** Years between the common era and the Buddhist era of Thailand. */
export const buddhistEra = 543

/**
 * Writes a date as newspapers of the language do: `25 ตุลาคม 2567`, `ngày 25 tháng 10 năm 2024`.
 * @param isoDate a day such as `2024-10-25`; a longer ISO instant counts by its day
 * @throws RangeError when it is not a date
 */
export function newspaperDate(locale: Locale, isoDate: string): string {
  const profile = profileOf(locale)
  return fill(profile.newspaperDate, dateFields(profile, readDay(isoDate)))
}

/**
 * Writes a long date as CLDR does: `25 ตุลาคม 2567`, `25 tháng 10, 2024`.
 * @throws RangeError when it is not a date
 */
export function longDate(locale: Locale, isoDate: string): string {
  const profile = profileOf(locale)
  return fill(profile.longDate, dateFields(profile, readDay(isoDate)))
}

/**
 * Writes an instant for lists and histories: `25 ຕຸລາ 2024 14:05`.
 * @param timeZone IANA name; UTC where absent
 * @throws RangeError when it is not an instant or not a time zone
 */
export function dateTime(locale: Locale, isoInstant: string, timeZone = 'UTC'): string {
  const profile = profileOf(locale)
  const parts = partsIn(timeZone, new Date(isoInstant))
  const time = fill(profile.time, { hour: twoDigits(parts.hour), minute: twoDigits(parts.minute) })
  return `${fill(profile.longDate, dateFields(profile, parts))} ${time}`
}

/** Writes a number with the separators of the language and at most three decimals: `1.234.567,891`. */
export function formatNumber(locale: Locale, n: number): string {
  const { decimal, group } = profileOf(locale)
  if (!Number.isFinite(n) || Math.abs(n) >= 1e21) return String(n)
  const rounded = Math.abs(n).toFixed(3)
  const [whole = '0', fraction = ''] = rounded.split('.')
  const decimals = fraction.replace(/0+$/, '')
  const sign = n < 0 && Number(rounded) !== 0 ? '-' : ''
  return sign + whole.replace(/\B(?=(?:\d{3})+$)/g, group) + (decimals && decimal + decimals)
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

function readDay(isoDate: string): Day {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|T)/.exec(isoDate)
  const [year = 0, month = 0, day = 0] = (match ?? []).slice(1).map(Number)
  const check = new Date(Date.UTC(year, month - 1, day))
  if (!match || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) {
    throw new RangeError(`"${isoDate}" is not a date; expected for example 2024-10-25`)
  }
  return { year, month, day }
}

function dateFields(profile: Profile, { year, month, day }: Day): Partial<Record<DateField, string>> {
  const counted = String(profile.calendar === 'buddhist' ? year + buddhistEra : year)
  return {
    day: String(day),
    month: profile.months[month - 1] ?? '',
    year: counted,
    nativeDay: nativeDigits(profile, String(day)),
    nativeYear: nativeDigits(profile, counted),
  }
}

function nativeDigits({ nativeDigits: digits }: Profile, text: string): string {
  return digits ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text
}

// Only the numbers of English are asked for, which every browser has.
function partsIn(timeZone: string, instant: Date): Day & { readonly hour: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const found = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const read = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
  }
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}

function fill(pattern: string, fields: Partial<Record<DateField, string>>): string {
  // The patterns are our own data, so a field outside the table is a mistake that the tests would see.
  return pattern.replace(/\{(\w+)\}/g, (_, field: DateField) => fields[field] ?? '')
}
