// The edition page: the article in two languages, the open segment with its field, and what helps beside it.

import '@lit-labs/virtualizer'
import type { LitVirtualizer } from '@lit-labs/virtualizer'
import { consume } from '@lit/context'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { Problem } from '../api/client.ts'
import { fetchOnce } from '../api/early.ts'
import { base } from '../elements/base.ts'
import { whenIdle } from '../elements/idle.ts'
import { PageTitled } from '../elements/page.ts'
import '../elements/problem.ts'
import '../elements/skeleton.ts'
import { translate } from '../i18n/translate.ts'
import { servicesContext } from '../stores/services.ts'
import type { Services } from '../stores/services.ts'
import { bindings } from './bindings.ts'
import { runAsked, runCommand, type CommandPlace } from './command-runs.ts'
import { commandOf } from './commands.ts'
import type { ConflictDecided } from './conflict-view.ts'
import { openDrafts } from './drafts.ts'
import { editionApi } from './edition-api.ts'
import type { EditionWire } from './edition-api.ts'
import { EditionDeeds, type Desk } from './edition-deeds.ts'
import { EditionDialogs, type DialogPlace } from './edition-dialogs.ts'
import './edition-head.ts'
import type { EditionHead } from './edition-head.ts'
import type { Item } from './edition-item.ts'
import { EditionLive, type LivePlace } from './edition-live.ts'
import { pageStyles } from './edition-page-styles.ts'
import './edition-row.ts'
import type { CommandAsked, EditionRow, RowOpened } from './edition-row.ts'
import './edition-side.ts'
import type { EditionSide } from './edition-side.ts'
import { EditionStore } from './edition-store.ts'
import type { FilterChanged, LayoutChosen, NumberSought, NumberTyped } from './edition-tools.ts'
import { FieldFocus, type FocusPlace } from './field-focus.ts'
import { filterOf, isOpen, needsTexts, noFilter, visibleItems, withFilter } from './filters.ts'
import type { Filter } from './filters.ts'
import { nextLayout, rememberLayout, rememberedLayout } from './layouts.ts'
import type { Layout } from './layouts.ts'
import { ListPlace, type ListPage } from './list-place.ts'
import type { MatchChosen } from './memory-panel.ts'
import type { FindingChosen, FixChosen, TermChosen, VersionRestored } from './panel-events.ts'
import type { RecutDesk } from './recut.ts'
import { rowLayout } from './row-layout.ts'
import { shareSender } from './shared-sender.ts'
import { loadField } from './target-field.ts'
import type { FieldMemory, TargetChanged } from './target-field.ts'
import type { PresenceWire } from './together-api.ts'

/** Milliseconds until what could not be read is asked for again. */
const betweenAttempts = 2_000

type PageDesk = CommandPlace & Desk & DialogPlace & FocusPlace & ListPage & LivePlace & RecutDesk

@customElement('st-edition-page')
export class EditionPage extends LitElement {
  @property() editionId = ''
  @consume({ context: servicesContext }) services!: Services // given by the shell before the first render

  @state() private store: EditionStore | null = null
  @state() private failure: unknown = null
  @state() private filter: Filter = noFilter
  @state() private showsPreview = false
  @state() private showsSigns = false
  @state() private layout: Layout = rememberedLayout()
  @query('lit-virtualizer') private list!: LitVirtualizer<Item> | null // once the edition is there
  @query('st-edition-head') private head!: EditionHead | null // once the edition is there
  @query('st-edition-side') private side!: EditionSide | null // once the edition is there

