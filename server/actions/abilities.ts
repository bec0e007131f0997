// What a person may do with a thing, sent along with it so that the browser shows buttons from data.

import { can, type Permission, type Place } from '#domain/people.ts'

import type { ActionContext } from './context.ts'

/** True, or the key of the sentence that says why not (locales/<tag>/ui.json). */
export type Ability = true | ReasonKey

export type ReasonKey =
  | 'reason.role-needed'
  | 'reason.own-text'
  | 'reason.own-approval'
  | 'reason.step-not-open'
  | 'reason.findings-open'
  | 'reason.empty'
  | 'reason.not-all-approved'
  | 'reason.nothing-new'
  | 'reason.released'

/** Whether the person has a permission at a place. */
export function ability(ctx: ActionContext, permission: Permission, place: Place): Ability {
  return can(ctx.person, permission, place) ? true : 'reason.role-needed'
}

/** The first reason that stands in the way, or true. */
export function firstReason(...reasons: readonly Ability[]): Ability {
  return reasons.find((reason) => reason !== true) ?? true
}
