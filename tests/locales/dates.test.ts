import { describe, expect, test } from 'vitest'

import { dateTime, formatNumber, longDate, newspaperDate } from '#locales/dates.ts'
import { type Locale, locales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

test.each<[Locale, string]>([
  ['en', '25 October 2024'],
  ['th', '25 ตุลาคม 2567'],
  ['id', '25 Oktober 2024'],
  ['lo', 'ວັນທີ 25 ຕຸລາ 2024'],
  ['ms', '25 Oktober 2024'],
  ['km', 'ថ្ងៃទី២៥ ខែតុលា ឆ្នាំ២០២៤'],
  ['vi', 'ngày 25 tháng 10 năm 2024'],
])('newspapers in %s date an article %s', (locale, expected) => {
  expect(newspaperDate(locale, '2024-10-25')).toBe(expected)
})

const days = Array.from(
  { length: 12 },
  (_, month) => `2024-${String(month + 1).padStart(2, '0')}-0${(month % 9) + 1}`,
)

describe.each(locales)('in %s', (locale) => {
  test('long dates are those of the Unicode CLDR', () => {
    const intl = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
    for (const day of days) expect(longDate(locale, day)).toBe(intl.format(new Date(day)))
  })

  test('numbers are those of the Unicode CLDR', () => {
    const intl = new Intl.NumberFormat(locale)
    for (const n of [0, -0.0001, 7, -12, 999, 1000, -1234.5, 12345.678, 1234567.891, 1e15, 0.1 + 0.2]) {
      expect(formatNumber(locale, n)).toBe(intl.format(n).replace(/^-0$/, '0'))
    }
  })

  test('names of months and days are those of the Unicode CLDR', () => {
    const { months, weekdays } = profileOf(locale)
    const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
    const weekday = (day: number): string | undefined =>
      full.formatToParts(new Date(Date.UTC(2024, 8, day))).find(({ type }) => type === 'weekday')?.value
    expect(weekdays).toEqual([1, 2, 3, 4, 5, 6, 7].map(weekday))
    const formatted = months.map((_, i) => month.format(new Date(Date.UTC(2024, i, 1))))
    expect(months.map((name) => name.toLowerCase())).toEqual(formatted.map((name) => name.toLowerCase()))
  })

  test('an instant is told in the time zone that was asked for', () => {
    const instant = '2024-10-24T23:05:00Z'
    const time = profileOf(locale).time.replace('{hour}', '06').replace('{minute}', '05')
    expect(dateTime(locale, instant, 'Asia/Bangkok')).toBe(`${longDate(locale, '2024-10-25')} ${time}`)
    expect(dateTime(locale, instant)).toContain(longDate(locale, '2024-10-24'))
  })

  test('what is not a date is refused', () => {
    for (const text of ['', '2024-02-30', '25.10.2024', '2024-13-01', '2024-10-25x']) {
      expect(() => newspaperDate(locale, text)).toThrow(RangeError)
    }
    expect(() => dateTime(locale, 'soon')).toThrow(RangeError)
  })
})
