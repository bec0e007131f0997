// Where the memory of a project is from, how large it is, and taking a file or an article out of it.

import { remember } from '../store/history.ts'
import { openJobs } from '../store/jobs.ts'
import {
  countUnits,
  deleteUnitsOfArticle,
  fillFrom,
  hideFile,
  originsOf,
  setFillFrom,
  sweepFiles,
  type MemoryOrigin,
} from '../store/memory.ts'
import type { IndexState } from '../store/memory/unit-feed.ts'
import { ability, type Ability } from './abilities.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { viewOf, type JobView } from './job-view.ts'
import { demandMemory } from './memory-place.ts'

/** The memory of a project. */
export interface MemoryView {
  readonly origins: readonly MemoryOrigin[]
  readonly languages: readonly { readonly locale: string; readonly units: number }[]
  /** How the search index of this server process stands; it holds all projects. */
  readonly index: IndexState
  readonly fillFrom: 100 | 101
  /** A file that is being read. */
  readonly reading: JobView | null
  readonly can: { readonly edit: Ability }
}

/** Tells what is in the memory of a project. */
export async function readMemory(
  ctx: ActionContext,
  input: { readonly projectId: string },
): Promise<MemoryView> {
  const place = { projectId: input.projectId, locale: null }
  await demandMemory(ctx, input.projectId, 'memory.read')
  const [reading] = await openJobs(ctx.db, input.projectId, 'memory-import')
  return {
    origins: await originsOf(ctx.db, input.projectId),
    languages: await countUnits(ctx.db, input.projectId),
    index: await ctx.memory.state(),
    fillFrom: await fillFrom(ctx.db, input.projectId),
    reading: reading ? viewOf(reading) : null,
    can: { edit: ability(ctx, 'memory.edit', place) },
  }
}

/** Takes everything that is from a file or an article out of the memory; the article itself stays. */
export async function removeOrigin(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly kind: MemoryOrigin['kind']; readonly id: string },
): Promise<{ readonly outcome: 'removed'; readonly units: number }> {
  const { projectId, kind, id } = input
  await demandMemory(ctx, projectId, 'memory.edit')
  const answer = await transaction(ctx.db, async (tx) => {
    const removed =
      kind === 'file'
        ? demandFound(await hideFile(tx, projectId, id))
        : { name: null, units: await deleteUnitsOfArticle(tx, projectId, id) }
    if (kind === 'article' && removed.units === 0) demandFound(null)
    await remember(tx, {
      ...{ deed: 'memory.origin-removed', personId: doer(ctx), projectId },
      ...(kind === 'article' && { articleId: id }),
      before: { kind, id, ...removed },
    })
    return { outcome: 'removed', units: removed.units } as const
  })
  // Of a large file there is much to delete; nobody else has to wait for it.
  if (kind === 'file') await sweepFiles(ctx.db, id)
  return answer
}

/** Says from which score on a pre-translation fills the segments of a project. */
export async function setMemoryRules(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly fillFrom: 100 | 101 },
): Promise<{ readonly outcome: 'saved' }> {
  const { projectId } = input
  await demandMemory(ctx, projectId, 'memory.edit')
  return transaction(ctx.db, async (tx) => {
    const before = await fillFrom(tx, projectId)
    await setFillFrom(tx, projectId, input.fillFrom)
    await remember(tx, {
      ...{ deed: 'memory.rules-changed', personId: doer(ctx), projectId },
      ...{ before: { fillFrom: before }, after: { fillFrom: input.fillFrom } },
    })
    return { outcome: 'saved' }
  })
}
