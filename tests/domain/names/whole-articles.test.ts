// Eighteen articles in the way newsrooms write them, each with the names that a reader marked in it before any rule saw
// them. Institutions and places exist, the people and what they do were invented.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { namesOf } from '#domain/names/article-names.ts'
import type { NameCard, NameKind } from '#domain/names/name-cards.ts'
import { compileGlossary } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'

import { root } from '../../helpers/build.ts'

interface Marked {
  readonly text: readonly string[]
  readonly names: readonly {
    readonly kind: NameKind
    readonly name: string
    readonly mentions: number
    /** The reader was not sure: neither missed nor too many. */
    readonly doubtful?: true
  }[]
}

const folder = path.join(root, 'tests', 'fixtures', 'names')
const articles = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): Marked => JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
const glossary = compileGlossary(
  seedTerms.map((draft, i) => ({ ...draft, id: `t${i}`, projectId: 'p', version: 1, updatedAt: '' })),
)

const keyOf = (name: string): string => name.toLowerCase().replace(/^the /, '').replaceAll('’', "'")
// What the glossary knows is listed under its source there: `Lao PDR` as the country's full name.
const isSame = (card: NameCard, name: string): boolean =>
  [card.name, card.detail ?? ''].some((one) => keyOf(one) === keyOf(name))

function figuresOf(kind: NameKind) {
  let [right, missed, tooMany, mentions, marked] = [0, 0, 0, 0, 0]
  for (const { text, names } of articles) {
    const cards = namesOf(text, glossary).filter((card) => card.kind === kind)
    const own = names.filter((one) => one.kind === kind)
    for (const one of own) {
      const card = cards.find((other) => isSame(other, one.name))
      if (card) {
        right++
        marked += one.mentions
        mentions += Math.min(card.mentions.length, one.mentions)
      } else if (!one.doubtful) missed++
    }
    tooMany += cards.filter((card) => !own.some(({ name }) => isSame(card, name))).length
  }
  return {
    right,
    precision: right / (right + tooMany),
    recall: right / (right + missed),
    mentions: mentions / marked,
  }
}

test('there are eighteen articles with 671 marked names', () => {
  expect(articles.length).toBe(18)
  expect(articles.flatMap(({ names }) => names).length).toBe(671)
})

// What was measured, less two or three names.
test.each([
  { kind: 'person', precision: 0.93, recall: 0.92 },
  { kind: 'organisation', precision: 0.85, recall: 0.9 },
  { kind: 'post', precision: 0.88, recall: 0.78 },
  { kind: 'programme', precision: 0.95, recall: 0.85 },
  { kind: 'place', precision: 0.88, recall: 0.83 },
  { kind: 'acronym', precision: 0.95, recall: 0.95 },
  { kind: 'date', precision: 0.92, recall: 0.94 },
] as const)('nearly every $kind is found, and hardly anything else', ({ kind, precision, recall }) => {
  const figures = figuresOf(kind)
  expect(figures.right).toBeGreaterThan(30)
  expect(figures.precision).toBeGreaterThanOrEqual(precision)
  expect(figures.recall).toBeGreaterThanOrEqual(recall)
  expect(figures.mentions).toBeGreaterThanOrEqual(0.9)
})
