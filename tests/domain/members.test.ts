import { describe, expect, test } from 'vitest'

import { mayGive } from '#domain/members.ts'
import type { Membership, Person, Scope } from '#domain/people.ts'

const here = 'here'

function someone(membership: Partial<Membership> | null, scopes: readonly Scope[] | null = null): Person {
  const memberships = membership
    ? [{ projectId: here, role: 'manager' as const, locale: null, ...membership }]
    : []
  return { id: 'p', name: 'P', email: 'p@example.org', administrator: false, memberships, scopes }
}

const khmerReviewer = { projectId: here, role: 'reviewer', locale: 'km' } as const
const anyReviewer = { projectId: here, role: 'reviewer', locale: null } as const

describe('roles are given', () => {
  test.each([
    ['a manager of all languages gives any', someone({}), anyReviewer, true],
    ['a manager of one language gives that one', someone({ locale: 'km' }), khmerReviewer, true],
    ['a manager of another language does not', someone({ locale: 'th' }), khmerReviewer, false],
    ['a manager of one language does not give all', someone({ locale: 'km' }), anyReviewer, false],
    ['a manager of another project does not', someone({ projectId: 'there' }), khmerReviewer, false],
    ['a reviewer does not', someone({ role: 'reviewer' }), khmerReviewer, false],
    ['a stranger does not', someone(null), khmerReviewer, false],
    ['an administrator gives any', { ...someone(null), administrator: true }, anyReviewer, true],
    ['a token without the scope does not', someone({}, ['read']), khmerReviewer, false],
    ['a token with the scope does', someone({}, ['manage']), anyReviewer, true],
    [
      'an administrator’s token without the scope does not',
      { ...someone(null, ['read']), administrator: true },
      anyReviewer,
      false,
    ],
  ])('%s', (_, person, held, expected) => {
    expect(mayGive(person, held)).toBe(expected)
  })
})
