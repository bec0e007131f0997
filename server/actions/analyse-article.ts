// Says how much work an article is in each language, before anybody begins.

import { analyse, type Analysis } from '#domain/memory/analysis.ts'
import { scoreOf, substitutedScore, type Fit } from '#domain/memory/score.ts'
import { substitute } from '#domain/memory/substitution.ts'
import type { Unit } from '#domain/memory/unit.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { blocksOf, getArticle, segmentsOf } from '../store/articles.ts'
import { getProject } from '../store/projects.ts'
import { demandMay, type ActionContext } from './context.ts'
import { termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import { unitsFor } from './memory-matches.ts'
import { demandWholeArticle } from './whole.ts'

/** The analysis of an article in some languages. */
export interface ArticleAnalysis {
  readonly title: string
  readonly languages: readonly { readonly locale: TargetLocale; readonly analysis: Analysis }[]
}

/** Analyses an article of a project. */
export async function analyseArticle(
  ctx: ActionContext,
  input: { readonly articleId: string; readonly locales: readonly TargetLocale[] },
): Promise<ArticleAnalysis> {
  const article = demandFound(await getArticle(ctx.db, input.articleId))
  demandMay(ctx, 'article.read', { projectId: article.projectId, locale: null })
  await demandWholeArticle(ctx.db, input.articleId)
  const [blocks, segments] = await Promise.all([
    blocksOf(ctx.db, input.articleId),
    segmentsOf(ctx.db, input.articleId),
  ])
  const translated = new Set(
    blocks.filter(({ treatment }) => treatment === 'translate').map(({ ordinal }) => ordinal),
  )
  const all = segments.map(({ source }) => source)
  const wanted = segments.flatMap(({ block }, index) => (translated.has(block) ? [fitAt(all, index)] : []))
  return {
    title: article.title,
    languages: await analyseSources(ctx, article.projectId, wanted, input.locales),
  }
}

/** The source at a place with its neighbours. */
export function fitAt(sources: readonly string[], index: number): Fit {
  return {
    source: sources[index] ?? '',
    previous: sources[index - 1] ?? null,
    next: sources[index + 1] ?? null,
  }
}

/** Analyses sentences that need not be stored, against the memory of a project; null for none. */
export async function analyseSources(
  ctx: ActionContext,
  projectId: string | null,
  sources: readonly Fit[],
  locales: readonly TargetLocale[],
): Promise<ArticleAnalysis['languages']> {
  const project = projectId === null ? null : await getProject(ctx.db, projectId)
  const glossary = project
    ? await ctx.glossaries(ctx.db, { projectId: project.id, glossaryRevision: project.glossaryRevision })
    : null
  const texts = sources.map(({ source }) => source)
  const best = new Map(locales.map((locale) => [locale, sources.map(() => 0)]))
  for (let start = 0; start < sources.length; start += batch) {
    const some = sources.slice(start, start + batch)
    const found = await unitsOfSome(ctx, projectId, some, locales)
    for (const [index, asked] of some.entries()) {
      for (const [locale, scores] of best) {
        const own = (found[index] ?? []).filter((unit) => unit.targetLocale === locale)
        scores[start + index] = bestScore(asked, own, locale, glossary)
      }
    }
  }
  return [...best].map(([locale, scores]) => ({ locale, analysis: analyse(texts, scores, 'en') }))
}

function unitsOfSome(
  ctx: ActionContext,
  projectId: string | null,
  some: readonly Fit[],
  locales: readonly TargetLocale[],
): ReturnType<typeof unitsFor> {
  if (projectId === null) return Promise.resolve([])
  const scope = { projectId, sourceLocale: 'en', targetLocales: locales }
  return unitsFor(
    ctx,
    scope,
    some.map(({ source }) => source),
  )
}

/** Sources that are looked up together. */
const batch = 50

function bestScore(
  asked: Fit,
  units: readonly Unit[],
  locale: TargetLocale,
  glossary: GlossaryIndex | null,
): number {
  const terms = (source: string) => (glossary ? termsIn(glossary, source) : [])
  return Math.max(
    0,
    ...units.map((unit) => {
      const score = scoreOf(asked, unit)
      const substituted = substitutedScore(asked, unit)
      return score < substituted && substitute(asked.source, unit, locale, terms) ? substituted : score
    }),
  )
}
