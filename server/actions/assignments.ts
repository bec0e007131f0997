// A manager gives an edition to somebody, with a day by which it should be done; and the table of all editions.

import { WorkError } from '#domain/errors.ts'
import type { AssignedRole } from '#domain/together.ts'

import { assignmentsOf, saveAssignment, type Assignment } from '../store/assignments.ts'
import { boardOf, type BoardArticle, type BoardEdition } from '../store/boards.ts'
import { getEdition } from '../store/editions.ts'
import { remember } from '../store/history.ts'
import { insertNotifications } from '../store/notifications.ts'
import { listMembers, type Member } from '../store/people.ts'
import { getProject } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

export interface AssignInput {
  readonly editionId: string
  readonly role: AssignedRole
  readonly personId: string | null
  /** ISO date. */
  readonly dueOn: string | null
}

/** Gives an edition to somebody who holds the role in its language, or takes it back. */
export async function assignEdition(ctx: ActionContext, input: AssignInput): Promise<Assignment> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  const { projectId, locale } = edition
  demandMay(ctx, 'edition.assign', { projectId, locale })
  const members = await listMembers(ctx.db, projectId)
  const member = members.find(({ personId }) => personId === input.personId)
  if (input.personId !== null && !(member && holds(member, input.role, locale))) {
    throw new WorkError('invalid', `Expected somebody who is ${input.role} in ${locale}`, {
      field: 'personId',
    })
  }
  const before = (await assignmentsOf(ctx.db, [edition.id])).find(({ role }) => role === input.role) ?? null
  await transaction(ctx.db, async (tx) => {
    await saveAssignment(tx, input)
    if (member && member.personId !== ctx.person.id && member.personId !== before?.person?.id) {
      await insertNotifications(tx, [member.personId], {
        ...{ kind: 'assigned', projectId, editionId: edition.id, ordinal: null },
        ...{ actorId: doer(ctx), words: input.dueOn ?? '', now: ctx.now },
      })
    }
    await remember(tx, {
      deed: 'edition.assigned',
      personId: doer(ctx),
      projectId,
      articleId: edition.articleId,
      editionId: edition.id,
      before,
      after: { role: input.role, personId: input.personId, dueOn: input.dueOn },
    })
  })
  const person = member ? { id: member.personId, name: member.name } : null
  return { editionId: edition.id, role: input.role, person, dueOn: input.dueOn }
}

function holds({ roles }: Member, wanted: AssignedRole, locale: BoardEdition['locale']): boolean {
  return roles.some(({ role, locale: held }) => role === wanted && (held === null || held === locale))
}

/** An edition in the table, with who it was given to. */
export type BoardCell = BoardEdition & {
  readonly assignments: readonly Omit<Assignment, 'editionId'>[]
  readonly can: { readonly assign: Ability }
}

/** The table of a project. */
export interface Board {
  readonly items: readonly (Omit<BoardArticle, 'editions'> & { readonly editions: readonly BoardCell[] })[]
  /** Who may be given an edition; empty for who gives none. */
  readonly people: readonly Pick<Member, 'personId' | 'name' | 'roles'>[]
}

const mostArticles = 100

/** Shows how the newest articles of a project stand in every language. */
export async function readBoard(ctx: ActionContext, input: { readonly projectId: string }): Promise<Board> {
  const { projectId } = input
  demandMay(ctx, 'article.read', { projectId, locale: null })
  demandFound(await getProject(ctx.db, projectId))
  const articles = await boardOf(ctx.db, projectId, mostArticles)
  const given = await assignmentsOf(
    ctx.db,
    articles.flatMap(({ editions }) => editions.map(({ id }) => id)),
  )
  const items = articles.map((article) => ({
    ...article,
    editions: article.editions.map((edition) => ({
      ...edition,
      assignments: given
        .filter(({ editionId }) => editionId === edition.id)
        .map(({ role, person, dueOn }) => ({ role, person, dueOn })),
      can: { assign: ability(ctx, 'edition.assign', { projectId, locale: edition.locale }) },
    })),
  }))
  const gives = items.some(({ editions }) => editions.some(({ can }) => can.assign === true))
  const members = gives ? await listMembers(ctx.db, projectId) : []
  return { items, people: members.map(({ personId, name, roles }) => ({ personId, name, roles })) }
}
