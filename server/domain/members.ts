// Who may give and take which roles.

import { can, type Membership, type Person } from './people.ts'

/**
 * Tells whether a person may give or take a role. Who manages one language gives roles for that
 * language only: a role for all languages would be more than they hold themselves.
 */
export function mayGive(person: Person, held: Membership): boolean {
  const place = { projectId: held.projectId, locale: held.locale }
  if (held.locale !== null || person.administrator) return can(person, 'member.manage', place)
  const forAll = person.memberships.filter((own) => own.locale === null)
  return can({ ...person, memberships: forAll }, 'member.manage', place)
}
