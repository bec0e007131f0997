// The edition page: the article in two languages, the open segment with its field, and what helps beside it.

import '@lit-labs/virtualizer'
import type { LitVirtualizer } from '@lit-labs/virtualizer'
import { consume } from '@lit/context'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { Problem, signedOutEvent } from '../api/client.ts'
import { fetchOnce } from '../api/early.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { askToLeave } from '../elements/leave.ts'
import { PageTitled } from '../elements/page.ts'
import '../elements/problem.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/skeleton.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { PresenceHeard, ProjectChanged } from '../stores/changes.ts'
import { servicesContext } from '../stores/services.ts'
import type { Services } from '../stores/services.ts'
import { bindings } from './bindings.ts'
import { commandOf } from './commands.ts'
import type { CommandId } from './commands.ts'
import type { ConflictDecided } from './conflict-view.ts'
import { openDrafts } from './drafts.ts'
import { editionApi } from './edition-api.ts'
import type { EditionWire } from './edition-api.ts'
import { EditionDeeds } from './edition-deeds.ts'
import './edition-head.ts'
import type { EditionHead, FilterChanged, LayoutChosen, NumberSought } from './edition-head.ts'
import { pageStyles } from './edition-page-styles.ts'
import './edition-row.ts'
import type { CommandAsked, EditionRow, RowOpened } from './edition-row.ts'
import { EditionNews } from './edition-item.ts'
import { EditionStore, loadChecks } from './edition-store.ts'
import type { Item } from './edition-item.ts'
import { filterOf, isOpen, needsTexts, noFilter, visibleItems, withFilter } from './filters.ts'
import type { Filter } from './filters.ts'
import { nextLayout, rememberLayout, rememberedLayout } from './layouts.ts'
import type { Layout } from './layouts.ts'
import { ListPlace, type ListPage } from './list-place.ts'
import type { Choice, Palette } from './palette.ts'
import { commandChoices, findChoices } from './palette-choices.ts'
import { Presences } from './presence.ts'
import type { ReasonQuestion } from './reason-dialog.ts'
import './memory-panel.ts'
import type { MatchChosen, MemoryPanel } from './memory-panel.ts'
import './segment-panel.ts'
import type { FindingChosen, FixChosen, TermChosen, VersionRestored } from './panel-events.ts'
import type { SegmentPanel } from './segment-panel.ts'
import { askJoin, askSplit, type RecutDesk } from './recut.ts'
import { shareSender } from './shared-sender.ts'
import type { SplitQuestion } from './split-dialog.ts'
import { loadField } from './target-field.ts'
import type { FieldMemory, TargetChanged, TargetField } from './target-field.ts'
import { fetchOpenComments } from './together-api.ts'
import type { PresenceWire } from './together-api.ts'
import { catchWords, TypedAhead } from './typed-ahead.ts'

// Both are needed for the first key; they come while the texts are on their way.
void loadField().catch(() => undefined)
void loadChecks().catch(() => undefined)

/** Milliseconds until what could not be read is asked for again. */
const betweenAttempts = 2_000

/** What changes the sentences of an article, so that every row is another one. */
/** Milliseconds between a change of the glossary and the reading of its terms. */
const termPause = 1500

const sourceDeeds = /^article\.(?:updated|restored|corrected|recut|block-decided)$/

@customElement('st-edition-page')
export class EditionPage extends LitElement {
  @property() editionId = ''
  @consume({ context: servicesContext }) services!: Services // given by the shell before the first render

  @state() private store: EditionStore | null = null
  @state() private failure: unknown = null
  @state() private filter: Filter = noFilter
  @state() private question: ReasonQuestion | null = null
  @state() private border: SplitQuestion | null = null
  /** The dialog that lies over the page, if one does. */
  @state() private dialog: 'keys' | 'palette' | 'replace' | 'concordance' | null = null
  @state() private sought = ''
  @state() private showsPanel = false
  @state() private showsPreview = false
  @state() private showsSigns = false
  @state() private layout: Layout = rememberedLayout()
  /** Number of open comments by segment. */
  @state() private comments: ReadonlyMap<string, number> = new Map()

