import { describe, expect, test } from 'vitest'

import type { BlockRole } from '#domain/article.ts'
import { flagsOf } from '#domain/block-flags.ts'
import { boilerplateKey, isBoilerplate } from '#domain/boilerplate.ts'

import { readDocument } from '../../server/formats/formats.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'

const block = (source: string, role: BlockRole = 'body') => ({ role, segments: [{ source, after: '' }] })
const flags = (...texts: readonly (string | ReturnType<typeof block>)[]) =>
  flagsOf(texts.map((one) => (typeof one === 'string' ? block(one) : one))).map(
    ({ block: number, kind, of }) => [number, kind, of],
  )

const paragraph =
  'The delegation included the Secretary-General of the centre, two directors of the education division, and ' +
  'diplomats from eight countries who had come to Shenzhen for the day.'

describe('boilerplate is', () => {
  test.each([
    'The site is currently under configuration',
    'Will be available soon......',
    '© 2024 Ministry of Education. All rights reserved.',
    'We use necessary cookies to improve your experience.',
    'Read more »',
    'Share this article',
    'Skip to main content',
    'Follow us on Facebook',
    'Sign in',
    'Related articles',
    'Views: 1,204',
    'Please enable JavaScript in your browser.',
  ])('%s', (words) => expect(isBoilerplate(words)).toBe(true))

  test.each([
    'The bridge is under construction and opens next year.',
    'The baker sold 300 cookies to raise money for the school.',
    'Visitors can sign up at the gate until noon.',
    'Readers share stories of the flood',
    'The new vaccine will be available soon in all provinces, the minister said.',
    'Home prices rise again in Hanoi',
    'Search for survivors goes on',
    'More stories from the flood reach the capital',
  ])('not: %s', (words) => expect(isBoilerplate(words)).toBe(false))
})

describe('a block is flagged', () => {
  test('when it stands in other articles of the project', () => {
    const notices = new Set([boilerplateKey('Our hotline: 555-1234')])
    expect(flagsOf([block('OUR HOTLINE: 555 1234')], { notices })).toEqual([
      { block: 1, kind: 'boilerplate', of: null, suggested: 'drop' },
    ])
  })

  test('when an earlier one holds all its words, and as cut off when it has no end', () => {
    expect(flags(paragraph, 'Something else.', paragraph)).toEqual([[3, 'repeated', 1]])
    expect(flags(paragraph, paragraph.slice(0, 150))).toEqual([[2, 'cut-off', 1]])
  })

  test('when it ends in the middle of a sentence', () => {
    expect(flags(paragraph.slice(0, 150))).toEqual([[1, 'cut-off', null]])
    expect(flags('There are three of them, and each of them has its own page in the guide:')).toEqual([])
    expect(flags(block(paragraph.slice(0, 150), 'heading'))).toEqual([])
  })

  test('not when a name or a post comes again', () => {
    expect(flags('Ms. LIU Xiao, ACC', 'Ms. LIU Xiao, ACC', 'Yes', 'Yes')).toEqual([])
  })

  test('quickly, whatever the blocks are', () => {
    const same = Array.from({ length: 5000 }, () => block('word '.repeat(100)))
    expect(flagsOf(same)).toHaveLength(5000)
  })
})

test.skipIf(!sharedData('articles', 'acc-visit.txt'))(
  'the sample article begins with notices, and ends with its first paragraph again, cut off',
  () => {
    const { flags: found } = readDocument(
      Buffer.from(readSharedData('articles', 'acc-visit.txt')),
      'visit.txt',
    )

    expect(found.map(({ block: number, kind, of, suggested }) => [number, kind, of, suggested])).toEqual([
      [1, 'boilerplate', null, 'drop'],
      [2, 'boilerplate', null, 'drop'],
      [26, 'cut-off', 5, 'drop'],
    ])
  },
)
