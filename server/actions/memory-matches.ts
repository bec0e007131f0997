// What the memory offers for one segment, or for a whole edition at once.

import type { CodedText } from '#domain/inline.ts'
import { leastScore, type Fit } from '#domain/memory/score.ts'
import { matchesOf, usefulLocales, type Match } from '#domain/memory/match.ts'
import { shapeKey, sourceKey, type Unit } from '#domain/memory/unit.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getEdition } from '../store/editions.ts'
import { memorySegments, neighboursOf, unitsById, unitsLike, type Scope } from '../store/memory.ts'
import type { IndexState } from '../store/memory/unit-feed.ts'
import { demandMay, type ActionContext } from './context.ts'
import { termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { loadTranslation } from './writing.ts'

/** What the memory offers for a segment. */
export interface MemoryMatches {
  readonly matches: readonly Match[]
  /** `loading` means that similar sources may still be missing; the same sources never are. */
  readonly state: IndexState['state']
}

/** Most different sources that are compared in full. */
const mostSources = 12
/** How often the index is asked again when it proposed units that are gone. */
const mostRounds = 3

/** Lists what the memory offers for the source of a translation. */
export async function readMatches(
  ctx: ActionContext,
  input: { readonly translationId: string },
): Promise<MemoryMatches> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'memory.read', { projectId: place.projectId, locale: null })
  const { segment, locale, projectId } = place
  const around = await neighboursOf(ctx.db, place.articleId, segment.ordinal)
  const found = await findUnits(ctx, projectId, locale, segment.source)
  const glossary = await ctx.glossaries(ctx.db, place)
  const others = found.filter((unit) => unit.translationId !== input.translationId)
  const matches = matchesOf({ source: segment.source, ...around }, others, locale, (source) =>
    termsIn(glossary, source),
  )
  return { matches, state: (await ctx.memory.state()).state }
}

/** The units whose source is the same, has the same frame, or is similar, in a language and its sister. */
export async function findUnits(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  projectId: string,
  locale: TargetLocale,
  source: CodedText,
): Promise<readonly Unit[]> {
  const scope = { projectId, sourceLocale: 'en', targetLocales: usefulLocales(locale) }
  const [units = []] = await unitsFor(ctx, scope, [source])
  return units
}

/** The same for each of many sources: a few questions to the database, whatever their number. */
export async function unitsFor(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  scope: Scope,
  sources: readonly CodedText[],
): Promise<readonly (readonly Unit[])[]> {
  const [same, framed, similar] = await Promise.all([
    unitsLike(ctx.db, scope, sources),
    unitsLike(ctx.db, scope, sources, 'shape'),
    similarUnits(ctx, scope, sources),
  ])
  const bySource = groupedBy(same, ({ source }) => sourceKey(source))
  const byShape = groupedBy(framed, ({ source }) => shapeKey(source))
  return sources.map((source, index) => {
    const all = [
      ...(bySource.get(sourceKey(source)) ?? []),
      ...(byShape.get(shapeKey(source)) ?? []),
      ...(similar[index] ?? []),
    ]
    return [...new Map(all.map((unit) => [unit.id, unit])).values()]
  })
}

function groupedBy(units: readonly Unit[], keyOf: (unit: Unit) => string): ReadonlyMap<string, Unit[]> {
  const groups = new Map<string, Unit[]>()
  for (const unit of units) {
    const group = groups.get(keyOf(unit))
    if (group) group.push(unit)
    else groups.set(keyOf(unit), [unit])
  }
  return groups
}

async function similarUnits(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  scope: Scope,
  sources: readonly CodedText[],
): Promise<readonly (readonly Unit[])[]> {
  for (let round = 1; ; round += 1) {
    const proposed: (readonly number[])[] = []
    for (const source of sources) {
      const found = await ctx.memory.similar({
        ...scope,
        ...{ source, least: leastScore / 100, limit: mostSources },
      })
      proposed.push(found.flatMap(({ ids }) => ids))
    }
    const all = [...new Set(proposed.flat())]
    const units = new Map((await unitsById(ctx.db, scope.projectId, all)).map((unit) => [unit.id, unit]))
    const gone = all.filter((id) => !units.has(id))
    await ctx.memory.forget(gone)
    if (gone.length === 0 || round === mostRounds)
      return proposed.map((ids) => ids.flatMap((id) => units.get(id) ?? []))
  }
}

/** The best unit for one segment of an edition. */
export interface ExactMatch {
  readonly translationId: string
  readonly match: Match
}

/** Lists, for every segment of an edition, the unit that has exactly its source, if there is one. */
export async function readExactMatches(
  ctx: ActionContext,
  input: { readonly editionId: string },
): Promise<{ readonly items: readonly ExactMatch[] }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'memory.read', { projectId: edition.projectId, locale: null })
  const segments = await memorySegments(ctx.db, input.editionId)
  return { items: await exactMatches(ctx, edition, segments) }
}

/** The same for some segments: two questions to the database, whatever their number. */
export async function exactMatches(
  ctx: Pick<ActionContext, 'db'>,
  edition: { readonly projectId: string; readonly locale: TargetLocale },
  segments: readonly (Fit & { readonly translationId: string })[],
): Promise<readonly ExactMatch[]> {
  const scope = { projectId: edition.projectId, sourceLocale: 'en', targetLocales: [edition.locale] }
  const units = await unitsLike(
    ctx.db,
    scope,
    segments.map(({ source }) => source),
  )
  const bySource = groupedBy(units, keyOf)
  return segments.flatMap((segment) => {
    const { translationId } = segment
    const same = (bySource.get(keyOf(segment)) ?? []).filter((unit) => unit.translationId !== translationId)
    const [match] = matchesOf(segment, same, edition.locale, () => [])
    return match && match.score >= 100 ? [{ translationId, match }] : []
  })
}

const keyOf = ({ source }: { readonly source: CodedText }): string => sourceKey(source)
