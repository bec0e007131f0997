// The outline of an edition, as it travels.

import { expect, test } from 'vitest'

import { readOutlineLines } from '#domain/outline.ts'

test('each line says what is known of a sentence, and its block what it is part of', () => {
  const lines = ['t1 s1 1 initial - 0 t f', 't2 s2 2 translated - 0 f t', 't3 s3 3 initial returned 2 f f']
  const read = readOutlineLines({ lines: lines.join('\n'), blocks: '1 1 headline\n2 4 body' })
  expect(read).toEqual([
    { translationId: 't1', segmentId: 's1', ordinal: 1, block: 1, role: 'headline', state: 'initial', subState: null, errors: 0, empty: true, once: false },
    { translationId: 't2', segmentId: 's2', ordinal: 2, block: 4, role: 'body', state: 'translated', subState: null, errors: 0, empty: false, once: true },
    { translationId: 't3', segmentId: 's3', ordinal: 3, block: 4, role: 'body', state: 'initial', subState: 'returned', errors: 2, empty: false, once: false },
  ]) // prettier-ignore
})

test('an edition without sentences has an outline without lines', () => {
  expect(readOutlineLines({ lines: '', blocks: '' })).toEqual([])
})
