// A link or token that is shown only once, with a button to copy it.

import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'
import { icon } from './icons.ts'

@customElement('st-secret')
export class Secret extends LitElement {
  @property() label = ''
  @property() hint = ''
  @property({ attribute: false }) value = ''
  @state() private copied = false
  @query('input') private field!: HTMLInputElement // drawn always

  private readonly t = translate(this)

  override render() {
    return html`<div class="field">
      <label for="value">${this.label}</label>
      <div class="line">
        <input
          class="input"
          id="value"
          readonly
          lang="en"
          aria-describedby="hint"
          .value=${this.value}
          @focus=${() => this.field.select()}
        />
        <button class="button primary" type="button" @click=${this.#copy}>
          ${icon(this.copied ? 'check' : 'copy')}${this.t('action.copy')}
        </button>
      </div>
      <p class="hint" id="hint" role="status">${this.copied ? this.t('people.copied') : this.hint}</p>
    </div>`
  }

  async #copy(): Promise<void> {
    this.field.select()
    // Without a secure origin there is no clipboard; the text is selected then, ready for the copy key.
    if (!navigator.clipboard) return
    try {
      await navigator.clipboard.writeText(this.value)
      this.copied = true
    } catch {
      this.copied = false
    }
  }

  static override styles = [
    base,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      .input {
        flex: 1 1 12rem;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-secret': Secret
  }
}
