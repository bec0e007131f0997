// Nothing is at this address.

import { html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'

import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import '../elements/page.ts'
import { translate } from '../i18n/translate.ts'

@customElement('st-not-found-page')
export class NotFoundPage extends LitElement {
  private readonly t = translate(this)

  override render() {
    return html`<st-page narrow heading=${this.t('not-found.title')}>
      <st-empty icon="search" heading=${this.t('not-found.title')} text=${this.t('not-found.text')}>
        <a class="button primary" href="/">${this.t('not-found.home')}</a>
      </st-empty>
    </st-page>`
  }

  static override styles = base
}
