// What a release freezes: everything that its exports are made from, and nothing that can change later.

import type { Block, BlockRole, SourceFormat } from '#domain/article.ts'
import type { CodedText } from '#domain/inline.ts'
import type { State } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

/** A sentence in both languages. */
export interface PublishedSegment {
  readonly id: string
  /** Position in the article, counted from 1. */
  readonly ordinal: number
  readonly source: CodedText
  /** Empty where nobody translated it; exports then show the source, marked as such. */
  readonly target: CodedText
  /** White space that followed the sentence in the source. */
  readonly after: string
  readonly state: State
}

/** A block with its sentences; blocks to be dropped are not here. */
export interface PublishedBlock extends Block {
  readonly segments: readonly PublishedSegment[]
}

/** An edition, frozen. */
export interface Publication {
  readonly article: {
    readonly id: string
    readonly title: string
    readonly slug: string
    readonly description: string | null
    readonly author: string | null
    /** ISO date of the source article, such as `2024-10-25`. */
    readonly publishedOn: string | null
    readonly sourceLocale: 'en'
    readonly format: SourceFormat
    readonly fileName: string
  }
  readonly projectName: string
  readonly editionId: string
  readonly locale: TargetLocale
  /** Number of the release; 0 for a draft that is not one. */
  readonly number: number
  /** ISO instant of the release. */
  readonly publishedAt: string
  /** Languages of the article that were published by then, with this one. */
  readonly locales: readonly TargetLocale[]
  /** Address below which released articles stand as `<address>/<locale>/<slug>`; null when it is not known. */
  readonly publicUrl: string | null
  readonly blocks: readonly PublishedBlock[]
}

/** The words of a block in the target language; what is not translated stays in the source language. */
export function blockText(block: PublishedBlock): CodedText {
  return block.segments.map((segment) => (segment.target || segment.source) + segment.after).join('').trim()
}

/** The localised title: the headline of the edition, or the title of the source. */
export function localisedTitle(publication: Publication): CodedText {
  return firstText(publication, ['headline', 'heading']) ?? publication.article.title
}

/** The localised description: the first paragraph of the edition. */
export function localisedDescription(publication: Publication): CodedText {
  return firstText(publication, ['lead', 'body']) ?? publication.article.description ?? ''
}

function firstText(publication: Publication, roles: readonly BlockRole[]): CodedText | null {
  // A first paragraph is a sentence or more: notices above the headline are not what an article is about.
  const headline = publication.blocks.findIndex((block) => block.role === 'headline')
  const blocks = publication.blocks.slice(Math.max(0, headline))
  for (const role of roles) {
    const block = blocks.find((found) => found.role === role)
    if (block) return blockText(block)
  }
  return null
}
