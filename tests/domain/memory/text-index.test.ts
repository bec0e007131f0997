import { describe, expect, test } from 'vitest'

import { editDistance } from '#domain/memory/distance.ts'
import { bucketOf, countBucket, makeSegment, placeOf } from '#domain/memory/segment.ts'
import { mostSteps, TextIndex } from '#domain/memory/text-index.ts'
import { TextStore, longestText } from '#domain/memory/text-store.ts'
import { UnitIndex } from '#domain/memory/unit-index.ts'

let state = 42
const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647
const words = 'council region school river report annual minister ประชุม ປະຊຸມ ប្រជុំ họp rapat open'.split(' ')
const sentence = () =>
  Array.from(
    { length: 4 + Math.floor(random() * 12) },
    () => words[Math.floor(random() * words.length)],
  ).join(' ')

const all = { least: 0.7, limit: 5, wanted: () => true }

describe('a store of texts', () => {
  test('gives back every text, also of more letters than one byte has', () => {
    const texts = new TextStore()
    const written = Array.from({ length: 400 }, (_, n) =>
      String.fromCharCode(0x4e00 + n, 97, 0x1780 + (n % 60)),
    )
    const numbers = written.map((text) => texts.add(text))
    const into = new Uint16Array(longestText)
    for (const [n, text] of written.entries()) {
      const length = texts.read(numbers[n]!, into)
      expect(String.fromCharCode(...into.subarray(0, length))).toBe(text)
      expect(texts.add(text)).toBe(numbers[n])
    }
    expect(texts.count).toBe(400)
    expect(texts.numberOf('not there')).toBe(-1)
  })
})

test('a segment knows all texts of a trigram, near each other or far apart', () => {
  const texts = new TextStore()
  const every = { aaa: 1, bbb: 100, ccc: 200, ddd: 20_000 }
  const names = Object.entries(every)
  for (let n = 0; n < 45_000; n++) {
    // Beside those that are looked for, every text has trigrams that no other has: most bytes for each.
    const own = String.fromCharCode(0x4e00 + (n % 20_000), 0xac00 + (n % 11_000), 0x4e00 + (n >> 8))
    texts.add(
      names.reduce((text, [word, step]) => (n % step === step - 1 ? `${text} ${word} ${word}` : text), own),
    )
  }
  for (const [base, count] of [
    [0, 45_000],
    [7, 20_500],
  ] as const) {
    const segment = makeSegment(texts, base, count)
    for (const [word, step] of names) {
      const [one = 0, two = 0, three = 0] = Array.from(word, (letter) => letter.charCodeAt(0))
      const counters = new Uint8Array(count)
      countBucket(segment, placeOf(segment, bucketOf(one, two, three)), counters)
      const wanted = Uint8Array.from({ length: count }, (_, local) => Number((base + local + 1) % step === 0))
      const missing = wanted.findIndex((is, local) => is > counters[local]!)
      expect([word, missing]).toEqual([word, -1])
      // Others may share the bucket, but no text counts twice.
      expect(Math.max(...counters)).toBe(1)
    }
  }
})

describe('an index of texts', () => {
  const index = new TextIndex()
  const keys = [...new Set(Array.from({ length: 6000 }, sentence))]
  for (const key of keys) index.add(key)
  index.tidy()

  test('finds the most similar text as comparing with all does', () => {
    for (let n = 0; n < 20; n++) {
      const key = keys[n * 7]!.replace('report', 'news').replace('school ', '')
      const best = Math.max(
        ...keys.map((other) => 1 - editDistance(key, other) / Math.max(key.length, other.length)),
      )
      if (best >= 0.7) expect(index.similar(key, all)[0]?.similarity).toBeCloseTo(best, 9)
      else expect(index.similar(key, all)).toEqual([])
    }
  })

  test('finds what was added a moment ago', () => {
    index.add('something that nobody has ever written before')
    expect(index.similar('something that nobody had ever written before', all)).toHaveLength(1)
  })

  test.each(['ประ', 'ປະ', 'ជុំ', 'họ', 'er r', 'minister open', 'il', 'ช', 'ປ', 'c'])(
    'finds all texts that hold %s',
    (needle) => {
      const found = index.holding([needle], 100_000, () => true)
      expect(found).toHaveLength(keys.filter((key) => key.includes(needle)).length)
    },
  )

  test.each([
    ['minister', 'open'],
    ['er r', 'an', 'report'],
    ['ชุม', 'il', 'ប្រជុំ'],
    ['school', 'sch', 'ool'],
    ['hool hool', 'er'],
    ['c', 'ປະ', 'river'],
  ])('finds all texts that hold %s and %s', (...needles) => {
    const held = keys.filter((key) => needles.every((needle) => key.includes(needle)))
    expect(index.holding(needles, 100_000, () => true)).toHaveLength(held.length)
  })

  test('an empty key, a long one and hostile ones are no trouble', () => {
    expect(index.similar('', all)).toEqual([])
    index.similar('a'.repeat(longestText + 5), all)
    index.similar('\uD800\uFFFF\u0001'.repeat(500), all)
    expect(index.holding(['\uFFFF\uFFFE'], 5, () => true)).toEqual([])
  })
})

