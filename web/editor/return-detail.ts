// What a return is about: what kind of mistake, and the words that were marked.

import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

import type { Code } from '#domain/inline.ts'
import type { Returned } from '#domain/review.ts'

import { codedText, type Translate } from './code-chip.ts'

/** Renders the kind of mistake and the marked words, or nothing. */
export function returnDetail(
  t: Translate,
  returned: Returned | null | undefined,
  codes: readonly Code[],
  locale: string,
): TemplateResult | typeof nothing {
  if (!returned) return nothing
  const { category, about } = returned
  return html`${category ? html`<span class="category small">${t(`desk.category.${category}`)}</span>` : nothing}
  ${about ? html`<q class="about words" lang=${about.side === 'source' ? 'en' : locale}>${codedText(t, about.text.trim(), codes)}</q>` : nothing}`
}
