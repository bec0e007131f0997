// The state of a translation as a small label.

import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { State, SubState } from '#domain/workflow.ts'

import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'

@customElement('st-state-badge')
export class StateBadge extends LitElement {
  @property() state: State = 'initial'
  @property() subState: SubState | null = null
  /** Whether the first of two reviewers has approved it. */
  @property({ type: Boolean }) once = false

  private readonly t = translate(this)

  override render() {
    const shown = this.subState ?? this.state
    const words = this.t(this.once ? 'editing.approved-once' : `state.${shown}`)
    return html`<span class="badge ${this.once ? 'once' : shown}">${words}</span>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }

      .badge {
        display: inline-block;
        padding: 0.05rem 0.5rem;
        border: 1px solid transparent;
        border-radius: 99px;
        background: var(--sunk);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: var(--strong);
        white-space: nowrap;
      }

      .returned,
      .outdated {
        background: var(--warn-soft);
        color: var(--warn);
      }

      .translated {
        background: var(--info-soft);
        color: var(--info);
      }

      .once {
        border-color: var(--good);
        background: var(--info-soft);
        color: var(--good);
      }

      .reviewed {
        background: var(--good-soft);
        color: var(--good);
      }

      .final {
        background: var(--plum-soft);
        color: var(--plum);
      }

      @media (forced-colors: active) {
        .badge {
          border-color: currentColor;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-state-badge': StateBadge
  }
}
