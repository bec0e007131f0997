// Who works in a project, and invitations.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { type Role, roles } from '#domain/people.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import {
  fetchMembers,
  type HeldRole,
  type Invitation,
  invite,
  type Member,
  type Members,
  saveMember,
  withdrawInvitation,
} from '../api/projects.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { Deed, type Shown } from '../elements/deed.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { looksLikeEmail, textField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import { rows } from '../elements/rows.ts'
import '../elements/secret.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

const firstRole: HeldRole = { role: 'translator', locale: null }

@customElement('st-people-page')
export class PeoplePage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private inviting = false
  @state() private email = ''
  @state() private offered: HeldRole = firstRole
  @state() private link: { email: string; link: string } | null = null
  @state() private tried = false
  @state() private edited: Member | null = null
  @state() private held: readonly HeldRole[] = []

  private readonly t = translate(this)
  private readonly deed = new Deed(this, () => this.services.notices)
  private readonly members = new Load(
    this,
    (signal) => fetchMembers(this.projectId, signal),
    () => this.projectId,
  )

  override render() {
    const can = this.members.value?.can
    return html`<st-page heading=${this.t('people.title')}>
        <st-action
          slot="actions"
          variant="primary"
          ?hidden=${!can}
          .can=${can?.manage}
          @click=${() => this.#startInviting()}
          >${icon('plus')}${this.t('people.invite')}</st-action
        >
        ${this.members.render((members) => this.#lists(members))}
      </st-page>
      ${this.#inviteDialog()} ${this.#roleDialog()}`
  }

  #lists({ items, invitations, can }: Members) {
    const manages = can.manage === true
    return html`
      <section class="stack" aria-labelledby="members">
        <h2 id="members">${this.t('people.members')}</h2>
        ${
          items.length === 0
            ? html`<st-empty
                icon="people"
                heading=${this.t('people.no-members')}
                text=${this.t('people.no-members-text')}
              ></st-empty>`
            : html`<ul class="plain rows">
                ${items.map((member) => this.#member(member, manages))}
              </ul>`
        }
      </section>
      ${
        invitations.length === 0
          ? nothing
          : html`<section class="stack" aria-labelledby="invitations">
              <h2 id="invitations">${this.t('people.invitations')}</h2>
              <ul class="plain rows">
                ${invitations.map((one) => this.#invitation(one, manages))}
              </ul>
            </section>`
      }
    `
  }

  #member(member: Member, manages: boolean) {
    return html`<li>
      <span class="who">
        <strong class="words">${member.name}</strong>
        <span class="soft small words" lang="en">${member.email}</span>
      </span>
      <ul class="plain marks">
        ${member.roles.map((held) => html`<li>${this.#roleLine(held)}</li>`)}
      </ul>
      ${
        manages
          ? html`<span class="deeds">
              <st-action
                variant="quiet"
                label=${this.t('people.edit-roles', { name: member.name })}
                @click=${() => this.#edit(member)}
                >${icon('edit')}${this.t('people.edit-short')}</st-action
              >
              <st-action
                variant="quiet"
                label=${this.t('people.remove', { name: member.name })}
                @click=${() => void this.#remove(member)}
                >${icon('trash')}${this.t('action.remove')}</st-action
              >
            </span>`
          : nothing
      }
    </li>`
  }

  #invitation(one: Invitation, manages: boolean) {
    return html`<li>
      <span class="who">
        <strong class="words" lang="en">${one.email}</strong>
        <span class="soft small">${this.t('people.expires', { date: language.moment(one.expiresAt) })}</span>
      </span>
      <ul class="plain marks">
        <li>${this.#roleLine(one)}</li>
      </ul>
      ${
        manages
          ? html`<span class="deeds"
              ><st-action
                variant="quiet"
                label=${this.t('people.withdraw', { email: one.email })}
                @click=${() => void this.#withdraw(one)}
                >${icon('close')}${this.t('people.withdraw-short')}</st-action
              ></span
            >`
          : nothing
      }
    </li>`
  }

  #roleLine({ role, locale }: HeldRole): string {
    return this.t('people.role-line', {
      role: this.t(`role.${role}`),
      locale: locale ? localeName(locale) : this.t('field.all-locales'),
    })
  }

  #inviteDialog() {
    const mistake = this.tried && !looksLikeEmail(this.email)
    return html`<st-dialog
      ?open=${this.inviting}
      heading=${this.t('people.invite')}
      @st-dialog-closed=${() => (this.inviting = false)}
    >
      ${
        this.link
          ? html`<st-secret
              label=${this.t('people.invite-link', { email: this.link.email })}
              hint=${this.t('people.invite-link-hint')}
              .value=${this.link.link}
            ></st-secret>`
          : html`<form class="stack" novalidate @submit=${this.#invite}>
              <p>${this.t('people.invite-text')}</p>
              ${this.deed.problem ? html`<st-problem .problem=${this.deed.problem}></st-problem>` : nothing}
              ${textField({
                name: 'email',
                label: this.t('field.email'),
                type: 'email',
                value: this.email,
                required: true,
                ...(mistake ? { mistake: this.t(this.email ? 'field.email-wrong' : 'field.required') } : {}),
                input: (value) => (this.email = value),
              })}
              ${this.#roleFields(this.offered, (held) => (this.offered = held))}
            </form>`
      }
      ${
        this.link
          ? html`<button
              slot="footer"
              class="button primary"
              type="button"
              @click=${() => (this.inviting = false)}
            >
              ${this.t('action.close')}
            </button>`
          : html`<st-action
              slot="footer"
              variant="primary"
              ?busy=${this.deed.busy}
              @click=${() => void this.#invite()}
              >${this.t('people.invite-create')}</st-action
            >`
      }
    </st-dialog>`
  }

  #roleDialog() {
    const member = this.edited
    return html`<st-dialog
      ?open=${member !== null}
      heading=${this.t('people.edit-roles', { name: member?.name ?? '' })}
      @st-dialog-closed=${() => (this.edited = null)}
    >
      <div class="stack">
        ${this.deed.problem ? html`<st-problem .problem=${this.deed.problem}></st-problem>` : nothing}
        ${this.held.map(
          (held, n) =>
            html`<div class="held">
              ${this.#roleFields(held, (next) => (this.held = this.held.with(n, next)))}
              <button
                class="button quiet icon-only"
                type="button"
                aria-label=${this.t('people.remove-role', {
                  role: this.t(`role.${held.role}`),
                  locale: held.locale ? localeName(held.locale) : this.t('field.all-locales'),
                })}
                @click=${() => (this.held = this.held.toSpliced(n, 1))}
              >
                ${icon('trash')}
              </button>
            </div>`,
        )}
        <div>
          <button class="button quiet" type="button" @click=${() => (this.held = [...this.held, firstRole])}>
            ${icon('plus')}${this.t('people.add-role')}
          </button>
        </div>
      </div>
      <st-action
        slot="footer"
        variant="primary"
        .can=${this.held.length > 0 ? true : 'people.add-role'}
        ?busy=${this.deed.busy}
        @click=${() => void this.#saveRoles()}
        >${this.t('action.save')}</st-action
      >
    </st-dialog>`
  }

  #roleFields(held: HeldRole, set: (held: HeldRole) => void) {
    return html`<div class="fields">
      <label class="field"
        ><span class="label">${this.t('field.role')}</span>
        <select
          class="input"
          @change=${(event: Event) =>
            set({ ...held, role: roleAt((event.target as HTMLSelectElement).selectedIndex) })}
        >
          ${roles.map((role) => html`<option ?selected=${role === held.role}>${this.t(`role.${role}`)}</option>`)}
        </select></label
      >
      <label class="field"
        ><span class="label">${this.t('field.locale')}</span>
        <select
          class="input"
          @change=${(event: Event) =>
            set({ ...held, locale: localeAt((event.target as HTMLSelectElement).selectedIndex) })}
        >
          <option ?selected=${held.locale === null}>${this.t('field.all-locales')}</option>
          ${targetLocales.map(
            (locale) => html`<option ?selected=${locale === held.locale}>${localeName(locale)}</option>`,
          )}
        </select></label
      >
    </div>`
  }

  #startInviting(): void {
    this.email = ''
    this.offered = firstRole
    this.link = null
    this.tried = false
    this.deed.forget()
    this.inviting = true
  }

  #edit(member: Member): void {
    this.deed.forget()
    this.held = member.roles
    this.edited = member
  }

  async #invite(event?: Event): Promise<void> {
    event?.preventDefault()
    this.tried = true
    if (!looksLikeEmail(this.email)) return
    await this.#change(async () => {
      const { invitation, link } = await invite(this.projectId, this.email.trim(), this.offered)
      this.link = { email: invitation.email, link: new URL(link, location.origin).href }
    })
  }

  async #saveRoles(): Promise<void> {
    const member = this.edited
    if (!member) return
    await this.#change(async () => {
      await saveMember(this.projectId, member.personId, distinct(this.held))
      this.services.notices.show(this.t('people.saved', { name: member.name }))
      this.edited = null
    })
  }

  async #remove(member: Member): Promise<void> {
    const yes = await confirmed({
      heading: this.t('people.remove-title', { name: member.name }),
      text: this.t('people.remove-text', { name: member.name }),
      confirm: this.t('action.remove'),
      danger: true,
    })
    if (!yes) return
    await this.#change(async () => {
      await saveMember(this.projectId, member.personId, [])
      this.services.notices.show(this.t('people.removed', { name: member.name }))
    }, 'as a message')
  }

  async #withdraw(one: Invitation): Promise<void> {
    const yes = await confirmed({
      heading: this.t('people.withdraw-title'),
      text: this.t('people.withdraw-text', { email: one.email }),
      confirm: this.t('people.withdraw-short'),
      danger: true,
    })
    if (!yes) return
    await this.#change(async () => {
      await withdrawInvitation(this.projectId, one.id)
      this.services.notices.show(this.t('people.withdrawn'))
    }, 'as a message')
  }

  /** Does a deed and reads the lists again. */
  async #change(deed: () => Promise<void>, shown?: Shown): Promise<void> {
    await this.deed.do(async () => {
      await deed()
      await this.members.reload()
    }, shown)
  }

  static override styles = [
    base,
    rows,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr));
        gap: var(--space-2) var(--space-3);
        flex: 1;
      }

      .held {
        display: flex;
        align-items: end;
        gap: var(--space-2);
      }
    `,
  ]
}

function roleAt(index: number): Role {
  return roles[index] ?? firstRole.role
}

/** The first entry of the list means every language. */
function localeAt(index: number): TargetLocale | null {
  return targetLocales[index - 1] ?? null
}

function distinct(held: readonly HeldRole[]): readonly HeldRole[] {
  return [...new Map(held.map((one) => [`${one.role}/${one.locale}`, one])).values()]
}
