// Accepting an invitation: a name and a password.

import { consume } from '@lit/context'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { acceptInvitation, fetchInvitation, type InvitationOffer } from '../api/session.ts'
import { base } from '../elements/base.ts'
import { shortestPassword, textField, toFirstMistake } from '../elements/field.ts'
import { isProblem, Load } from '../elements/load.ts'
import '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { doorStyles, titled } from './door.ts'

@customElement('st-invitation-page')
export class InvitationPage extends LitElement {
  @property({ attribute: false }) token = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private name = ''
  @state() private password = ''
  @state() private tried = false
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)
  private readonly offer = new Load(this, async (signal) => {
    try {
      return await fetchInvitation(this.token, signal)
    } catch (error) {
      if (isProblem(error, 'link-expired', 'not-found', 'invalid')) return null
      throw error
    }
  })

  override render() {
    return html`<div class="door">
      ${this.offer.render((offer) => (offer ? this.#form(offer) : this.#expired()))}
    </div>`
  }

  #expired() {
    return html`<div class="card stack">
      ${titled(this, this.t('invitation.expired'))}
      <p>${this.t('invitation.expired-text')}</p>
      <a class="button" href="/sign-in">${this.t('action.sign-in')}</a>
    </div>`
  }

  #form(offer: InvitationOffer) {
    const short = this.password.length < shortestPassword
    return html`<form class="card stack" novalidate @submit=${this.#submit}>
      ${titled(this, this.t('invitation.title', { project: offer.projectName }))}
      <p>
        ${this.t('invitation.text', {
          role: this.t(`role.${offer.role}`),
          locale: offer.locale ? localeName(offer.locale) : this.t('field.all-locales'),
        })}
      </p>
      ${
        offer.invitedBy
          ? html`<p class="soft small">${this.t('invitation.by', { name: offer.invitedBy })}</p>`
          : nothing
      }
      ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
      ${textField({
        name: 'email',
        label: this.t('field.email'),
        type: 'email',
        autocomplete: 'username',
        value: offer.email,
        readonly: true,
      })}
      ${textField({
        name: 'name',
        label: this.t('field.name'),
        autocomplete: 'name',
        value: this.name,
        required: true,
        ...(this.tried && !this.name.trim() ? { mistake: this.t('field.required') } : {}),
        input: (value) => (this.name = value),
      })}
      ${textField({
        name: 'password',
        label: this.t('field.password'),
        type: 'password',
        autocomplete: 'new-password',
        value: this.password,
        required: true,
        hint: this.t('field.password-hint'),
        ...(this.tried && short
          ? { mistake: this.t('field.password-short', { min: shortestPassword }) }
          : {}),
        input: (value) => (this.password = value),
      })}
      <button class="button primary" type="submit" aria-disabled=${this.busy}>
        ${this.t('invitation.accept')}
      </button>
    </form>`
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    this.tried = true
    if (!this.name.trim() || this.password.length < shortestPassword) return toFirstMistake(this)
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { person } = await acceptInvitation(this.token, this.name.trim(), this.password)
      this.services.session.accept(person)
      await this.services.navigation.go('/', { replace: true, force: true })
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [base, doorStyles]
}
