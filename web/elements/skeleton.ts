// Grey bars where content is about to appear.

import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'

import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'

@customElement('st-skeleton')
export class Skeleton extends LitElement {
  private readonly t = translate(this)

  override render() {
    return html`<div role="status"><span class="visually-hidden">${this.t('app.loading')}</span></div>
      <div class="bar wide"></div>
      <div class="bar"></div>
      <div class="bar short"></div>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        padding-block: var(--space-4);
      }

      .bar {
        width: 70%;
        height: 1.1rem;
        border-radius: var(--radius-s);
        background: var(--sunk);
        /* Whoever waits for less than a second sees nothing move; every frame of it costs what is waited for. */
        animation: breathe 1.4s 1s ease-in-out infinite alternate;
      }

      .wide {
        width: 100%;
        height: 2.4rem;
      }

      .short {
        width: 45%;
      }

      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .bar {
          animation: none;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-skeleton': Skeleton
  }
}
