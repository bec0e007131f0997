// Cuts the sentence of the open row in two: the border is moved from word to word, and both halves are seen.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { plainText, type Code, type CodedText } from '#domain/inline.ts'

import '../elements/action.ts'
import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { bordersOf, likelyBorder } from './borders.ts'
import { chipStyles, codedText } from './code-chip.ts'

/** What is to be cut, and what happens with the chosen border. */
export interface SplitQuestion {
  readonly source: CodedText
  readonly codes: readonly Code[]
  /** Words that were selected in the source, after which the border is offered. */
  readonly selected: string
  readonly answer: (at: number) => void
}

/** Opens when it has a question; calls its `answer` with an offset of the source, or `closed` without. */
@customElement('st-split-dialog')
export class SplitDialog extends LitElement {
  @property({ attribute: false }) question: SplitQuestion | null = null
  @property({ attribute: false }) closed: () => void = () => undefined
  @state() private at = 0
  @query('input') private slider!: HTMLInputElement | null // only while open

  private readonly t = translate(this)
  #borders: readonly number[] = []

  override render(): TemplateResult | typeof nothing {
    const { question, at } = this
    if (!question) return nothing
    const [head, tail] = [question.source.slice(0, at), question.source.slice(at)]
    const piece = (text: CodedText) => codedText(this.t, text, question.codes)
    return html`<st-dialog
      wide
      open
      heading=${this.t('editing.command.split')}
      @st-dialog-closed=${this.#close}
      @keydown=${this.#key}
    >
      <p class="small soft">${this.t('editing.split.about')}</p>
      <div class="field">
        <label for="border">${this.t('editing.split.border')}</label>
        <input
          id="border"
          type="range"
          min="0"
          max=${this.#borders.length - 1}
          .value=${String(this.#borders.indexOf(at))}
          aria-valuetext=${`${plainText(head).trim()} | ${plainText(tail).trim()}`}
          autofocus
          @input=${this.#move}
        />
      </div>
      <dl>
        <dt class="small soft">${this.t('editing.split.first')}</dt>
        <dd class="words" lang="en">${piece(head)}</dd>
        <dt class="small soft">${this.t('editing.split.second')}</dt>
        <dd class="words" lang="en">${piece(tail)}</dd>
      </dl>
      <button slot="footer" class="button" type="button" @click=${this.#close}>
        ${this.t('action.cancel')}
      </button>
      <st-action slot="footer" variant="primary" @click=${this.#go}
        >${this.t('editing.command.split')}</st-action
      >
    </st-dialog>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('question') || !this.question) return
    const { source, selected } = this.question
    this.#borders = bordersOf(source, 'en')
    this.at = likelyBorder(source, this.#borders, selected)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('question') && this.question) requestAnimationFrame(() => this.slider?.focus())
  }

  #move = (): void => {
    this.at = this.#borders[Number(this.slider?.value)] ?? this.at
  }

  // The keys of the page rest while the dialog is open.
  #key = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#go()
  }

  #close = (): void => this.closed()

  #go = (): void => {
    const { question, at } = this
    this.closed()
    question?.answer(at)
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      :host {
        display: contents;
      }

      input {
        width: 100%;
        accent-color: var(--accent);
      }

      dl {
        display: grid;
        gap: var(--space-1);
      }

      dd {
        margin: 0 0 var(--space-2);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--accent);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-split-dialog': SplitDialog
  }
}
