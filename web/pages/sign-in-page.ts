// Signing in with a password.

import { consume } from '@lit/context'
import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'

import { Problem } from '../api/client.ts'
import { signIn } from '../api/session.ts'
import { base } from '../elements/base.ts'
import { looksLikeEmail, textField, toFirstMistake } from '../elements/field.ts'
import { isProblem } from '../elements/load.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { doorStyles, titled } from './door.ts'

@customElement('st-sign-in-page')
export class SignInPage extends LitElement {
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private email = ''
  @state() private password = ''
  @state() private tried = false
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)

  override render() {
    const mistakes = this.tried ? this.#mistakes() : {}
    return html`<div class="door">
      <form class="card stack" novalidate @submit=${this.#submit}>
        ${titled(this, this.t('sign-in.title'))}
        ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
        ${textField({
          name: 'email',
          label: this.t('field.email'),
          type: 'email',
          autocomplete: 'username',
          value: this.email,
          required: true,
          ...mistakes.email,
          input: this.#typeEmail,
        })}
        ${textField({
          name: 'password',
          label: this.t('field.password'),
          type: 'password',
          autocomplete: 'current-password',
          value: this.password,
          required: true,
          ...mistakes.password,
          input: this.#typePassword,
        })}
        <button class="button primary" type="submit" aria-disabled=${this.busy}>
          ${this.t('action.sign-in')}
        </button>
      </form>
      <div class="aside stack">
        <p>${this.t('sign-in.help')}</p>
        <p>${this.t('sign-in.demo')}</p>
      </div>
    </div>`
  }

  readonly #typeEmail = (value: string): void => {
    this.email = value
  }

  readonly #typePassword = (value: string): void => {
    this.password = value
  }

  #mistakes(): { email?: { mistake: string }; password?: { mistake: string } } {
    return {
      ...(looksLikeEmail(this.email)
        ? {}
        : { email: { mistake: this.t(this.email ? 'field.email-wrong' : 'field.required') } }),
      ...(this.password ? {} : { password: { mistake: this.t('field.required') } }),
    }
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    this.tried = true
    if (Object.keys(this.#mistakes()).length > 0) return toFirstMistake(this)
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { person } = await signIn(this.email.trim(), this.password)
      // The shell sends a signed-in person on to where they wanted to go.
      this.services.session.accept(person)
    } catch (error) {
      // An address that cannot be one is as wrong as one that nobody has.
      this.problem = isProblem(error, 'invalid') ? new Problem('sign-in-failed') : error
      this.password = ''
      this.tried = false
    } finally {
      this.busy = false
    }
  }

  static override styles = [base, doorStyles]
}
