// Projects: listed for their members, made by administrators.

import { WorkError } from '#domain/errors.ts'

import { remember } from '../store/history.ts'
import { getProject, insertProject, listProjects, renameProject, type Project } from '../store/projects.ts'
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

/** Renames a project. */
export async function changeProject(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly name: string },
): Promise<ProjectView> {
  const project = demandFound(await getProject(ctx.db, input.projectId))
  demandMay(ctx, 'project.manage', { projectId: project.id, locale: null })
  return transaction(ctx.db, async (tx) => {
    await renameProject(tx, project.id, input.name)
    await remember(tx, {
      deed: 'project.renamed',
      personId: doer(ctx),
      projectId: project.id,
      before: { name: project.name },
      after: { name: input.name },
    })
    return withAbilities(ctx, { ...project, name: input.name })
  })
}
