// The shapes of the wire that pages use.

import type { TermDraft } from '#glossary/term.ts'
import type { BlockRole, Progress, Treatment } from '#domain/article.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { Role, Scope } from '#domain/people.ts'
import type { State, SubState } from '#domain/workflow.ts'
import type { Locale, TargetLocale } from '#locales/locale.ts'

/** `true`, or the key of the sentence that says why not. */
export type Allowed = true | string
export type Can = Readonly<Record<string, Allowed>>

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administrator: boolean
  readonly uiLocale: Locale | null
  readonly memberships: readonly { projectId: string; role: Role; locale: TargetLocale | null }[]
  readonly projects: readonly { id: string; name: string }[]
}

export interface HeldRole {
  readonly role: Role
  readonly locale: TargetLocale | null
}

export interface InvitationOffer extends HeldRole {
  readonly email: string
  readonly projectName: string
  readonly invitedBy: string | null
}

export interface SessionWire {
  readonly id: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly userAgent: string | null
  readonly current: boolean
}

export interface TokenWire {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

export interface ProjectWire {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly can: Can
}

export interface Member {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly roles: readonly HeldRole[]
}

export interface Invitation extends HeldRole {
  readonly id: string
  readonly email: string
  readonly expiresAt: string
}

export interface Members {
  readonly items: readonly Member[]
  readonly invitations: readonly Invitation[]
  readonly can: Can
}

export interface EditionCard {
  readonly id: string
  readonly locale: TargetLocale
  readonly progress: Progress
  /** Number of the newest release, or null. */
  readonly release: number | null
}

export interface ArticleCard {
  readonly id: string
  readonly title: string
  readonly fileName: string
  readonly createdAt: string
  readonly segments: number
  readonly words: number
  readonly editions: readonly EditionCard[]
}

export interface BlockWire {
  readonly ordinal: number
  readonly role: BlockRole
  readonly level: number | null
  readonly treatment: Treatment
  readonly segments: readonly (CodedText | { readonly source: CodedText })[]
  readonly codes?: readonly Code[]
}

export interface DocumentPreview {
  readonly title: string
  readonly publishedOn: string | null
  readonly blocks: readonly BlockWire[]
}

export interface ArticleDetail {
  readonly article: {
    readonly id: string
    readonly projectId: string
    readonly title: string
    readonly fileName: string
    readonly publishedOn: string | null
    readonly createdAt: string
  }
  readonly blocks: readonly BlockWire[]
  readonly editions: readonly EditionCard[]
  readonly can: Can
}

export interface EditionDetail {
  readonly edition: { readonly id: string; readonly locale: TargetLocale; readonly articleId: string }
  readonly article: { readonly id: string; readonly title: string; readonly projectId: string }
  readonly progress: Progress
  readonly project: { readonly id: string; readonly name: string }
  readonly release: { readonly id: string; readonly number: number; readonly publishedAt: string } | null
  readonly can: Can
}

export const workKinds = ['returned', 'translate', 'review', 'publish'] as const
export type WorkKind = (typeof workKinds)[number]

export interface WorkItem {
  readonly edition: { readonly id: string; readonly locale: TargetLocale }
  readonly article: { readonly id: string; readonly title: string }
  readonly projectId: string
  readonly kind: WorkKind
  readonly count: number
  readonly total: number
}

export interface PublicationReason {
  readonly code: 'not-approved' | 'finding-open' | 'empty'
  readonly translationId: string
  readonly ordinal: number
}

export interface Publication {
  readonly ready: boolean
  readonly reasons: readonly PublicationReason[]
  readonly can: Can
}

export interface ReleaseWire {
  readonly id: string
  readonly number: number
  readonly publishedAt: string
  readonly publishedBy: { readonly id: string; readonly name: string } | string | null
  readonly sha256: string
}

export interface ReleaseDetail {
  readonly release: ReleaseWire
  readonly edition: { readonly id: string; readonly locale: TargetLocale }
  readonly article: { readonly id: string; readonly title: string; readonly projectId: string }
}

export const releaseFormats = ['html', 'md', 'txt', 'json', 'xliff-1.2', 'xliff-2.0'] as const
export type ReleaseFormat = (typeof releaseFormats)[number]

export interface TermImport {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}

export type TermDraftWire = TermDraft

export interface ChangeWire {
  readonly id: string
  readonly deed: string
  readonly articleId: string | null
  readonly editionId: string | null
  readonly translationId: string | null
  readonly version: number | null
  readonly state: State | null
  readonly subState: SubState | null
  readonly personId: string | null
  readonly at: string
}
