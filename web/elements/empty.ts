// What a list shows when there is nothing in it.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { base } from './base.ts'
import { icon, type IconName } from './icons.ts'

/** @slot - what can be done about it */
@customElement('st-empty')
export class Empty extends LitElement {
  @property() heading = ''
  @property() text = ''
  @property() icon: IconName = 'document'

  override render() {
    return html`
      <div class="mark">${icon(this.icon)}</div>
      <h2>${this.heading}</h2>
      ${this.text ? html`<p class="soft">${this.text}</p>` : nothing}
      <div class="row"><slot></slot></div>
    `
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding: var(--space-7) var(--space-4);
        border: 1px dashed var(--line-strong);
        border-radius: var(--radius-l);
        text-align: center;
      }

      .mark {
        display: grid;
        place-items: center;
        width: 3rem;
        height: 3rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font-size: 1.25rem;
      }

      p {
        max-width: 32rem;
      }

      .row {
        margin-block-start: var(--space-2);
        justify-content: center;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-empty': Empty
  }
}
