// Projects: listed for their members, made by administrators.

import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { getProject, insertProject, listProjects, updateProject, type Project } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { slugOf } from './import-article.ts'

/** A project with what the person may do in it. */
export interface ProjectView extends Project {
  readonly can: { readonly import: Ability; readonly manageMembers: Ability; readonly rename: Ability }
}

/** The projects a person can see: their own, or all for an administrator. */
export function projectsOf(ctx: ActionContext): Promise<readonly Project[]> {
  const ids = [...new Set(ctx.person.memberships.map((held) => held.projectId))]
  return listProjects(ctx.db, ctx.person.administrator ? null : ids)
}

/** Lists the projects of the person. */
export async function readProjects(
  ctx: ActionContext,
): Promise<{ readonly items: readonly ProjectView[]; readonly can: { readonly add: Ability } }> {
  const projects = await projectsOf(ctx)
  return {
    items: projects.map((project) => withAbilities(ctx, project)),
    can: { add: ability(ctx, 'site.manage', { projectId: null, locale: null }) },
  }
}

function withAbilities(ctx: ActionContext, project: Project): ProjectView {
  const place = { projectId: project.id, locale: null }
  return {
    ...project,
    can: {
      import: ability(ctx, 'article.import', place),
      manageMembers: ability(ctx, 'member.manage', place),
      rename: ability(ctx, 'project.manage', place),
    },
  }
}

/** Adds a project. */
export async function addProject(ctx: ActionContext, input: { readonly name: string }): Promise<ProjectView> {
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  return transaction(ctx.db, async (tx) => {
    const project = await insertProject(tx, { name: input.name, slug: slugOf(input.name) })
    if (!project) throw new WorkError('already-exists', 'There is a project with this name')
    await remember(tx, {
      deed: 'project.added',
      personId: doer(ctx),
      projectId: project.id,
      after: { name: project.name },
    })
    return withAbilities(ctx, project)
  })
}

/** Renames a project, or says how many have to approve its texts. */
export async function changeProject(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly name?: string; readonly secondReview?: boolean },
): Promise<ProjectView> {
  const project = demandFound(await getProject(ctx.db, input.projectId))
  const place = { projectId: project.id, locale: null }
  demandMay(ctx, 'project.manage', place)
  const { name = project.name, secondReview = project.secondReview } = input
  return transaction(ctx.db, async (tx) => {
    await updateProject(tx, project.id, { name, secondReview })
    const line = { personId: doer(ctx), projectId: project.id }
    if (name !== project.name) {
      const [before, after] = [{ name: project.name }, { name }]
      await remember(tx, { ...line, deed: 'project.renamed', before, after })
    }
    if (secondReview !== project.secondReview) {
      const [before, after] = [{ secondReview: project.secondReview }, { secondReview }]
      await remember(tx, { ...line, deed: 'project.review-set', before, after })
    }
    return withAbilities(ctx, { ...project, name, secondReview })
  })
}
