import { expect, test } from 'vitest'

import { fromNotation } from '#domain/inline.ts'
import { matchesOf } from '#domain/memory/match.ts'
import type { Unit } from '#domain/memory/unit.ts'

let lastId = 0
const unit = (source: string, target: string, changes: Partial<Unit> = {}): Unit => ({
  ...{ id: (lastId += 1), translationId: null, sourceLocale: 'en', targetLocale: 'id', codes: [] },
  ...{ source: fromNotation(source), target: fromNotation(target), previous: 'Before.', next: 'After.' },
  ...{ author: null, approver: null, createdAt: '2024-01-01T00:00:00.000Z' },
  origin: { kind: 'article', id: 'a', name: 'News' },
  ...changes,
})
const asked = (source: string) => ({ source: fromNotation(source), previous: 'Before.', next: 'After.' })
const targets = (source: string, units: readonly Unit[]) =>
  matchesOf(asked(source), units, 'id', () => []).map(({ target, score }) => `${score} ${target}`)

test('of many targets of one source those between the same sentences come first, then what was approved here, then the newest', () => {
  const file = { kind: 'file', id: 'f', name: 'old.tmx' } as const
  const units = [
    unit('Read on.', 'file', {
      origin: file,
      next: 'X',
      previous: 'X',
      createdAt: '2025-05-05T00:00:00.000Z',
    }),
    unit('Read on.', 'newest', { next: 'X', previous: 'X', createdAt: '2024-05-05T00:00:00.000Z' }),
    unit('Read on.', 'one neighbour', { next: 'X' }),
    unit('Read on.', 'older', { next: 'X', previous: 'X' }),
    unit('Read on.', 'both neighbours', { createdAt: '2020-01-01T00:00:00.000Z' }),
    unit('Read on.', 'ms', { targetLocale: 'ms' }),
  ]
  expect(targets('Read on.', units)).toEqual([
    '101 both neighbours',
    '100 one neighbour',
    '100 newest',
    '100 older',
    '100 file',
    '101 ms',
  ])
})

test('the same target is offered once, with its best score', () => {
  const units = [
    unit('Read it on.', 'Baca'),
    unit('Read on.', 'Baca'),
    unit('Read on.', 'Baca', { next: 'X' }),
  ]
  expect(targets('Read on.', units)).toEqual(['101 Baca'])
})

test('codes cost, also where a number was put in', () => {
  const units = [unit('It has 5 rooms.', 'Ada 5 kamar.')]
  expect(targets('It has 6 rooms.', units)).toEqual(['98 Ada 6 kamar.'])
  expect(targets('It has {1}6{/1} rooms.', units)).toEqual(['96 Ada 6 kamar.'])
})

test('nothing is put into another language, or where the words are the same', () => {
  const units = [
    unit('It has 5 rooms.', 'Ada 5 bilik.', { targetLocale: 'ms' }),
    unit('It has 5 rooms', 'Ada 5.'),
  ]
  const matches = matchesOf(asked('It has 6 rooms.'), units, 'id', () => [])
  expect(matches.map(({ substitutions }) => substitutions.length)).toEqual([0, 0])
  expect(matches.map(({ reference }) => reference)).toEqual([false, true])
})
