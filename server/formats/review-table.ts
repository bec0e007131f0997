// A publication as rows for reviewers who do not work here: source and translation side by side, with a place for remarks.

import type { Code, CodedText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'
import type { Messages } from '#locales/messages.ts'
import id from '#locales/id/ui.json'
import km from '#locales/km/ui.json'
import lo from '#locales/lo/ui.json'
import ms from '#locales/ms/ui.json'
import th from '#locales/th/ui.json'
import vi from '#locales/vi/ui.json'

import { oneLine } from './clean.ts'
import { readNodes, type InlineNode } from './inline-nodes.ts'
import type { Publication } from './publication.ts'

/** One sentence of a review table. */
export interface ReviewRow {
  /** Number of the sentence in the article: what a remark is about. */
  readonly number: number
  /** What the block is, in the language of the reviewer. */
  readonly role: string
  readonly source: readonly InlineNode[]
  /** Empty where nothing is translated. */
  readonly target: readonly InlineNode[]
  /** Whether the words stay in the source language. */
  readonly kept: boolean
  readonly state: string
}

/** A table with the words of its frame in the language of the reviewer. */
export interface ReviewTable {
  readonly title: string
  readonly heading: string
  readonly note: string
  readonly columns: {
    readonly number: string
    readonly block: string
    readonly state: string
    readonly remark: string
  }
  readonly rows: readonly ReviewRow[]
}

const words: Readonly<Record<TargetLocale, Messages>> = { th, id, lo, ms, km, vi }

/** Lists the sentences of a publication in order; what is left out of the edition is left out here. */
export function reviewTableOf(publication: Publication): ReviewTable {
  const messages = words[publication.locale]
  const rows = publication.blocks
    .filter(({ treatment }) => treatment !== 'drop')
    .flatMap(({ role, treatment, codes, segments }) =>
      segments.map(({ ordinal, source, target, state }): ReviewRow => {
        const kept = treatment === 'keep'
        const read = (text: CodedText) => readNodes(text, codes)
        return {
          number: ordinal,
          role: messages[`blockRole.${role}`],
          source: read(source),
          target: kept ? read(source) : target.trim() === '' ? [] : read(target),
          kept,
          state: kept ? messages['treatment.keep'] : messages[`state.${state}`],
        }
      }),
    )
  return {
    title: oneLine(publication.title) || oneLine(publication.slug) || 'Setara',
    heading: messages['review-table.title'],
    note: messages['review-table.note'],
    columns: {
      number: messages['review-table.number'],
      block: messages['review-table.block'],
      state: messages['review-table.state'],
      remark: messages['review-table.remark'],
    },
    rows,
  }
}

/** What is shown of a code without words of its own: its alternative text, or its number. */
export function shownCode(code: Code): string {
  if (code.type === 'break') return '\n'
  return oneLine(code.alt ?? '') || `[${code.id}]`
}
