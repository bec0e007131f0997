// Reading editions: the head of the page, the outline, and pages of rows with terms and findings.

import type { AuthorNote, Article, Edition, Progress, Segment, Translation } from '#domain/article.ts'
import type { CheckSettings } from '#domain/checks/settings.ts'
import { marksOf, type Code } from '#domain/inline.ts'
import type { OutlineLines } from '#domain/outline.ts'
import { can, type Permission } from '#domain/people.ts'
import { ownPart, type ReturnCategory } from '#domain/review.ts'
import { move } from '#domain/workflow.ts'

import { getArticle } from '../store/articles.ts'
import {
  getEdition,
  outlineOf,
  rowsOfEdition,
  workInProjects,
  type EditionRow,
  type EditionWithContext,
} from '../store/editions.ts'
import { openQuestionsIn, type OpenQuestion } from '../store/questions.ts'
import { openNameCounts } from '../store/term-talk.ts'
import { historyOfTranslation, landmarksOf, type HistoryEntry, type Landmarks } from '../store/history.ts'
import { ability, firstReason, type Ability } from './abilities.ts'
import { demandMay, type ActionContext } from './context.ts'
import {
  judge,
  judgedRow,
  mentionsOf,
  openErrors,
  termsIn,
  type JudgedFinding,
  type TermMention,
} from './findings.ts'
import { demandFound } from './found.ts'
import { fromCursor, isInteger, isOrdinal, pageOf, type Page, type PageInput } from './paging.ts'
import { projectsOf } from './projects.ts'
import { loadTranslation } from './writing.ts'

/** The head of an edition's page. */
export interface EditionView {
  readonly edition: Edition
  readonly article: Article
  readonly progress: Progress
  readonly project: { readonly id: string; readonly name: string }
  readonly release: EditionWithContext['release']
  /** What the project says about the checks: the editor runs them while somebody types. */
  readonly checkSettings: CheckSettings
  /** Whether two people have to approve each text. */
  readonly secondReview: boolean
  readonly can: {
    readonly translate: Ability
    readonly review: Ability
    readonly waive: Ability
    readonly publish: Ability
    /** Whether the borders of its sentences may be changed, which every language sees. */
    readonly recut: Ability
    readonly proposeTerm: Ability
    readonly approveTerm: Ability
  }
}

async function demandEdition(ctx: ActionContext, editionId: string): Promise<EditionWithContext> {
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  return edition
}

/** Reads an edition without its rows. */
export async function readEdition(ctx: ActionContext, editionId: string): Promise<EditionView> {
  const {
    progress,
    projectName,
    release,
    glossaryRevision: _,
    checkSettings,
    secondReview,
    ...edition
  } = await demandEdition(ctx, editionId)
  return {
    edition,
    article: demandFound(await getArticle(ctx.db, edition.articleId)),
    progress,
    project: { id: edition.projectId, name: projectName },
    release,
    checkSettings,
    secondReview,
    can: {
      translate: ability(ctx, 'translation.save', edition),
      review: ability(ctx, 'translation.review', edition),
      waive: ability(ctx, 'translation.waive', edition),
      publish: ability(ctx, 'release.publish', edition),
      recut: ability(ctx, 'article.import', { projectId: edition.projectId, locale: null }),
      proposeTerm: ability(ctx, 'term.propose', edition),
      approveTerm: ability(ctx, 'term.approve', { projectId: edition.projectId, locale: null }),
    },
  }
}

/** A row of the editor. */
export interface RowView {
  readonly segment: Segment & {
    readonly codes: readonly Code[]
    /** What the author of the source says to translators about the block. */
    readonly notes: readonly AuthorNote[]
  }
  readonly translation: Translation
  readonly terms: readonly TermMention[]
  readonly findings: readonly JudgedFinding[]
  /** Questions about this sentence of the source that wait for an answer. */
  readonly openQuestions: number
  readonly can: {
    readonly save: Ability
    readonly confirm: Ability
    readonly approve: Ability
    readonly return: Ability
  }
}

/** Lists rows of an edition in article order. */
export async function listRows(
  ctx: ActionContext,
  input: PageInput & { readonly editionId: string },
): Promise<Page<RowView>> {
  const edition = await demandEdition(ctx, input.editionId)
  const after = fromCursor(input.cursor, isOrdinal) ?? 0
  const [index, rows] = await Promise.all([
    ctx.glossaries(ctx.db, edition),
    rowsOfEdition(ctx.db, input.editionId, after, input.limit + 1),
  ])
  const view = (row: EditionRow): RowView => {
    const { segment, codes, notes, translation } = row
    const hits = termsIn(index, segment.source)
    const { source } = segment
    const findings = judge(judgedRow(edition, row), hits)
    return {
      segment: { ...segment, codes: codesIn(codes, source), notes },
      translation,
      terms: mentionsOf(hits, edition.locale),
      findings,
      openQuestions: row.openQuestions,
      can: rowAbilities(ctx, edition, translation, findings),
    }
  }
  return pageOf(rows.map(view), input.limit, (row) => row.segment.ordinal)
}

