// The names of an article, and the questions about them.

import type { GivenKind } from '#domain/names/kinds.ts'
import type { Confidence, FormStatus } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, until } from './client.ts'

export const fetchNames = (article: string, signal?: AbortSignal) =>
  answer(api.articles[':article'].names.$get({ param: ids({ article }) }, until(signal)))

export type ArticleNames = Awaited<ReturnType<typeof fetchNames>>
export type NameCard = ArticleNames['items'][number]

export const findNamesAgain = (article: string) =>
  answer(api.articles[':article'].names.$post({ param: ids({ article }) }))

export interface GivenForm {
  readonly text: string
  readonly confidence: Confidence | null
  readonly evidence: string | null
}

export const proposeForm = (
  article: string,
  name: string,
  locale: TargetLocale,
  form: GivenForm & { readonly status: Extract<FormStatus, 'proposed' | 'approved' | 'locked'> },
  kind?: GivenKind,
) =>
  answer(
    api.articles[':article'].names.forms.$post({
      param: ids({ article }),
      json: { name, locale, ...form, ...(kind ? { kind } : {}) },
    }),
  )

export const askAboutName = (
  article: string,
  name: string,
  locales: readonly TargetLocale[],
  note: string,
  kind?: GivenKind,
) =>
  answer(
    api.articles[':article'].names.questions.$post({
      param: ids({ article }),
      json: { name, locales: [...locales], note, ...(kind ? { kind } : {}) },
    }),
  )

export const fetchNameQuestions = (project: string, signal?: AbortSignal) =>
  answer(api.projects[':project']['name-questions'].$get({ param: ids({ project }) }, until(signal)))

export type NameQuestion = Awaited<ReturnType<typeof fetchNameQuestions>>['items'][number]

export const answerNameQuestion = (question: string, form: GivenForm) =>
  answer(
    api['name-questions'][':question'].answer.$post({
      param: ids({ question }),
      json: { ...form, status: 'approved' },
    }),
  )
