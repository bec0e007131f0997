// Two versions of a text as one line, with what was removed and what was added.

import { css, html } from 'lit'
import type { TemplateResult } from 'lit'

import type { Code, CodedText } from '#domain/inline.ts'

import { codedText } from './code-chip.ts'
import type { Translate } from './code-chip.ts'
import { wordDifferences } from './words.ts'

/** Renders the differences of two versions in a language. */
export function differences(
  t: Translate,
  before: CodedText,
  after: CodedText,
  codes: readonly Code[],
  locale: string,
): TemplateResult {
  return html`<div class="differences words" lang=${locale}>
    ${wordDifferences(before, after, locale).map(({ kind, text }) => {
      const shown = codedText(t, text, codes)
      if (kind === 'added') return html`<ins>${shown}</ins>`
      if (kind === 'removed') return html`<del>${shown}</del>`
      return shown
    })}
  </div>`
}

/** How differences look: told apart by more than colour. */
export const differenceStyles = css`
  .differences {
    overflow-wrap: anywhere;
  }

  ins {
    background: var(--good-soft);
    color: var(--good);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  del {
    background: var(--danger-soft);
    color: var(--danger);
    text-decoration: line-through;
  }
`