  private readonly t = translate(this)
  readonly #memory: FieldMemory = new Map()
  /** The rows that the filter lets through. */
  private visible: readonly Item[] = []
  /** The sentence at the top of what is seen, which the preview follows. */
  @state() private topOrdinal = 1
  /** Rows are shown again in spite of the filter, around the open one. */
  @state() private surroundings = false
  /** What happens in the edition while it is open. */
  #live: EditionLive | null = null
  readonly #desk = this.#makeDesk()
  readonly #deeds = new EditionDeeds(this.#desk)
  readonly #dialogs = new EditionDialogs(this, this.#desk)
  readonly #focus = new FieldFocus(this, this.#desk)
  readonly #place = new ListPlace(this.#desk)
  override render(): TemplateResult {
    const { store } = this
    if (this.failure !== null) {
      return html`<st-problem .problem=${this.failure} .retry=${() => void this.#begin()}></st-problem>`
    }
    if (!store?.detail) return html`<st-skeleton></st-skeleton>`
    const open = store.item(store.activeId)
    return html`
      <st-edition-head
        .store=${store}
        .items=${store.items}
        .filter=${this.filter}
        .shown=${this.visible.length}
        .layout=${this.layout}
        .others=${this.#live?.others ?? nobody}
        ?previewing=${this.showsPreview}
      ></st-edition-head>
      <div class="columns ${this.showsPreview ? 'previewing' : ''}">
        <div class="article">
          ${this.#focus.box}
          ${this.visible.length === 0 ? html`<p class="nothing soft">${this.t('editor.nothing-fits')}</p>` : nothing}
          <lit-virtualizer
            role="list"
            tabindex="-1"
            aria-label=${this.t('editor.list')}
            ?scroller=${true}
            .layout=${rowLayout}
            .items=${[...this.visible]}
            .keyFunction=${(item: Item) => item.outline.translationId}
            .renderItem=${this.#rowOf(store, store.detail)}
            @rangeChanged=${this.#rangeChanged}
          ></lit-virtualizer>
        </div>
        ${
          this.showsPreview
            ? html`<st-live-preview
                .store=${store}
                .items=${store.items}
                .activeId=${store.activeId}
                .topOrdinal=${this.topOrdinal}
              ></st-live-preview>`
            : nothing
        }
        <st-edition-side
          .store=${store}
          .item=${open ?? null}
          .comments=${this.#live?.comments.get(open?.outline.segmentId ?? '') ?? 0}
        ></st-edition-side>
      </div>
      ${this.#dialogs.render()}
    `
  }

