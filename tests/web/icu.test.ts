// Messages of the interface with values in them.

import { describe, expect, test } from 'vitest'

import { targetLocales, type Locale } from '#locales/locale.ts'

import { writeMessage } from '../../web/i18n/icu.ts'

const say = (locale: Locale, message: string | undefined, values: Parameters<typeof writeMessage>[1] = {}) =>
  writeMessage(message, values, locale, 'the.key')

describe('messages', () => {
  test('English tells one from many', () => {
    const message = '{n, plural, one {# sentence} other {# sentences}}'
    expect(say('en', message, { n: 1 })).toBe('1 sentence')
    expect(say('en', message, { n: 1234 })).toBe('1,234 sentences')
  })

  test.each<[Locale, string]>([
    ['th', '1,234,567'],
    ['id', '1.234.567'],
    ['lo', '1.234.567'],
    ['ms', '1,234,567'],
    ['km', '1,234,567'],
    ['vi', '1.234.567'],
  ])(
    'a number in %s has the separators of the language, also where the browser does not know it',
    (locale, written) => {
      expect(say(locale, '{n, plural, other {#}}', { n: 1_234_567 })).toBe(written)
      expect(say(locale, '{n}', { n: 1_234_567 })).toBe(written)
      expect(say(locale, '{n, number}', { n: 1_234_567 })).toBe(written)
    },
  )

  test.each(targetLocales)('names and other words are put in as they are in %s', (locale) => {
    const hostile = '<b>{n}</b> # {{x}} ’'
    expect(say(locale, '“{title}”', { title: hostile, n: 3 })).toBe(`“${hostile}”`)
  })

  test.each(targetLocales)(
    'a message is the same whether it takes the short way or that of FormatJS (%s)',
    (locale) => {
      const values = { name: 'ສົມພອນ', n: 12_345 }
      const short = 'A {name} of { n } | and {n}.'
      const long = 'A {name, select, other {ສົມພອນ}} of {n, number} | and {n, plural, other {#}}.'
      expect(say(locale, short, values)).toBe(say(locale, long, values))
    },
  )

  test('a broken or missing message shows itself instead of failing the page', () => {
    expect(say('en', 'Broken {n, plural')).toBe('Broken {n, plural')
    expect(say('en', undefined)).toBe('the.key')
    expect(() => say('en', '{name} left', {})).not.toThrow()
  })
})
