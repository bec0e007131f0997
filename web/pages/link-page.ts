// The landing of a one-time sign-in link.

import { consume } from '@lit/context'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { signInByLink } from '../api/session.ts'
import { base } from '../elements/base.ts'
import { isProblem } from '../elements/load.ts'
import '../elements/problem.ts'
import '../elements/skeleton.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { doorStyles, titled } from './door.ts'

/** Sends the token once by itself: mail scanners follow links, but they do not run our script. */
@customElement('st-link-page')
export class LinkPage extends LitElement {
  @property({ attribute: false }) token = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private problem: unknown = null

  private readonly t = translate(this)

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#open()
  }

  override render() {
    if (!this.problem) {
      return html`<div class="door">
        <div class="card stack">
          ${titled(this, this.t('link.title'))}
          <p role="status">${this.t('link.wait')}</p>
        </div>
      </div>`
    }
    const used = isProblem(this.problem, 'link-expired', 'not-found', 'invalid')
    return html`<div class="door">
      <div class="card stack">
        ${titled(this, this.t(used ? 'link.failed' : 'link.title'))}
        ${
          used
            ? html`<p role="alert">${this.t('link.failed-text')}</p>`
            : html`<st-problem .problem=${this.problem} .retry=${() => void this.#open()}></st-problem>`
        }
        ${used ? html`<a class="button" href="/sign-in">${this.t('link.to-sign-in')}</a>` : nothing}
      </div>
    </div>`
  }

  async #open(): Promise<void> {
    this.problem = null
    try {
      const { person } = await signInByLink(this.token)
      this.services.session.accept(person)
      // The token must not stay in the address bar or the history.
      await this.services.navigation.go('/', { replace: true, force: true })
    } catch (error) {
      this.problem = error
    }
  }

  static override styles = [base, doorStyles]
}
