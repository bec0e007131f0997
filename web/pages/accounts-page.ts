// Everybody who has an account here: added, let in again with a link, or shut out. For administrators.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'

import { type Account, addAccount, fetchAccounts, makeSignInLink, setAccess } from '../api/accounts.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { Deed } from '../elements/deed.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { looksLikeEmail, textField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import { rows } from '../elements/rows.ts'
import '../elements/secret.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

const nobody = { name: '', email: '', administrator: false }
/** How long a search waits for the next letter, in milliseconds. */
const pause = 200

@customElement('st-accounts-page')
export class AccountsPage extends LitElement {
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private typed = ''
  @state() private search = ''
  @state() private more: readonly Account[] = []
  @state() private cursor: string | null = null
  @state() private adding = false
  @state() private draft = nobody
  @state() private tried = false
  @state() private link: { readonly name: string; readonly link: string } | null = null

  #timer: ReturnType<typeof setTimeout> | undefined
  private readonly t = translate(this)
  private readonly deed = new Deed(this, () => this.services.notices)
  private readonly accounts = new Load(
    this,
    async (signal) => {
      const page = await fetchAccounts({ search: this.search, cursor: null }, signal)
      this.more = []
      this.cursor = page.nextCursor
      return page
    },
    () => this.search,
  )

  override render() {
    return html`<st-page heading=${this.t('accounts.title')}>
        <st-action slot="actions" variant="primary" @click=${() => this.#startAdding()}
          >${icon('plus')}${this.t('accounts.add')}</st-action
        >
        <div class="find">
          ${textField({
            name: 'search',
            label: this.t('accounts.search'),
            type: 'search',
            value: this.typed,
            input: (value) => this.#find(value),
          })}
        </div>
        ${this.accounts.render(({ items }) => this.#list([...items, ...this.more]))}
      </st-page>
      ${this.#dialog()}`
  }

  #list(accounts: readonly Account[]) {
    if (accounts.length === 0)
      return html`<st-empty icon="people" heading=${this.t('accounts.none-found')}></st-empty>`
    return html`<ul class="plain rows" aria-label=${this.t('accounts.title')}>
        ${accounts.map((account) => this.#account(account))}
      </ul>
      ${
        this.cursor === null
          ? nothing
          : html`<div>
              <st-action ?busy=${this.deed.busy} @click=${() => void this.#loadMore()}
                >${this.t('accounts.more')}</st-action
              >
            </div>`
      }`
  }

  #account(account: Account) {
    const { name, email, administrator, disabled } = account
    const own = account.id === this.services.session.person?.id
    return html`<li>
      <span class="who">
        <strong class="words">${name}</strong>
        <span class="soft small words" lang="en">${email}</span>
      </span>
      <ul class="plain marks">
        ${administrator ? html`<li>${this.t('role.administrator')}</li>` : nothing}
        ${disabled ? html`<li class="out">${this.t('accounts.disabled')}</li>` : nothing}
      </ul>
      <span class="deeds">
        <st-action
          variant="quiet"
          label=${this.t('accounts.link-for', { name })}
          .can=${disabled ? 'accounts.disabled' : true}
          @click=${() => void this.#makeLink(account)}
          >${icon('key')}${this.t('accounts.link')}</st-action
        >
        <st-action
          variant="quiet"
          label=${this.t(disabled ? 'accounts.enable-of' : 'accounts.disable-of', { name })}
          .can=${own ? 'reason.own-account' : true}
          @click=${() => void this.#setAccess(account)}
          >${icon(disabled ? 'check' : 'lock')}${this.t(
            disabled ? 'accounts.enable' : 'accounts.disable',
          )}</st-action
        >
      </span>
    </li>`
  }

  #dialog() {
    return html`<st-dialog
      ?open=${this.adding || this.link !== null}
      heading=${this.t(this.link && !this.adding ? 'accounts.link' : 'accounts.add')}
      @st-dialog-closed=${() => this.#close()}
    >
      ${this.link ? this.#linkShown(this.link) : this.#form()}
      ${
        this.link
          ? html`<button slot="footer" class="button primary" type="button" @click=${() => this.#close()}>
              ${this.t('action.close')}
            </button>`
          : html`<st-action
              slot="footer"
              variant="primary"
              ?busy=${this.deed.busy}
              @click=${() => void this.#add()}
              >${this.t('accounts.add-do')}</st-action
            >`
      }
    </st-dialog>`
  }

  #linkShown({ name, link }: { readonly name: string; readonly link: string }) {
    return html`<st-secret
      label=${this.t('accounts.link-for', { name })}
      hint=${this.t('accounts.link-hint')}
      .value=${link}
    ></st-secret>`
  }

  #form() {
    const { name, email, administrator } = this.draft
    const nameMissing = this.tried && name.trim() === ''
    const emailWrong = this.tried && !looksLikeEmail(email)
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault()
        void this.#add()
      }}
    >
      <p>${this.t('accounts.add-text')}</p>
      ${this.deed.problem ? html`<st-problem .problem=${this.deed.problem}></st-problem>` : nothing}
      ${textField({
        name: 'name',
        label: this.t('field.name'),
        value: name,
        required: true,
        ...(nameMissing ? { mistake: this.t('field.required') } : {}),
        input: (value) => (this.draft = { ...this.draft, name: value }),
      })}
      ${textField({
        name: 'email',
        label: this.t('field.email'),
        type: 'email',
        value: email,
        required: true,
        ...(emailWrong ? { mistake: this.t(email ? 'field.email-wrong' : 'field.required') } : {}),
        input: (value) => (this.draft = { ...this.draft, email: value }),
      })}
      <label class="check"
        ><input
          type="checkbox"
          .checked=${administrator}
          @change=${(event: Event) =>
            (this.draft = { ...this.draft, administrator: (event.target as HTMLInputElement).checked })}
        />${this.t('accounts.administrator')}</label
      >
    </form>`
  }

  #find(value: string): void {
    this.typed = value
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.search = value.trim()), pause)
  }

  async #loadMore(): Promise<void> {
    await this.deed.do(async () => {
      const page = await fetchAccounts({ search: this.search, cursor: this.cursor })
      this.more = [...this.more, ...page.items]
      this.cursor = page.nextCursor
    }, 'as a message')
  }

  #startAdding(): void {
    this.draft = nobody
    this.tried = false
    this.deed.forget()
    this.link = null
    this.adding = true
  }

  #close(): void {
    this.adding = false
    this.link = null
  }

  async #add(): Promise<void> {
    this.tried = true
    const account = { ...this.draft, name: this.draft.name.trim(), email: this.draft.email.trim() }
    if (account.name === '' || !looksLikeEmail(account.email)) return
    await this.deed.do(async () => {
      const { person, link } = await addAccount(account)
      this.link = link === null ? null : shown(person.name, link)
      this.adding = link !== null
      await this.accounts.reload()
    })
  }

  async #makeLink({ id, name }: Account): Promise<void> {
    await this.deed.do(async () => {
      const { link } = await makeSignInLink(id)
      this.link = shown(name, link)
    }, 'as a message')
  }

  async #setAccess({ id, name, disabled }: Account): Promise<void> {
    const sure =
      disabled ||
      (await confirmed({
        heading: this.t('accounts.disable-of', { name }),
        text: this.t('accounts.disable-text', { name }),
        confirm: this.t('accounts.disable'),
        danger: true,
      }))
    if (!sure) return
    await this.deed.do(async () => {
      await setAccess(id, !disabled)
      this.services.notices.show(
        this.t(disabled ? 'accounts.enabled-done' : 'accounts.disabled-done', { name }),
      )
      await this.accounts.reload()
    }, 'as a message')
  }

  static override styles = [
    base,
    rows,
    css`
      .find {
        max-width: 24rem;
      }

      .check {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
    `,
  ]
}

function shown(name: string, link: string) {
  return { name, link: new URL(link, location.origin).href }
}
