// The translation memory: matches, concordance, analysis, pre-translation, and what it is made of.

import type { InferResponseType } from 'hono/client'

import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, path, query, until } from './client.ts'
import { sendFile, type JobWire } from './jobs.ts'

type Answer<Route> = Route extends (...words: never[]) => unknown ? InferResponseType<Route, 200> : never

const translations = api.translations[':translation']
const memory = api.projects[':project'].memory

export type MemoryMatchesWire = Answer<(typeof translations)['matches']['$get']>
export type MatchWire = MemoryMatchesWire['matches'][number]
export type ConcordanceWire = Answer<(typeof memory)['concordance']['$get']>
export type MemoryWire = Answer<(typeof memory)['$get']>
// The door answers a CSV file too; here it is asked for JSON.
export type AnalysisWire = Exclude<Answer<(typeof api.articles)[':article']['analysis']['$get']>, string>

export const fetchMatches = (translation: string, signal?: AbortSignal) =>
  answer(translations.matches.$get({ param: ids({ translation }) }, until(signal)))

export const searchMemory = (
  project: string,
  search: { readonly q: string; readonly locale: TargetLocale; readonly side: 'source' | 'target' },
  signal?: AbortSignal,
) =>
  answer(
    memory.concordance.$get({ param: ids({ project }), query: { ...search, limit: '50' } }, until(signal)),
  )

export const fetchMemory = (project: string, signal?: AbortSignal) =>
  answer(memory.$get({ param: ids({ project }) }, until(signal)))

export const setMemoryRules = (project: string, fillFrom: 100 | 101) =>
  answer(memory.$put({ param: ids({ project }), json: { fillFrom } }))

/** What a file brought. */
export interface MemoryReport {
  readonly fileName: string
  readonly units: number
  readonly added: number
  readonly known: number
  readonly languages: Readonly<Record<string, number>>
  readonly skipped: Readonly<Record<string, number>>
}

/** Sends a TMX file; the job that reads it is still under way then. */
export async function importMemory(
  project: string,
  file: File,
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<JobWire> {
  const address = path`/api/projects/${project}/memory/files` + query({ name: file.name })
  const { job } = (await sendFile(address, file, told, signal)) as { readonly job: JobWire } // see the route
  return job
}

export const removeFromMemory = (
  project: string,
  origin: { readonly kind: 'file' | 'article'; readonly id: string },
) =>
  origin.kind === 'file'
    ? answer(memory.files[':file'].$delete({ param: ids({ project, file: origin.id }) }))
    : answer(memory.articles[':article'].$delete({ param: ids({ project, article: origin.id }) }))

export const fetchAnalysis = async (article: string, signal?: AbortSignal) =>
  (await answer(
    api.articles[':article'].analysis.$get(
      { param: ids({ article }), query: { to: '', format: 'json' } },
      until(signal),
    ),
  )) as AnalysisWire

export const preTranslate = (edition: string) =>
  answer(api.editions[':edition'].pretranslation.$post({ param: ids({ edition }), json: { from: null } }))
