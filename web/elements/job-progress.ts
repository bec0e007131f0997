// How far a file on its way, or work in the background, is: what is done, a bar, and the share in numbers.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { language } from '../i18n/language.ts'
import { type Translate, translate } from '../i18n/translate.ts'
import { base } from './base.ts'

@customElement('st-job-progress')
export class JobProgress extends LitElement {
  /** What is being done, in words. */
  @property() label = ''
  /** From 0 to 1, or null where nobody knows. */
  @property({ type: Number }) share: number | null = 0

  // Draws again when the language changes, for the number.
  protected readonly t = translate(this)

  override render() {
    return html`<label for="share">${this.label}</label>
      <progress id="share" max="1" value=${this.share ?? nothing}></progress>
      ${
        this.share === null
          ? nothing
          : html`<span class="small soft" aria-hidden="true">${language.percent(this.share, 1)}</span>`
      }`
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(6rem, 24rem) auto;
        gap: var(--space-1) var(--space-3);
        align-items: center;
        justify-content: start;
      }

      progress {
        width: 100%;
        accent-color: var(--accent);
      }

      @media (width < 30rem) {
        :host {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        label {
          grid-column: 1 / -1;
        }
      }
    `,
  ]
}

/** How far a file is that is sent and then read at once, within one request. */
export function fileProgress(t: Translate, share: number): TemplateResult {
  const isSent = share === 1
  return html`<st-job-progress
    label=${t(isSent ? 'largeImport.reading' : 'largeImport.sending')}
    .share=${isSent ? null : share}
  ></st-job-progress>`
}

declare global {
  interface HTMLElementTagNameMap {
    'st-job-progress': JobProgress
  }
}
