// The memory of a project that is there, for somebody who may.

import { getProject, type Project } from '../store/projects.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Gives the project whose memory is asked for. @throws WorkError `not-found`, `forbidden` */
export async function demandMemory(
  ctx: ActionContext,
  projectId: string,
  permission: 'memory.read' | 'memory.edit',
): Promise<Project> {
  demandMay(ctx, permission, { projectId, locale: null })
  return demandFound(await getProject(ctx.db, projectId))
}
