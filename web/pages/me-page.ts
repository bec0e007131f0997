// One's own account: name, language, password, sessions, API tokens.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'

import { type Scope, scopes } from '#domain/people.ts'
import { locales } from '#locales/locale.ts'

import {
  type ApiToken,
  changeMe,
  createToken,
  deleteToken,
  endSession,
  fetchSessions,
  fetchTokens,
  type Me,
  type MyChange,
  type SignedIn,
} from '../api/session.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { Deed } from '../elements/deed.ts'
import { confirmed } from '../elements/dialog.ts'
import { choiceField, shortestPassword, textField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import '../elements/secret.ts'
import { language } from '../i18n/language.ts'
import { localeName, nativeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { follow } from '../stores/store.ts'

const longestDays = 365

@customElement('st-me-page')
export class MePage extends LitElement {
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private name: string | null = null
  @state() private current = ''
  @state() private next = ''
  @state() private triedPassword = false
  @state() private tokenName = ''
  @state() private tokenScopes: readonly Scope[] = ['read']
  @state() private tokenDays = 90
  @state() private triedToken = false
  @state() private token = ''

  private readonly t = translate(this)
  private readonly deed = new Deed(this, () => this.services.notices)
  private readonly sessions = new Load(this, fetchSessions)
  private readonly tokens = new Load(this, fetchTokens)

  constructor() {
    super()
    follow(this, () => this.services?.session)
  }

  override render() {
    const { person } = this.services.session
    if (!person) return nothing
    return html`<st-page narrow heading=${this.t('me.title')}>
      <p slot="about" class="words" lang="en">${person.email}</p>
      ${this.#profile(person)} ${this.#password()} ${this.#sessionList()} ${this.#tokenList()}
    </st-page>`
  }

  #profile(person: Me) {
    const name = this.name ?? person.name
    return html`<section class="card stack" aria-labelledby="profile">
      <h2 id="profile">${this.t('me.profile')}</h2>
      <form class="stack" novalidate @submit=${(event: SubmitEvent) => this.#saveName(event, name)}>
        <div class="two">
          ${textField({
            name: 'name',
            label: this.t('field.name'),
            autocomplete: 'name',
            value: name,
            required: true,
            ...(name.trim() ? {} : { mistake: this.t('field.required') }),
            input: (value) => (this.name = value),
          })}
          ${choiceField({
            name: 'language',
            label: this.t('app.language'),
            value: language.locale,
            options: locales.map((locale) => ({ value: locale, label: nativeName(locale) })),
            choose: (value) => void this.#chooseLanguage(value),
          })}
        </div>
        <div>
          <button class="button primary" type="submit" aria-disabled=${this.deed.busy}>
            ${this.t('action.save')}
          </button>
        </div>
      </form>
      <div class="stack tight">
        <h3>${this.t('me.roles')}</h3>
        <ul class="plain">
          ${person.administrator ? html`<li>${this.t('role.administrator')}</li>` : nothing}
          ${person.memberships.map(
            (held) =>
              html`<li>
                <span class="words">
                  ${person.projects.find((project) => project.id === held.projectId)?.name ?? ''}:
                </span>
                ${this.t('people.role-line', {
                  role: this.t(`role.${held.role}`),
                  locale: held.locale ? localeName(held.locale) : this.t('field.all-locales'),
                })}
              </li>`,
          )}
        </ul>
      </div>
    </section>`
  }

  #password() {
    const short = this.next.length < shortestPassword
    return html`<section class="card stack" aria-labelledby="password-title">
      <h2 id="password-title">${this.t('me.password')}</h2>
      <form class="stack" novalidate @submit=${this.#changePassword}>
        <input
          class="visually-hidden"
          type="email"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          .value=${this.services.session.person?.email ?? ''}
        />
        <div class="two">
          ${textField({
            name: 'current',
            label: this.t('me.password-current'),
            type: 'password',
            autocomplete: 'current-password',
            value: this.current,
            hint: this.t('me.password-first'),
            input: (value) => (this.current = value),
          })}
          ${textField({
            name: 'next',
            label: this.t('me.password-new'),
            type: 'password',
            autocomplete: 'new-password',
            value: this.next,
            hint: this.t('field.password-hint'),
            ...(this.triedPassword && short
              ? { mistake: this.t('field.password-short', { min: shortestPassword }) }
              : {}),
            input: (value) => (this.next = value),
          })}
        </div>
        <div>
          <button class="button" type="submit" aria-disabled=${this.deed.busy}>
            ${this.t('me.password-change')}
          </button>
        </div>
      </form>
    </section>`
  }

  #sessionList() {
    return html`<section class="card stack" aria-labelledby="sessions">
      <h2 id="sessions">${this.t('me.sessions')}</h2>
      ${this.sessions.render(
        ({ items }) =>
          html`<ul class="plain lines">
            ${items.map((session) => this.#session(session))}
          </ul>`,
      )}
    </section>`
  }

  #session(session: SignedIn) {
    const device = deviceName(session.userAgent) ?? this.t('me.session-unknown')
    return html`<li>
      <span class="grow">
        <strong class="words">${session.current ? this.t('me.session-current') : device}</strong>
        <span class="small soft words">
          ${session.current ? html`<span lang="en">${device}</span> · ` : nothing}
          ${this.t('me.session-seen', { date: language.moment(session.lastSeenAt) })}
        </span>
      </span>
      ${
        session.current
          ? nothing
          : html`<st-action ?busy=${this.deed.busy} @click=${() => void this.#endSession(session.id)}
              >${this.t('me.session-end')}</st-action
            >`
      }
    </li>`
  }

  #tokenList() {
    return html`<section class="card stack" aria-labelledby="tokens">
      <h2 id="tokens">${this.t('me.tokens')}</h2>
      <p class="soft">${this.t('me.tokens-text')}</p>
      ${
        this.token
          ? html`<st-secret
              label=${this.t('me.token-value')}
              hint=${this.t('me.token-shown')}
              .value=${this.token}
            ></st-secret>`
          : nothing
      }
      ${this.tokens.render(({ items }) =>
        items.length === 0
          ? html`<p>${this.t('me.tokens-none')}</p>`
          : html`<ul class="plain lines">
              ${items.map((item) => this.#token(item))}
            </ul>`,
      )}
      <form class="stack" novalidate @submit=${this.#createToken}>
        <div class="two">
          ${textField({
            name: 'token-name',
            label: this.t('me.token-name'),
            value: this.tokenName,
            required: true,
            ...(this.triedToken && !this.tokenName.trim() ? { mistake: this.t('field.required') } : {}),
            input: (value) => (this.tokenName = value),
          })}
          ${textField({
            name: 'token-days',
            label: this.t('me.token-days'),
            type: 'number',
            min: 1,
            max: longestDays,
            value: String(this.tokenDays),
            input: (value) => (this.tokenDays = Number(value)),
          })}
        </div>
        <fieldset>
          <legend class="label">${this.t('me.token-scopes')}</legend>
          <div class="row">
            ${scopes.map(
              (scope) =>
                html`<label class="choice"
                  ><input
                    type="checkbox"
                    .checked=${this.tokenScopes.includes(scope)}
                    @change=${() => this.#toggle(scope)}
                  />${this.t(`scope.${scope}`)}</label
                >`,
            )}
          </div>
        </fieldset>
        <div>
          <button class="button" type="submit" aria-disabled=${this.deed.busy}>
            ${icon('key')}${this.t('me.token-create')}
          </button>
        </div>
      </form>
    </section>`
  }

  #token(item: ApiToken) {
    return html`<li>
      <span class="grow">
        <strong class="words">${item.name}</strong>
        <span class="small soft">
          ${item.scopes.map((scope) => this.t(`scope.${scope}`)).join(', ')} ·
          ${
            item.lastUsedAt
              ? this.t('me.token-used', { date: language.moment(item.lastUsedAt) })
              : this.t('me.token-unused')
          }
          ${
            item.expiresAt
              ? html`· ${this.t('me.token-expires', { date: language.day(item.expiresAt) })}`
              : nothing
          }
        </span>
      </span>
      <st-action
        ?busy=${this.deed.busy}
        label=${this.t('me.token-delete', { name: item.name })}
        @click=${() => void this.#deleteToken(item)}
        >${this.t('action.delete')}</st-action
      >
    </li>`
  }

  #toggle(scope: Scope): void {
    this.tokenScopes = scopes.filter((one) =>
      one === scope ? !this.tokenScopes.includes(one) : this.tokenScopes.includes(one),
    )
  }

  #saveName(event: SubmitEvent, name: string): void {
    event.preventDefault()
    if (name.trim()) void this.#change({ name: name.trim() }, 'me.saved')
  }

  async #chooseLanguage(value: string): Promise<void> {
    const locale = locales.find((one) => one === value)
    if (!locale) return
    await language.choose(locale)
    await this.#change({ uiLocale: locale }, 'me.saved')
  }

  #changePassword(event: SubmitEvent): void {
    event.preventDefault()
    this.triedPassword = true
    if (this.next.length < shortestPassword) return
    void this.#change({ password: { current: this.current || null, next: this.next } }, 'me.password-changed')
  }

  async #change(change: MyChange, message: string): Promise<void> {
    await this.deed.do(async () => {
      this.services.session.accept(await changeMe(change))
      this.services.notices.show(this.t(message))
      this.name = null
      if (!change.password) return
      this.current = ''
      this.next = ''
      this.triedPassword = false
    }, 'as a message')
  }

  async #endSession(id: string): Promise<void> {
    await this.deed.do(async () => {
      await endSession(id)
      this.services.notices.show(this.t('me.session-ended'))
      await this.sessions.reload()
    }, 'as a message')
  }

  async #createToken(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    this.triedToken = true
    const days = Math.round(this.tokenDays)
    if (!this.tokenName.trim() || !(days >= 1 && days <= longestDays)) return
    await this.deed.do(async () => {
      const { token } = await createToken(this.tokenName.trim(), this.tokenScopes, days)
      this.token = token
      this.tokenName = ''
      this.triedToken = false
      await this.tokens.reload()
    }, 'as a message')
  }

  async #deleteToken(item: ApiToken): Promise<void> {
    const yes = await confirmed({
      heading: this.t('me.token-delete-title'),
      text: this.t('me.token-delete-text', { name: item.name }),
      confirm: this.t('action.delete'),
      danger: true,
    })
    if (!yes) return
    await this.deed.do(async () => {
      await deleteToken(item.id)
      this.services.notices.show(this.t('me.token-deleted'))
      await this.tokens.reload()
    }, 'as a message')
  }

  static override styles = [
    base,
    css`
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
      }

      .tight {
        gap: var(--space-1);
      }

      .lines li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding-block: var(--space-3);
        border-block-start: 1px solid var(--line);
      }

      .grow {
        display: grid;
        flex: 1 1 14rem;
        min-width: 0;
      }
    `,
  ]
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** A name that people recognise their device by: `Firefox · Linux`. */
function deviceName(userAgent: string | null): string | null {
  const found = [browsers, systems].map((list) => list.find(([sign]) => sign.test(userAgent ?? ''))?.[1])
  return found.filter(Boolean).join(' · ') || null
}
