import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { fromNotation, toNotation } from '#domain/inline.ts'
import { splitSentences } from '#domain/segmentation.ts'
import { englishRules } from '#domain/segmentation/english.ts'

import { readSharedData, sharedData } from '../helpers/shared.ts'

const sentences = (text: string): readonly string[] => splitSentences(text).map(({ source }) => source)

/** Source sentences of translated news; none where the data is absent, because a skipped block is read all the same. */
function newsSentences(...parts: readonly string[]): readonly string[] {
  if (!sharedData(...parts)) return []
  const lines = readSharedData(...parts)
    .trim()
    .split('\n')
  return lines.map((line) => (JSON.parse(line) as { src: string }).src.trim())
}

interface GoldenRule {
  readonly name: string
  readonly text: string
  readonly expected: readonly string[]
}

describe.skipIf(!sharedData('segmentation', 'english-golden-rules.json'))('golden rules of English', () => {
  test('all hold but the list that only line breaks separate, which is for the text format to split', () => {
    const rules = JSON.parse(readSharedData('segmentation', 'english-golden-rules.json')) as GoldenRule[]

    const broken = rules.filter(
      ({ text, expected }) =>
        JSON.stringify(sentences(text).map((one) => one.replace(/\s+/g, ' '))) !== JSON.stringify(expected),
    )

    expect(broken.map(({ name }) => name)).toEqual(['Lower case list separated by newline #042'])
  })

  test('the paragraphs of the sample article give their sentences', () => {
    const paragraphs = JSON.parse(readSharedData('segmentation', 'acc-visit.expected.json')) as string[][]

    expect(paragraphs.map((paragraph) => sentences(paragraph.join(' ')))).toEqual(paragraphs)
    expect(paragraphs.flat()).toHaveLength(50)
  })
})

