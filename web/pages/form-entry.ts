// A small form for one wording in one language: how it is written, on what ground, and where it was seen.

import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { type Confidence, confidences } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { GivenForm } from '../api/names.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { choiceField, textField } from '../elements/field.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

/** Somebody gave a form. */
export class FormGiven extends Event {
  static readonly type = 'st-form-given'
  readonly form: GivenForm
  /** Whether it is to hold at once instead of being a proposal. */
  readonly approve: boolean

  constructor(form: GivenForm, approve: boolean) {
    super(FormGiven.type)
    this.form = form
    this.approve = approve
  }
}

@customElement('st-form-entry')
export class FormEntry extends LitElement {
  @property() locale: TargetLocale = 'th'
  /** Whether the form may be proposed, and whether it may be approved. */
  @property({ attribute: false }) propose: true | string = true
  @property({ attribute: false }) approve: true | string = true
  /** A question is answered: there is nothing to propose. */
  @property({ type: Boolean }) answering = false
  @property({ type: Boolean }) busy = false
  @property() text = ''

  @state() private confidence: Confidence | '' = ''
  @state() private evidence = ''

  private readonly t = translate(this)

  override render() {
    return html`<form class="stack" @submit=${this.#submit}>
      <div class="fields">
        ${textField({
          name: 'text',
          label: this.t('glossary.form', { locale: localeName(this.locale) }),
          lang: this.locale,
          value: this.text,
          required: true,
          input: this.#write,
        })}
        ${choiceField({
          name: 'confidence',
          label: this.t('names.ground'),
          value: this.confidence,
          options: [
            { value: '', label: this.t('glossary.no-confidence') },
            ...confidences.map((one) => ({ value: one, label: this.t(`confidence.${one}`) })),
          ],
          choose: this.#choose,
        })}
        ${textField({
          name: 'evidence',
          label: this.t('names.seen'),
          value: this.evidence,
          input: this.#prove,
        })}
      </div>
      <div class="row">
        ${
          this.answering
            ? html``
            : html`<st-action .can=${this.propose} ?busy=${this.busy} @click=${() => this.#give(false)}
                >${this.t('names.propose')}</st-action
              >`
        }
        <st-action
          variant="primary"
          .can=${this.#mayApprove()}
          ?busy=${this.busy}
          @click=${() => this.#give(true)}
          >${this.t(this.answering ? 'names.answer' : 'names.approve')}</st-action
        >
      </div>
    </form>`
  }

  #write = (text: string): void => {
    this.text = text
  }

  #choose = (value: string): void => {
    this.confidence = confidences.find((one) => one === value) ?? ''
  }

  #prove = (evidence: string): void => {
    this.evidence = evidence
  }

  // What nobody attested is never mandatory.
  #mayApprove(): true | string {
    return this.approve === true && this.confidence === 'C' ? 'names.constructed' : this.approve
  }

  #submit(event: Event): void {
    event.preventDefault()
    this.#give(this.answering)
  }

  #give(approve: boolean): void {
    const text = this.text.trim()
    if (!text || (approve ? this.#mayApprove() : this.propose) !== true) return
    const { confidence, evidence } = this
    const form = { text, confidence: confidence || null, evidence: evidence.trim() || null }
    this.dispatchEvent(new FormGiven(form, approve))
  }

  static override styles = [
    base,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--space-3);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-form-entry': FormEntry
  }
  interface HTMLElementEventMap {
    'st-form-given': FormGiven
  }
}
