import { describe, expect, test } from 'vitest'

import { move, states, steps, subStates, type Standing, type Step } from '#domain/workflow.ts'

import { fc } from '../helpers/properties.ts'

const everywhere: readonly Standing[] = [
  ...subStates.map((subState) => ({ state: 'initial' as const, subState })),
  ...states.filter((state) => state !== 'initial').map((state) => ({ state, subState: null })),
]

const after = (...done: readonly Step[]) =>
  done.reduce<Standing>(
    (from, step) => {
      const to = move(from, step)
      if ('refused' in to) throw new Error(`${step} is refused from ${JSON.stringify(from)}`)
      return to
    },
    { state: 'initial', subState: 'new' },
  )

describe('the way of a translation', () => {
  test.each<[string, readonly Step[], Standing]>([
    ['a new text that is saved is a draft', ['save'], { state: 'initial', subState: 'draft' }],
    ['a confirmed text is translated', ['save', 'confirm'], { state: 'translated', subState: null }],
    ['an approved text is reviewed', ['save', 'confirm', 'approve'], { state: 'reviewed', subState: null }],
    [
      'editing an approved text takes it back',
      ['save', 'confirm', 'approve', 'save'],
      { state: 'translated', subState: null },
    ],
    [
      'a released text is final',
      ['save', 'confirm', 'approve', 'release'],
      { state: 'final', subState: null },
    ],
    [
      'editing a released text takes it back',
      ['save', 'confirm', 'approve', 'release', 'save'],
      { state: 'translated', subState: null },
    ],
    [
      'a returned text stays returned while it is edited',
      ['save', 'confirm', 'return', 'save'],
      { state: 'initial', subState: 'returned' },
    ],
    ['a cleared text is new again', ['save', 'confirm', 'clear'], { state: 'initial', subState: 'new' }],
  ])('%s', (_, done, expected) => {
    expect(after(...done)).toEqual(expected)
  })

  test('nothing but approval makes a text reviewed, nothing but a release makes it final', () => {
    for (const from of everywhere) {
      for (const step of steps) {
        const to = move(from, step)
        if ('refused' in to) continue
        if (to.state === 'reviewed') expect(step).toBe('approve')
        if (to.state === 'final') expect(step).toBe('release')
      }
    }
  })

  test('an empty text is never confirmed', () => {
    expect(move({ state: 'initial', subState: 'new' }, 'confirm')).toMatchObject({ refused: 'step-not-open' })
  })

  test('a sub-state stands exactly where the state is initial, however one got there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everywhere),
        fc.array(fc.constantFrom(...steps), { maxLength: 30 }),
        (start, path) => {
          let at = start
          for (const step of path) {
            const to = move(at, step)
            if (!('refused' in to)) at = to
            expect(at.subState !== null).toBe(at.state === 'initial')
          }
        },
      ),
    )
  })
})
