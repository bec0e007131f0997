// A dialog over the page, and the short question before something is destroyed.

import './own-icons.ts'
import '@awesome.me/webawesome/dist/components/dialog/dialog.js'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'
import { icon } from './icons.ts'

/** The person closed the dialog by key, button or veil. `preventDefault()` keeps it open. */
export class DialogClosed extends Event {
  static readonly type = 'st-dialog-closed'

  constructor() {
    super(DialogClosed.type, { cancelable: true })
  }
}

/**
 * @slot - the content
 * @slot footer - buttons
 */
@customElement('st-dialog')
export class Dialog extends LitElement {
  @property({ type: Boolean, reflect: true }) open = false
  @property() heading = ''
  @property({ type: Boolean, reflect: true }) wide = false

  private readonly t = translate(this)

  override render() {
    return html`<wa-dialog
      without-header
      label=${this.heading}
      ?open=${this.open}
      @wa-hide=${this.#hide}
      @wa-after-show=${this.#shown}
    >
      <div class="head">
        <h2 class="words">${this.heading}</h2>
        <button
          class="button quiet icon-only"
          type="button"
          aria-label=${this.t('action.close')}
          @click=${this.close}
        >
          ${icon('close')}
        </button>
      </div>
      <div class="body"><slot></slot></div>
      <slot name="footer" class="foot"></slot>
    </wa-dialog>`
  }

  /** Closes as a person does, so that unsaved input can be asked about. */
  close = (): void => {
    if (!this.dispatchEvent(new DialogClosed())) return
    this.open = false
  }

  // In its first frame the window takes the focus itself; what is to be used first gets it then.
  #shown(event: Event): void {
    if (event.target !== event.currentTarget) return
    requestAnimationFrame(() => {
      if (!this.querySelector(':focus-within')) this.querySelector<HTMLElement>('[autofocus]')?.focus()
    })
  }

  #hide(event: Event): void {
    // Menus inside the dialog hide too; only the dialog itself is meant.
    if (event.target !== event.currentTarget || !this.open) return
    if (this.dispatchEvent(new DialogClosed())) this.open = false
    else event.preventDefault()
  }

  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }

      wa-dialog {
        --width: 30rem;
        --spacing: var(--space-5);
      }

      :host([wide]) wa-dialog {
        --width: 46rem;
      }

      wa-dialog::part(dialog) {
        background: var(--raised);
        color: var(--ink);
      }

      .head {
        display: flex;
        align-items: start;
        justify-content: space-between;
        gap: var(--space-3);
        margin-block-end: var(--space-4);
      }

      .head h2 {
        padding-block: 0.3rem;
      }

      .head .button {
        flex: none;
        margin: -0.2rem -0.4rem 0 0;
        color: var(--ink-soft);
      }

      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--space-2);
        margin-block-start: var(--space-5);
      }
    `,
  ]
}

export interface Question {
  readonly heading: string
  readonly text: string
  /** The label of the button that goes ahead. */
  readonly confirm: string
  readonly cancel?: string
  readonly danger?: boolean
}

/** The question as an element; use {@link confirmed}. */
@customElement('st-question')
export class QuestionDialog extends LitElement {
  @property({ attribute: false }) question: Question | null = null
  @property({ attribute: false }) answer: (yes: boolean) => void = () => undefined

  private readonly t = translate(this)

  override render() {
    if (!this.question) return nothing
    const { heading, text, confirm, cancel, danger } = this.question
    return html`<st-dialog open heading=${heading} @st-dialog-closed=${() => this.answer(false)}>
      <p class="words">${text}</p>
      <button slot="footer" class="button" type="button" autofocus @click=${() => this.answer(false)}>
        ${cancel ?? this.t('action.cancel')}
      </button>
      <button
        slot="footer"
        class="button ${danger ? 'danger' : 'primary'}"
        type="button"
        @click=${() => this.answer(true)}
      >
        ${confirm}
      </button>
    </st-dialog>`
  }

  static override styles = base
}

/** Asks a question in a dialog and waits for yes or no. */
export function confirmed(question: Question): Promise<boolean> {
  const before = focused()
  return new Promise((resolve) => {
    const element = document.createElement('st-question')
    element.question = question
    element.answer = (yes) => {
      element.remove()
      before?.focus()
      resolve(yes)
    }
    document.body.append(element)
  })
}

/** The element that has the focus, through all shadow roots. */
function focused(): HTMLElement | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement ? active : null
}

declare global {
  interface HTMLElementTagNameMap {
    'st-dialog': Dialog
    'st-question': QuestionDialog
  }
  interface HTMLElementEventMap {
    'st-dialog-closed': DialogClosed
  }
}
