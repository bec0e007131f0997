// Choosing some of the six target languages.

import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'
import './locale-tag.ts'

/** The choice of languages changed. */
export class LocalesChosen extends Event {
  static readonly type = 'st-locales-chosen'
  readonly locales: readonly TargetLocale[]

  constructor(locales: readonly TargetLocale[]) {
    super(LocalesChosen.type, { bubbles: true, composed: true })
    this.locales = locales
  }
}

@customElement('st-locale-choice')
export class LocaleChoice extends LitElement {
  @property() legend = ''
  @property({ attribute: false }) chosen: readonly TargetLocale[] = []
  /** Languages that are already there and cannot be chosen again. */
  @property({ attribute: false }) taken: readonly TargetLocale[] = []

  private readonly t = translate(this)

  override render() {
    return html`<fieldset>
      <legend class="visually-hidden">${this.legend}</legend>
      ${targetLocales.map((locale) => {
        const taken = this.taken.includes(locale)
        return html`<label class="choice ${taken ? 'taken' : ''}">
          <input
            type="checkbox"
            .checked=${taken || this.chosen.includes(locale)}
            ?disabled=${taken}
            @change=${() => this.#toggle(locale)}
          />
          <span>
            <st-locale-tag locale=${locale}></st-locale-tag>
            ${taken ? html`<span class="small soft">${this.t('reason.already-open')}</span>` : ''}
          </span>
        </label>`
      })}
    </fieldset>`
  }

  #toggle(locale: TargetLocale): void {
    const next = targetLocales.filter((one) =>
      one === locale ? !this.chosen.includes(one) : this.chosen.includes(one),
    )
    this.dispatchEvent(new LocalesChosen(next))
  }

  static override styles = [
    base,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr));
        gap: var(--space-2);
      }

      .choice {
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface);
      }

      .choice:has(input:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
      }

      .choice.taken {
        border-color: var(--line);
        background: var(--sunk);
        cursor: default;
      }

      .taken .small {
        display: block;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-locale-choice': LocaleChoice
  }
  interface HTMLElementEventMap {
    'st-locales-chosen': LocalesChosen
  }
}
