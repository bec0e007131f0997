// Sign-in, invitations and one's own account.

import type { Scope } from '#domain/people.ts'
import type { Locale } from '#locales/locale.ts'

import { answer, api, ids, until } from './client.ts'

export const fetchSession = () => answer(api.session.$get())

export const signIn = (email: string, password: string) =>
  answer(api.session.$post({ json: { email, password } }))

export const signInByLink = (token: string) => answer(api.session.link.$post({ json: { token } }))

export const signOut = () => answer(api.session.$delete())

export const fetchInvitation = (token: string, signal?: AbortSignal) =>
  answer(api.invitations[':token'].$get({ param: ids({ token }) }, until(signal)))

export const acceptInvitation = (token: string, name: string, password: string) =>
  answer(api.invitations[':token'].$post({ param: ids({ token }), json: { name, password } }))

export interface MyChange {
  readonly name?: string
  readonly uiLocale?: Locale
  readonly password?: { readonly current: string | null; readonly next: string }
}

export const changeMe = (change: MyChange) => answer(api.me.$patch({ json: change }))

export const fetchSessions = (signal?: AbortSignal) => answer(api.me.sessions.$get({}, until(signal)))

export const endSession = (session: string) =>
  answer(api.me.sessions[':session'].$delete({ param: ids({ session }) }))

export const fetchTokens = (signal?: AbortSignal) => answer(api.me.tokens.$get({}, until(signal)))

export const createToken = (name: string, scopes: readonly Scope[], expiresInDays: number) =>
  answer(api.me.tokens.$post({ json: { name, scopes: [...scopes], expiresInDays } }))

export const deleteToken = (token: string) =>
  answer(api.me.tokens[':token'].$delete({ param: ids({ token }) }))

type Session = Awaited<ReturnType<typeof fetchSession>>

/** The person who is signed in, with what they may enter. */
export type Me = NonNullable<Session['person']>
export type InvitationOffer = Awaited<ReturnType<typeof fetchInvitation>>
export type SignedIn = Awaited<ReturnType<typeof fetchSessions>>['items'][number]
export type ApiToken = Awaited<ReturnType<typeof fetchTokens>>['items'][number]
