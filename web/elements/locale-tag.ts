// The name of a language, in itself and in the language of the interface.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { Locale } from '#locales/locale.ts'

import { language } from '../i18n/language.ts'
import { localeName, nativeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'

/** `Khmer · ខ្មែរ`; with `brief` only the name in the language of the interface. */
@customElement('st-locale-tag')
export class LocaleTag extends LitElement {
  @property() locale: Locale = 'en'
  @property({ type: Boolean }) brief = false

  protected readonly t = translate(this)

  override render() {
    const own = this.brief || this.locale === language.locale
    return html`<span class="name">${localeName(this.locale)}</span>${
        own ? nothing : html`<span class="native" lang=${this.locale}>${nativeName(this.locale)}</span>`
      }`
  }

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: baseline;
        column-gap: 0.45em;
      }

      .name {
        font-weight: var(--strong);
      }

      .native {
        color: var(--ink-soft);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-locale-tag': LocaleTag
  }
}
