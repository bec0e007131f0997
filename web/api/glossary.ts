// The glossary of a project.

import type { Term, TermClass, TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { api, path, query } from './client.ts'
import type { Can, Page, TermImport } from './wire.ts'

export interface TermSearch {
  readonly q: string
  readonly class: TermClass | ''
  readonly locale: TargetLocale | ''
  readonly cursor?: string | null
}

export const fetchTerms = (project: string, search: TermSearch, signal?: AbortSignal) =>
  api.get<Page<Term> & { can?: Can }>(path`/api/projects/${project}/terms` + query({ ...search }), { signal })

export const createTerm = (project: string, draft: TermDraft) =>
  api.post<Term>(path`/api/projects/${project}/terms`, draft)

export const saveTerm = (id: string, version: number, draft: TermDraft) =>
  api.put<Term>(path`/api/terms/${id}`, draft, { headers: { 'if-match': `"${version}"` } })

export const deleteTerm = (id: string) => api.delete(path`/api/terms/${id}`)

export const termsFile = (project: string) => path`/api/projects/${project}/terms.csv`

export const importTerms = (project: string, content: string, apply: boolean) =>
  api.post<TermImport>(path`/api/projects/${project}/terms/import`, { content, apply })
