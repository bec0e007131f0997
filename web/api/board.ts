// The table of a project, and who is given what.

import type { AssignedRole } from '#domain/together.ts'

import { answer, api, ids, until } from './client.ts'

export const fetchBoard = (project: string, signal?: AbortSignal) =>
  answer(api.projects[':project'].board.$get({ param: ids({ project }) }, until(signal)))

export const assignEdition = (
  edition: string,
  role: AssignedRole,
  given: { readonly personId: string | null; readonly dueOn: string | null },
) =>
  answer(api.editions[':edition'].assignments[':role'].$put({ param: ids({ edition, role }), json: given }))

export type Board = Awaited<ReturnType<typeof fetchBoard>>
export type BoardArticle = Board['items'][number]
export type BoardCell = BoardArticle['editions'][number]
