// What an article is: blocks of segments with inline codes, and its editions in the target languages.

import type { TargetLocale } from '#locales/locale.ts'

import type { Code, CodedText } from './inline.ts'
import type { Origin } from './origin.ts'
import type { Returned } from './review.ts'
import type { Outdated } from './source-update/outdated.ts'
import type { State, SubState } from './workflow.ts'

/** What a block is in the article; shown in the editor, used by checks and exports. */
export const blockRoles = [
  'headline',
  'date',
  'byline',
  'lead',
  'heading',
  'body',
  'list-item',
  'quotation',
  'caption',
  'image',
  'alt-text',
  'seo-title',
  'seo-description',
  'label',
] as const
export type BlockRole = (typeof blockRoles)[number]

/** Roles of words that readers do not see in the text: alternative texts, metadata, and attributes of controls. */
export const unseenRoles: ReadonlySet<BlockRole> = new Set([
  'alt-text',
  'seo-title',
  'seo-description',
  'label',
])

/** What happens to a block: it is translated, kept in the source language, or left out of exports. */
export type Treatment = 'translate' | 'keep' | 'drop'

/** Formats that an article can be imported from. */
export type SourceFormat = 'text' | 'html' | 'markdown' | 'json' | 'docx' | 'xliff'

/** What becomes of changes that a file keeps track of: its words are those after them, or those before. */
export const revisionChoices = ['accepted', 'refused'] as const
export type Revisions = (typeof revisionChoices)[number]

/** A sentence of a block as read from a file, before it is stored. */
export interface SourceSegment {
  readonly source: CodedText
  /** White space (with no words) that followed the sentence inside its block. */
  readonly after: string
  /** The sentence as it stands in the file, where `source` is a correction of it; empty where it was put back. */
  readonly uncorrected?: CodedText | null
}

/**
 * What the author of a file says to translators about words of a block: in words of their own, or as a demand.
 * `words` are those that a demand is about; null for all of the block.
 * @see https://www.w3.org/TR/its20/
 */
export type AuthorNote =
  | string
  | { readonly kind: 'term'; readonly words: string | null }
  /** `allowed` is a class of characters as regular expressions have it, such as `[a-zA-Z ]`. */
  | { readonly kind: 'characters'; readonly allowed: string; readonly words: string | null }
  /** At most so many bytes in an encoding. */
  | {
      readonly kind: 'storage'
      readonly bytes: number
      readonly encoding: string
      readonly words: string | null
    }

/** What a file says about its translation that was not understood and so was not followed. */
export interface SourceRemark {
  readonly kind: 'its'
  readonly line: number
  readonly column: number
  /** The rule or attribute as it stands in the file, shortened. */
  readonly found: string
}

/** A paragraph, heading or caption as read from a file, before it is stored. */
export interface SourceBlock {
  readonly role: BlockRole
  /** Heading level 1–6 where the role is `heading` or `headline`; otherwise null. */
  readonly level: number | null
  readonly codes: readonly Code[]
  readonly segments: readonly SourceSegment[]
  /** What the author of the file says to translators about these words. */
  readonly notes?: readonly AuthorNote[]
  /** Byte range of the block in the original file: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
}

/** What a format makes of a file. */
export interface SourceDocument {
  readonly format: SourceFormat
  readonly title: string
  readonly description: string | null
  /** Date of publication as an ISO date (`2024-10-25`) when the file states one. */
  readonly publishedOn: string | null
  readonly author: string | null
  readonly blocks: readonly SourceBlock[]
  readonly remarks?: readonly SourceRemark[]
  /** Whether the file keeps track of changes, so that somebody has to say what becomes of them. */
  readonly revised?: boolean
  /** Translations that the file brought with it, for each block. */
  readonly given?: { readonly locale: TargetLocale; readonly targets: readonly (GivenTarget | null)[] }
}

/** A translation that a file brought with it; nobody here has confirmed it. */
export interface GivenTarget {
  readonly target: CodedText
  readonly isDraft: boolean
}

/** A source document that the project translates. */
export interface Article {
  readonly id: string
  readonly projectId: string
  readonly title: string
  readonly slug: string
  readonly description: string | null
  readonly author: string | null
  readonly publishedOn: string | null
  readonly sourceLocale: 'en'
  readonly format: SourceFormat
  readonly fileName: string
  /** What becomes of tracked changes of its file, whenever it is read. */
  readonly revisions: Revisions
  /** Words of the source. */
  readonly words: number
  readonly createdAt: string
  readonly createdBy: string | null
  /** Grows with every change of the source. */
  readonly version: number
}

/** A stored block of an article. */
export interface Block {
  readonly ordinal: number
  readonly role: BlockRole
  readonly level: number | null
  readonly treatment: Treatment
  readonly codes: readonly Code[]
  /** Whether a person chose the role; then it stays when the file is read again. */
  readonly roleChosen: boolean
  /** What the author of the file says to translators about these words. */
  readonly notes: readonly AuthorNote[]
}

/** One source unit: a sentence with its inline codes. */
export interface Segment {
  readonly id: string
  readonly articleId: string
  /** Ordinal of the block it belongs to. */
  readonly block: number
  /** Position in the article, counted from 1. */
  readonly ordinal: number
  readonly source: CodedText
  readonly after: string
  /** The sentence as it stands in the file, where `source` is a correction of it; empty where it was put back. */
  readonly uncorrected?: CodedText | null
}

/** The article in one target language. */
export interface Edition {
  readonly id: string
  readonly articleId: string
  readonly projectId: string
  readonly locale: TargetLocale
  readonly openedAt: string
}

/** How many segments of an edition are in each state. */
export interface Progress {
  readonly total: number
  readonly initial: number
  readonly translated: number
  readonly reviewed: number
  readonly final: number
}

/** The target of one segment in one edition. */
export interface Translation {
  readonly id: string
  readonly segmentId: string
  readonly editionId: string
  readonly target: CodedText
  readonly state: State
  readonly subState: SubState | null
  /** Grows by one with every write; the base of the next write is named by it. */
  readonly version: number
  readonly author: Named | null
  readonly reviewer: Named | null
  readonly returnReason: string | null
  /** What is wrong with it and where, while it is returned. */
  readonly returned: Returned | null
  readonly updatedAt: string
  /** What it was made from, when its source has changed since. */
  readonly outdated: Outdated | null
  /** Where its text came from, as long as nobody has changed a letter of it. */
  readonly origin: Origin | null
}

/** Somebody or something with a name, as shown to people. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** A frozen, published copy of an edition. */
export interface Release {
  readonly id: string
  readonly editionId: string
  /** Counted from 1 in each edition. */
  readonly number: number
  readonly publishedAt: string
  readonly publishedBy: Named | null
  /** Version of the source that was released. */
  readonly sourceVersion: number
  /** SHA-256 of the frozen publication, in hexadecimal. */
  readonly sha256: string
}
