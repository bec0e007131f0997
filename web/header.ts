// The bar at the top: name, navigation, project, language, appearance, account. On a phone the navigation is at the bottom.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { locales, type Locale } from '#locales/locale.ts'

import { changeMe } from './api/session.ts'
import { base } from './elements/base.ts'
import { icon, type IconName } from './elements/icons.ts'
import { problemText } from './elements/problem.ts'
import { language } from './i18n/language.ts'
import { nativeName } from './i18n/names.ts'
import { translate } from './i18n/translate.ts'
import './notifications.ts'
import { type Services, servicesContext } from './stores/services.ts'
import { follow } from './stores/store.ts'
import { themes, type ThemeName } from './stores/theme-names.ts'

interface Entry {
  readonly section: string
  readonly icon: IconName
  readonly href: string
}

interface MenuItem {
  readonly value: string
  readonly label: string
  readonly lang?: string
  readonly checked?: boolean
  readonly icon?: IconName
}

/** Fetches what menus are made of: only when somebody comes near them, because a page is read without. */
const fetchMenus = () => import('./elements/menu.ts')

/** The entry of the menu that turns loops on and off. */
const loops = 'loops'

@customElement('st-header')
export class Header extends LitElement {
  /** The entry of the navigation that the page belongs to. */
  @property() section = ''
  /** The editor needs the height: no bar at the bottom. */
  @property({ type: Boolean, reflect: true }) editing = false
  @consume({ context: servicesContext }) services!: Services // provided by the shell before the first drawing

  private readonly t = translate(this)

  constructor() {
    super()
    for (const near of ['pointerenter', 'focusin'])
      this.addEventListener(near, () => void fetchMenus().catch(() => {}), { once: true })
    follow(this, () => this.services?.session)
    follow(this, () => this.services?.theme)
  }

