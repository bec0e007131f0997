// The bell in the header: what somebody was told, and whether they want it mailed while they are away.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'

import { answer, api } from './api/client.ts'
import { base } from './elements/base.ts'
import { whenIdle } from './elements/idle.ts'
import { icon } from './elements/icons.ts'
import { problemText } from './elements/problem.ts'
import { language } from './i18n/language.ts'
import { translate } from './i18n/translate.ts'
import { ProjectChanged } from './stores/changes.ts'
import { type Services, servicesContext } from './stores/services.ts'

const fetchNotifications = () => answer(api.me.notifications.$get({}))
type Told = Awaited<ReturnType<typeof fetchNotifications>>['items'][number]

/** Deeds after which somebody may have been told something. */
const telling = /^(?:comment\.added|question\.asked|edition\.assigned|translation\.returned)$/
/** What happens in other projects is looked for so often, in milliseconds. */
const lookAgain = 5 * 60_000

@customElement('st-notifications')
export class Notifications extends LitElement {
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private items: readonly Told[] = []
  @state() private unread = 0
  @state() private mail: boolean | null = null
  @state() private open = false
  @query('#list') private list!: HTMLElement // drawn always

  private readonly t = translate(this)
  #timer: ReturnType<typeof setInterval> | undefined

  override render(): TemplateResult {
    const name = this.unread > 0 ? this.t('desk.told.unread', { n: this.unread }) : this.t('desk.told.title')
    return html`<button class="button quiet icon-only" type="button" popovertarget="list" title=${name}>
        ${icon('bell')}<span class="visually-hidden">${name}</span>${
          this.unread > 0
            ? html`<span class="dot" aria-hidden="true">${language.number(this.unread)}</span>`
            : nothing
        }
      </button>
      <div id="list" popover aria-label=${this.t('desk.told.title')} role="dialog" @toggle=${this.#toggled}>
        <h2>${this.t('desk.told.title')}</h2>
        ${this.items.length === 0 ? html`<p class="soft">${this.t('desk.told.none')}</p>` : nothing}
        <ul class="plain">
          ${this.open ? this.items.map((item) => this.#item(item)) : nothing}
        </ul>
        ${
          this.mail === null
            ? nothing
            : html`<label class="choice small"
                ><input type="checkbox" .checked=${this.mail} @change=${this.#turnMail} />${this.t(
                  'desk.told.mail',
                )}</label
              >`
        }
      </div>`
  }

  #item(item: Told): TemplateResult {
    const { edition, ordinal } = item
    const said = this.t(`desk.told.${item.kind}`, { name: item.actor?.name ?? this.t('editor.somebody') })
    const content = html`<span class="said">${said}</span>
      ${item.category ? html`<span class="small">${this.t(`desk.category.${item.category}`)}</span>` : nothing}
      ${item.words ? html`<span class="words quote">${item.words}</span>` : nothing}
      <span class="soft small words" lang="en">${item.articleTitle}</span>
      <span class="soft small">${language.moment(item.at)}</span>`
    return html`<li class=${item.read ? '' : 'new'}>
      ${
        edition
          ? html`<a
              href="/editions/${edition.id}${ordinal === null ? '' : `?segment=${ordinal}`}"
              @click=${this.#close}
              >${content}</a
            >`
          : content
      }
    </li>`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => void this.#read(), lookAgain)
  }

  protected override firstUpdated(): void {
    this.services.changes.addEventListener(ProjectChanged.type, this.#heard)
    // What the page shows comes first.
    whenIdle(() => void this.#read())
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    this.services.changes.removeEventListener(ProjectChanged.type, this.#heard)
    super.disconnectedCallback()
  }

  #heard = (event: Event): void => {
    if (event instanceof ProjectChanged && telling.test(event.change.deed)) void this.#read()
  }

  async #read(): Promise<void> {
    if (document.hidden && this.items.length > 0) return
    const told = await fetchNotifications().catch(() => null)
    if (!told) return
    if (told.unread > this.unread)
      this.services.notices.announce(this.t('desk.told.unread', { n: told.unread }))
    this.items = told.items
    this.unread = told.unread
  }

  #toggled = async (event: ToggleEvent): Promise<void> => {
    this.open = event.newState === 'open'
    if (!this.open) return
    await this.#read()
    const newest = this.items[0]
    if (newest && this.unread > 0) {
      await answer(api.me.notifications.read.$put({ json: { upTo: newest.id } })).catch(() => undefined)
      this.unread = 0
    }
    const preferences = await answer(api.me.preferences.$get({})).catch(() => null)
    if (preferences) this.mail = preferences.mail === 'digest'
  }

  #turnMail = async (): Promise<void> => {
    const mail = !this.mail
    try {
      await answer(api.me.preferences.$patch({ json: { mail: mail ? 'digest' : 'off' } }))
      this.mail = mail
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  #close = (): void => this.list.hidePopover()

  static override styles = [
    base,
    css`
      :host {
        position: relative;
      }

      .button {
        position: relative;
        min-width: var(--control);
        color: var(--ink-soft);
      }

      .dot {
        position: absolute;
        inset-block-start: 0.1rem;
        inset-inline-end: 0;
        min-width: 1.1rem;
        padding-inline: 0.2rem;
        border-radius: 99px;
        background: var(--danger);
        color: var(--paper);
        font-size: 0.6875rem;
        font-weight: var(--strong);
        line-height: 1.1rem;
        text-align: center;
      }

      #list {
        position: fixed;
        inset: calc(var(--header) + 0.25rem) 1rem auto auto;
        width: min(24rem, calc(100vw - 2rem));
        max-height: min(36rem, 80dvh);
        margin: 0;
        padding: var(--space-4);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
        box-shadow: var(--shadow-high);
        color: var(--ink);
      }

      #list:popover-open {
        display: grid;
        gap: var(--space-3);
      }

      h2 {
        font-size: var(--text-m);
      }

      ul {
        display: grid;
        gap: var(--space-1);
      }

      li {
        padding: var(--space-2) var(--space-3);
        border-inline-start: 3px solid var(--line);
      }

      li.new {
        border-color: var(--accent);
        background: var(--accent-soft);
      }

      a {
        display: grid;
        color: var(--ink);
        text-decoration: none;
      }

      a:hover .said {
        text-decoration: underline;
      }

      .said {
        font-weight: var(--strong);
      }

      .quote {
        overflow-wrap: anywhere;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-notifications': Notifications
  }
}
