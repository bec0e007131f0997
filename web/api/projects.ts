// Projects, their people, and what waits for us in all of them.

import type { SettableCheck, Strictness } from '#domain/checks/settings.ts'
import type { Role } from '#domain/people.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, until } from './client.ts'

/** A role as it is offered or held; `locale: null` means in every language. */
export interface HeldRole {
  readonly role: Role
  readonly locale: TargetLocale | null
}

export const fetchProjects = (signal?: AbortSignal) => answer(api.projects.$get({}, until(signal)))

export const createProject = (name: string) => answer(api.projects.$post({ json: { name } }))

export const changeProject = (
  project: string,
  change: { readonly name?: string; readonly secondReview?: boolean },
) => answer(api.projects[':project'].$patch({ param: ids({ project }), json: change }))

/** Who works in a project, without what only managers see. */
export const fetchColleagues = (project: string) =>
  answer(api.projects[':project'].colleagues.$get({ param: ids({ project }) }))

export const fetchMembers = (project: string, signal?: AbortSignal) =>
  answer(api.projects[':project'].members.$get({ param: ids({ project }) }, until(signal)))

export const saveMember = (project: string, person: string, roles: readonly HeldRole[]) =>
  answer(
    api.projects[':project'].members[':person'].$put({
      param: ids({ project, person }),
      json: { roles: [...roles] },
    }),
  )

export const invite = (project: string, email: string, held: HeldRole) =>
  answer(api.projects[':project'].invitations.$post({ param: ids({ project }), json: { email, ...held } }))

export const withdrawInvitation = (project: string, invitation: string) =>
  answer(api.projects[':project'].invitations[':invitation'].$delete({ param: ids({ project, invitation }) }))

/** How strict the checks are in a project. */
export const fetchCheckSettings = (project: string, signal?: AbortSignal) =>
  answer(api.projects[':project'].checks.$get({ param: ids({ project }) }, until(signal)))

export const saveCheckSetting = (
  project: string,
  check: SettableCheck,
  locale: TargetLocale | '*',
  strictness: Strictness | null,
) =>
  answer(
    api.projects[':project'].checks.$put({ param: ids({ project }), json: { check, locale, strictness } }),
  )

export const fetchWork = (signal?: AbortSignal) => answer(api.work.$get({}, until(signal)))

export type Members = Awaited<ReturnType<typeof fetchMembers>>
export type Member = Members['items'][number]
export type Invitation = Members['invitations'][number]
export type ProjectCard = Awaited<ReturnType<typeof fetchProjects>>['items'][number]
export type CheckSettingsDetail = Awaited<ReturnType<typeof fetchCheckSettings>>
export type OpenQuestion = Awaited<ReturnType<typeof fetchWork>>['questions'][number]
export type WorkItem = Awaited<ReturnType<typeof fetchWork>>['items'][number]
export type WorkKind = WorkItem['kind']
