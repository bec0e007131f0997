// The frame around every page: header, navigation, messages; and which page is shown.

import { provide } from '@lit/context'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'

import { signedOutEvent } from './api/client.ts'
import { base } from './elements/base.ts'
import './header.ts'
import { icon } from './elements/icons.ts'
import './elements/notices.ts'
import type { PageTitled } from './elements/page.ts'
import { problemText } from './elements/problem.ts'
import { translate } from './i18n/translate.ts'
import { match, type Matched, safeReturn } from './router.ts'
import { Changes } from './stores/changes.ts'
import { Navigation } from './stores/navigation.ts'
import { Notices } from './stores/notices.ts'
import { type Services, servicesContext } from './stores/services.ts'
import { Session } from './stores/session.ts'
import { follow } from './stores/store.ts'
import { Theme } from './stores/theme.ts'

/** Pages that use the whole window and scroll inside. */
const fullHeight: ReadonlySet<string> = new Set(['st-edition-page', 'st-languages-page'])

/** So long may a window be hidden before its live stream is let go. */
const outOfSight = 30_000

/** The property of a page that takes each value of the address. */
const propertyOf: Readonly<Record<string, string>> = {
  token: 'token',
  project: 'projectId',
  article: 'articleId',
  edition: 'editionId',
  release: 'releaseId',
}

@customElement('st-app')
export class App extends LitElement {
  @provide({ context: servicesContext })
  services: Services = {
    session: new Session(),
    notices: new Notices(),
    navigation: new Navigation(),
    theme: new Theme(),
    changes: new Changes(),
  }

  @state() private matched: Matched | null = null
  @state() private failure: unknown = null
  @query('main') private main!: HTMLElement // drawn always
  #page: HTMLElement | null = null
  #shownPath = ''

  private readonly t = translate(this)

  constructor() {
    super()
    follow(this, () => this.services.session)
    follow(this, () => this.services.changes)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { navigation, session } = this.services
    navigation.start()
    navigation.addEventListener('change', () => void this.#show())
    session.addEventListener('change', () => void this.#show())
    window.addEventListener(signedOutEvent, () => {
      if (session.person) this.services.notices.show(this.t('sign-in.session-ended'), 'info')
      session.lost()
    })
    this.addEventListener('st-page-titled', (event) => this.#titled(event))
    document.addEventListener('visibilitychange', this.#watchOrNot)
    void this.#begin()
  }

  override render() {
    const signedIn = this.services.session.person !== null
    const section = this.matched?.route.section
    const editing = fullHeight.has(this.matched?.route.tag ?? '')
    return html`
      <header>
        <a class="skip button primary visually-hidden" href="#content" @click=${this.#skip}
          >${this.t('app.skip')}</a
        >
        <st-header .section=${section ?? ''} ?editing=${editing}></st-header>
      </header>
      ${
        signedIn && this.services.changes.interrupted
          ? html`<p class="lost" role="status">${icon('warning')} ${this.t('app.live-lost')}</p>`
          : nothing
      }
      <main id="content" tabindex="-1" class=${signedIn && !editing ? 'with-bar' : ''}>
        ${this.#content()}
      </main>
      <st-notices .notices=${this.services.notices}></st-notices>
    `
  }

  #content(): TemplateResult | HTMLElement | null {
    if (this.failure === null) return this.#page
    return html`<div class="failure">
      <st-problem .problem=${this.failure} .retry=${() => void this.#begin()}></st-problem>
    </div>`
  }

  async #begin(): Promise<void> {
    this.failure = null
    try {
      await this.services.session.load()
    } catch (error) {
      this.failure = error
    }
  }

  /** Draws the page of the address, or sends to sign-in and back. */
  async #show(): Promise<void> {
    const { navigation, session, changes } = this.services
    if (!session.known) return
    const { pathname, search } = navigation.url
    const matched = match(pathname)
    if (!session.person && !matched.route.open) {
      const here = pathname + search
      await navigation.go(here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`, {
        replace: true,
        force: true,
      })
      return
    }
    if (session.person && matched.route.tag === 'st-sign-in-page') {
      await navigation.go(safeReturn(navigation.url.searchParams.get('to')), { replace: true })
      return
    }
    if (matched.values['project']) session.visit(matched.values['project'])
    changes.watch(session.person ? session.projectId : null)
    if (this.#shownPath === pathname && this.#page) return
    await this.#load(matched, pathname)
  }

  async #load(matched: Matched, pathname: string): Promise<void> {
    try {
      await matched.route.load()
    } catch {
      // A new version was installed and the old chunks are gone.
      this.services.notices.show(problemText(null), 'danger')
      return
    }
    if (this.services.navigation.url.pathname !== pathname) return
    const first = this.#page === null
    this.services.navigation.guard(null)
    this.#shownPath = pathname
    this.#page = document.createElement(matched.route.tag)
    const values = Object.entries(matched.values).map(([name, value]) => [propertyOf[name] ?? name, value])
    Object.assign(this.#page, Object.fromEntries(values))
    this.matched = matched
    this.requestUpdate()
    await this.updateComplete
    // A screen reader starts at the new page, as after loading a document.
    if (!first) this.main.focus({ preventScroll: true })
  }

  #titled(event: PageTitled): void {
    document.title = `${event.heading} · Setara`
    this.services.notices.announce(event.heading)
  }

  #hidden: ReturnType<typeof setTimeout> | undefined

  /** A window that stays out of sight gives up its live stream. */
  #watchOrNot = () => {
    clearTimeout(this.#hidden)
    if (document.hidden) this.#hidden = setTimeout(() => this.services.changes.pause(), outOfSight)
    else this.services.changes.resume()
  }

  // The fragment cannot reach into a shadow root, so the link moves the focus itself.
  #skip = (event: Event) => {
    event.preventDefault()
    this.main.focus()
  }

  static override styles = [
    base,
    css`
      :host {
        min-height: 100dvh;
        display: grid;
        grid-template: auto auto 1fr / minmax(0, 1fr);
      }

      .skip {
        position: fixed;
        inset-block-start: var(--space-2);
        inset-inline-start: var(--space-2);
        z-index: 60;
      }

      header {
        grid-row: 1;
        position: sticky;
        inset-block-start: 0;
        z-index: 30;
      }

      .lost {
        grid-row: 2;
        padding: var(--space-2) var(--space-5);
        background: var(--warn-soft);
        color: var(--warn);
        font-size: var(--text-s);
      }

      main {
        grid-row: 3;
        min-width: 0;
      }

      main:focus {
        outline: none;
      }

      .failure {
        max-width: 40rem;
        margin: var(--space-7) auto;
        padding-inline: var(--space-4);
      }

      @media (width < 48rem) {
        .with-bar {
          padding-block-end: 4.5rem;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-app': App
  }
}
