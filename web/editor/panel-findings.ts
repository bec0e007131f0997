// What the checks found in the open segment: shown in the text, mended, or set aside with a reason.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { keyOf } from './bindings.ts'
import type { RowFinding } from './edition-api.ts'
import type { Item } from './edition-item.ts'
import { FindingChosen, FixChosen } from './panel-events.ts'
import { panelStyles } from './panel-styles.ts'

declare global {
  interface HTMLElementTagNameMap {
    'st-panel-findings': PanelFindings
  }
}

/** What these checks find would break the article, so it cannot be set aside. */
const neverDismissed: ReadonlySet<RowFinding['check']> = new Set(['empty', 'codes'])

/**
 * @fires st-fix-chosen - to mend what a check found
 * @fires st-finding-chosen - to look at a finding or to set it aside
 */
@customElement('st-panel-findings')
export class PanelFindings extends LitElement {
  @property({ attribute: false }) item: Item | null = null

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { item } = this
    if (!item) return nothing
    return html`<section aria-labelledby="findings">
      <h3 id="findings">${this.t('editor.panel.findings')}</h3>
      ${item.findings.length === 0 ? html`<p class="soft small">${this.t('editor.panel.no-findings')}</p>` : nothing}
      <ul class="plain">
        ${item.findings.map((finding) => this.#finding(finding, item))}
      </ul>
    </section>`
  }

  #finding(finding: RowFinding, item: Item): TemplateResult {
    const aside = finding.dismissed !== null
    const mayDismiss =
      !aside &&
      finding.severity !== 'info' &&
      !neverDismissed.has(finding.check) &&
      item.row?.can['save'] === true &&
      !item.conflict
    return html`<li class="finding ${aside ? 'aside' : finding.severity}">
      <div class="small">
        <strong>${this.t(`check.severity.${finding.severity}`)}</strong> · ${this.t(`check.${finding.check}`)}
      </div>
      <p class="words">${this.t(finding.message, finding.values)}</p>
      ${aside ? html`<p class="small words">${this.t('editor.panel.dismissed', { reason: finding.dismissed })}</p>` : nothing}
      <div class="row">
        ${
          finding.fix && !aside && item.row?.can['save'] === true && !item.conflict
            ? html`<button
                class="button quiet small fix"
                type="button"
                data-fix
                title=${keyOf('fix-finding')}
                @click=${() => finding.fix && this.dispatchEvent(new FixChosen(finding.fix))}
              >
                ${this.t('desk.fix')}
              </button>`
            : nothing
        }
        ${
          finding.target
            ? html`<button
                class="button quiet small"
                type="button"
                @click=${() => this.dispatchEvent(new FindingChosen(finding, false))}
              >
                ${this.t('editor.panel.show')}
              </button>`
            : nothing
        }
        ${
          mayDismiss
            ? html`<button
                class="button quiet small"
                type="button"
                @click=${() => this.dispatchEvent(new FindingChosen(finding, true))}
              >
                ${this.t('action.dismiss')}
              </button>`
            : nothing
        }
      </div>
    </li>`
  }

  /** Mends the first finding that knows how. */
  fixFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-fix]')?.click()
  }

  static override styles = [
    ...base,
    panelStyles,
    css`
      .finding {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--info);
      }

      .finding.error {
        border-color: var(--danger);
      }

      .finding.error strong {
        color: var(--danger);
      }

      .finding.warning {
        border-color: var(--warn);
      }

      .finding.warning strong {
        color: var(--warn);
      }

      .finding.aside {
        border-color: var(--line);
        color: var(--ink-soft);
      }

      .finding .button {
        justify-self: start;
        min-height: 1.75rem;
        padding: 0.1rem 0.4rem;
        margin-inline-start: -0.4rem;
        font-size: var(--text-s);
      }

      .finding .row {
        gap: var(--space-2);
      }
    `,
  ]
}
