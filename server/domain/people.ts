// Who may do what: roles per project and language, and one table from role to permission.

import type { TargetLocale } from '#locales/locale.ts'

import { WorkError } from './errors.ts'

/** Roles in a project. `administrator` is held for the whole installation, not for a project. */
export const roles = ['translator', 'reviewer', 'publisher', 'terminologist', 'manager'] as const
export type Role = (typeof roles)[number]

/** Everything that can be allowed. The part before the dot is the scope an API token needs. */
export const permissions = [
  'project.read',
  'project.take-part',
  'project.manage',
  'article.read',
  'article.import',
  'article.delete',
  'edition.open',
  'edition.assign',
  'translation.save',
  'translation.confirm',
  'translation.review',
  'translation.waive',
  'release.read',
  'release.publish',
  'source.ask',
  'source.answer',
  'term.read',
  'term.propose',
  'term.edit',
  'term.approve',
  'memory.read',
  'memory.edit',
  'member.read',
  'member.manage',
  'site.manage',
] as const
export type Permission = (typeof permissions)[number]

/** A role held in a project; `locale: null` means in every language. */
export interface Membership {
  readonly projectId: string
  readonly role: Role
  readonly locale: TargetLocale | null
}

/** Someone who has signed in, or a token acting for them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  readonly memberships: readonly Membership[]
  /** What a token may do at most; null for a person who signed in. */
  readonly scopes: readonly Scope[] | null
}

/** What an API token can be limited to. */
export const scopes = ['read', 'translate', 'review', 'publish', 'terms', 'manage'] as const
export type Scope = (typeof scopes)[number]

/** Where a permission is asked for; `locale: null` where the language does not matter. */
export interface Place {
  readonly projectId: string | null
  readonly locale: TargetLocale | null
}

/** A form is proposed in one’s own language; questions and what is said about a term are for everyone. */
const everyMember: readonly Permission[] = [
  'project.read',
  'project.take-part',
  'article.read',
  'release.read',
  'term.read',
  'source.ask',
  'term.propose',
  'memory.read',
]

const allowed: Record<Role, readonly Permission[]> = {
  translator: [...everyMember, 'translation.save', 'translation.confirm'],
  reviewer: [...everyMember, 'translation.save', 'translation.confirm', 'translation.review'],
  publisher: [...everyMember, 'release.publish'],
  terminologist: [...everyMember, 'term.edit', 'term.approve'],
  manager: [
    ...everyMember,
    'project.manage',
    'article.import',
    'article.delete',
    'edition.open',
    'edition.assign',
    'translation.waive',
    'source.answer',
    'term.edit',
    'memory.edit',
    'member.read',
    'member.manage',
  ],
}

const scopeOf: Record<Permission, Scope> = {
  'project.read': 'read',
  'project.take-part': 'translate',
  'project.manage': 'manage',
  'article.read': 'read',
  'article.import': 'manage',
  'article.delete': 'manage',
  'edition.open': 'manage',
  'edition.assign': 'manage',
  'translation.save': 'translate',
  'translation.confirm': 'translate',
  'translation.review': 'review',
  'translation.waive': 'review',
  'release.read': 'read',
  'release.publish': 'publish',
  'source.ask': 'translate',
  'source.answer': 'manage',
  'term.read': 'read',
  'term.propose': 'terms',
  'term.edit': 'terms',
  'term.approve': 'terms',
  'memory.read': 'read',
  'memory.edit': 'manage',
  'member.read': 'manage',
  'member.manage': 'manage',
  'site.manage': 'manage',
}

/** What changes the project for every language, so that a role in one of them is not enough. */
const ofAllLanguages: readonly Permission[] = [
  'project.manage',
  'article.import',
  'article.delete',
  'memory.edit',
  'source.answer',
]

function reaches(held: Membership, permission: Permission, place: Place): boolean {
  if (held.locale === null || held.locale === place.locale) return true
  return place.locale === null && !ofAllLanguages.includes(permission)
}

/** Tells whether a person may do something at a place; a role that names a language counts only there. */
export function can(person: Person, permission: Permission, place: Place): boolean {
  if (person.scopes && !person.scopes.includes(scopeOf[permission])) return false
  if (person.administrator) return true
  return person.memberships.some(
    (held) =>
      held.projectId === place.projectId &&
      reaches(held, permission, place) &&
      allowed[held.role].includes(permission),
  )
}

/** Tells whether a person holds a permission anywhere: whoever does not need not be let in at all. */
export function couldEver(person: Person, permission: Permission): boolean {
  if (person.scopes && !person.scopes.includes(scopeOf[permission])) return false
  return person.administrator || person.memberships.some((held) => allowed[held.role].includes(permission))
}

/**
 * Demands a permission at a place. Who cannot even see the project is told that there is nothing:
 * otherwise the answer would reveal what others work on.
 * @throws WorkError `not-found` in a project of others, `forbidden` in one's own
 */
export function demandPermission(person: Person, permission: Permission, place: Place): void {
  if (can(person, permission, place)) return
  const member = person.administrator || person.memberships.some((held) => held.projectId === place.projectId)
  if (!member && place.projectId !== null)
    throw new WorkError('not-found', 'Nothing with this id exists here')
  throw new WorkError('forbidden', `This needs the permission ${permission}`, { permission })
}