  @query('lit-virtualizer') private list!: LitVirtualizer<Item> | null // once the edition is there
  @query('st-edition-head') private head!: EditionHead | null // once the edition is there
  @query('st-memory-panel') private memoryPanel!: MemoryPanel | null // while a segment is open
  @query('st-segment-panel') private panel!: SegmentPanel | null // once the edition is there

  private readonly t = translate(this)
  readonly #memory: FieldMemory = new Map()
  #soughtIn: 'source' | 'target' = 'source'
  /** The rows that the filter lets through. */
  private visible: readonly Item[] = []
  private presences: Presences | null = null
  /** The sentence at the top of what is seen, which the preview follows. */
  @state() private topOrdinal = 1
  /** Rows are shown again in spite of the filter, around the open one. */
  @state() private surroundings = false
  readonly #deeds = this.#makeDeeds()
  #terms: ReturnType<typeof setTimeout> | undefined
  readonly #place = new ListPlace(this.#listPage())
  readonly #ahead = new TypedAhead((text) => this.#row?.field?.insertText(text))

  override render(): TemplateResult {
    const { store } = this
    if (this.failure !== null) {
      return html`<st-problem .problem=${this.failure} .retry=${() => void this.#begin()}></st-problem>`
    }
    if (!store?.detail) return html`<st-skeleton></st-skeleton>`
    return html`
      <st-edition-head
        .store=${store}
        .items=${store.items}
        .filter=${this.filter}
        .shown=${this.visible.length}
        .layout=${this.layout}
        .others=${this.presences?.others ?? []}
        ?previewing=${this.showsPreview}
      ></st-edition-head>
      <div class="columns ${this.showsPreview ? 'previewing' : ''}">
        <div class="article">
          ${this.visible.length === 0 ? html`<p class="nothing soft">${this.t('editor.nothing-fits')}</p>` : nothing}
          <lit-virtualizer
            role="list"
            tabindex="-1"
            aria-label=${this.t('editor.list')}
            ?scroller=${true}
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
        <aside aria-label=${this.t('editor.panel')} ?data-open=${this.showsPanel}>
          <button
            class="handle button"
            type="button"
            aria-expanded=${this.showsPanel ? 'true' : 'false'}
            @click=${this.#togglePanel}
          >
            ${this.#panelSummary(store)} ${icon('chevron-down')}
          </button>
          <st-segment-panel
            .item=${store.item(store.activeId) ?? null}
            .store=${store}
            .locale=${store.detail.edition.locale}
            .comments=${this.comments.get(store.item(store.activeId)?.outline.segmentId ?? '') ?? 0}
            >${this.#memoryOf(store)}</st-segment-panel
          >
        </aside>
      </div>
      <st-reason-dialog .question=${this.question} .closed=${this.#endQuestion}></st-reason-dialog>
      <st-split-dialog .question=${this.border} .closed=${this.#endBorder}></st-split-dialog>
      <st-dialog
        wide
        ?open=${this.dialog === 'concordance'}
        heading=${this.t('memory.concordance')}
        @st-dialog-closed=${this.#endDialog}
      >
        ${
          this.dialog === 'concordance'
            ? html`<st-concordance
                .projectId=${store.detail.project.id}
                .locale=${store.detail.edition.locale}
                .words=${this.sought}
                .side=${this.#soughtIn}
              ></st-concordance>`
            : nothing
        }
      </st-dialog>
      <st-keys-dialog ?open=${this.dialog === 'keys'} .closed=${this.#endDialog}></st-keys-dialog>
      <st-palette
        @focusin=${this.#paletteReady}
        ?open=${this.dialog === 'palette'}
        .closed=${this.#endDialog}
        .choices=${
          this.dialog === 'palette'
            ? commandChoices(this.t, this.#deeds.active, (id) => this.#run(id, null))
            : []
        }
        .find=${this.#find}
      ></st-palette>
      <st-replace-dialog
        ?open=${this.dialog === 'replace'}
        .closed=${this.#endDialog}
        .store=${store}
        .locale=${store.detail.edition.locale}
      ></st-replace-dialog>
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
        .block=${store.block(item)}
        .locale=${locale}
        .memory=${this.#memory}
        ?active=${active}
        ?first=${this.visible[index - 1]?.outline.block !== item.outline.block}
        ?reviews=${can['review'] === true}
        ?waives=${can['waive'] === true}
        ?signs=${this.showsSigns}
        .layout=${this.showsPreview && this.layout === 'side' ? 'stacked' : this.layout}
        .comments=${this.comments.get(item.outline.segmentId) ?? 0}
        .people=${this.presences?.at(item.outline.translationId) ?? nobody}
      ></st-edition-row>`
    }
  }

