import { describe, expect, test } from 'vitest'

import { fromNotation } from '#domain/inline.ts'
import { analyse, analysisCsv } from '#domain/memory/analysis.ts'
import { editDistance } from '#domain/memory/distance.ts'
import { scoreOf } from '#domain/memory/score.ts'
import { keyHash, renumbered, shapeKey, sourceKey, withCodesOf } from '#domain/memory/unit.ts'

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
    ['only the punctuation differs', fit('No!'), fit('No.'), 95],
    ['only the quotation marks differ', fit('“Go home,” she said.'), fit('"Go home", she said'), 95],
    ['a sign within a number', fit('It is 1.5 long'), fit('It is 15 long'), 92],
    ['a short sentence of other words', fit('Yes.'), fit('No.'), 25],
    ['invisible spaces in Thai', fit('ประชุม\u200Bวันนี้'), fit('ประชุมวันนี้'), 99],
    ['one word more in Thai', fit('ประชุมใหญ่วันนี้'), fit('ประชุมวันนี้'), 75],
    ['one sign of four in Chinese', fit('今天开会'), fit('明天开会'), 75],
    ['the edge of an article on both sides', fit('One.', null, 'B'), fit('One.', null, 'B'), 101],
    ['the edge of an article on one side', fit('One.', null, 'B'), fit('One.', 'A', 'B'), 100],
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
    // Within a bound, also where only a band of a long text is looked at: the rest is told as one more than the bound.
    for (let n = 0; n < 400; n++) {
      const one = Array.from({ length: 1 + ((n * 37) % 330) }, letter).join('')
      const other =
        n % 3 ? edited(one, (n * 3) % 40) : Array.from({ length: (n * 53) % 330 }, letter).join('')
      const [bound, edits] = [(n * 11) % 140, plain(one, other)]
      expect([one, other, editDistance(one, other, bound)]).toEqual([one, other, Math.min(edits, bound + 1)])
    }
    function edited(text: string, times: number): string {
      const letters = [...text]
      for (let n = 0; n < times; n++) {
        const at = (state = (state * 48271) % 2147483647) % (letters.length + 1)
        if (state % 3 === 0) letters.splice(at, 1)
        else letters.splice(at, state % 3 === 1 ? 1 : 0, letter())
      }
      return letters.join('')
    }
  })

  test('of very long texts only what would be shown is counted to the end', () => {
    const words = Array.from({ length: 3000 }, (_, n) => `word${(n * 7919) % 997}`)
    const changed = (share: number) => words.map((word, n) => (n % 100 < share ? 'other' : word)).join(' ')
    const long = fit(words.join(' '))
    expect(scoreOf(long, fit(changed(1)))).toBe(99 - 1)
    expect(scoreOf(long, fit(changed(20)))).toBeGreaterThanOrEqual(70)
    expect(scoreOf(long, fit(changed(70)))).toBe(0)
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
