// Sign-in, invitations and one's own account.

import type { Scope } from '#domain/people.ts'
import type { Locale } from '#locales/locale.ts'

import { api, path } from './client.ts'
import type { InvitationOffer, Me, SessionWire, TokenWire } from './wire.ts'

export const fetchSession = () => api.get<{ person: Me | null; setup: boolean }>('/api/session')

export const signIn = (email: string, password: string) =>
  api.post<{ person: Me }>('/api/session', { email, password })

export const signInByLink = (token: string) => api.post<{ person: Me }>('/api/session/link', { token })

export const signOut = () => api.delete('/api/session')

export const fetchInvitation = (token: string, signal?: AbortSignal) =>
  api.get<InvitationOffer>(path`/api/invitations/${token}`, { signal })

export const acceptInvitation = (token: string, name: string, password: string) =>
  api.post<{ person: Me }>(path`/api/invitations/${token}`, { name, password })

export interface MyChange {
  readonly name?: string
  readonly uiLocale?: Locale
  readonly password?: { readonly current: string | null; readonly next: string }
}

export const changeMe = (change: MyChange) => api.patch<Me>('/api/me', change)

export const fetchSessions = (signal?: AbortSignal) =>
  api.get<{ items: readonly SessionWire[] }>('/api/me/sessions', { signal })

export const endSession = (id: string) => api.delete(path`/api/me/sessions/${id}`)

export const fetchTokens = (signal?: AbortSignal) =>
  api.get<{ items: readonly TokenWire[] }>('/api/me/tokens', { signal })

export const createToken = (name: string, scopes: readonly Scope[], expiresInDays: number) =>
  api.post<{ token: string; item: TokenWire }>('/api/me/tokens', { name, scopes, expiresInDays })

export const deleteToken = (id: string) => api.delete(path`/api/me/tokens/${id}`)
