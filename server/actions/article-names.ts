// Who and what an article names: a card for each with its form in every language. A name without an agreed form
// is never guessed: somebody proposes one, or asks, and the answer holds for every article of the project.

import { WorkError } from '#domain/errors.ts'
import { plainText } from '#domain/inline.ts'
import type { NameKind } from '#domain/names/name-cards.ts'
import type { GivenKind } from '#domain/names/kinds.ts'
import { can } from '#domain/people.ts'
import { findTerms, type GlossaryIndex } from '#glossary/matcher.ts'
import { agreedForm, bindingStatuses, type Term, type TermForm } from '#glossary/term.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { editionsOf, getArticle, segmentsOf } from '../store/articles.ts'
import { type FoundName, keptNames } from '../store/article-names.ts'
import { remember } from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import { getQuestion, insertQuestion, openQuestions, type TermQuestion } from '../store/term-talk.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { findNames, foundIn, glossaryOf } from './find-names.ts'
import { demandFound } from './found.ts'
import { giveForm } from './give-form.ts'
import { placeOf } from './term-changes.ts'
import { demandWholeArticle } from './whole.ts'

/** How a name stands in one language. */
export interface NameForm {
  /** What translations write, or a proposal for it; null where there is none, or the name is asked about. */
  readonly form: TermForm | null
  /** Whether somebody has to be asked: nothing is agreed. */
  readonly open: boolean
  readonly question: Pick<TermQuestion, 'id' | 'note' | 'askedBy' | 'askedAt'> | null
}

/** A name of an article, with what is agreed about it now. */
export interface NameInArticle {
  readonly kind: NameKind
  readonly name: string
  readonly detail: string | null
  readonly mentions: readonly { readonly ordinal: number; readonly text: string }[]
  readonly count: number
  readonly term: Term | null
  readonly forms: Readonly<Record<TargetLocale, NameForm>>
}

/** Of a name that stands everywhere, the first mentions tell enough. */
const shownMentions = 20

/** Lists the names of an article. */
export async function namesOfArticle(ctx: ActionContext, articleId: string) {
  const article = demandFound(await getArticle(ctx.db, articleId))
  const { projectId } = article
  demandMay(ctx, 'article.read', placeOf(projectId))
  await demandWholeArticle(ctx.db, articleId)
  const segments = await segmentsOf(ctx.db, articleId)
  const glossary = await glossaryOf(ctx.db, ctx, projectId)
  const names = (await keptNames(ctx.db, articleId, segments)) ?? foundIn(segments, glossary)
  const asked = new Map(
    (await openQuestions(ctx.db, projectId)).map((question) => [
      keyOf(question.name, question.locale),
      question,
    ]),
  )
  const editions = await editionsOf(ctx.db, [articleId])
  return {
    article: { id: articleId, projectId, title: article.title },
    editions: editions.map(({ id, locale }) => ({ id, locale })),
    items: withoutRepeats(names, glossary).map((found): NameInArticle => {
      const term = termOf(glossary, found)
      const mentions = found.mentions.slice(0, shownMentions).map(({ segment }) => ({
        ordinal: segments[segment]?.ordinal ?? 0,
        text: plainText(segments[segment]?.source ?? ''),
      }))
      const forms = targetLocales.map((locale) => [
        locale,
        nameForm(found, term, locale, asked.get(keyOf(found.name, locale)) ?? null),
      ])
      return {
        ...{ kind: found.kind, name: found.name, detail: found.detail },
        ...{ mentions, count: found.mentions.length, term },
        forms: Object.fromEntries(forms) as NameInArticle['forms'], // one for each language
      }
    }),
    can: {
      // In which languages: a translator speaks for their own.
      propose: targetLocales.filter((locale) => can(ctx.person, 'term.propose', { projectId, locale })),
      approve: ability(ctx, 'term.approve', placeOf(projectId)),
      find: ability(ctx, 'term.edit', placeOf(projectId)),
    },
  }
}

const keyOf = (name: string, locale: TargetLocale): string => `${locale} ${name}`

// An acronym is told on the card of what it stands for: ACC on that of the ASEAN-China Centre.
function withoutRepeats(names: readonly FoundName[], glossary: GlossaryIndex): readonly FoundName[] {
  const others = names.filter(({ kind }) => kind !== 'acronym')
  const terms = new Set(others.flatMap((one) => termOf(glossary, one)?.id ?? []))
  const whole = new Set(others.map(({ name }) => name.toLowerCase()))
  return names.filter((one) => {
    if (one.kind !== 'acronym') return true
    const term = termOf(glossary, one)
    return !(term && terms.has(term.id)) && !whole.has((one.detail ?? one.name).toLowerCase())
  })
}

/** The entry that covers a whole name, or null. */
function termOf(glossary: GlossaryIndex, { name }: Pick<FoundName, 'name'>): Term | null {
  const hit = findTerms(glossary, name).find(({ start, end }) => start === 0 && end === name.length)
  return hit?.term ?? null
}