  // A new function each time, so that the list draws its rows anew.
  #rowOf(store: EditionStore, { edition: { locale }, can }: EditionWire) {
    return (item: Item, index: number): TemplateResult => {
      const active = item.outline.translationId === store.activeId
      return html`<st-edition-row
        role="listitem"
        aria-current=${active ? 'true' : nothing}
        .item=${item}
        .locale=${locale}
        .memory=${this.#memory}
        ?active=${active}
        ?first=${this.visible[index - 1]?.outline.block !== item.outline.block}
        ?reviews=${can['review'] === true}
        ?waives=${can['waive'] === true}
        ?signs=${this.showsSigns}
        .layout=${this.showsPreview && this.layout === 'side' ? 'stacked' : this.layout}
        .comments=${this.#live?.comments.get(item.outline.segmentId) ?? 0}
        .people=${this.#live?.at(item.outline.translationId) ?? nobody}
      ></st-edition-row>`
    }
  }

  constructor() {
    super()
    this.addEventListener('st-row-opened', (event: RowOpened) => void this.#activate(event.translationId))
    this.addEventListener('st-target-changed', this.#write)
    this.addEventListener('st-comments-changed', () => void this.#live?.countComments())
    this.addEventListener('st-terms-changed', () => this.store?.reread(this.store.activeId))
    this.addEventListener('st-fix-chosen', ({ fix }: FixChosen) =>
      this.#row?.field?.replaceRange(fix.start, fix.end, fix.text),
    )
    this.addEventListener('st-version-restored', (event: VersionRestored) =>
      this.#row?.field?.replaceAll(event.text),
    )
    this.addEventListener('st-layout-chosen', (event: LayoutChosen) => this.#setLayout(event.layout))
    this.addEventListener('st-command-asked', (event: CommandAsked) => runAsked(event, this.#desk))
    this.addEventListener('st-match-chosen', (event: MatchChosen) => {
      const { text, score: match } = event
      if (this.store?.activeId) this.store.offer(this.store.activeId, { text, match, origin: 'memory' })
      this.#row?.field?.replaceAll(text)
    })
    this.addEventListener('st-term-chosen', (event: TermChosen) => this.#row?.field?.insertText(event.text))
    this.addEventListener('st-finding-chosen', (event: FindingChosen) => this.#deeds.chooseFinding(event))
    this.addEventListener('st-conflict-decided', this.#decide)
    this.addEventListener('st-filter-changed', this.#setFilter)
    this.addEventListener('st-number-sought', this.#goTo)
    this.addEventListener('st-number-typed', ({ ordinal }: NumberTyped) => {
      const item = this.#itemAt(ordinal)
      if (item) this.store?.expect(item.outline.translationId)
    })
    // The help takes half of a small screen; what is being written stays in view.
    this.addEventListener('st-side-toggled', () => this.#row?.field?.scrollIntoView({ block: 'nearest' }))
    this.addEventListener('focusout', this.#leaveField)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void bindings.load()
    window.addEventListener('keydown', this.#key)
    window.addEventListener('online', this.#online)
    window.addEventListener('pagehide', this.#pageHides)
    window.addEventListener('beforeunload', this.#unloads)
    document.addEventListener('visibilitychange', this.#pageHides)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('keydown', this.#key)
    window.removeEventListener('online', this.#online)
    window.removeEventListener('pagehide', this.#pageHides)
    window.removeEventListener('beforeunload', this.#unloads)
    document.removeEventListener('visibilitychange', this.#pageHides)
    clearTimeout(this.#retry)
    this.#coming = null
    this.#follow(null)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('editionId')) void this.#begin()
    const { store } = this
    const filter = this.surroundings ? noFilter : this.filter
    const facts = {
      personId: this.services.session.person?.id ?? '',
      comments: this.#live?.comments ?? noComments,
    }
    this.visible = store ? visibleItems(store.items, filter, store.activeId, facts) : []
  }

  #retry: ReturnType<typeof setTimeout> | undefined
  /** The store that is being read; an older reading that ends later must not replace it. */
  #coming: EditionStore | null = null

  async #begin(): Promise<void> {
    const { editionId, services } = this
    clearTimeout(this.#retry)
    const before = this.store?.detail?.edition.id === editionId ? this.store : null
    const personId = services.session.person?.id ?? ''
    const drafts = openDrafts()
    const api = shareSender(editionId, personId, editionApi(fetchOnce))
    const store = new EditionStore({ editionId, personId, api, drafts, close: () => api.close() })
    this.#coming = store
    try {
      await Promise.all([store.load(), loadField()])
    } catch (error) {
      store.close()
      if (store !== this.#coming) return
      this.failure = error
      // A server that starts again is met without anybody's help; a refusal stays one.
      if (!(error instanceof Problem) || error.status === 0 || error.status >= 500)
        this.#retry = setTimeout(() => void this.#begin(), betweenAttempts)
      return
    }
    if (store !== this.#coming || !store.detail) return store.close()
    this.failure = null
    this.#follow(store)
    const { article, project } = store.detail
    services.session.visit(project.id)
    services.changes.watch(project.id)
    this.dispatchEvent(new PageTitled(article.title))
    const search = new URLSearchParams(location.search)
    this.filter = filterOf(search)
    this.#readAllIfNeeded()
    // Whoever was somewhere already stays there.
    const here = before?.item(before.activeId)?.outline.ordinal
    const wanted = here ?? Number(search.get('segment'))
    const first =
      store.items.find((item) => item.outline.ordinal === wanted) ??
      store.items.find((item) => this.#deeds.isToDo(item)) ??
      store.items[0]
    if (first) await this.#activate(first.outline.translationId)
    // Whoever writes is told a moment later what the checks say.
    whenIdle(() => void store.loadChecks())
  }

  #follow(store: EditionStore | null): void {
    this.#live?.close()
    this.store = store
    this.#live = store && new EditionLive(store, this.editionId, this.#desk)
    this.#live?.addEventListener('change', () => this.requestUpdate())
  }

  #write = (event: TargetChanged): void => this.#deeds.write(event)

  #leaveField = (): void => {
    const active = this.store?.activeId
    if (active && !this.#row?.field?.composing) this.store?.flush(active)
  }

  #online = (): void => this.store?.retryNow()

  #pageHides = (event: Event): void => {
    if (event.type === 'pagehide' || document.visibilityState === 'hidden') this.store?.flushAll()
  }

  #unloads = (event: BeforeUnloadEvent): void => {
    if (!this.store?.unsent) return
    this.store.flushAll()
    event.preventDefault()
  }

  // The list marks its rows in its own time: the one that was open before may still be marked.
  get #row(): EditionRow | null {
    const row = this.renderRoot.querySelector<EditionRow>('st-edition-row[active]')
    return row?.item?.outline.translationId === this.store?.activeId ? row : null
  }

  async #activate(translationId: string): Promise<void> {
    const { store } = this
    if (!store) return
    store.activate(translationId)
    this.#focus.await(translationId)
    this.requestUpdate()
    // The list goes there while the texts are on their way. Without an answer the row is shown empty;
    // its field takes the focus when the texts are there.
    const texts = store.readOpen().catch(() => this.#readLater(store, translationId))
    await this.#place.reveal(translationId)
    await texts
    // With its texts a row is higher than without.
    await this.#place.reveal(translationId)
    await this.#focus.arrive(translationId)
  }

  /** Asks again for the texts of the open row, for as long as it is open and has none. */
  #readLater(store: EditionStore, translationId: string): void {
    setTimeout(() => {
      if (store !== this.store || store.activeId !== translationId || store.item(translationId)?.row) return
      void store.readOpen().catch(() => this.#readLater(store, translationId))
    }, betweenAttempts)
  }

  #rangeChanged = (event: Event & { first?: number; last?: number }): void => {
    this.#place.drew(event.first ?? 0, event.last ?? 0)
    const [first, last] = [this.visible[event.first ?? 0], this.visible[event.last ?? 0]]
    const { store } = this
    if (!first || !last || !store) return
    if (this.showsPreview) this.topOrdinal = first.outline.ordinal
    const from = store.items.indexOf(first)
    const to = store.items.indexOf(last)
    void store.draw(from, to < 0 ? from : to).catch(() => undefined)
  }

  /** A search and the preview look at every text. */
  #readAllIfNeeded(): void {
    if (this.showsPreview || needsTexts(this.filter)) void this.store?.ensureAll().catch(() => undefined)
  }

  #setFilter = (event: FilterChanged): void => this.#showOnly(event.filter)

  #showOnly(filter: Filter): void {
    this.filter = filter
    this.surroundings = false
    this.#readAllIfNeeded()
    const search = withFilter(new URLSearchParams(location.search), filter).toString()
    // The address can be sent to a colleague, who then sees the same rows.
    void this.services.navigation.go(`${location.pathname}${search ? `?${search}` : ''}`, { replace: true })
  }

  #setLayout(layout: Layout): void {
    this.layout = layout
    rememberLayout(layout)
  }

  #itemAt(ordinal: number): Item | undefined {
    return this.store?.items.find((one) => one.outline.ordinal === ordinal)
  }

  #goTo = (event: NumberSought): void => {
    const item = this.#itemAt(event.ordinal)
    if (!item) return
    if (!isOpen(this.filter)) this.#showOnly(noFilter)
    void this.#activate(item.outline.translationId)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.#dialogs.open || !this.store) return
    const target = event.composedPath()[0]
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    const situation = { item: this.#deeds.active, typing }
    const asked = commandOf(event, situation, (id) => bindings.keysOf(id))
    if (asked && !this.#row?.field?.composing) {
      event.preventDefault()
      runCommand(asked.command.id, asked.digit, this.#desk)
    } else if (!asked && event.key === 'Escape' && !event.isComposing) void this.#focus.enter()
  }

  async #togglePreview(): Promise<void> {
    await import('./live-preview.ts')
    this.showsPreview = !this.showsPreview
    this.#readAllIfNeeded()
  }

  #decide = (event: ConflictDecided): void => {
    this.store?.resolve(event.translationId, event.resolution)
    void this.#focus.enter()
  }

  /** What all that works on this page may know of it. */
  #makeDesk(): PageDesk {
    // oxlint-disable-next-line no-this-alias
    const page = this
    return {
      t: (key, values) => page.t(key, values),
      get services() {
        return page.services
      },
      get store() {
        return page.store
      },
      get deeds() {
        return page.#deeds
      },
      get dialogs() {
        return page.#dialogs
      },
      get updateComplete() {
        return page.updateComplete
      },
      get visible() {
        return page.visible
      },
      get others() {
        return page.#live?.others ?? nobody
      },
      get list() {
        return page.list
      },
      get head() {
        return page.head
      },
      get side() {
        return page.side
      },
      get row() {
        return page.#row
      },
      get field() {
        return page.#row?.field ?? null
      },
      ask: (question) => void page.#dialogs.ask(question),
      askBorder: (question) => void page.#dialogs.askBorder(question),
      run: (command) => runCommand(command, null, page.#desk),
      activate: (translationId) => page.#activate(translationId),
      focusField: () => page.#focus.enter(),
      openComments: (words?: string) => void page.side?.openComments(words ?? ''),
      said: () => page.side?.refreshComments(),
      reload: () => void page.#begin(),
      reread: () => page.#readAllIfNeeded(),
      toggleSigns: () => (page.showsSigns = !page.showsSigns),
      toggleSurroundings: () => (page.surroundings = !page.surroundings),
      togglePreview: () => page.#togglePreview(),
      nextLayout: () => page.#setLayout(nextLayout(page.layout)),
    }
  }

  static override styles = [...base, pageStyles]
}

const nobody: readonly PresenceWire[] = []
const noComments: ReadonlyMap<string, number> = new Map()

declare global {
  interface HTMLElementTagNameMap {
    'st-edition-page': EditionPage
  }
}
