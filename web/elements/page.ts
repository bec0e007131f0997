// The frame of a page: title, what can be done there, content.

import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { base } from './base.ts'
import { icon } from './icons.ts'

/** The page has its title; sent when it first has one and whenever it changes. */
export class PageTitled extends Event {
  static readonly type = 'st-page-titled'
  readonly heading: string

  constructor(heading: string) {
    super(PageTitled.type, { bubbles: true, composed: true })
    this.heading = heading
  }
}

/**
 * @slot - the content
 * @slot actions - buttons beside the title
 * @slot about - one line under the title
 */
@customElement('st-page')
export class PageFrame extends LitElement {
  @property() heading = ''
  /** Language of the title where it is not that of the interface. */
  @property() headingLang = ''
  @property() backHref = ''
  @property() backText = ''
  @property({ type: Boolean, reflect: true }) narrow = false

  override render() {
    return html`
      <header>
        <div class="title">
          ${
            this.backHref
              ? html`<a class="back" href=${this.backHref}>${icon('arrow-left')}${this.backText}</a>`
              : nothing
          }
          <h1 class="words" lang=${this.headingLang || nothing}>${this.heading}</h1>
          <slot name="about"></slot>
        </div>
        <div class="actions"><slot name="actions"></slot></div>
      </header>
      <slot></slot>
    `
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('heading') && this.heading) this.dispatchEvent(new PageTitled(this.heading))
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
        max-width: var(--page);
        margin-inline: auto;
        padding: var(--space-6) var(--space-5) var(--space-7);
      }

      :host([narrow]) {
        max-width: 46rem;
      }

      header {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--space-3) var(--space-5);
      }

      .title {
        display: grid;
        gap: var(--space-1);
        flex: 1 1 18rem;
        min-width: 0;
      }

      .back {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        justify-self: start;
        font-size: var(--text-s);
        text-decoration: none;
      }

      .back:hover {
        text-decoration: underline;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      ::slotted([slot='about']) {
        color: var(--ink-soft);
      }

      @media (width < 40rem) {
        :host {
          padding: var(--space-5) var(--space-4) var(--space-6);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-page': PageFrame
  }
  interface HTMLElementEventMap {
    'st-page-titled': PageTitled
  }
}