/** The codes of a block that one of its segments uses. */
function codesIn(codes: readonly Code[], source: string): readonly Code[] {
  if (codes.length === 0) return codes
  const used = new Set(marksOf(source).map((mark) => mark.id))
  return codes.filter((code) => used.has(code.id))
}

function rowAbilities(
  ctx: ActionContext,
  edition: Edition,
  translation: Translation,
  findings: readonly JudgedFinding[],
): RowView['can'] {
  const open = (step: Parameters<typeof move>[1]): Ability =>
    'refused' in move(translation, step) ? 'reason.step-not-open' : true
  const clean: Ability = openErrors(findings) > 0 ? 'reason.findings-open' : true
  const own = ownPart(translation, ctx.person.id)
  const others: Ability = own ? `reason.${own}` : true
  const mayReturn = can(ctx.person, 'release.publish', edition)
    ? true
    : ability(ctx, 'translation.review', edition)
  return {
    save: ability(ctx, 'translation.save', edition),
    confirm: firstReason(ability(ctx, 'translation.confirm', edition), open('confirm'), clean),
    approve: firstReason(ability(ctx, 'translation.review', edition), open('approve'), others, clean),
    return: firstReason(mayReturn, open('return')),
  }
}

/** Lists the whole edition without texts. */
export async function readOutline(ctx: ActionContext, editionId: string): Promise<OutlineLines> {
  await demandEdition(ctx, editionId)
  return outlineOf(ctx.db, editionId)
}

/** Lists who did what to a translation, newest first; the first page also has what later texts are compared with. */
export async function readHistory(
  ctx: ActionContext,
  input: PageInput & { readonly translationId: string },
): Promise<Page<HistoryEntry> & { readonly landmarks: Landmarks | null }> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'article.read', { projectId: place.projectId, locale: null })
  const before = fromCursor(input.cursor, isInteger)
  const [rows, landmarks] = await Promise.all([
    historyOfTranslation(ctx.db, input.translationId, before, input.limit + 1),
    before === null ? landmarksOf(ctx.db, input.translationId) : null,
  ])
  return { ...pageOf(rows, input.limit, (row) => row.id), landmarks }
}

/** One thing that waits for a person. */
export interface WorkItem {
  readonly kind: 'translate' | 'returned' | 'review' | 'publish'
  readonly count: number
  readonly total: number
  /** What is wrong with the texts that came back, as far as somebody said so. */
  readonly categories: Partial<Record<ReturnCategory, number>>
  readonly edition: { readonly id: string; readonly locale: Edition['locale'] }
  readonly article: { readonly id: string; readonly title: string }
  readonly projectId: string
}

/** What waits for the person: editions, questions about sources, and how many names are asked about. */
export interface Work {
  readonly items: readonly WorkItem[]
  readonly questions: readonly OpenQuestion[]
  readonly names: readonly {
    readonly projectId: string
    readonly projectName: string
    readonly count: number
  }[]
}

/** Most questions about sources that are listed at once. */
const mostQuestions = 50

/** Lists what waits for the person in all their projects. */
export async function readWork(ctx: ActionContext): Promise<Work> {
  const projects = await projectsOf(ctx)
  const where = (permission: Permission) =>
    projects
      .filter(({ id }) => can(ctx.person, permission, { projectId: id, locale: null }))
      .map(({ id }) => id)
  const [editions, questions, counts] = await Promise.all([
    workInProjects(
      ctx.db,
      projects.map((project) => project.id),
      ctx.person.id,
    ),
    openQuestionsIn(ctx.db, where('source.answer'), mostQuestions),
    openNameCounts(ctx.db, where('term.approve')),
  ])
  const nameOf = (projectId: string) => projects.find(({ id }) => id === projectId)?.name ?? ''
  return {
    questions,
    names: counts.map((one) => ({ ...one, projectName: nameOf(one.projectId) })),
    items: editions.flatMap((work) => {
      const { progress } = work
      const item = {
        total: progress.total,
        categories: {},
        edition: { id: work.editionId, locale: work.locale },
        article: { id: work.articleId, title: work.articleTitle },
        projectId: work.projectId,
      }
      // Reviewers may write too, but untranslated segments wait for translators.
      const translator = ctx.person.memberships.some(
        (held) =>
          held.role === 'translator' &&
          held.projectId === work.projectId &&
          (held.locale === null || held.locale === work.locale),
      )
      const reviewer = can(ctx.person, 'translation.review', work)
      const publisher = can(ctx.person, 'release.publish', work)
      const ready = progress.reviewed + progress.final === progress.total && work.unreleased
      const items: WorkItem[] = []
      if (translator && work.returned > 0) {
        const { returned: count, categories } = work
        items.push({ ...item, kind: 'returned', count, categories })
      }
      const fresh = progress.initial - work.returned
      if (translator && fresh > 0) items.push({ ...item, kind: 'translate', count: fresh })
      if (reviewer && work.reviewable > 0) items.push({ ...item, kind: 'review', count: work.reviewable })
      if (publisher && ready) items.push({ ...item, kind: 'publish', count: progress.total })
      return items
    }),
  }
}
