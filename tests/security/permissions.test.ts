// Whatever is given away by mistake shows in the table: every permission in turn is given to everyone,
// and every limit of a permission is lifted.

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { permissions, type Permission, type Person, type Place } from '#domain/people.ts'

import { doors } from '../../server/routes/registry.ts'
import type { Actor } from '../fixtures/security/authorisation.ts'
import { openCast, type Cast } from './cast.ts'
import { cells, difference, openTable, type Table } from './table.ts'

type Asked = readonly [person: Person, permission: Permission, place: Place]
type Mistake = (...asked: Asked) => Asked | true

const careful: Mistake = (...asked) => asked
const state = vi.hoisted(() => ({ mistake: null as Mistake | null }))

// The rule of the product is not replaced: a mistake only changes what it is asked, or passes over it.
vi.mock('../../server/domain/people.ts', async (original) => {
  const people = await original<typeof import('../../server/domain/people.ts')>()
  const nowhere: Place = { projectId: null, locale: null }
  const asked = (...given: Asked) => (state.mistake ?? careful)(...given)
  return {
    ...people,
    can: (...given: Asked) => {
      const question = asked(...given)
      return question === true || people.can(...question)
    },
    couldEver: (person: Person, permission: Permission) => {
      const question = asked(person, permission, nowhere)
      return question === true || people.couldEver(question[0], question[1])
    },
    demandPermission: (...given: Asked) => {
      const question = asked(...given)
      if (question !== true) people.demandPermission(...question)
    },
  }
})

let cast: Cast
let table: Table

beforeAll(async () => {
  cast = await openCast()
  table = openTable(cast)
})
afterEach(() => {
  state.mistake = null
})
afterAll(() => cast.close())

// Who would gain most comes first, so that a difference is found soon.
const first: readonly Actor[] = [
  ...(['translator', 'publisher', 'terminologist', 'manager', 'reviewer', 'manager of km'] as const),
  ...(['reviewer of km', 'translator of km', 'foreign manager', 'foreign reviewer', 'token read'] as const),
]

/** A door behind which a permission is asked for that no door has as its entry. */
const behindOthers: Readonly<Partial<Record<Permission, string>>> = {
  'term.approve': 'PUT /api/terms/:term',
  'translation.waive': 'POST /api/translations/:translation/review',
}

/** The first cell that comes out otherwise than decided. */
async function firstDifference(mistake: Mistake, permission?: Permission): Promise<string | null> {
  const asked = (door: string) => [doors[door]?.entry].flat().some((entry) => entry === permission)
  const behind = permission === undefined ? undefined : behindOthers[permission]
  const near = (door: string) => (asked(door) || door === behind ? 0 : 1)
  const ordered = cells
    .filter(({ actor, side }) => first.includes(actor) && side !== 'absent')
    .toSorted((a, b) => near(a.door) - near(b.door) || first.indexOf(a.actor) - first.indexOf(b.actor))
  for (const cell of ordered) {
    state.mistake = null
    await table.prepare(cell)
    state.mistake = mistake
    const found = difference(cell, await table.ask(cell))
    if (found) return found
  }
  return null
}

test.for(permissions)('giving %s to everyone shows in the table', async (permission) => {
  const given: Mistake = (...asked) => (asked[1] === permission ? true : asked)
  expect(await firstDifference(given, permission)).not.toBeNull()
})

describe('lifting a limit shows in the table', () => {
  const lifted: Readonly<Record<string, Mistake>> = {
    'the scopes of a token': (person, permission, place) => [{ ...person, scopes: null }, permission, place],
    'the language of a role': (person, permission, place) => [person, permission, { ...place, locale: null }],
    'the project of a role': (person, permission, place) => [
      {
        ...person,
        memberships: person.memberships.map((held) => ({ ...held, projectId: place.projectId ?? '' })),
      },
      permission,
      place,
    ],
    'the difference between a member and an administrator': (person, permission, place) => [
      { ...person, administrator: true },
      permission,
      place,
    ],
  }
  test.for(Object.entries(lifted))('%s', async ([, mistake]) => {
    expect(await firstDifference(mistake)).not.toBeNull()
  })
})

test('without a mistake nothing differs for the same people', async () => {
  const some = cells.filter(({ actor, verdict }) => actor === 'translator' && verdict !== '+')
  for (const cell of some) expect(difference(cell, await table.ask(cell))).toBeNull()
})
