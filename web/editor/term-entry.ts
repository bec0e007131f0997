// Adds a name or a term of the open sentence to the glossary, or asks the terminologists about it, without leaving the row.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { givenKinds, type GivenKind } from '#domain/names/kinds.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { askAboutName, proposeForm } from '../api/names.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { choiceField, textField } from '../elements/field.ts'
import { problemText } from '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

/** The glossary says something new about the open sentence. */
export class TermsChanged extends Event {
  static readonly type = 'st-terms-changed'
  constructor() {
    super(TermsChanged.type, { bubbles: true, composed: true })
  }
}

type Can = true | string

/** @fires st-terms-changed - after a form was added */
@customElement('st-term-entry')
export class TermEntry extends LitElement {
  @property() articleId = ''
  @property() segmentId = ''
  @property() locale: TargetLocale = 'th'
  @property({ attribute: false }) propose: Can = true
  @property({ attribute: false }) approve: Can = true
  @state() private name = ''
  @state() private form = ''
  @state() private kind: GivenKind = 'organisation'
  @state() private busy = false
  @state() private said = ''
  @state() private mistake = ''

  private readonly t = translate(this)

  override render(): TemplateResult {
    const filled = this.name.trim() !== ''
    const able = (can: Can, ready: boolean): Can => (can === true && !ready ? 'reason.empty' : can)
    const both = filled && this.form.trim() !== ''
    return html`<details @toggle=${this.#prefill}>
      <summary class="small">${this.t('editing.term.open')}</summary>
      <div class="fields">
        ${textField({
          ...{ name: 'name', label: this.t('editing.term.name'), lang: 'en', value: this.name },
          input: this.#name,
        })}
        ${choiceField({
          ...{ name: 'kind', label: this.t('editing.term.kind'), value: this.kind },
          options: givenKinds.map((value) => ({ value, label: this.t(`nameKind.${value}`) })),
          choose: this.#choose,
        })}
        ${textField({
          ...{ name: 'form', label: localeName(this.locale), lang: this.locale, value: this.form },
          input: this.#form,
        })}
        <div class="row">
          <st-action
            .can=${able(this.propose, both)}
            ?busy=${this.busy}
            @click=${() => void this.#give('proposed')}
            >${this.t('names.propose')}</st-action
          >
          ${
            this.approve === true
              ? html`<st-action
                  .can=${able(true, both)}
                  ?busy=${this.busy}
                  @click=${() => void this.#give('approved')}
                  >${this.t('names.approve')}</st-action
                >`
              : nothing
          }
          <st-action .can=${able(this.propose, filled)} ?busy=${this.busy} @click=${() => void this.#ask()}
            >${this.t('editing.term.ask')}</st-action
          >
        </div>
        ${this.mistake ? html`<p class="mistake small" role="alert">${this.mistake}</p>` : nothing}
      </div>
      <p class="small" role="status">${this.said}</p>
    </details>`
  }

  #name = (value: string): void => {
    this.name = value
  }

  #choose = (value: string): void => {
    this.kind = givenKinds.find((one) => one === value) ?? this.kind
  }

  #form = (value: string): void => {
    this.form = value
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('segmentId')) return
    this.name = ''
    this.form = ''
    this.said = ''
    this.mistake = ''
  }

  /** What is selected on the page is what somebody wants to have as a term. */
  #prefill = (): void => {
    const selected = getSelection()?.toString().trim() ?? ''
    if (this.name === '' && selected.length <= 200) this.name = selected
  }

  #give(status: 'proposed' | 'approved'): Promise<void> {
    const form = { text: this.form.trim(), status, confidence: null, evidence: null }
    return this.#do(async (name) => {
      await proposeForm(this.articleId, name, this.locale, form, this.kind)
      this.form = ''
      this.dispatchEvent(new TermsChanged())
      return 'editing.term.proposed'
    })
  }

  #ask(): Promise<void> {
    return this.#do(async (name) => {
      const { asked } = await askAboutName(this.articleId, name, [this.locale], '', this.kind)
      return asked.length > 0 ? 'editing.term.asked' : 'editing.term.asked-before'
    })
  }

  async #do(work: (name: string) => Promise<string>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.said = ''
    this.mistake = ''
    const name = this.name.trim()
    try {
      this.said = this.t(await work(name), { name })
    } catch (error) {
      this.mistake = problemText(error)
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    ...base,
    css`
      summary {
        padding-block: 0.3rem;
        color: var(--accent);
        font-weight: var(--strong);
        cursor: pointer;
      }

      .fields {
        display: grid;
        gap: var(--space-3);
        padding-block: var(--space-2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-terms-changed': TermsChanged
  }
  interface HTMLElementTagNameMap {
    'st-term-entry': TermEntry
  }
}