function nameForm(
  { kind }: FoundName,
  term: Term | null,
  locale: TargetLocale,
  question: TermQuestion | null,
): NameForm {
  const kept = term?.doNotTranslate
    ? ({ text: term.source, status: 'locked', confidence: null, evidence: null } as const)
    : null
  const agreed = kept ?? (term ? agreedForm(term, locale) : null)
  const other = term?.forms[locale]?.find(({ status }) => status !== 'forbidden') ?? null
  return {
    form: agreed ?? other,
    // A date is written by rule.
    open: kind !== 'date' && agreed === null,
    question: question && {
      ...{ id: question.id, note: question.note },
      ...{ askedBy: question.askedBy, askedAt: question.askedAt },
    },
  }
}

/** Looks for names once more, with the glossary as it is now. */
export async function findNamesAgain(ctx: ActionContext, articleId: string) {
  const article = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'term.edit', placeOf(article.projectId))
  return transaction(ctx.db, async (tx) => {
    const names = await findNames(tx, ctx, article)
    const at = { personId: doer(ctx), projectId: article.projectId, articleId }
    await remember(tx, { ...at, deed: 'names.found', after: { names: names.length } })
    return { found: names.length }
  })
}

/** Asks about a name in some languages; where something is agreed or asked already, nothing happens. */
export async function askAboutName(
  ctx: ActionContext,
  input: {
    readonly articleId: string
    readonly name: string
    readonly locales: readonly TargetLocale[]
    readonly note: string
    /** What it is, where no rule has found it as a name. */
    readonly kind?: GivenKind
  },
): Promise<{ readonly asked: readonly TargetLocale[] }> {
  const { articleId, name, note } = input
  const { projectId } = demandFound(await getArticle(ctx.db, articleId))
  for (const locale of input.locales) demandMay(ctx, 'term.propose', { projectId, locale })
  const { found, term } = await nameIn(ctx, projectId, articleId, name, input.kind)
  return transaction(ctx.db, async (tx) => {
    const asked: TargetLocale[] = []
    for (const locale of new Set(input.locales)) {
      if (!nameForm(found, term, locale, null).open) continue
      const question = { projectId, articleId, name, kind: found.kind, locale, note }
      if (!(await insertQuestion(tx, { ...question, personId: doer(ctx), now: ctx.now }))) continue
      asked.push(locale)
      const at = { personId: doer(ctx), projectId, articleId, termId: term?.id ?? null }
      await remember(tx, { ...at, deed: 'name.asked', after: { name, locale, note } })
    }
    return { asked }
  })
}

/** A form for a name, as somebody gives it. */
export interface GivenForm {
  readonly locale: TargetLocale
  readonly form: Pick<TermForm, 'text' | 'status' | 'confidence' | 'evidence'>
}

/** Proposes a form for a name of an article; a form that binds translators is given by who may approve. */
export async function proposeForm(
  ctx: ActionContext,
  input: GivenForm & {
    readonly articleId: string
    readonly name: string
    /** What it is, where no rule has found it as a name. */
    readonly kind?: GivenKind
  },
): Promise<Term> {
  const { articleId, name, locale, form } = input
  const { projectId } = demandFound(await getArticle(ctx.db, articleId))
  demandMay(ctx, 'term.propose', { projectId, locale })
  const { found, term } = await nameIn(ctx, projectId, articleId, name, input.kind)
  const known = term?.forms[locale]?.find(({ text }) => text === form.text)
  if (known?.status === form.status) return demandFound(term)
  if ([form, known].some((one) => one && bindingStatuses.includes(one.status))) {
    demandMay(ctx, 'term.approve', placeOf(projectId))
  }
  return transaction(ctx.db, (tx) =>
    giveForm(tx, ctx, projectId, { name, kind: found.kind, term }, locale, form),
  )
}

async function nameIn(
  ctx: ActionContext,
  projectId: string,
  articleId: string,
  name: string,
  kind: GivenKind | undefined,
) {
  const segments = await segmentsOf(ctx.db, articleId)
  const glossary = await glossaryOf(ctx.db, ctx, projectId)
  const names = (await keptNames(ctx.db, articleId, segments)) ?? foundIn(segments, glossary)
  const stands = kind && segments.some(({ source }) => plainText(source).includes(name))
  const given = stands ? { kind, name, detail: null, mentions: [] } : undefined
  const found = names.find((one) => one.name === name) ?? given
  if (!found) throw new WorkError('invalid', `The article does not name “${name.slice(0, 80)}”`)
  return { found, term: termOf(glossary, found) }
}

/** Lists the questions about names that nobody has answered. */
export async function readNameQuestions(
  ctx: ActionContext,
  projectId: string,
): Promise<{ readonly items: readonly TermQuestion[]; readonly can: { readonly answer: Ability } }> {
  demandMay(ctx, 'term.read', placeOf(projectId))
  demandFound(await getProject(ctx.db, projectId))
  return {
    items: await openQuestions(ctx.db, projectId),
    can: { answer: ability(ctx, 'term.approve', placeOf(projectId)) },
  }
}

/** Answers a question with an approved form: it holds for every article, and closes the question everywhere. */
export async function answerNameQuestion(
  ctx: ActionContext,
  input: { readonly questionId: string; readonly form: GivenForm['form'] },
): Promise<Term> {
  const question = demandFound(await getQuestion(ctx.db, input.questionId))
  const { projectId, name, kind, locale } = question
  demandMay(ctx, 'term.approve', placeOf(projectId))
  const term = termOf(await glossaryOf(ctx.db, ctx, projectId), { name })
  return transaction(ctx.db, (tx) => giveForm(tx, ctx, projectId, { name, kind, term }, locale, input.form))
}
