// How far an edition is: one bar with a part for each state.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { Progress } from '#domain/article.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'

const parts = ['final', 'reviewed', 'translated'] as const

/** A bar whose parts are the published, approved and translated sentences; the words are in its name. */
@customElement('st-progress-bar')
export class ProgressBar extends LitElement {
  @property({ attribute: false }) progress: Progress | null = null
  @property() locale: TargetLocale | '' = ''
  /** Writes the share of approved sentences beside the bar. */
  @property({ type: Boolean }) numbered = false

  private readonly t = translate(this)

  override render() {
    const progress = this.progress
    if (!progress) return nothing
    const approved = progress.reviewed + progress.final
    return html`
      <div class="bar" role="img" aria-label=${this.#name(progress)}>
        ${parts.map((part) => {
          const share = progress.total ? (progress[part] / progress.total) * 100 : 0
          // As a property: an attribute would be an inline style, which the content security policy forbids.
          return share ? html`<span class=${part} .style=${`width: ${share}%`}></span>` : nothing
        })}
      </div>
      ${
        this.numbered
          ? html`<span class="number" aria-hidden="true">${language.percent(approved, progress.total)}</span>`
          : nothing
      }
    `
  }

  #name(progress: Progress): string {
    return this.t('progress.label', {
      locale: this.locale ? localeName(this.locale) : '',
      approved: progress.reviewed + progress.final,
      translated: progress.translated,
      open: progress.initial,
      total: progress.total,
    })
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }

      .bar {
        display: flex;
        flex: 1;
        min-width: 3rem;
        height: 0.5rem;
        overflow: hidden;
        border-radius: 99px;
        background: var(--sunk);
        box-shadow: inset 0 0 0 1px var(--line);
      }

      .number {
        min-width: 2.6em;
        font-size: var(--text-s);
        color: var(--ink-soft);
        text-align: end;
      }

      .final {
        background: var(--plum);
      }

      .reviewed {
        background: var(--good);
      }

      .translated {
        background: var(--info);
        opacity: 0.55;
      }

      @media (forced-colors: active) {
        .bar {
          border: 1px solid;
          forced-color-adjust: none;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-progress-bar': ProgressBar
  }
}
