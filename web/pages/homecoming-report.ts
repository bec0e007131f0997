// What a file that comes home would change, or has changed: counts, and the sentences that somebody should look at.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import type { HomecomingReport, ReportLine } from '../api/exchange.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'

/** Somebody wants what the report says to be taken over. */
export class HomecomingWanted extends Event {
  static readonly type = 'st-homecoming-wanted'

  constructor() {
    super(HomecomingWanted.type, { bubbles: true, composed: true })
  }
}

const outcomes = ['taken', 'unchanged', 'conflicting', 'refused'] as const
const marks = /[\uE000-\uF8FF]/g

/** The report; `noted` is how many lines there are to look at, of which `lines` may be the first. */
export interface ShownReport extends Pick<HomecomingReport, 'applied' | 'counts' | 'lines'> {
  readonly fileName: string
  readonly noted: number
}

/**
 * @slot - what else there is to the list
 * @fires st-homecoming-wanted
 */
@customElement('st-homecoming-report')
export class HomecomingReportElement extends LitElement {
  @property({ attribute: false }) report: ShownReport | null = null
  @property() locale: TargetLocale | '' = ''
  @property({ type: Boolean }) busy = false

  private readonly t = translate(this)

  override render() {
    if (!this.report) return nothing
    const { applied, counts, lines, fileName, noted } = this.report
    return html`<h3 class="words">
        ${this.t(applied ? 'exchange.report' : 'exchange.preview', { file: fileName })}
      </h3>
      <dl class="counts">
        ${outcomes.map(
          (outcome) =>
            html`<div class=${outcome}>
              <dt>${this.t(`exchange.${outcome}`)}</dt>
              <dd>${counts[outcome]}</dd>
            </div>`,
        )}
      </dl>
      ${
        noted === 0
          ? nothing
          : html`<ul class="plain stack lines">
              ${lines.map((line) => this.#line(line))}
              ${
                noted > lines.length
                  ? html`<li class="small">${this.t('exchange.more', { count: noted - lines.length })}</li>`
                  : nothing
              }
            </ul>`
      }
      <slot></slot>
      ${this.#apply(this.report)}`
  }

  #apply({ applied, counts }: ShownReport) {
    if (applied) return html`<p class="note good">${this.t('exchange.done', { count: counts.taken })}</p>`
    if (counts.taken === 0) return html`<p class="note">${this.t('exchange.nothing')}</p>`
    return html`<div>
      <st-action
        variant="primary"
        ?busy=${this.busy}
        @click=${() => this.dispatchEvent(new HomecomingWanted())}
        >${this.t('exchange.apply', { count: counts.taken })}</st-action
      >
    </div>`
  }

  #line(line: ReportLine) {
    const { ordinal, translationId, reason, capped, theirs, here } = line
    const where =
      ordinal === null || translationId === null
        ? this.t('exchange.line', { line: line.line })
        : this.t('exchange.sentence', { ordinal })
    const text = (key: string, words: string | undefined) =>
      words === undefined
        ? nothing
        : html`<dt class="small soft">${this.t(key)}</dt>
            <dd lang=${this.locale} class="words">${words.replace(marks, '')}</dd>`
    return html`<li class="note ${line.outcome === 'taken' ? '' : 'warn'}">
      <p>
        <strong>${where}</strong>
        <span>${this.t(`exchange.${line.outcome}`)}</span>
      </p>
      <p class="small">
        ${reason ? this.t(`exchange.reason.${reason}`) : capped ? this.t(`exchange.capped.${capped}`) : nothing}
      </p>
      ${
        here === undefined
          ? nothing
          : html`<dl class="texts">${text('exchange.here', here)}${text('exchange.theirs', theirs)}</dl>`
      }
    </li>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }

      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        margin: 0;
      }

      .counts dd {
        margin: 0;
        font-size: var(--text-l, 1.25rem);
        font-variant-numeric: tabular-nums;
      }

      .lines {
        max-height: 60vh;
        overflow-y: auto;
      }

      .texts,
      .texts dd,
      h3,
      .note p {
        margin: 0;
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-homecoming-wanted': HomecomingWanted
  }
  interface HTMLElementTagNameMap {
    'st-homecoming-report': HomecomingReportElement
  }
}