  // The panel takes half of a small screen; what is being written stays in view.
  #togglePanel = async (): Promise<void> => {
    this.showsPanel = !this.showsPanel
    await this.updateComplete
    this.#row?.field?.scrollIntoView({ block: 'nearest' })
  }

  #panelSummary(store: EditionStore): string {
    const item = store.item(store.activeId)
    return this.t('editor.panel-summary', {
      terms: item?.row ? new Set(item.row.terms.map((hit) => hit.term.id)).size : 0,
      findings: item?.findings.filter((finding) => finding.dismissed === null).length ?? 0,
    })
  }

  constructor() {
    super()
    this.addEventListener('st-row-opened', (event: RowOpened) => void this.#activate(event.translationId))
    this.addEventListener('st-target-changed', this.#write)
    this.addEventListener('st-target-ready', this.#fieldReady)
    this.addEventListener('pointerdown', this.#forgetFocus)
    this.addEventListener('focusin', this.#forgetFocus)
    this.addEventListener('wheel', this.#forgetFocus, { passive: true })
    this.addEventListener('st-comments-changed', () => void this.#countComments())
    this.addEventListener('st-terms-changed', () => this.store?.reread(this.store.activeId))
    this.addEventListener('st-fix-chosen', ({ fix }: FixChosen) =>
      this.#row?.field?.replaceRange(fix.start, fix.end, fix.text),
    )
    this.addEventListener('st-version-restored', (event: VersionRestored) =>
      this.#row?.field?.replaceAll(event.text),
    )
    this.addEventListener('st-layout-chosen', (event: LayoutChosen) => this.#setLayout(event.layout))
    this.addEventListener('st-command-asked', this.#asked)
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
    clearTimeout(this.#terms)
    this.#terms = undefined
    this.#listen(null)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('editionId')) void this.#begin()
    const { store } = this
    const filter = this.surroundings ? noFilter : this.filter
    const facts = { personId: this.services.session.person?.id ?? '', comments: this.comments }
    this.visible = store ? visibleItems(store.items, filter, store.activeId, facts) : []
  }

  #retry: ReturnType<typeof setTimeout> | undefined

  async #begin(): Promise<void> {
    const { editionId, services } = this
    clearTimeout(this.#retry)
    const before = this.store?.detail?.edition.id === editionId ? this.store : null
    const personId = services.session.person?.id ?? ''
    const drafts = openDrafts()
    const api = shareSender(editionId, personId, editionApi(fetchOnce))
    const store = new EditionStore({ editionId, personId, api, drafts, close: () => api.close() })
    try {
      await Promise.all([store.load(), loadField()])
    } catch (error) {
      store.close()
      if (editionId !== this.editionId || !this.isConnected) return
      this.failure = error
      // A server that starts again is met without anybody's help; a refusal stays one.
      if (!(error instanceof Problem) || error.status === 0 || error.status >= 500)
        this.#retry = setTimeout(() => void this.#begin(), betweenAttempts)
      return
    }
    if (editionId !== this.editionId || !store.detail) return
    this.failure = null
    this.#listen(store)
    const { article, project } = store.detail
    services.session.visit(project.id)
    services.changes.watch(project.id)
    this.dispatchEvent(new PageTitled(article.title))
    const search = new URLSearchParams(location.search)
    this.filter = filterOf(search)
    if (needsTexts(this.filter)) void store.ensureAll().catch(() => undefined)
    void this.#countComments()
    // Whoever was somewhere already stays there.
    const here = before?.item(before.activeId)?.outline.ordinal
    const wanted = here ?? Number(search.get('segment'))
    const first =
      store.items.find((item) => item.outline.ordinal === wanted) ??
      store.items.find((item) => this.#deeds.isToDo(item)) ??
      store.items[0]
    if (first) await this.#activate(first.outline.translationId)
  }

  #listen(store: EditionStore | null): void {
    const { changes, navigation } = this.services
    if (this.store) {
      this.store.removeEventListener('change', this.#changed)
      this.store.removeEventListener(EditionNews.type, this.#news)
      changes.removeEventListener(ProjectChanged.type, this.#heard)
      changes.removeEventListener(PresenceHeard.type, this.#heardPresence)
      changes.removeEventListener('st-resync', this.#resync)
      this.presences?.close()
      this.presences = null
      navigation.guard(null)
      this.store.close()
    }
    this.store = store
    if (!store) return
    store.addEventListener('change', this.#changed)
    store.addEventListener(EditionNews.type, this.#news)
    changes.addEventListener(ProjectChanged.type, this.#heard)
    changes.addEventListener(PresenceHeard.type, this.#heardPresence)
    changes.addEventListener('st-resync', this.#resync)
    this.presences = new Presences(this.editionId, this.services.session.person?.id ?? '')
    this.presences.addEventListener('change', () => this.requestUpdate())
  }

  #changed = (): void => {
    // Asks before leaving only while the network cannot take the texts; otherwise they go with the page.
    const stuck = this.store !== null && !['saved', 'saving', 'unsaved'].includes(this.store.sync)
    this.services.navigation.guard(stuck ? askToLeave : null)
    const active = this.#deeds.active
    this.presences?.move(this.store?.activeId ?? null, active !== undefined && active.sync !== 'saved')
    this.requestUpdate()
  }

  #heard = (event: Event): void => {
    if (!(event instanceof ProjectChanged)) return
    this.store?.applyChange(event.change)
    if (sourceDeeds.test(event.change.deed) && event.change.articleId === this.store?.detail?.article.id) {
      const mine = event.change.personId === this.services.session.person?.id
      if (!mine) this.services.notices.show(this.t('sourceUpdate.reloaded'))
      void this.#begin()
    }
    if (event.change.deed.startsWith('term.')) this.#termsChanged()
    if (/^(?:comment|question)\./.test(event.change.deed)) {
      void this.#countComments()
      this.panel?.refreshComments()
    }
  }

  // Who works on the glossary changes one term after another; one reading is enough for all of them.
  #termsChanged(): void {
    this.#terms ??= setTimeout(() => {
      this.#terms = undefined
      this.#resync()
    }, termPause)
  }

  #heardPresence = (event: Event): void => {
    if (event instanceof PresenceHeard) this.presences?.hear(event.presence)
  }

  async #countComments(): Promise<void> {
    const counts = await fetchOpenComments(this.editionId).catch(() => null)
    if (counts) this.comments = new Map(counts.items.map(({ segmentId, count }) => [segmentId, count]))
  }

  #resync = (): void => void this.store?.resync().catch(() => undefined)

  #news = (event: Event): void => {
    if (!(event instanceof EditionNews)) return
    const n = event.ordinal
    if (event.kind === 'signed-out') window.dispatchEvent(new Event(signedOutEvent))
    else if (event.kind === 'refused') {
      this.services.notices.show(`${language.number(n)}: ${problemText(event.problem)}`, 'danger')
    } else if (event.kind === 'conflict')
      this.services.notices.show(this.t('editor.news.conflict', { n }), 'danger')
    else this.services.notices.announce(this.t(`editor.news.${event.kind}`, { n }))
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

  get #row(): EditionRow | null {
    return this.renderRoot.querySelector<EditionRow>('st-edition-row[active]')
  }

  async #activate(translationId: string, focus = true): Promise<void> {
    const { store } = this
    if (!store) return
    store.activate(translationId)
    this.#ahead.begin()
    const index = store.items.findIndex((item) => item.outline.translationId === translationId)
    this.requestUpdate()
    // The list goes there while the texts are on their way. Without an answer the row is shown empty;
    // its field takes the focus when the texts are there.
    const texts = store
      .ensure(index - 5, index + 20)
      .catch(() => this.#readLater(store, translationId, index))
    await this.#place.reveal(translationId)
    await texts
    // With its texts a row is higher than without.
    await this.#place.reveal(translationId)
    if (focus && store.activeId === translationId) await this.#focusField()
    else this.#ahead.end()
  }

  /** Asks again for the texts of the open row, for as long as it is open and has none. */
  #readLater(store: EditionStore, translationId: string, index: number): void {
    setTimeout(() => {
      if (store !== this.store || store.activeId !== translationId || store.item(translationId)?.row) return
      void store.ensure(index - 5, index + 20).catch(() => this.#readLater(store, translationId, index))
    }, betweenAttempts)
  }

  /** The row whose field is to have the focus as soon as there is one: the list draws rows, and rows their fields, in their own time. */
  #awaited: string | null = null

  async #focusField(): Promise<void> {
    const active = this.store?.activeId ?? null
    this.#awaited = active
    const row = this.#row
    await row?.updateComplete
    if (row?.field) {
      row.field.focus()
      if (row.field.open) this.#ahead.release()
      return
    }
    // Keys work from the list until then, or for good where nothing may be written.
    this.list?.focus({ preventScroll: true })
    if (this.store?.item(active)?.row?.can['save'] !== true) this.#ahead.end()
  }

  #fieldReady = (event: Event): void => {
    const field = this.#row?.field
    if (!field || !event.composedPath().includes(field)) return
    if (this.#awaited === this.store?.activeId) field.focus()
    this.#ahead.release()
  }

  // Whoever scrolls, or goes to another place than the list or the open row, does not want to be brought back.
  #forgetFocus = (event: Event): void => {
    const [row, path] = [this.#row, event.composedPath()]
    const here = path[0] === this.list || (row !== null && path.includes(row))
    if (event.type === 'wheel' || !here) this.#awaited = null
  }

  #rangeChanged = (event: Event & { first?: number; last?: number }): void => {
    this.#place.drew(event.first ?? 0, event.last ?? 0)
    const [first, last] = [this.visible[event.first ?? 0], this.visible[event.last ?? 0]]
    const { store } = this
    if (!first || !last || !store) return
    if (this.showsPreview) this.topOrdinal = first.outline.ordinal
    // One page ahead, so that scrolling at reading speed never meets an empty row.
    const from = store.items.indexOf(first)
    const to = store.items.indexOf(last)
    void store.ensure(from, (to < 0 ? from : to) + 25).catch(() => undefined)
  }

  #setFilter = (event: FilterChanged): void => this.#showOnly(event.filter)

  #showOnly(filter: Filter): void {
    this.filter = filter
    this.surroundings = false
    if (needsTexts(filter)) void this.store?.ensureAll().catch(() => undefined)
    const search = withFilter(new URLSearchParams(location.search), filter).toString()
    // The address can be sent to a colleague, who then sees the same rows.
    void this.services.navigation.go(`${location.pathname}${search ? `?${search}` : ''}`, { replace: true })
  }

  #setLayout(layout: Layout): void {
    this.layout = layout
    rememberLayout(layout)
  }

  #goTo = (event: NumberSought): void => {
    const item = this.store?.items.find((one) => one.outline.ordinal === event.ordinal)
    if (!item) return
    if (!isOpen(this.filter)) this.#showOnly(noFilter)
    void this.#activate(item.outline.translationId)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.question || this.border || this.dialog || !this.store) return
    const target = event.composedPath()[0]
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    const situation = { item: this.#deeds.active, typing }
    const asked = commandOf(event, situation, (id) => bindings.keysOf(id))
    if (asked && !this.#row?.field?.composing) {
      event.preventDefault()
      this.#run(asked.command.id, asked.digit)
    } else if (!asked && !typing) this.#ahead.take(event)
  }

  #asked = (event: CommandAsked): void => {
    const id = this.store?.activeId
    if (event.command in runsWithoutRow) return this.#run(event.command as CommandId, null)
    if (!id) return
    if (event.command === 'approve') void this.#deeds.review(id, 'approve')
    else if (event.command === 'reopen') void this.#deeds.review(id, 'reopen')
    else if (event.command === 'take-newer') this.store?.takeNewer(id)
    else if (event.command === 'waive') this.#deeds.askWaiver(id)
    else this.#run(event.command, null)
  }

  #run(id: CommandId, digit: number | null): void {
    const field = this.#row?.field
    const runs: Record<CommandId, () => void> = {
      confirm: () => void this.#deeds.confirmOrApprove(),
      previous: () => this.#deeds.step(-1),
      next: () => this.#deeds.step(1),
      'go-to': () => this.head?.openNumber(),
      'next-finding': () => void this.#deeds.nextFinding(),
      'fix-finding': () => this.panel?.fixFirst(),
      'insert-term': () => this.#deeds.insertForm(digit),
      'next-code': () => field?.placeNextCode(),
      'copy-source': () => this.#deeds.copySource(),
      'insert-zwsp': () => field?.insertText('\u200B'),
      'insert-nbsp': () => field?.insertText('\u00A0'),
      signs: () => (this.showsSigns = !this.showsSigns),
      comment: () => this.#openComments(),
      return: () => this.#deeds.askReturn(),
      split: () => void this.#split(),
      join: () => askJoin(this.#recutDesk),
      'approve-run': () => void this.#deeds.approveRun(),
      repetitions: () => void this.#deeds.fillRepetitions(),
      search: () => this.head?.openSearch(),
      replace: () => void this.#openReplace(),
      concordance: () => void this.#concord(),
      'insert-match': () => this.memoryPanel?.insertBest(),
      surroundings: () => (this.surroundings = !this.surroundings),
      layout: () => this.#setLayout(nextLayout(this.layout)),
      preview: () => void this.#togglePreview(),
      palette: () => void this.#openPalette(),
      help: () => void this.#openKeys(),
    }
    runs[id]()
  }

  async #openKeys(): Promise<void> {
    await import('./keys-dialog.ts')
    this.dialog = 'keys'
  }

  #endCatching: (() => string) | null = null

  /** The palette takes letters now: also those that came before. */
  #paletteReady = (event: Event): void => {
    if (!(event.composedPath()[0] instanceof HTMLInputElement)) return
    const words = this.#endCatching?.() ?? ''
    this.#endCatching = null
    if (words !== '') (event.currentTarget as Palette).seek(words) // the listener is on the palette
  }

  async #openPalette(): Promise<void> {
    // Who types on at once means the palette, not the text.
    this.#endCatching = catchWords()
    await import('./palette.ts').catch((error: unknown) => {
      this.#endCatching?.()
      throw error
    })
    this.dialog = 'palette'
  }

  async #openReplace(): Promise<void> {
    await import('./replace-dialog.ts')
    this.dialog = 'replace'
  }

  async #togglePreview(): Promise<void> {
    await import('./live-preview.ts')
    this.showsPreview = !this.showsPreview
    if (this.showsPreview) await this.store?.ensureAll().catch(() => undefined)
  }

  readonly #recutDesk: RecutDesk = this.#makeRecutDesk()

  #makeRecutDesk(): RecutDesk {
    // oxlint-disable-next-line no-this-alias
    const page = this
    return {
      get store() {
        return page.store
      },
      get services() {
        return page.services
      },
      t: (key, values) => this.t(key, values),
      ask: (question) => void this.#ask(question),
      askBorder: (question) => (this.border = question),
      reload: () => void this.#begin(),
    }
  }

  async #split(): Promise<void> {
    await import('./split-dialog.ts')
    askSplit(this.#recutDesk)
  }

  #openComments(words = ''): void {
    this.showsPanel = true
    this.panel?.openComments(words)
  }

  /** The memory of the open segment, in the slot that its panel leaves for it. */
  #memoryOf(store: EditionStore): TemplateResult | typeof nothing {
    const row = store.item(store.activeId)?.row
    if (!row) return nothing
    return html`<st-memory-panel
      slot="memory"
      .translationId=${row.translation.id}
      .source=${row.segment.source}
      .codes=${row.segment.codes}
      .locale=${store.detail?.edition.locale ?? 'th'}
      ?writes=${row.can['save'] === true}
    ></st-memory-panel>`
  }

  // What is selected in the field is sought in translations, what is selected elsewhere in sources.
  async #concord(): Promise<void> {
    const own = this.#row?.field?.selectedText ?? ''
    this.#soughtIn = own.trim() === '' ? 'source' : 'target'
    this.sought = (own || getSelection()?.toString() || '').trim()
    await Promise.all([import('../elements/concordance.ts'), import('../elements/dialog.ts')])
    this.dialog = 'concordance'
  }

  #find = async (words: string): Promise<readonly Choice[]> => {
    const { store } = this
    if (!store?.detail) return []
    return findChoices(words, {
      detail: store.detail,
      personId: this.services.session.person?.id ?? '',
      here: this.presences?.others ?? [],
      insert: (text) => this.#row?.field?.insertText(text),
      go: (address) => void this.services.navigation.go(address),
      activate: (translationId) => void this.#activate(translationId),
      writeTo: (name) => this.#openComments(`@${name}`),
    })
  }

  async #ask(question: ReasonQuestion): Promise<void> {
    await import('./reason-dialog.ts')
    this.question = question
  }

  #listPage(): ListPage {
    // oxlint-disable-next-line no-this-alias
    const page = this
    return {
      get updateComplete() {
        return page.updateComplete
      },
      get list() {
        return page.list
      },
      get row() {
        return page.#row
      },
      get rows() {
        return page.visible
      },
      isOpen: (translationId) => page.store?.activeId === translationId,
    }
  }

  #makeDeeds(): EditionDeeds {
    // oxlint-disable-next-line no-this-alias
    const page = this
    return new EditionDeeds({
      get store() {
        return page.store
      },
      get services() {
        return page.services
      },
      get visible() {
        return page.visible
      },
      get field(): TargetField | null {
        return page.#row?.field ?? null
      },
      t: (key, values) => this.t(key, values),
      ask: (question) => void this.#ask(question),
      activate: (translationId) => this.#activate(translationId),
      focusField: () => this.#focusField(),
    })
  }

  #decide = (event: ConflictDecided): void => {
    this.store?.resolve(event.translationId, event.resolution)
    void this.#focusField()
  }

  #endQuestion = (): void => {
    this.question = null
    void this.#focusAfterDialog()
  }

  #endBorder = (): void => {
    this.border = null
    void this.#focusAfterDialog()
  }

  #endDialog = (): void => {
    this.dialog = null
    void this.#focusAfterDialog()
  }

  // While the dialog is still drawn, nothing outside it can take the focus.
  async #focusAfterDialog(): Promise<void> {
    await this.updateComplete
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await this.#focusField()
  }

  static override styles = [...base, pageStyles]
}

const nobody: readonly PresenceWire[] = []

/** Commands that need no open row. */
const runsWithoutRow: Partial<Record<CommandId, true>> = {
  help: true,
  palette: true,
  layout: true,
  preview: true,
  replace: true,
  surroundings: true,
}

declare global {
  interface HTMLElementTagNameMap {
    'st-edition-page': EditionPage
  }
}