describe.skipIf(!sharedData('pairs', 'news.th.jsonl'))('sentences of the news', () => {
  const lines = newsSentences('pairs', 'news.th.jsonl')

  test('are left whole, but for those that have two', () => {
    expect(lines.filter((line) => sentences(line).length > 1).length).toBeLessThanOrEqual(lines.length * 0.01)
  })

  test('are parted again when two are joined', () => {
    const pairs = lines.slice(1).flatMap((next, index) => {
      const line = lines[index] ?? ''
      return /[.!?]["'”’)]*$/.test(line) ? [{ line, joined: `${line} ${next}` }] : []
    })

    const missed = pairs.filter(({ line, joined }) => {
      let end = 0
      return !splitSentences(joined).some(({ source, after }) => {
        const found = end + source.length === line.length
        end += source.length + after.length
        return found
      })
    })

    expect(missed.length).toBeLessThanOrEqual(pairs.length * 0.01)
  })
})

describe('English sentences', () => {
  test.each([
    'H.E. Mr. LIM Ban Hong met Y.B. Dato Ir. Hj. Azman and Prof. Dr. Siti on 5 Oct. 2024.',
    'H.R.H. Princess Maha Chakri Sirindhorn opened it with Assoc. Prof. Chan and Gen. Tran.',
    'M.L. Panadda and Acting Sub Lt. Somchai joined Ph.D. students of Chulalongkorn Univ. in Bangkok.',
    'PT Astra Tbk. and Sime Sdn. Bhd. signed with Huawei Technologies Co., Ltd. and Co. partners.',
    'Article 5, para. 3 and No. 12 of Vol. IV apply from 9 a.m. Monday.',
    'The U.S. Government and the E.U. Delegation replied to J. K. Rowling.',
    'See www.asean-china-center.org/news.Index and write to first.Last@example.org today.',
    'It runs on Node.Js and Booking.Com uses it.',
    'The visitors (Mr. Chen, etc.) left.',
    '“Why now?” she asked.',
  ])('%s is one', (sentence) => {
    expect(sentences(sentence)).toEqual([sentence])
  })

  test.each([
    ['He joined ASEAN-China Co. Ltd. The company is in Beijing.', 2],
    ['They met at 6 p.m. Prof. Li spoke first.', 2],
    ['It rained.[12] They left.', 2],
    ['“We agree.” The delegation left.', 2],
    ['He said “yes.” (It was late.) Then they left!', 3],
    ['The rate was 5.2%. In 2024 it was 6.1%. $5 million followed.', 3],
    ['The app launched. iPhones can run it.', 2],
    ['The visit ended.The group left.', 2],
    ['Great news! 😀 We won. 😀😀 Really?', 3],
    ['They study vitamin C. The results are out.', 2],
    ['会议结束。代表团离开了。', 2],
  ])('%s has %i', (text, count) => {
    expect(sentences(text)).toHaveLength(count)
  })

  test('an added abbreviation ends no sentence', () => {
    const text = 'Kemdikbud. Jakarta wrote to Wow! Global. Services replied.'

    expect(sentences(text)).toHaveLength(4)
    expect(splitSentences(text, { abbreviations: ['Kemdikbud.', 'Wow! Global. Services'] })).toHaveLength(1)
  })

  test('an added abbreviation is taken literally, not as a pattern', () => {
    expect(splitSentences('One (a. Two. Three.', { abbreviations: ['(a.', '[x', 'b)+.'] })).toHaveLength(2)
  })
})

describe('inline codes', () => {
  test.each([
    ['{1}It rained.{/1} We left.', ['{1}It rained.{/1}', 'We left.']],
    ['It rained. {1}We left.{/1}', ['It rained.', '{1}We left.{/1}']],
    ['{1}It rained. {/1}We left.', ['{1}It rained. {/1}', 'We left.']],
    ['It rained.{1/} We left.', ['It rained.', '{1/} We left.']],
    ['It {1}rained. We{/1} left.', ['It {1}rained.', 'We{/1} left.']],
    ['Mr{1}.{/1} Chen left.', ['Mr{1}.{/1} Chen left.']],
    ['It rained. {1}{/1}We left.', ['It rained.', '{1}{/1}We left.']],
  ])('%s', (text, expected) => {
    expect(sentences(fromNotation(text)).map(toNotation)).toEqual(expected)
  })
})

const piece = fc.constantFrom(
  '. ',
  '.',
  '! ',
  '? ',
  ' ',
  '\n',
  '\u00A0',
  'A',
  'the ',
  'Mr. ',
  'U.S. ',
  '1. ',
  '• ',
  '"',
  '”',
  '(',
  ')',
  '[1]',
  '😀',
  '。',
  '...',
  ' . . . ',
  '\uE001',
  '\uE801',
  '\uF002',
  '\uD83D',
  'x@y.Zz',
  'http://',
  'e.g. ',
  'No. ',
)
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

describe('any text', () => {
  test('its sentences with their white space are the text again', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const parts = splitSentences(whole)
        expect(parts.map(({ source, after }) => source + after).join('')).toBe(whole)
        expect(parts.every(({ source }) => source !== '')).toBe(true)
        expect(parts.every(({ after }) => /^\s*$/.test(after))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('codes do not change how many sentences there are', () => {
    fc.assert(
      fc.property(text, fc.nat(), (whole, where) => {
        const plain = whole.replace(/[\uE000-\uF8FF]/g, '').trim()
        const at = plain.length === 0 ? 0 : where % plain.length
        const coded = `${plain.slice(0, at)}\uF001${plain.slice(at)}`
        // A code inside white space or at an edge stands between characters that it may separate.
        fc.pre(plain !== '' && /\S\S/.test(plain.slice(Math.max(0, at - 1), at + 1)))
        expect(splitSentences(coded)).toHaveLength(splitSentences(plain).length)
      }),
      { numRuns: 1000 },
    )
  })

  test('no rule has a quantifier without an upper bound', () => {
    const unbounded = /(?<!\\)[*+]|\{\d+,\}/
    const withoutClasses = (pattern: string) => pattern.replace(/\[(?:\\.|[^\]\\])*\]/g, '[]')

    const found = englishRules.filter(({ before, after }) =>
      [before, after].some((pattern) => unbounded.test(withoutClasses(pattern))),
    )

    expect(found).toEqual([])
  })

  test('every rule has its own name', () => {
    const names = englishRules.map(({ name }) => name)

    expect(new Set(names).size).toBe(names.length)
  })

  test.each([
    '.',
    '. ',
    '!',
    'A.',
    'A. ',
    '."',
    'www.',
    'a@',
    '《。。。',
    '.[1]',
    '1. A ',
    '!😀',
    '. ((((A',
    ' ',
    'Mr. ',
  ])('20,000 characters of "%s" are split without delay', (unit) => {
    const whole = unit.repeat(Math.ceil(20_000 / unit.length))

    expect(
      splitSentences(whole)
        .map(({ source, after }) => source + after)
        .join(''),
    ).toBe(whole)
  })
})