describe('very long texts', () => {
  const vocabulary = Array.from({ length: 900 }, (_, n) => `w${(n * 7919).toString(36)}`)
  const anyWord = () => vocabulary[Math.floor(random() * vocabulary.length)]!
  const boilerplate = Array.from({ length: 4500 }, anyWord)
  /** What nine of ten share with each other, as the conditions of contracts do. */
  const long = () =>
    boilerplate
      .map((word) => (random() < 0.12 ? anyWord() : word))
      .join(' ')
      .slice(0, longestText)
  const index = new TextIndex()
  const texts = Array.from({ length: 900 }, long)
  for (const text of texts) index.add(text)
  index.tidy()

  test('are compared only as long as a question may take, and the nearest is found', () => {
    for (const at of [3, 450, 899]) {
      const asked = texts[at]!.replace(/w\w+/g, (word) => (random() < 0.02 ? 'changed' : word))
      const [best] = index.similar(asked, { ...all, limit: 12 })
      expect(best?.number).toBe(at)
      expect(best?.similarity).toBeGreaterThan(0.93)
      expect(index.steps).toBeGreaterThan(0)
      expect(index.steps).toBeLessThanOrEqual(mostSteps)
    }
  })

  test('that came a moment ago take no longer, and the newest is found', () => {
    const some = Array.from({ length: 40 }, long)
    for (const text of some) index.add(text)
    const [best] = index.similar(`${some.at(-1)!.slice(0, -20)} changed`, all)
    expect(best?.similarity).toBeGreaterThan(0.98)
    expect(index.steps).toBeLessThanOrEqual(mostSteps)
    index.tidy()
    expect(index.similar(`${some[5]!.slice(0, -20)} changed`, all)[0]?.similarity).toBeGreaterThan(0.98)
  })

  test('are looked through for words as far as a question may, the newest first', () => {
    const looked = new TextIndex()
    for (const text of texts) looked.add(text)
    looked.tidy()
    let bytes = 0
    const { indexOf } = looked.texts
    looked.texts.indexOf = (number, needle) => {
      bytes += looked.texts.sizeOf(number)
      return indexOf.call(looked.texts, number, needle)
    }
    const asked = { words: [vocabulary[1]!], most: 2_000_000 }
    const found = looked.holding(asked.words, 5000, () => true, asked.most)
    expect(bytes).toBeLessThanOrEqual(asked.most + longestText)
    expect(found).toEqual(Array.from({ length: found.length }, (_, n) => 899 - n))
    expect(found.length).toBeGreaterThan(90)
  })
})

describe('an index of units', () => {
  const unit = (id: number, changes: object = {}) => ({
    ...{ id, projectId: 'p', sourceLocale: 'en', targetLocale: 'th', originId: '', print: id },
    ...{ source: 'The council opened a school', target: `โรงเรียน ${id}`, ...changes },
  })
  const asked = {
    ...{ projectId: 'p', sourceLocale: 'en', targetLocales: ['th'], source: 'The council opened the school' },
    ...{ least: 0.7, limit: 5 },
  }

  test('keeps projects and languages apart, and forgets', () => {
    const index = new UnitIndex()
    index.add(unit(1))
    index.add(unit(1))
    index.add(unit(2, { projectId: 'q' }))
    index.add(unit(3, { targetLocale: 'lo' }))
    index.add(unit(4, { originId: 'file' }))
    expect(index.similar(asked).map(({ ids }) => ids)).toEqual([[4, 1]])
    index.forgetOrigin('file')
    expect(index.similar(asked).map(({ ids }) => ids)).toEqual([[1]])
    index.forget([1])
    expect(index.similar(asked)).toEqual([])
    expect(index.report().units).toBe(2)
  })
})
