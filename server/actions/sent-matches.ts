// What the memory offers for the sentences of an edition that leaves: the tool at the other end has no memory of ours.

import { plainText } from '#domain/inline.ts'
import { matchesOf } from '#domain/memory/match.ts'
import { leastScore } from '#domain/memory/score.ts'
import { shapeKey, sourceKey, type Unit } from '#domain/memory/unit.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import type { SentMatch } from '../formats/xliff/sent.ts'
import type { EditionRow, EditionWithContext } from '../store/editions.ts'
import { unitsById, unitsLike } from '../store/memory.ts'
import type { ActionContext } from './context.ts'
import { termsIn } from './findings.ts'

/** Matches of one sentence. */
const most = 3
/** Sentences for which similar ones are looked for; each is a question of its own. */
const mostAsked = 400
/** Different sources that are compared in full, as the editor does. */
const mostSources = 12

/** Matches by the id of the translation, of those that nobody has confirmed. */
export async function sentMatches(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
  index: GlossaryIndex,
): Promise<ReadonlyMap<string, readonly SentMatch[]>> {
  const wanted = rows.filter(({ translation }) => translation.state === 'initial').slice(0, mostAsked)
  const scope = { projectId: edition.projectId, sourceLocale: 'en', targetLocales: [edition.locale] }
  const sources = wanted.map(({ segment }) => segment.source)
  const [same, framed] = await Promise.all([
    unitsLike(ctx.db, scope, sources),
    unitsLike(ctx.db, scope, sources, 'shape'),
  ])
  const bySource = grouped(same, ({ source }) => sourceKey(source))
  const byShape = grouped(framed, ({ source }) => shapeKey(source))
  const similar = await similarUnits(ctx, scope, sources)
  const sourceAt = new Map(rows.map(({ segment }) => [segment.ordinal, segment.source]))
  const found = new Map<string, readonly SentMatch[]>()
  for (const { segment, translation } of wanted) {
    const { source, ordinal } = segment
    const [previous, next] = [sourceAt.get(ordinal - 1) ?? null, sourceAt.get(ordinal + 1) ?? null]
    const fit = { source, previous, next }
    const units = [
      ...(bySource.get(sourceKey(source)) ?? []),
      ...(byShape.get(shapeKey(source)) ?? []),
      ...(similar.get(source) ?? []),
    ].filter(({ translationId }) => translationId !== translation.id)
    const distinct = [...new Map(units.map((unit) => [unit.id, unit])).values()]
    const matches = matchesOf(fit, distinct, edition.locale, (text) => termsIn(index, text))
    found.set(
      translation.id,
      matches.slice(0, most).map(({ unit, target, score }) => ({
        ...{ source: plainText(unit.source), target: plainText(target), origin: unit.origin.name },
        similarity: Math.min(score, 100),
      })),
    )
  }
  return found
}

async function similarUnits(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  scope: Parameters<typeof unitsLike>[1],
  sources: readonly string[],
): Promise<ReadonlyMap<string, readonly Unit[]>> {
  const ids = new Map<string, readonly number[]>()
  for (const source of new Set(sources)) {
    const question = { ...scope, source, least: leastScore / 100, limit: mostSources }
    const proposed = await ctx.memory.similar(question)
    ids.set(
      source,
      proposed.flatMap((one) => one.ids),
    )
  }
  const units = await unitsById(ctx.db, scope.projectId, [...new Set([...ids.values()].flat())])
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  return new Map(
    [...ids].map(([source, proposed]) => [
      source,
      proposed.flatMap((id) => {
        const unit = byId.get(id)
        return unit ? [unit] : []
      }),
    ]),
  )
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
