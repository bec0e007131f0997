// A terminologist decides about many forms at once: approved, locked, admitted, forbidden, or back to a proposal.

import { WorkError } from '#domain/errors.ts'
import { can } from '#domain/people.ts'
import { type FormStatus, isMandatory, type Term, type TermForm, withDecisions } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { getProject } from '../store/projects.ts'
import { getTerm, updateTerm } from '../store/terms.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { placeOf, rememberTerm } from './term-changes.ts'

/** One form of one term. */
export interface FormName {
  readonly termId: string
  readonly locale: TargetLocale
  readonly text: string
}

/** Why a form keeps its status. */
export type DecisionRefusal = 'absent' | 'shared' | 'constructed'

/** What became of each form. */
export interface Decided {
  readonly decided: number
  readonly unchanged: number
  readonly refused: readonly (FormName & { readonly reason: DecisionRefusal })[]
}

/** Gives forms a status; what cannot have it is told one by one, everything else is stored together. */
export async function decideForms(
  ctx: ActionContext,
  input: {
    readonly projectId: string
    readonly status: FormStatus
    readonly forms: readonly FormName[]
  },
): Promise<Decided> {
  const { projectId, status, forms } = input
  demandMay(ctx, 'term.approve', placeOf(projectId))
  demandFound(await getProject(ctx.db, projectId))
  return transaction(ctx.db, async (tx) => {
    const refused: (FormName & { reason: DecisionRefusal })[] = []
    let [decided, unchanged] = [0, 0]
    for (const [termId, names] of byTerm(forms)) {
      const found = await getTerm(tx, termId)
      // The terms of another project are not there for whoever asks from this one.
      const before = found?.projectId === projectId || found?.projectId === null ? found : null
      const reasons = names.map((name) => reasonAgainst(ctx, before, name, status))
      refused.push(...names.flatMap((name, at) => (reasons[at] ? [{ ...name, reason: reasons[at] }] : [])))
      const meant = names.filter((name, at) => !reasons[at] && formOf(before, name)?.status !== status)
      unchanged += reasons.filter((reason) => !reason).length - meant.length
      if (!before || meant.length === 0) continue
      const draft = withDecisions(before, withStatus(before, meant, status), {
        by: doer(ctx),
        at: ctx.now.toISOString(),
      })
      const term = await updateTerm(tx, termId, before.version, draft, doer(ctx))
      if (!term) throw new WorkError('step-not-open', `${before.source} was changed at the same moment`)
      await rememberTerm(tx, ctx, 'term.decided', before, term)
      decided += meant.length
    }
    return { decided, unchanged, refused }
  })
}

function byTerm(forms: readonly FormName[]): ReadonlyMap<string, readonly FormName[]> {
  const groups = new Map<string, FormName[]>()
  for (const name of forms) groups.set(name.termId, [...(groups.get(name.termId) ?? []), name])
  return groups
}

function reasonAgainst(
  ctx: ActionContext,
  term: Term | null,
  name: FormName,
  status: FormStatus,
): DecisionRefusal | null {
  const form = formOf(term, name)
  if (!term || !form) return 'absent'
  if (!can(ctx.person, 'term.approve', placeOf(term.projectId))) return 'shared'
  return form.confidence === 'C' && isMandatory(status) ? 'constructed' : null
}

function formOf(term: Term | null, { locale, text }: FormName): TermForm | undefined {
  return term?.forms[locale]?.find((form) => form.text === text)
}

function withStatus(term: Term, names: readonly FormName[], status: FormStatus): Term {
  const forms = Object.entries(term.forms).map(([locale, list]) => [
    locale,
    list.map((form) =>
      names.some((name) => name.locale === locale && name.text === form.text) ? { ...form, status } : form,
    ),
  ])
  return { ...term, forms: Object.fromEntries(forms) as Term['forms'] } // the same languages
}
