// What the memory offers for one segment, or for a whole edition at once.

import type { CodedText } from '#domain/inline.ts'
import { leastScore, type Fit } from '#domain/memory/score.ts'
import { matchesOf, usefulLocales, type Match } from '#domain/memory/match.ts'
import { sourceKey, type Unit } from '#domain/memory/unit.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getEdition } from '../store/editions.ts'
import { memorySegments, neighboursOf, unitsById, unitsLike } from '../store/memory.ts'
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

/** The units whose source is the same, has the same frame, or is similar. */
export async function findUnits(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  projectId: string,
  locale: TargetLocale,
  source: CodedText,
): Promise<readonly Unit[]> {
  const scope = { projectId, sourceLocale: 'en', targetLocales: usefulLocales(locale) }
  const [same, framed, similar] = await Promise.all([
    unitsLike(ctx.db, scope, [source]),
    unitsLike(ctx.db, scope, [source], 'shape'),
    similarUnits(ctx, scope, source),
  ])
  return [...new Map([...same, ...framed, ...similar].map((unit) => [unit.id, unit])).values()]
}

async function similarUnits(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  scope: {
    readonly projectId: string
    readonly sourceLocale: string
    readonly targetLocales: readonly string[]
  },
  source: CodedText,
): Promise<readonly Unit[]> {
  for (let round = 1; ; round += 1) {
    const proposed = await ctx.memory.similar({
      ...scope,
      ...{ source, least: leastScore / 100, limit: mostSources },
    })
    const ids = proposed.flatMap((one) => one.ids)
    const units = await unitsById(ctx.db, scope.projectId, ids)
    const there = new Set(units.map(({ id }) => id))
    const gone = ids.filter((id) => !there.has(id))
    await ctx.memory.forget(gone)
    if (gone.length === 0 || round === mostRounds) return units
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
  const bySource = new Map<string, Unit[]>()
  for (const unit of units) {
    const same = bySource.get(keyOf(unit))
    if (same) same.push(unit)
    else bySource.set(keyOf(unit), [unit])
  }
  return segments.flatMap((segment) => {
    const { translationId } = segment
    const same = (bySource.get(keyOf(segment)) ?? []).filter((unit) => unit.translationId !== translationId)
    const [match] = matchesOf(segment, same, edition.locale, () => [])
    return match && match.score >= 100 ? [{ translationId, match }] : []
  })
}

const keyOf = ({ source }: { readonly source: CodedText }): string => sourceKey(source)
