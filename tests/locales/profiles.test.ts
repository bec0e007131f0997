import { describe, expect, test } from 'vitest'

import { locales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

describe.each(locales)('the profile of %s', (locale) => {
  const profile = profileOf(locale)

  test('is its own', () => {
    expect(profile.locale).toBe(locale)
    expect(new Intl.Locale(profile.bcp47).language).toBe(locale)
    expect(profile.ogLocale).toMatch(new RegExp(`^${locale}_[A-Z]{2}$`))
  })

  test('has twelve months and seven days', () => {
    for (const list of [profile.months, profile.monthsShort]) expect(new Set(list).size).toBe(12)
    for (const list of [profile.weekdays, profile.weekdaysShort]) expect(new Set(list).size).toBe(7)
  })

  test('writes its own name in its own letters', () => {
    expect(profile.nativeName.replace(/\s/g, '')).toMatch(new RegExp(`^${profile.letters}+$`, 'u'))
  })

  test('counts its digits from zero to nine', () => {
    if (profile.nativeDigits === null) return
    expect([...profile.nativeDigits]).toHaveLength(10)
    expect(profile.nativeDigits).toMatch(/^\p{Nd}+$/u)
    expect(profile.nativeDigits).toMatch(new RegExp(`^${profile.letters}+$`, 'u'))
  })

  test('separates decimals and thousands by different signs', () => {
    expect(profile.decimal).not.toBe(profile.group)
  })

  test('gives more room to lines that are edited', () => {
    expect(profile.lineHeight.editing).toBeGreaterThan(profile.lineHeight.reading)
  })
})
