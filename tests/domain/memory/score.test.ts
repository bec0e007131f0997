import { describe, expect, test } from 'vitest'

import { fromNotation } from '#domain/inline.ts'
import { analyse, analysisCsv } from '#domain/memory/analysis.ts'
import { editDistance } from '#domain/memory/distance.ts'
import { scoreOf } from '#domain/memory/score.ts'
import { substitute } from '#domain/memory/substitution.ts'
import { keyHash, renumbered, shapeKey, sourceKey, withCodesOf } from '#domain/memory/unit.ts'
import { targetLocales } from '#locales/locale.ts'
import { newspaperDate } from '#locales/dates.ts'

const fit = (source: string, previous: string | null = null, next: string | null = null) => ({
  source: fromNotation(source),
  previous,
  next,
})

describe('the score', () => {
  test.each([
    ['the same sentence between the same sentences', fit('One.', 'A', 'B'), fit('One.', 'a', 'B '), 101],
    ['the same sentence elsewhere', fit('One.', 'A', 'B'), fit('One.', 'A', 'C'), 100],
    ['the same sentence alone', fit('One.'), fit('One.'), 100],
    ['only the case differs', fit('One day.'), fit('one day.'), 99],
    ['the same words with other codes', fit('{1}One{/1} day.'), fit('One day.'), 98],
    ['one letter of ten', fit('abcdefghij'), fit('abcdefghix'), 90],
    ['nothing in common', fit('abcdefghij'), fit('klmnopqrst'), 0],
  ])('%s', (_, asked, unit, score) => {
    expect(scoreOf(asked, unit)).toBe(score)
  })

  test('the numbers of codes do not matter, their order does', () => {
    expect(scoreOf(fit('{7}One{/7} day.'), fit('{1}One{/1} day.'))).toBe(100)
  })

  test('counts edits as the plain algorithm does', () => {
    const plain = (one: string, other: string): number => {
      let row = Array.from({ length: other.length + 1 }, (_, i) => i)
      for (let i = 1; i <= one.length; i++) {
        const next = [i]
        for (let j = 1; j <= other.length; j++) {
          const same = one[i - 1] === other[j - 1] ? 0 : 1
          next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
        }
        row = next
      }
      return row.at(-1) ?? 0
    }
    let state = 1
    const letter = () => 'abcก'[(state = (state * 48271) % 2147483647) % 4] ?? ''
    for (let n = 0; n < 300; n++) {
      const one = Array.from({ length: (n * 7) % 80 }, letter).join('')
      const other = Array.from({ length: (n * 5) % 75 }, letter).join('')
      expect(editDistance(one, other)).toBe(plain(one, other))
    }
  })
})

describe('codes', () => {
  test('a unit is offered with the codes of the sentence that asks', () => {
    const unit = renumbered(fromNotation('The {4}ACC{/4} met.'), fromNotation('{4}ACC{/4} họp.'), [])
    expect(withCodesOf(fromNotation('The {9}ACC{/9} met.'), unit.target)).toBe(
      fromNotation('{9}ACC{/9} họp.'),
    )
    expect(withCodesOf('The ACC met.', unit.target)).toBe('ACC họp.')
  })
})

describe('what is put in', () => {
  test.each(targetLocales)('a date of the newspaper of %s', (locale) => {
    const [old, fresh] = [newspaperDate(locale, '2024-10-25'), newspaperDate(locale, '2025-01-03')]
    const unit = { source: 'It opened on 25 October 2024.', target: `≪${old}≫` }
    const put = substitute('It opened on 3 January 2025.', unit, locale, () => [])
    expect(put?.target).toBe(`≪${fresh}≫`)
    expect(put?.substitutions).toMatchObject([{ kind: 'date', start: 1, end: 1 + fresh.length }])
  })

  test('a number with the separators of the language, or in its own digits', () => {
    const put = (target: string, locale: 'vi' | 'km') =>
      substitute('It has 2,500 seats.', { source: 'It has 1,300 seats.', target }, locale, () => [])?.target
    expect(put('Có 1.300 chỗ.', 'vi')).toBe('Có 2.500 chỗ.')
    expect(put('មាន ១.៣០០ កៅអី', 'km')).toBe('មាន ២.៥០០ កៅអី')
  })

  test.each([
    ['another word differs too', 'It had 2 seats.', 'It has 1 seat.', 'Có 1 chỗ.'],
    ['the number stands twice', 'It has 2 seats.', 'It has 1 seats.', 'Có 1 chỗ và 1 bàn.'],
    ['the number is a part of another', 'It has 2 seats.', 'It has 1 seats.', 'Có 10 chỗ.'],
  ])('nothing where %s', (_, asked, source, target) => {
    expect(substitute(asked, { source, target }, 'vi', () => [])).toBeNull()
  })
})

describe('keys', () => {
  test('leave codes, case and spaces out; the shape leaves numbers and dates open', () => {
    expect(sourceKey(fromNotation('{1}One{/1}  Day '))).toBe('one day')
    expect(shapeKey('On 25 October 2024, 12 came.')).toBe(shapeKey('On 3 May 2025, 7 came.'))
    expect(keyHash('a')).not.toBe(keyHash('b'))
    expect(Number.isSafeInteger(keyHash('one day'))).toBe(true)
  })
})

describe('analysis', () => {
  test('counts words where no spaces stand, and writes a table', () => {
    const analysis = analyse(['ประชุมวันนี้', 'ประชุมวันนี้'], [0, 0], 'th')
    expect(analysis.new.words).toBeGreaterThan(1)
    expect(analysis.repetition.words).toBe(analysis.new.words)
    expect(analysisCsv(new Map([['th', analysis]])).split('\r\n')[0]).toBe(
      'locale,band,segments,words,characters',
    )
  })
})
