// Where a term is used: the segments that name it, and whether their editions write it as agreed.

import { plainText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'
import { findTerms, formPresent } from '#glossary/matcher.ts'
import { isMandatory, type Term } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getProject } from '../store/projects.ts'
import { type CandidateTarget, segmentsWith, targetsOf } from '../store/term-uses.ts'
import { getTerm } from '../store/terms.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { placeOf } from './term-changes.ts'

/**
 * How an edition writes a term: as agreed, in another form of the entry, in a forbidden one, in none of them,
 * or not yet at all.
 */
export type TermUse = 'agreed' | 'other' | 'forbidden' | 'none' | 'untranslated'

/** A segment that names a term. */
export interface UsedIn {
  readonly articleId: string
  readonly articleTitle: string
  readonly ordinal: number
  readonly source: string
  readonly editions: readonly {
    readonly editionId: string
    readonly translationId: string
    readonly locale: TargetLocale
    readonly state: State
    readonly use: TermUse
  }[]
}

/** More segments than these are not listed; `more` says that there are some. */
const mostSegments = 200
const mostCandidates = 2_000

/** Lists where the articles of a project name a term. */
export async function usesOfTerm(
  ctx: ActionContext,
  input: { readonly projectId: string; readonly termId: string },
): Promise<{ readonly items: readonly UsedIn[]; readonly more: boolean }> {
  const { projectId, termId } = input
  demandMay(ctx, 'article.read', placeOf(projectId))
  const project = demandFound(await getProject(ctx.db, projectId))
  const found = await getTerm(ctx.db, termId)
  const term = demandFound(found?.projectId === null || found?.projectId === projectId ? found : null)
  const glossary = await ctx.glossaries(ctx.db, { projectId, glossaryRevision: project.glossaryRevision })
  const candidates = await segmentsWith(ctx.db, projectId, telling(term), mostCandidates)
  const named = candidates.filter(({ source }) =>
    findTerms(glossary, source).some((hit) => hit.term.id === term.id),
  )
  const shown = named.slice(0, mostSegments)
  const targets = await targetsOf(
    ctx.db,
    shown.map(({ segmentId }) => segmentId),
  )
  return {
    items: shown.map(({ segmentId, source, ...place }) => ({
      ...place,
      source: plainText(source),
      editions: targets
        .filter((edition) => edition.segmentId === segmentId)
        .map(({ target, segmentId: _, ...edition }) => ({
          ...edition,
          use: useOf(term, { locale: edition.locale, target }),
        })),
    })),
    more: named.length > mostSegments || candidates.length === mostCandidates,
  }
}

/** Words that every mention holds: the longest of the name without its ending, and the acronym. */
function telling({ source, acronym }: Term): readonly string[] {
  const words = source.match(/[\p{L}\p{N}]+/gu) ?? [source]
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
  const stem = longest.length > 5 ? longest.slice(0, -3) : longest.replace(/s$/, '')
  return acronym ? [stem, acronym] : [stem]
}

function useOf(term: Term, { locale, target }: Pick<CandidateTarget, 'locale' | 'target'>): TermUse {
  if (target === '') return 'untranslated'
  const forms = term.forms[locale] ?? []
  const present = forms.filter((form) => formPresent(target, form))
  if (present.some(({ status }) => isMandatory(status))) return 'agreed'
  if (term.doNotTranslate && formPresent(target, { text: term.source })) return 'agreed'
  if (present.some(({ status }) => status !== 'forbidden')) return 'other'
  return present.length > 0 ? 'forbidden' : 'none'
}
