// Giving a name a form in one language: the entry of the project is made where there is none.

import type { Kysely } from 'kysely'

import { WorkError } from '#domain/errors.ts'
import type { NameKind } from '#domain/names/name-cards.ts'
import type { Term, TermClass, TermDraft, TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { Database } from '../store/schema.ts'
import { insertTerm, termNamed, updateTerm } from '../store/terms.ts'
import { doer, type ActionContext } from './context.ts'
import { decided, rememberTerm } from './term-changes.ts'

/** A name as an article has it. */
export interface NamedThing {
  readonly name: string
  readonly kind: NameKind
  /** The entry that the name belongs to, where the glossary has one. */
  readonly term: Term | null
}

const classes: Readonly<Record<NameKind, TermClass>> = {
  person: 'person',
  organisation: 'organisation',
  post: 'title',
  programme: 'programme',
  place: 'place',
  acronym: 'organisation',
  date: 'concept',
}

/**
 * Adds a form to the entry of a name, or gives a form that is there another status. A shared entry is not
 * touched: the project gets its own, with everything the shared one says.
 */
export async function giveForm(
  tx: Kysely<Database>,
  ctx: ActionContext,
  projectId: string,
  { name, kind, term }: NamedThing,
  locale: TargetLocale,
  form: TermForm,
): Promise<Term> {
  const own = await termNamed(tx, projectId, term?.source ?? name)
  const base: TermDraft = own ?? term ?? (await termNamed(tx, null, name)) ?? emptyTerm(name, classes[kind])
  const draft = decided(ctx, base, withForm(base, locale, form))
  const saved = own
    ? await updateTerm(tx, own.id, own.version, draft, doer(ctx))
    : await insertTerm(tx, projectId, draft, doer(ctx))
  if (!saved) throw new WorkError('step-not-open', `${base.source} was changed at the same moment`)
  await rememberTerm(tx, ctx, own ? 'term.changed' : 'term.added', own, saved)
  return saved
}

function withForm(draft: TermDraft, locale: TargetLocale, form: TermForm): TermDraft {
  const list = draft.forms[locale] ?? []
  const known = list.some(({ text }) => text === form.text)
  const next = known
    ? list.map((one) => (one.text === form.text ? { ...one, ...form } : one))
    : [...list, form]
  return { ...draft, forms: { ...draft.forms, [locale]: next } }
}

function emptyTerm(source: string, termClass: TermClass): TermDraft {
  const flags = { caseSensitive: true, doNotTranslate: false }
  return { source, acronym: null, termClass, ...flags, note: '', forms: {} }
}
