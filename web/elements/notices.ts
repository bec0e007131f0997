// Messages at the edge of the screen.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'

import { translate } from '../i18n/translate.ts'
import type { Notice, NoticeAction, Notices } from '../stores/notices.ts'
import { follow } from '../stores/store.ts'
import { base } from './base.ts'
import { icon, type IconName } from './icons.ts'

const icons: Record<string, IconName> = { good: 'check', info: 'info', danger: 'warning' }

@customElement('st-notices')
export class NoticeList extends LitElement {
  @property({ attribute: false }) notices!: Notices // set once by the shell

  private readonly t = translate(this)

  constructor() {
    super()
    follow(this, () => this.notices)
  }

  override render() {
    return html`
      <div class="visually-hidden" aria-live="polite">${this.notices.announcement}</div>
      <section aria-label=${this.t('app.notices')} aria-live="polite" aria-relevant="additions">
        ${repeat(
          this.notices.items,
          (notice) => notice.id,
          (notice) =>
            html`<div class="notice ${notice.kind}">
              ${icon(icons[notice.kind] ?? 'info')}
              <p class="words">${notice.text}</p>
              ${notice.action ? this.#action(notice, notice.action) : nothing}
              <button
                class="button quiet icon-only"
                type="button"
                aria-label=${this.t('action.close')}
                @click=${() => this.notices.close(notice.id)}
              >
                ${icon('close')}
              </button>
            </div>`,
        )}
      </section>
    `
  }

  #action(notice: Notice, { label, run }: NoticeAction) {
    const act = () => {
      this.notices.close(notice.id)
      run()
    }
    return html`<button class="button quiet" type="button" @click=${act}>${label}</button>`
  }

  static override styles = [
    base,
    css`
      section {
        position: fixed;
        inset-block-end: var(--space-4);
        inset-inline: var(--space-4);
        z-index: 50;
        display: grid;
        justify-items: end;
        gap: var(--space-2);
        pointer-events: none;
      }

      /* Above the navigation, which is at the bottom of narrow windows. */
      @media (width < 48rem) {
        section {
          inset-block-end: 4.25rem;
        }
      }

      .notice {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        max-width: min(28rem, 100%);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--good);
        border-radius: var(--radius-m);
        background: var(--raised);
        box-shadow: var(--shadow-high);
        pointer-events: auto;
      }

      .notice > .icon {
        color: var(--good);
      }

      .info {
        border-inline-start-color: var(--info);
      }

      .info > .icon {
        color: var(--info);
      }

      .danger {
        border-inline-start-color: var(--danger);
      }

      .danger > .icon {
        color: var(--danger);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-notices': NoticeList
  }
}
