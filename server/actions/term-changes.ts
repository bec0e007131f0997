// What every change of a term shares: who may decide, what is refused, and what is written down.

import type { Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'
import { couldEver, type Place } from '#domain/people.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import {
  agreedForm,
  bindingStatuses,
  mistakesOf,
  type Term,
  type TermDraft,
  withDecisions,
} from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'

import { announceShared, remember } from '../store/history.ts'
import type { Database } from '../store/schema.ts'
import { closeQuestions, openQuestions } from '../store/term-talk.ts'
import { raiseGlossaryRevision } from '../store/terms.ts'
import { demandMay, doer, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Where a term is worked on; the shared glossary is no project, so only administrators reach it. */
export function placeOf(projectId: string | null): Place {
  return { projectId, locale: null }
}

/** Demands that the person may read a term: what is shared is read by whoever reads any glossary. */
export function demandMayRead(ctx: ActionContext, term: Term): void {
  if (term.projectId !== null) return demandMay(ctx, 'term.read', placeOf(term.projectId))
  if (!couldEver(ctx.person, 'term.read')) demandFound(null)
}

/** Demands that the person may change a term. */
export function demandMayEdit(ctx: ActionContext, term: Term): void {
  demandMay(ctx, 'term.edit', placeOf(term.projectId))
}

/** Demands the right to approve where a change gives or takes a status that binds translators. */
export function demandMayDecide(
  ctx: ActionContext,
  projectId: string | null,
  before: TermDraft | null,
  after: TermDraft,
): void {
  if (bindingForms(before) === bindingForms(after)) return
  demandMay(ctx, 'term.approve', placeOf(projectId))
}

function bindingForms(draft: TermDraft | null): string {
  const forms = targetLocales.flatMap((locale) =>
    (draft?.forms[locale] ?? [])
      .filter((form) => bindingStatuses.includes(form.status))
      .map((form) => [locale, form.text, form.status].join('\0')),
  )
  return JSON.stringify(forms.sort())
}

/** Gives the draft as it is stored: every binding form knows who decided. @throws WorkError `invalid` */
export function decided(ctx: ActionContext, before: TermDraft | null, after: TermDraft): TermDraft {
  const [mistake] = mistakesOf(after)
  if (mistake) {
    const values = Object.values(mistake.values).join(', ')
    throw new WorkError('invalid', `${sentences[mistake.key]} (${values})`, { mistake })
  }
  return withDecisions(before, after, { by: doer(ctx), at: ctx.now.toISOString() })
}

const sentences = {
  'constructed-required': 'A form that we constructed ourselves (C) cannot be approved or locked',
  'form-twice': 'One form is listed twice',
  'person-only': 'Only a person has a family name and a spelling of their own',
} as const

/** Writes down what happened to a term, and closes the questions it answers. */
export async function rememberTerm(
  tx: Kysely<Database>,
  ctx: ActionContext,
  deed: string,
  before: Term | null,
  after: Term | null,
): Promise<void> {
  const term = after ?? before
  if (!term) return
  await raiseGlossaryRevision(tx, term.projectId)
  await remember(tx, {
    ...{ deed, before, after },
    personId: doer(ctx),
    projectId: term.projectId,
    termId: term.id,
  })
  if (term.projectId === null) await announceShared(tx)
  if (after) await answerQuestions(tx, ctx, after.projectId, [after])
}

/** Closes every open question to which terms now give an agreed form. */
export async function answerQuestions(
  tx: Kysely<Database>,
  ctx: ActionContext,
  projectId: string | null,
  terms: readonly Term[],
): Promise<void> {
  const open = await openQuestions(tx, projectId)
  if (open.length === 0) return
  const index = compileGlossary(terms)
  for (const { id, projectId: where, articleId, name, locale } of open) {
    const term = findTerms(index, name).find(({ start, end }) => start === 0 && end === name.length)?.term
    const text = term && (term.doNotTranslate ? term.source : agreedForm(term, locale)?.text)
    if (!term || !text) continue
    await closeQuestions(tx, [id], { termId: term.id, answer: text, personId: doer(ctx), now: ctx.now })
    await remember(tx, {
      ...{ deed: 'name.answered', personId: doer(ctx), projectId: where, articleId, termId: term.id },
      after: { name, locale, text },
    })
  }
}
