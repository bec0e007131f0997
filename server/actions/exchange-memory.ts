// Translation memories of others come in as TMX files, whole or not at all; the memory of a project goes out as one.

import { WorkError } from '#domain/errors.ts'
import { XmlError } from '#glossary/xml/error.ts'
import type { Unit } from '#domain/memory/unit.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { memoryTmx, pairsOf, skipReasons, type SkipReason, type TmxPair } from '../formats/memory-tmx.ts'
import { readTmx } from '../formats/tmx.ts'
import { remember } from '../store/history.ts'
import { insertOrigin, insertPairs, unitsAfter } from '../store/memory.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandMemory } from './memory-place.ts'

export interface ImportMemoryInput {
  readonly projectId: string
  readonly fileName: string
  readonly content: Uint8Array
  /** Hears how far it is. */
  readonly progress?: (done: number, total: number) => void
}

/** What a file brought. */
export interface MemoryImported {
  readonly outcome: 'imported'
  readonly originId: string
  readonly fileName: string
  /** Units of the file. */
  readonly units: number
  /** Pairs that are new. */
  readonly added: number
  /** Pairs that the project has already, word for word. */
  readonly known: number
  readonly languages: Readonly<Record<string, number>>
  readonly skipped: Readonly<Record<SkipReason, number>>
}

const batch = 2000

/** Reads a TMX file into the memory of a project. @throws WorkError `unsupported-file` with line and column */
export async function importMemory(ctx: ActionContext, input: ImportMemoryInput): Promise<MemoryImported> {
  const { projectId, fileName } = input
  await demandMemory(ctx, projectId, 'memory.edit')
  const units = unitsIn(input.content)
  const skipped: Record<SkipReason, number> = zeros()
  const languages: Record<string, number> = {}
  return transaction(ctx.db, async (tx) => {
    const originId = await insertOrigin(tx, { projectId, name: fileName, personId: doer(ctx) })
    let added = 0
    let pairs = 0
    for (let start = 0; start < units.length; start += batch) {
      const some = units.slice(start, start + batch).flatMap((unit): readonly TmxPair[] => {
        const found = pairsOf(unit)
        if (typeof found !== 'string') return found
        skipped[found] += 1
        return []
      })
      pairs += some.length
      for (const { targetLocale } of some) languages[targetLocale] = (languages[targetLocale] ?? 0) + 1
      added += await insertPairs(tx, { id: originId, projectId }, some)
      input.progress?.(Math.min(start + batch, units.length), units.length)
    }
    if (pairs === 0) {
      throw new WorkError(
        'unsupported-file',
        `${fileName} has no pair from English into ${targetLocales.join(', ')}; its ${units.length} units: ` +
          skipReasons.map((reason) => `${skipped[reason]} ${reason}`).join(', '),
      )
    }
    const report = { fileName, units: units.length, added, known: pairs - added, languages, skipped }
    await remember(tx, {
      ...{ deed: 'memory.imported', personId: doer(ctx), projectId },
      after: { originId, ...report },
    })
    return { outcome: 'imported', originId, ...report }
  })
}

function zeros(): Record<SkipReason, number> {
  return { 'no-english': 0, 'no-target-language': 0, empty: 0, 'too-long': 0 }
}

function unitsIn(content: Uint8Array) {
  try {
    return readTmx(content).units
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw new WorkError('unsupported-file', error.message, { line: error.line, column: error.column })
  }
}

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
