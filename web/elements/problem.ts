// Says what did not work, in the words of the interface.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { Problem } from '../api/client.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'
import { icon } from './icons.ts'

/** The sentence for something that was thrown. */
export function problemText(error: unknown): string {
  const code = error instanceof Problem ? error.code : 'unexpected'
  const values = error instanceof Problem ? plainValues(error.details) : {}
  const key = `problem.${code}`
  return language.has(key) ? language.text(key, values) : language.text('problem.unexpected')
}

/** A note with the sentence of a problem and, where that helps, a button to try again. */
@customElement('st-problem')
export class ProblemNote extends LitElement {
  @property({ attribute: false }) problem: unknown
  @property({ attribute: false }) retry: (() => void) | null = null

  private readonly t = translate(this)

  override render() {
    return html`<div class="note danger" role="alert">
      ${icon('warning')}
      <p>${problemText(this.problem)}</p>
      ${
        this.retry
          ? html`<button class="button" type="button" @click=${this.retry}>${this.t('action.retry')}</button>`
          : nothing
      }
    </div>`
  }

  static override styles = [
    base,
    css`
      .note {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
      }

      p {
        flex: 1 1 14rem;
      }

      .icon {
        color: var(--danger);
      }
    `,
  ]
}

function plainValues(details: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(details).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
}

declare global {
  interface HTMLElementTagNameMap {
    'st-problem': ProblemNote
  }
}
