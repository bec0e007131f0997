// The memory of a project goes out as a TMX file, as it is read.

import type { Unit } from '#domain/memory/unit.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { memoryTmx } from '../formats/memory-tmx.ts'
import { unitsAfter } from '../store/memory.ts'
import type { ActionContext } from './context.ts'
import { demandMemory } from './memory-place.ts'

const pageSize = 1000

/** Writes the memory of a project as TMX, as it is read. */
export async function exportMemory(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly locales: readonly TargetLocale[] },
): Promise<AsyncGenerator<string>> {
  await demandMemory(ctx, input.projectId, 'memory.read')
  return memoryTmx(pagesOf(ctx, input))
}

async function* pagesOf(
  ctx: ActionContext,
  { projectId, locales }: { readonly projectId: string; readonly locales: readonly TargetLocale[] },
): AsyncGenerator<readonly Unit[]> {
  let after = 0
  for (;;) {
    const scope = { projectId, targetLocales: locales.length > 0 ? locales : targetLocales }
    const page = await unitsAfter(ctx.db, scope, after, pageSize)
    if (page.length === 0) return
    yield page
    after = page.at(-1)?.id ?? after
  }
}
