// Asks for a reason: to return a text, to set a finding aside, to approve one's own text.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import '../elements/action.ts'
import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'

/** What is asked. */
export interface ReasonQuestion {
  readonly heading: string
  readonly text: string
  /** Label of the button that goes ahead. */
  readonly go: string
  readonly answer: (reason: string) => void
}

/** Opens when it has a question; calls its `answer` with the reason, or `closed` without. */
@customElement('st-reason-dialog')
export class ReasonDialog extends LitElement {
  @property({ attribute: false }) question: ReasonQuestion | null = null
  @property({ attribute: false }) closed: () => void = () => undefined
  @state() private reason = ''
  @query('textarea') private area!: HTMLTextAreaElement | null // only while open

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { question } = this
    if (!question) return nothing
    return html`<st-dialog open heading=${question.heading} @st-dialog-closed=${this.#close}>
      <div class="field">
        <label for="reason">${question.text}</label>
        <textarea
          id="reason"
          class="input"
          rows="4"
          maxlength="2000"
          required
          autofocus
          .value=${this.reason}
          @input=${this.#write}
          @keydown=${this.#key}
        ></textarea>
      </div>
      <button slot="footer" class="button" type="button" @click=${this.#close}>
        ${this.t('action.cancel')}
      </button>
      <st-action
        slot="footer"
        variant="primary"
        .can=${this.reason.trim() === '' ? 'reason.reason-required' : true}
        @click=${this.#go}
        >${question.go}</st-action
      >
    </st-dialog>`
  }

  protected override updated(): void {
    if (this.question && this.reason === '') requestAnimationFrame(() => this.area?.focus())
  }

  #write = (event: InputEvent): void => {
    this.reason = (event.target as HTMLTextAreaElement).value // the listener is on a textarea
  }

  // The keys of the page rest while the dialog is open.
  #key = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#go()
  }

  #close = (): void => {
    this.reason = ''
    this.closed()
  }

  #go = (): void => {
    const reason = this.reason.trim()
    if (reason === '') return
    const question = this.question
    this.#close()
    question?.answer(reason)
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: contents;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-reason-dialog': ReasonDialog
  }
}
