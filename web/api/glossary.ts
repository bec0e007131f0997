// The glossary of a project.

import type { FormStatus, Layer, TermClass, TermDraft, TermForm } from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, pageSize, until } from './client.ts'

export interface TermSearch {
  readonly q: string
  readonly class: TermClass | ''
  readonly layer: Layer
  /** Only terms that have no form in this language. */
  readonly missingIn: TargetLocale | ''
  readonly status: FormStatus | ''
  readonly statusIn: TargetLocale | ''
  readonly cursor?: string | null
}

export const fetchTerms = (project: string, search: TermSearch, signal?: AbortSignal) => {
  const { q, layer, missingIn, status, statusIn, cursor } = search
  return answer(
    api.projects[':project'].terms.$get(
      {
        param: ids({ project }),
        query: {
          ...{ q, layer, limit: pageSize },
          ...(search.class ? { class: search.class } : {}),
          ...(missingIn ? { missingIn } : {}),
          ...(status ? { status } : {}),
          ...(statusIn ? { statusIn } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
      until(signal),
    ),
  )
}

export type TermsPage = Awaited<ReturnType<typeof fetchTerms>>
export type ListedTerm = TermsPage['items'][number]

export const createTerm = (project: string, draft: TermDraft, shared: boolean) =>
  answer(
    api.projects[':project'].terms.$post({ param: ids({ project }), json: { ...draftBody(draft), shared } }),
  )

export const saveTerm = (term: string, version: number, draft: TermDraft) =>
  answer(
    api.terms[':term'].$put(
      { param: ids({ term }), json: draftBody(draft) },
      { headers: { 'if-match': `"${version}"` } },
    ),
  )

export const deleteTerm = (term: string) => answer(api.terms[':term'].$delete({ param: ids({ term }) }))

export const restoreTerm = (term: string) =>
  answer(api.terms[':term'].restore.$post({ param: ids({ term }) }))

export const fetchTerm = (term: string, signal?: AbortSignal) =>
  answer(api.terms[':term'].$get({ param: ids({ term }) }, until(signal)))

export type TermInFull = Awaited<ReturnType<typeof fetchTerm>>

export const sayAboutTerm = (
  term: string,
  comment: { readonly body: string; readonly locale: TargetLocale | null; readonly form: string | null },
) => answer(api.terms[':term'].comments.$post({ param: ids({ term }), json: comment }))

export const fetchUses = (project: string, term: string, signal?: AbortSignal) =>
  answer(api.projects[':project'].terms[':term'].uses.$get({ param: ids({ project, term }) }, until(signal)))

export type TermUses = Awaited<ReturnType<typeof fetchUses>>

export const decideForms = (
  project: string,
  status: FormStatus,
  forms: readonly { readonly termId: string; readonly locale: TargetLocale; readonly text: string }[],
) =>
  answer(
    api.projects[':project'].terms.decide.$post({
      param: ids({ project }),
      json: { status, forms: [...forms] },
    }),
  )

/** The kinds of file a glossary comes and goes in; each is also the ending of its files. */
export const termFileFormats = ['xlsx', 'csv', 'tbx'] as const
export type TermFileFormat = (typeof termFileFormats)[number]

export const termsFile = (project: string, format: TermFileFormat, layer: Layer = 'all') =>
  `/api/projects/${encodeURIComponent(project)}/terms.${format}?layer=${layer}`

export const importTerms = (
  project: string,
  file: {
    readonly format: TermFileFormat
    readonly content: string
    readonly shared: boolean
    readonly apply: boolean
  },
) => answer(api.projects[':project'].terms.import.$post({ param: ids({ project }), json: file }))

export type TermImport = Awaited<ReturnType<typeof importTerms>>

/** The draft with lists of its own: the client's input types are not readonly. */
function draftBody(draft: TermDraft) {
  const forms: Partial<Record<TargetLocale, TermForm[]>> = {}
  for (const locale of targetLocales) forms[locale] = [...(draft.forms[locale] ?? [])]
  return { ...draft, forms }
}
