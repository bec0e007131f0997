// What changed in the source since a translation was made from it.

import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

import type { Code, CodedText } from '#domain/inline.ts'
import type { Outdated } from '#domain/source-update/outdated.ts'

import type { Translate } from './code-chip.ts'
import { differences } from './differences.ts'

/** Renders the difference between the source as it was translated and as it is now; nothing where there is none. */
export function sourceDifference(
  t: Translate,
  outdated: Outdated | null | undefined,
  source: CodedText,
  codes: readonly Code[],
): TemplateResult | typeof nothing {
  if (!outdated) return nothing
  return html`<div class="source-difference small">
    <strong>${t(`sourceUpdate.changed.${outdated.change}`)}</strong>
    ${differences(t, outdated.source, source, codes, 'en')}
  </div>`
}

/** How it looks below the source. */
export const sourceDifferenceStyles = css`
  .source-difference {
    margin-block-start: var(--space-2);
    padding-inline-start: var(--space-2);
    border-inline-start: 3px solid var(--warn);
  }

  .source-difference strong {
    color: var(--warn);
  }
`
