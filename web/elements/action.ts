// A button that knows why it cannot be used.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'

/** Between a reason and the edge of the window, in pixels. */
const margin = 8

/**
 * A button for a deed. Where `can` is a reason, the button stays reachable by key and says the reason;
 * while `busy` it takes no second press. A press arrives as an ordinary `click`.
 * @slot - the label
 */
@customElement('st-action')
export class Action extends LitElement {
  /** `true`, or the key of the sentence that says why not; undefined counts as not allowed. */
  @property({ attribute: false }) can: true | string | undefined = true
  @property() variant: 'primary' | 'quiet' | 'danger' | '' = ''
  @property({ type: Boolean }) busy = false
  /** What a screen reader adds where the visible label alone does not say which thing is meant. */
  @property() label = ''

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  /** The reason opens towards the middle of the window, so that it is never cut. */
  @property({ type: Boolean, reflect: true }) leftward = false

  private readonly t = translate(this)

  constructor() {
    super()
    this.addEventListener('click', this.#stop, { capture: true })
    for (const type of ['pointerenter', 'focusin']) this.addEventListener(type, this.#turn)
  }

  override render() {
    const reason = this.#reason()
    return html`<button
        class="button ${this.variant}"
        type="button"
        aria-disabled=${reason !== null || this.busy ? 'true' : nothing}
        aria-busy=${this.busy ? 'true' : nothing}
        aria-describedby=${reason === null ? nothing : 'reason'}
      >
        <slot></slot>${this.label ? html`<span class="visually-hidden">: ${this.label}</span>` : nothing}
      </button>
      ${reason === null ? nothing : html`<span id="reason" class="reason" role="tooltip">${reason}</span>`}`
  }

  #reason(): string | null {
    if (this.can === true) return null
    const key = this.can ?? 'reason.role-needed'
    const full = key.includes('.') ? key : `reason.${key}`
    return this.t(language.has(full) ? full : 'reason.role-needed')
  }

  #turn = () => {
    const { left, right } = this.getBoundingClientRect()
    this.leftward = left + right > window.innerWidth
    const room = this.leftward ? right : window.innerWidth - left
    this.style.setProperty('--room', `${Math.floor(room) - margin}px`)
  }

  #stop = (event: Event) => {
    if (this.can === true && !this.busy) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: inline-block;
      }

      .button {
        width: 100%;
      }

      .reason {
        position: absolute;
        inset-block-start: calc(100% + 6px);
        inset-inline-start: 0;
        z-index: 20;
        width: max-content;
        max-width: min(18rem, var(--room, 80vw));
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-m);
        background: var(--ink);
        color: var(--paper);
        font-size: var(--text-s);
        display: none;
      }

      :host([leftward]) .reason {
        inset-inline: auto 0;
      }

      :host(:hover) .reason,
      .button:focus-visible + .reason {
        display: block;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-action': Action
  }
}
