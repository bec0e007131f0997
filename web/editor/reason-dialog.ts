// Asks for a reason: to return a text, to set a finding aside, to approve one's own text.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
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
  /** False where nothing has to be said; then only the choices count. */
  readonly needsReason?: boolean
  /** Things to choose from, any number of them. */
  readonly choices?: readonly { readonly id: string; readonly label: string; readonly chosen: boolean }[]
  /** Kinds to choose one from. */
  readonly categories?: readonly { readonly id: string; readonly label: string }[]
  /** The words that the reason is about. */
  readonly about?: string
  readonly answer: (reason: string, chosen: readonly string[]) => void
}

/** Opens when it has a question; calls its `answer` with the reason and what was chosen, or `closed` without. */
@customElement('st-reason-dialog')
export class ReasonDialog extends LitElement {
  @property({ attribute: false }) question: ReasonQuestion | null = null
  @property({ attribute: false }) closed: () => void = () => undefined
  @state() private reason = ''
  @state() private chosen: ReadonlySet<string> = new Set()
  @query('textarea') private area!: HTMLTextAreaElement | null // only while open
  @query('st-action') private goButton!: HTMLElement | null // only while open

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { question } = this
    if (!question) return nothing
    const missing = question.needsReason !== false && this.reason.trim() === ''
    const none = question.choices && this.chosen.size === 0
    return html`<st-dialog open heading=${question.heading} @st-dialog-closed=${this.#close}>
      ${question.needsReason === false ? this.#choices(question) : this.#words(question)}
      <button slot="footer" class="button" type="button" @click=${this.#close}>
        ${this.t('action.cancel')}
      </button>
      <st-action
        slot="footer"
        variant="primary"
        .can=${missing ? 'reason.reason-required' : none ? 'reason.empty' : true}
        @click=${this.#go}
        >${question.go}</st-action
      >
    </st-dialog>`
  }

  #words(question: ReasonQuestion): TemplateResult {
    return html`
      ${
        question.categories
          ? html`<div class="field">
              <label for="category">${this.t('desk.category')}</label>
              <select id="category" class="input" @change=${this.#choose} @keydown=${this.#key}>
                <option value=""></option>
                ${question.categories.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
              </select>
            </div>`
          : nothing
      }
      ${question.about ? html`<p class="small words about">${question.about}</p>` : nothing}
      <div class="field">
        <label for="reason">${question.text}</label>
        <textarea
          id="reason"
          class="input"
          rows="4"
          maxlength="1800"
          required
          autofocus
          .value=${this.reason}
          @input=${this.#write}
          @keydown=${this.#key}
        ></textarea>
      </div>
    `
  }

  #choices(question: ReasonQuestion): TemplateResult {
    return html`<p class="words">${question.text}</p>
      <ul class="plain choices">
        ${question.choices?.map(
          ({ id, label }) =>
            html`<li>
              <label class="choice"
                ><input
                  type="checkbox"
                  .checked=${this.chosen.has(id)}
                  @change=${() => this.#toggle(id)}
                />${label}</label
              >
            </li>`,
        )}
      </ul>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('question')) return
    const before = this.question?.choices?.filter(({ chosen }) => chosen) ?? []
    this.chosen = new Set(before.map(({ id }) => id))
  }

  // Where nothing has to be said, the deed itself is next.
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('question') || !this.question) return
    requestAnimationFrame(() => (this.area ?? this.goButton)?.focus())
  }

  #toggle(id: string): void {
    const chosen = new Set(this.chosen)
    if (!chosen.delete(id)) chosen.add(id)
    this.chosen = chosen
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement // the listener is on a select
    this.chosen = new Set(value === '' ? [] : [value])
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
    const { question, chosen } = this
    const reason = this.reason.trim()
    if (!question || (question.needsReason !== false && reason === '')) return
    if (question.choices && chosen.size === 0) return
    this.#close()
    question.answer(reason, [...chosen])
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: contents;
      }

      .about {
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--line-strong);
      }

      .choices {
        max-height: 14rem;
        overflow: auto;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-reason-dialog': ReasonDialog
  }
}
