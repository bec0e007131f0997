// The accounts of everybody, for administrators.

import { answer, api, ids, pageSize, until } from './client.ts'

export const fetchAccounts = (
  find: { readonly search: string; readonly cursor: string | null },
  signal?: AbortSignal,
) =>
  answer(
    api.people.$get(
      {
        query: {
          limit: pageSize,
          search: find.search,
          ...(find.cursor ? { cursor: find.cursor } : {}),
        },
      },
      until(signal),
    ),
  )

export const addAccount = (account: {
  readonly name: string
  readonly email: string
  readonly administrator: boolean
}) => answer(api.people.$post({ json: account }))

export const setAccess = (person: string, disabled: boolean) =>
  answer(api.people[':person'].access.$put({ param: ids({ person }), json: { disabled } }))

export const makeSignInLink = (person: string) =>
  answer(api.people[':person']['sign-in-links'].$post({ param: ids({ person }) }))

export type Account = Awaited<ReturnType<typeof fetchAccounts>>['items'][number]
