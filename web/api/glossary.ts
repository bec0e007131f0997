// The glossary of a project.

import type { TermClass, TermDraft, TermForm } from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, pageSize, until } from './client.ts'

export interface TermSearch {
  readonly q: string
  readonly class: TermClass | ''
  /** Only terms that have no form in this language. */
  readonly missingIn: TargetLocale | ''
  readonly cursor?: string | null
}

export const fetchTerms = (project: string, search: TermSearch, signal?: AbortSignal) =>
  answer(
    api.projects[':project'].terms.$get(
      {
        param: ids({ project }),
        query: {
          q: search.q,
          limit: pageSize,
          ...(search.class ? { class: search.class } : {}),
          ...(search.missingIn ? { missingIn: search.missingIn } : {}),
          ...(search.cursor ? { cursor: search.cursor } : {}),
        },
      },
      until(signal),
    ),
  )

export const createTerm = (project: string, draft: TermDraft) =>
  answer(api.projects[':project'].terms.$post({ param: ids({ project }), json: draftBody(draft) }))

export const saveTerm = (term: string, version: number, draft: TermDraft) =>
  answer(
    api.terms[':term'].$put(
      { param: ids({ term }), json: draftBody(draft) },
      { headers: { 'if-match': `"${version}"` } },
    ),
  )

export const deleteTerm = (term: string) => answer(api.terms[':term'].$delete({ param: ids({ term }) }))

export const termsFile = (project: string) => `/api/projects/${encodeURIComponent(project)}/terms.csv`

export const importTerms = (project: string, content: string, apply: boolean) =>
  answer(api.projects[':project'].terms.import.$post({ param: ids({ project }), json: { content, apply } }))

export type TermImport = Awaited<ReturnType<typeof importTerms>>

/** The draft with lists of its own: the client's input types are not readonly. */
function draftBody(draft: TermDraft) {
  const forms: Partial<Record<TargetLocale, TermForm[]>> = {}
  for (const locale of targetLocales) forms[locale] = [...(draft.forms[locale] ?? [])]
  return { ...draft, forms }
}