  override render() {
    const { person } = this.services.session
    return html`<div class="bar">
      <a class="brand" href="/" aria-label=${this.t('app.home')}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M8 12.5h16M8 19.5h16" />
        </svg>
        <span lang="ms">Setara</span>
      </a>
      ${person ? html`${this.#projectMenu()}${this.#navigation()}` : nothing}
      <div class="tools">
        ${person ? html`<st-notifications></st-notifications>` : nothing} ${this.#languageMenu()}
        ${this.#themeMenu()} ${person ? this.#accountMenu(person.name) : nothing}
      </div>
    </div>`
  }

  #navigation(): TemplateResult {
    const { session } = this.services
    const project = session.projectId
    const manages =
      session.person?.administrator ||
      session.person?.memberships.some((held) => held.projectId === project && held.role === 'manager')
    const entries: readonly Entry[] = [
      { section: 'work', icon: 'desk', href: '/' },
      ...(project
        ? ([
            { section: 'articles', icon: 'document', href: `/projects/${project}/articles` },
            { section: 'glossary', icon: 'book', href: `/projects/${project}/glossary` },
          ] as const)
        : []),
      ...(project && manages
        ? ([{ section: 'people', icon: 'people', href: `/projects/${project}/people` }] as const)
        : []),
    ]
    return html`<nav aria-label=${this.t('app.navigation')}>
      ${entries.map(
        (entry) =>
          html`<a href=${entry.href} aria-current=${entry.section === this.section ? 'page' : nothing}>
            ${icon(entry.icon)}<span>${this.t(`nav.${entry.section}`)}</span>
          </a>`,
      )}
    </nav>`
  }

  #projectMenu(): TemplateResult | typeof nothing {
    const { session } = this.services
    const projects = session.person?.projects ?? []
    const current = projects.find((project) => project.id === session.projectId)
    if (!current) return nothing
    return this.#menu(
      html`<span>${current.name}</span>${icon('chevron-down')}`,
      `${this.t('app.project')}: ${current.name}`,
      [
        ...projects.map(({ id, name }) => ({ value: id, label: name, checked: id === current.id })),
        { value: '', label: this.t('project.all'), icon: 'settings' as const },
      ],
      (id) => void this.services.navigation.go(`/projects/${id || current.id}`),
      'project',
    )
  }

  #languageMenu(): TemplateResult {
    const own = nativeName(language.locale)
    return this.#menu(
      html`${icon('globe')}<span class="wide">${own}</span>`,
      `${this.t('app.language')}: ${own}`,
      locales.map((locale) => ({
        value: locale,
        label: nativeName(locale),
        lang: locale,
        checked: locale === language.locale,
      })),
      (locale) => void this.#chooseLanguage(locale as Locale), // the values are the locales above
      'language',
    )
  }

  #themeMenu(): TemplateResult {
    const { theme } = this.services
    return this.#menu(
      icon(theme.name === 'dark' ? 'moon' : 'sun'),
      `${this.t('app.appearance')}: ${this.t(`theme.${theme.name}`)}`,
      [
        ...themes.map((name) => ({
          value: name,
          label: this.t(`theme.${name}`),
          checked: theme.name === name,
        })),
        { value: loops, label: this.t('desk.looped'), checked: theme.loops },
      ],
      // The other values are the themes above.
      (name) => (name === loops ? theme.turnLoops() : theme.choose(name as ThemeName)),
      'theme',
    )
  }

  #accountMenu(name: string): TemplateResult {
    return this.#menu(
      icon('person'),
      this.t('app.account', { name }),
      [
        { value: 'me', label: this.t('nav.account'), icon: 'settings' },
        ...(this.services.session.person?.administrator
          ? [{ value: 'accounts', label: this.t('nav.accounts'), icon: 'people' as const }]
          : []),
        { value: 'out', label: this.t('action.sign-out'), icon: 'external' },
      ],
      (value) => {
        if (value === 'out') void this.#signOut()
        else void this.services.navigation.go(`/${value}`)
      },
      'account',
    )
  }

  #menu(
    face: TemplateResult,
    label: string,
    items: readonly MenuItem[],
    choose: (value: string) => void,
    kind: string,
  ): TemplateResult {
    return html`<wa-dropdown
      class=${kind}
      placement="bottom-end"
      distance="6"
      @wa-select=${(event: CustomEvent<{ item: { value: string } }>) => choose(event.detail.item.value)}
    >
      <button
        slot="trigger"
        class="button quiet tool"
        type="button"
        aria-label=${label}
        @click=${(event: Event) => void this.#openEarly(event)}
      >
        ${face}
      </button>
      ${items.map(
        (item) =>
          html`<wa-dropdown-item value=${item.value} aria-current=${item.checked ? 'true' : nothing}>
            <span slot="icon" class="mark"
              >${item.checked ? icon('check') : item.icon ? icon(item.icon) : nothing}</span
            >
            <span lang=${item.lang ?? nothing}>${item.label}</span>
          </wa-dropdown-item>`,
      )}
    </wa-dropdown>`
  }

  /** Opens a menu that was pressed before what it is made of had come; afterwards it opens by itself. */
  async #openEarly(event: Event): Promise<void> {
    if (customElements.get('wa-dropdown')) return
    const menu = (event.currentTarget as HTMLElement).closest('wa-dropdown')
    try {
      await fetchMenus()
      if (menu) menu.open = true
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  async #chooseLanguage(locale: Locale): Promise<void> {
    try {
      await language.choose(locale)
      if (this.services.session.person) this.services.session.accept(await changeMe({ uiLocale: locale }))
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  async #signOut(): Promise<void> {
    try {
      await this.services.session.end()
      await this.services.navigation.go('/sign-in', { force: true })
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  static override styles = [
    base,
    css`
      /* Until the menus have come: their faces only. */
      wa-dropdown:not(:defined) {
        display: contents;
      }

      wa-dropdown:not(:defined) wa-dropdown-item {
        display: none;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--header);
        padding-inline: var(--space-5) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      .brand {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        margin-inline-end: var(--space-2);
        color: var(--ink);
        font-size: 1.0625rem;
        font-weight: var(--strong);
        text-decoration: none;
      }

      .brand svg {
        width: 1.75rem;
        height: 1.75rem;
      }

      .brand rect {
        fill: var(--accent);
      }

      .brand path {
        stroke: var(--on-accent);
        stroke-width: 4;
        stroke-linecap: round;
      }

      .tool {
        gap: var(--space-2);
        min-width: var(--control);
        padding: 0.2rem 0.55rem;
        color: var(--ink-soft);
        font-weight: 400;
      }

      .project {
        flex: 0 1 auto;
        min-width: 0;
      }

      .project .tool {
        max-width: min(16rem, 100%);
        color: var(--ink);
      }

      .project .tool span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        /* High enough for stacked marks, which would otherwise be cut. */
        line-height: 2;
      }

      .mark {
        display: inline-flex;
        width: 1.3em;
        color: var(--accent);
      }

      nav {
        display: flex;
        align-self: stretch;
        gap: var(--space-1);
        margin-inline-start: var(--space-3);
      }

      nav a {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        padding-inline: var(--space-3);
        border-block: 3px solid transparent;
        color: var(--ink-soft);
        font-weight: var(--strong);
        text-decoration: none;
      }

      nav a:hover {
        color: var(--ink);
        background: var(--sunk);
      }

      nav a[aria-current] {
        border-block-end-color: var(--accent);
        color: var(--ink);
      }

      nav a:focus-visible {
        outline-offset: -3px;
      }

      .tools {
        display: flex;
        flex: none;
        gap: var(--space-1);
        margin-inline-start: auto;
      }

      @media (width < 64rem) {
        nav a .icon,
        .brand span {
          display: none;
        }

        nav {
          margin-inline-start: 0;
        }

        nav a {
          padding-inline: var(--space-2);
        }
      }

      @media (width < 48rem) {
        .bar {
          padding-inline: var(--space-3) var(--space-2);
        }

        .wide {
          display: none;
        }

        nav {
          position: fixed;
          inset: auto 0 0;
          z-index: 30;
          justify-content: space-around;
          padding-block-end: env(safe-area-inset-bottom);
          border-block-start: 1px solid var(--line);
          background: var(--surface);
        }

        :host([editing]) nav {
          display: none;
        }

        nav a {
          flex: 1;
          flex-direction: column;
          justify-content: center;
          gap: 0;
          min-height: 3.5rem;
          padding: var(--space-1);
          font-size: var(--text-s);
          line-height: 1.5;
          text-align: center;
        }

        nav a .icon {
          display: block;
          width: 1.35em;
          height: 1.35em;
        }

        nav a[aria-current] {
          border-block-color: var(--accent) transparent;
        }
      }

      @media (forced-colors: active) {
        nav a[aria-current] {
          border-block-end-color: Highlight;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-header': Header
  }
}
