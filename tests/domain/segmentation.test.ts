import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { fromNotation, toNotation } from '#domain/inline.ts'
import { explainBorders, splitSentences } from '#domain/segmentation.ts'
import { englishRules } from '#domain/segmentation/english.ts'

import { fc } from '../helpers/properties.ts'
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

// NOTE: all six files of news have the same 926 English sentences, and the rules were tuned with them. What is
// measured here (precision 99.6 %, recall 99.9 %) says that nothing got worse, not how well unseen news is parted.
describe.skipIf(!sharedData('pairs', 'news.th.jsonl'))('paragraphs of six sentences of the news', () => {
  test('are parted where the sentences end: precision 99 %, recall 99 %', () => {
    const lines = newsSentences('pairs', 'news.th.jsonl')
      .map((line) => line.replace(/\s+/g, ' '))
      .filter((line) => /[.!?…]["'”’)\]]*$/.test(line))
    let [right, wrong, missed] = [0, 0, 0]
    for (let first = 0; first < lines.length; first += 6) {
      const group = lines.slice(first, first + 6)
      const text = group.join(' ')
      const ends = new Set(group.map((_, index) => group.slice(0, index + 1).join(' ').length))
      ends.delete(text.length)
      const found = explainBorders(text).map(({ at }) => at)
      right += found.filter((at) => ends.has(at)).length
      wrong += found.filter((at) => !ends.has(at)).length
      missed += [...ends].filter((at) => !found.includes(at)).length
    }

    expect(right).toBeGreaterThan(700)
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.99)
    expect(right / (right + missed)).toBeGreaterThanOrEqual(0.99)
  })
})

// Paragraphs of our own in the manner of newsrooms, borders shown by |. Written before any rule saw them, in lots; each
// was parted once, and only then were rules added. Precision (and F1) of that first run, English:
// 152 paragraphs 93.0 % (95.5 %), 60: 97.0 % (98.5 %), 40: 100 % (97.6 %), 214 of nothing but traps: 94.2 % (94.6 %),
// 118 of the same kind: 93.5 % (94.5 %), 90 as news is written: 98.9 % (97.9 %), 68: 99.3 % (99.0 %), 30: 100 % (99.2 %).
// Chinese: 35: 79.1 % (86.1 %), 33: 81.6 % (86.1 %), 30: 88.2 % (90.9 %), 34: 86.4 % (90.5 %), 20: 85.3 % (90.6 %).
// About half of what was counted wrong there, and 16 English borders, were mistakes of the writer, who forgot that
// sentences within a quotation are parted too; these are corrected in the files, and for the last two English lots
// before counting (as written first: 95.2 %). The last two Chinese lots, so corrected: 95.5 % (95.5 %), 97.1 % (97.1 %).
describe.each([
  ['en', ' ', 770],
  ['zh', '', 175],
])('paragraphs of newsrooms (%s)', (language, space, least) => {
  test('are parted where the sentences end: precision 99 %, F1 94 %', () => {
    const file = new URL(`../fixtures/segmentation/newsrooms.${language}.txt`, import.meta.url)
    const paragraphs = readFileSync(file, 'utf8').trim().split('\n')
    let [right, wrong, missed] = [0, 0, 0]
    const mistakes: string[] = []
    for (const paragraph of paragraphs) {
      const parts = paragraph.split('|').map((part) => part.trim())
      const text = parts.join(space)
      const ends = new Set(parts.map((_, index) => parts.slice(0, index + 1).join(space).length))
      ends.delete(text.length)
      const found = explainBorders(text, { language })
      const extra = found.filter(({ at }) => !ends.has(at))
      mistakes.push(...extra.map(({ at, rule }) => `${rule}: ${text.slice(0, at)} | ${text.slice(at)}`))
      wrong += extra.length
      right += found.length - extra.length
      missed += ends.size - (found.length - extra.length)
    }

    expect(paragraphs.length).toBeGreaterThanOrEqual(least)
    expect(right / (right + wrong), mistakes.join('\n')).toBeGreaterThanOrEqual(0.99)
    expect((2 * right) / (2 * right + wrong + missed)).toBeGreaterThanOrEqual(0.94)
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
    'a (b! ',
    'a (b. C) ',
    '"A! b " c ',
    'No. I ',
  ])('20,000 characters of "%s" are split without delay', (unit) => {
    const whole = unit.repeat(Math.ceil(20_000 / unit.length))

    expect(
      splitSentences(whole)
        .map(({ source, after }) => source + after)
        .join(''),
    ).toBe(whole)
  })
})

describe('sentences of the news, borders shown by |', () => {
  test.each([
    'H.E. Dr. Hun Manet arrived at 9 a.m.| He met H.E. Mr. Srettha Thavisin.',
    "Tan Sri Dato' Sri Dr. Wan Azizah spoke first.| YB Dr. Maszlee Malik followed.",
    'The talks ended at 5 p.m. on Friday.| Ministers left at 6 p.m. Saturday.',
    'Prof. Emeritus J. R. R. Tan gave a lecture.| J.K. Rowling attended.',
    'She holds a Ph.D. from MIT.| It took five years.',
    'He holds a Ph.D. and an M.B.A. from Harvard.',
    'The company, Sea Ltd., is based in Singapore.| Its shares rose 3.5%.',
    'Vingroup JSC vs. Thaco Co., Ltd. was heard in court.',
    'See Fig. 3 and Sec. 4.2 for details.| The No. 2 reactor was shut.',
    '“We will not stop,” she said.| “We will go on.”',
    '“Will you come?” asked Mr. Lee.| “I will.”',
    '“Why now?” Ms. Tran asked reporters.',
    '"It\'s a shark!" Hammel added.| The boy was airlifted.',
    'He said: “Stop.”| Then he left.',
    'He paused... then went on.',
    'He paused…| Then he left.',
    'The result [1] was clear.[2]| Later work [3] confirmed it.',
    '(This is an aside.)| The main text goes on.',
    'The delegation (led by Mr. A. B. Smith, Jr.) arrived.| It left on 3 Oct. 2024.',
    'Visit https://example.org/a.b?c=d.| Then call us.',
    'Visit www.unesco.org.| It is free.',
    'Write to info@acc.org.cn.| We will answer.',
    'It cost US$1.5 million.| It was worth it.',
    'It cost Rp. 5.000 in Jakarta.',
    'On Jan. 5, 2024, Gov. Lim and Lt. Gen. Sok met.| They agreed.',
    'The U.S. and the U.K. signed.| China did not.',
    'He moved to the U.S. in 1999.| She stayed.',
    'He lives in the U.S.| The family moved there in 1999.',
    'The St. Louis-based firm grew.| Mt. Kinabalu is high.',
    'Apt. 5, 12 Main St., Kuala Lumpur.',
    'The vote was 5-4.| No. 3 seed lost.',
    '“Yes!”| “No!”| They shouted.',
    'Is it true?| Yes.| It is.',
    'Mr. Nguyen Van A., 45, was arrested.| Police said Ms. B., 30, fled.',
    'The ASEAN Sec. Gen. said so.',
    'The team (see p. 12) won.| Art. 5 applies.',
    'Version 2.0.1 was released.| It fixes bugs.',
    'At 10.30 a.m., Dr. Li spoke.',
    'She visited Washington, D.C., on Monday.| Then New York.',
    'She visited Washington, D.C.| On Monday she left.',
    '“I came, I saw…” he began.',
    'Dec. 25 is a holiday.| Sun. is free.',
    'The Rev. Dr. King Jr. spoke in Aug. 1963.| It was hot.',
    'Members incl. Brunei, Laos etc. agreed.| Others did not.',
    'The meeting, i.e. the 10th, ended.| Cf. the last one.',
    'Temperatures hit 41.2 C.| The heat goes on.',
    'He scored 3 goals vs. Thailand.| Coach Park Hang-seo was happy.',
    'Yahoo! Japan bought it.| The deal closed.',
    'Toys “R” Us closed.| Staff wept.',
    'Oh!| What a day.',
    'The AU$3bn. deal collapsed.',
    'The film "What Now?" won.| It is long.',
    '"Enough is enough!" the minister told reporters.',
    '‘It is over.’| They left.',
    'The bill passed 10–2.| "Great," said Sen. Cruz.',
    'Sens. Lindsey Graham and Rep. John Doe met Reps. A and B.',
    'Brig. Gen. (Ret.) Tan spoke.| Col. Prayut listened.',
    'He won gold in the 100 m.| She won silver.',
    'Located at Jl. Sudirman No. 5, Jakarta.| It is big.',
    'PT Bank Tbk. rose.| Inc. magazine fell.',
    'The approx. 500 delegates left.| Est. cost: $5m.',
    'Hon. Dato’ Lim Jock Hoi, S.G. of ASEAN, spoke.',
    'He cited Art. 3 para. 2.| The court agreed.',
    'It rose by 2.5 pct. last year.| Gold fell.',
    'The plan – “Vision 2045.” – was shown.',
    'He is 5 ft. 10 in. tall.| She is taller.',
    'Mr. President, we agree.| Thank you.',
    'The so-called Mr. T. appeared.| He smiled.',
    'Gen. Z voters matter.| Vol. 3 is out.',
    '"We can do it."| "How?"| "Together."',
    'The minister (Mr. Sok An) said: "Education is key."| Students clapped.',
    'In Q3, GDP grew 5.1 per cent.| In Q4, 4.8 per cent.',
    'Read more at t.co/abc.| Follow @acc.',
    '“What a day!”| The crowd cheered.',
    '“Who won?”| Nobody knew.',
    'She asked, “Who is he?” and left.',
    'Ph.D. students met Drs. Lee and Tan.| They talked.',
    'The MoU was signed on Nov. 3.| The parties met in Dec.',
    'The "A.I. era" has begun, said Y.A.B. Dato\' Seri Anwar.',
    'Dr. Ir. H. Joko Widodo, M.Sc., spoke.| Prof. Dr. Ir. Bambang, M.Eng. listened.',
    'Assoc. Prof. Dr. Somchai Jaidee (Ph.D.) spoke.',
    "K.H. Ma'ruf Amin and Hj. Siti came.| Tn. Hj. Ali left.",
    'The ship, M.V. Ruby, sank.| Lt. Cmdr. R. Cruz survived.',
  ])('%s', (shown) => {
    const parts = shown.split('|').map((part) => part.trim())
    expect(sentences(parts.join(' '))).toEqual(parts)
  })
})
