// How the other languages say the open sentence; the sister language comes first.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import '../elements/locale-tag.ts'
import '../elements/state-badge.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles, codedText } from './code-chip.ts'
import type { Row } from './edition-api.ts'
import { fetchVersions, type VersionWire } from './together-api.ts'

const pause = 600

/** Reads when the open segment has stayed the same for a moment. */
@customElement('st-versions-panel')
export class VersionsPanel extends LitElement {
  @property() translationId = ''
  @property({ attribute: false }) codes: Row['segment']['codes'] = []
  @state() private items: readonly VersionWire[] = []

  private readonly t = translate(this)
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing
    return html`<h3 id="versions">${this.t('desk.versions')}</h3>
      <ul class="plain" aria-labelledby="versions">
        ${this.items.map(
          (item) =>
            html`<li>
              <a class="small" href="/editions/${item.editionId}">
                <st-locale-tag locale=${item.locale}></st-locale-tag>
              </a>
              <st-state-badge .state=${item.state} .subState=${item.subState}></st-state-badge>
              <p lang=${item.locale} class="words">${codedText(this.t, item.target, this.codes)}</p>
            </li>`,
        )}
      </ul>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('translationId')) {
      this.items = []
      clearTimeout(this.#timer)
      if (this.translationId) this.#timer = setTimeout(() => void this.#read(), pause)
    }
    // An empty part takes no room of its own.
    this.hidden = this.items.length === 0
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  async #read(): Promise<void> {
    const id = this.translationId
    const found = await fetchVersions(id).catch(() => null)
    if (found && id === this.translationId) this.items = found.items
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      :host(:not([hidden])) {
        display: grid;
        gap: var(--space-2);
      }

      h3 {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      ul {
        display: grid;
        gap: var(--space-3);
      }

      st-state-badge {
        display: inline-block;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-versions-panel': VersionsPanel
  }
}
