// The requests of working together: comments, presence, versions of other languages.

import type { InferRequestType } from 'hono/client'

import { answer, api, ids, until } from '../api/client.ts'

export const fetchComments = (translation: string, signal?: AbortSignal) =>
  answer(api.translations[':translation'].comments.$get({ param: ids({ translation }) }, until(signal)))

export const addComment = (translation: string, words: string, suggestion: string | null = null) =>
  answer(
    api.translations[':translation'].comments.$post({
      param: ids({ translation }),
      json: { words, suggestion },
    }),
  )

export const resolveComment = (comment: string, resolved: boolean) =>
  answer(api.comments[':comment'].$put({ param: ids({ comment }), json: { resolved } }))

export const fetchVersions = (translation: string, signal?: AbortSignal) =>
  answer(api.translations[':translation'].versions.$get({ param: ids({ translation }) }, until(signal)))

export const fetchOpenComments = (edition: string) =>
  answer(api.editions[':edition'].comments.$get({ param: ids({ edition }) }))

type PresenceBody = InferRequestType<(typeof api)['editions'][':edition']['presence']['$post']>['json']

export const tellPresence = (edition: string, where: PresenceBody) =>
  answer(api.editions[':edition'].presence.$post({ param: ids({ edition }), json: where }))

export type CommentWire = Awaited<ReturnType<typeof fetchComments>>['items'][number]
export type VersionWire = Awaited<ReturnType<typeof fetchVersions>>['items'][number]
export type PresenceWire = Awaited<ReturnType<typeof tellPresence>>['items'][number]
