// The edition page: the article in two languages, the open segment with its field, and what helps beside it.

import '@lit-labs/virtualizer'
import type { LitVirtualizer } from '@lit-labs/virtualizer'
import { consume } from '@lit/context'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { signedOutEvent } from '../api/client.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { askToLeave } from '../elements/leave.ts'
import { PageTitled } from '../elements/page.ts'
import '../elements/problem.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/skeleton.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { ProjectChanged } from '../stores/changes.ts'
import { servicesContext } from '../stores/services.ts'
import type { Services } from '../stores/services.ts'
import { commandOf } from './commands.ts'
import type { CommandId } from './commands.ts'
import { openDrafts } from './drafts.ts'
import { editionApi } from './edition-api.ts'
import type { EditionWire } from './edition-api.ts'
import './edition-head.ts'
import type { EditionHead, FilterChanged, NumberSought } from './edition-head.ts'
import { pageStyles } from './edition-page-styles.ts'
import './edition-row.ts'
import type { CommandAsked, EditionRow, RowOpened } from './edition-row.ts'
import { EditionNews, EditionStore } from './edition-store.ts'
import type { Item } from './edition-store.ts'
import type { ConflictDecided } from './conflict-view.ts'
import { hasFindings, nextItem, noFilter, visibleItems } from './filters.ts'
import type { Filter } from './filters.ts'
import './keys-dialog.ts'
import { openErrors } from './live-findings.ts'
import './reason-dialog.ts'
import type { ReasonQuestion } from './reason-dialog.ts'
import './segment-panel.ts'
import type { FindingChosen, TermChosen } from './segment-panel.ts'
import { loadField } from './target-field.ts'
import type { FieldMemory, TargetChanged } from './target-field.ts'
import { insertableForms } from './term-forms.ts'

/** Milliseconds after which a layout is not waited for any longer. */
const longestLayout = 150

/** The page of one edition. */
@customElement('st-edition-page')
export class EditionPage extends LitElement {
  @property() editionId = ''
  @consume({ context: servicesContext }) services!: Services // given by the shell before the first render

  @state() private store: EditionStore | null = null
  @state() private failure: unknown = null
  @state() private filter: Filter = noFilter
  @state() private question: ReasonQuestion | null = null
  @state() private showsKeys = false
  @state() private showsPanel = false

  @query('lit-virtualizer') private list!: LitVirtualizer<Item> | null // once the edition is there
  @query('st-edition-head') private head!: EditionHead | null // once the edition is there

  private readonly t = translate(this)
  readonly #memory: FieldMemory = new Map()
  /** The rows that the filter lets through. */
  private visible: readonly Item[] = []

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
      ></st-edition-head>
      <div class="columns">
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
          ></st-segment-panel>
        </aside>
      </div>
      <st-reason-dialog .question=${this.question} .closed=${this.#endQuestion}></st-reason-dialog>
      <st-keys-dialog ?open=${this.showsKeys} .closed=${this.#endKeys}></st-keys-dialog>
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
    this.addEventListener('st-command-asked', this.#asked)
    this.addEventListener('st-term-chosen', this.#insertTerm)
    this.addEventListener('st-finding-chosen', this.#chooseFinding)
    this.addEventListener('st-conflict-decided', this.#decide)
    this.addEventListener('st-filter-changed', this.#setFilter)
    this.addEventListener('st-number-sought', this.#goTo)
    this.addEventListener('focusout', this.#leaveField)
  }

  override connectedCallback(): void {
    super.connectedCallback()
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
    this.#listen(null)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('editionId')) void this.#begin()
    const { store } = this
    this.visible = store ? visibleItems(store.items, this.filter, store.activeId) : []
  }

  async #begin(): Promise<void> {
    const { editionId, services } = this
    this.failure = null
    const store = new EditionStore({
      editionId,
      personId: services.session.person?.id ?? '',
      api: editionApi((address, init) => fetch(address, init)),
      drafts: await openDrafts(),
    })
    try {
      await Promise.all([store.load(), loadField()])
    } catch (error) {
      this.failure = error
      return
    }
    if (editionId !== this.editionId || !store.detail) return
    this.#listen(store)
    const { article, project } = store.detail
    services.session.visit(project.id)
    services.changes.watch(project.id)
    this.dispatchEvent(new PageTitled(article.title))
    const wanted = Number(new URLSearchParams(location.search).get('segment'))
    const first =
      store.items.find((item) => item.outline.ordinal === wanted) ??
      store.items.find((item) => this.#isToDo(item)) ??
      store.items[0]
    if (first) await this.#activate(first.outline.translationId)
  }

  #listen(store: EditionStore | null): void {
    const { changes, navigation } = this.services
    if (this.store) {
      this.store.removeEventListener('change', this.#changed)
      this.store.removeEventListener(EditionNews.type, this.#news)
      changes.removeEventListener(ProjectChanged.type, this.#heard)
      changes.removeEventListener('st-resync', this.#resync)
      navigation.guard(null)
      this.store.close()
    }
    this.store = store
    if (!store) return
    store.addEventListener('change', this.#changed)
    store.addEventListener(EditionNews.type, this.#news)
    changes.addEventListener(ProjectChanged.type, this.#heard)
    changes.addEventListener('st-resync', this.#resync)
  }

  #changed = (): void => {
    // Asks before leaving only while the network cannot take the texts; otherwise they go with the page.
    const stuck = this.store !== null && !['saved', 'saving', 'unsaved'].includes(this.store.sync)
    this.services.navigation.guard(stuck ? askToLeave : null)
    this.requestUpdate()
  }

  #heard = (event: Event): void => {
    if (event instanceof ProjectChanged) this.store?.applyChange(event.change)
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

  #write = (event: TargetChanged): void => {
    const { store } = this
    const item = store?.items.find((one) => one.row?.segment.id === event.segmentId)
    if (item) store?.edit(item.outline.translationId, event.text, event.composing)
  }

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
    const index = store.items.findIndex((item) => item.outline.translationId === translationId)
    this.requestUpdate()
    await Promise.all([store.ensure(index - 5, index + 20), this.updateComplete])
    await this.#reveal(translationId)
    if (focus && store.activeId === translationId) await this.#focusField()
  }

  /** Brings a row into view. The list can be asked for a row that it has not drawn only after its first layout. */
  async #reveal(translationId: string): Promise<void> {
    await this.updateComplete
    await this.list?.updateComplete
    const row = this.#row
    if (row) return row.scrollIntoView({ block: 'nearest' })
    const index = this.visible.findIndex((item) => item.outline.translationId === translationId)
    if (index < 0 || !this.list) return
    await this.#firstDrawn
    this.list.element(index)?.scrollIntoView({ block: 'center' })
    // Where nothing has to be laid out any more, the promise of the list never settles.
    await Promise.race([
      this.list.layoutComplete,
      new Promise((resolve) => setTimeout(resolve, longestLayout)),
    ])
    await this.list.updateComplete
  }

  async #focusField(): Promise<void> {
    const row = this.#row
    await row?.updateComplete
    if (row?.field) row.field.focus()
    else this.list?.focus({ preventScroll: true })
  }

  #drawn: () => void = () => undefined
  /** Settles when the list has drawn rows for the first time: before that it cannot be asked to scroll. */
  readonly #firstDrawn = new Promise<void>((resolve) => {
    this.#drawn = resolve
  })

  #rangeChanged = (event: Event & { first?: number; last?: number }): void => {
    this.#drawn()
    const [first, last] = [this.visible[event.first ?? 0], this.visible[event.last ?? 0]]
    const { store } = this
    if (!first || !last || !store) return
    // One page ahead, so that scrolling at reading speed never meets an empty row.
    const from = store.items.indexOf(first)
    const to = store.items.indexOf(last)
    void store.ensure(from, (to < 0 ? from : to) + 25).catch(() => undefined)
  }

  #setFilter = (event: FilterChanged): void => {
    this.filter = event.filter
    if (event.filter.text.trim() !== '') void this.store?.ensureAll().catch(() => undefined)
  }

  #goTo = (event: NumberSought): void => {
    const item = this.store?.items.find((one) => one.outline.ordinal === event.ordinal)
    if (!item) return
    this.filter = noFilter
    void this.#activate(item.outline.translationId)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.question || this.showsKeys || !this.store) return
    const target = event.composedPath()[0]
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    const asked = commandOf(event, { item: this.store.item(this.store.activeId), typing })
    if (!asked || this.#row?.field?.composing) return
    event.preventDefault()
    this.#run(asked.command.id, asked.digit)
  }

  #asked = (event: CommandAsked): void => {
    const id = this.store?.activeId
    if (event.command === 'help') return this.#run('help', null)
    if (!id) return
    if (event.command === 'approve') void this.#review(id, 'approve')
    else if (event.command === 'reopen') void this.#review(id, 'reopen')
    else if (event.command === 'take-newer') this.store?.takeNewer(id)
    else if (event.command === 'waive') this.#askWaiver(id)
    else this.#run(event.command, null)
  }

  #run(id: CommandId, digit: number | null): void {
    const runs: Record<CommandId, () => void> = {
      confirm: () => void this.#confirmOrApprove(),
      previous: () => this.#step(-1),
      next: () => this.#step(1),
      'next-finding': () => void this.#nextFinding(),
      'insert-term': () => this.#insertForm(digit),
      'next-code': () => this.#row?.field?.placeNextCode(),
      'copy-source': () => this.#copySource(),
      return: () => this.#askReturn(),
      search: () => this.head?.openSearch(),
      help: () => (this.showsKeys = true),
    }
    runs[id]()
  }

  async #confirmOrApprove(): Promise<void> {
    const item = this.#active
    if (!item?.row) return
    const { row, outline } = item
    const unchanged = item.text === row.translation.target
    if (outline.state === 'translated' && unchanged && row.can['approve'] === true)
      return this.#review(outline.translationId, 'approve')
    if (row.can['save'] !== true) return this.#say(this.t(row.can['save'] ?? 'reason.read-only'))
    // Nothing to confirm again; what is left is to say why it cannot be approved, and to go on.
    if (outline.state !== 'initial' && unchanged) return this.#goOn(outline.translationId)
    await this.#confirm(item)
  }

  async #confirm(item: Item): Promise<void> {
    const { store } = this
    const { translationId, ordinal } = item.outline
    if (item.text === '') return this.#say(this.t('reason.empty'))
    if (openErrors(item.findings) > 0) {
      this.#say(this.t('reason.findings-open'))
      return this.#selectFinding(item)
    }
    const answer = store?.confirm(translationId)
    void this.#goOn(translationId)
    const settled = await answer
    if (settled?.outcome === 'done')
      this.services.notices.announce(this.t('editor.news.confirmed', { n: ordinal }))
  }

  async #review(
    translationId: string,
    step: 'approve' | 'return' | 'reopen',
    words: { reason?: string; waiver?: string } = {},
  ): Promise<void> {
    const item = this.store?.item(translationId)
    if (!item) return
    const answer = this.store?.review(translationId, step, words)
    if (step !== 'reopen') void this.#goOn(translationId)
    const settled = await answer
    if (settled?.outcome === 'done')
      this.services.notices.announce(this.t(`editor.news.${step}`, { n: item.outline.ordinal }))
  }

  /** Opens the next segment that waits for this person, or stays when none does. */
  async #goOn(fromId: string): Promise<void> {
    const next = nextItem(this.visible, fromId, (item) => this.#isToDo(item))
    if (next) return this.#activate(next.outline.translationId)
    this.#say(this.t('editor.all-done'))
    await this.#focusField()
  }

  /** Whether a segment waits for this person: unfinished for translators, unapproved for reviewers. */
  #isToDo(item: Item): boolean {
    const can = this.store?.detail?.can
    const standing = item.outline.state
    if (this.#translates && standing === 'initial') return true
    return (
      can?.['review'] === true && standing === 'translated' && item.row?.can['approve'] !== 'reason.own-text'
    )
  }

  // Reviewers may write too, but what nobody has translated yet waits for translators.
  get #translates(): boolean {
    const { person } = this.services.session
    const edition = this.store?.detail?.edition
    const mine = person?.memberships.filter(
      ({ projectId, locale }) =>
        projectId === this.store?.detail?.project.id && (locale === null || locale === edition?.locale),
    )
    return mine?.some(({ role }) => role === 'translator') || !mine?.some(({ role }) => role === 'reviewer')
  }

  get #active(): Item | undefined {
    return this.store?.item(this.store.activeId)
  }

  #say(text: string): void {
    this.services.notices.show(text, 'info')
    this.services.notices.announce(text)
  }

  #step(by: -1 | 1): void {
    const index = this.visible.findIndex((item) => item.outline.translationId === this.store?.activeId)
    const next = this.visible[index + by]
    if (next) void this.#activate(next.outline.translationId)
  }

  async #nextFinding(): Promise<void> {
    const active = this.#active
    const next = nextItem(this.visible, this.store?.activeId ?? null, hasFindings)
    const found = next ?? (active && hasFindings(active) ? active : null)
    if (!found) return this.#say(this.t('editor.no-findings'))
    await this.#activate(found.outline.translationId)
    const item = this.#active
    if (item) this.#selectFinding(item)
  }

  #selectFinding(item: Item): void {
    const open = item.findings.filter((finding) => finding.dismissed === null)
    const finding =
      open.find((one) => one.target && one.severity === 'error') ?? open.find((one) => one.target)
    if (finding?.target) this.#row?.field?.selectRange(finding.target.start, finding.target.end)
  }

  #insertForm(digit: number | null): void {
    const row = this.#active?.row
    const form = row && digit ? insertableForms(row)[digit - 1] : undefined
    if (form) this.#row?.field?.insertText(form)
  }

  #insertTerm = (event: TermChosen): void => this.#row?.field?.insertText(event.text)

  #chooseFinding = (event: FindingChosen): void => {
    const { finding, dismiss } = event
    const id = this.store?.activeId
    if (!id) return
    if (!dismiss) {
      if (finding.target) this.#row?.field?.selectRange(finding.target.start, finding.target.end)
      return
    }
    this.question = {
      heading: this.t('editor.dismiss.title'),
      text: this.t('editor.dismiss.text'),
      go: this.t('action.dismiss'),
      answer: (reason) =>
        void this.store?.dismiss(id, finding.check, reason).catch((error: unknown) => {
          this.services.notices.show(problemText(error), 'danger')
        }),
    }
  }

  #copySource(): void {
    const item = this.#active
    if (!item?.row || !this.#row?.field) return
    this.#row.field.replaceAll(item.row.segment.source)
  }

  #askReturn(): void {
    const item = this.#active
    const allowed = item?.row?.can['return']
    if (!item || allowed !== true)
      return this.#say(this.t(typeof allowed === 'string' ? allowed : 'reason.role-needed'))
    this.question = {
      heading: this.t('editor.return.title', { n: item.outline.ordinal }),
      text: this.t('editor.return.text'),
      go: this.t('action.return'),
      answer: (reason) => void this.#review(item.outline.translationId, 'return', { reason }),
    }
  }

  #askWaiver(translationId: string): void {
    this.question = {
      heading: this.t('editor.waive.title'),
      text: this.t('editor.waive.text'),
      go: this.t('action.approve'),
      answer: (waiver) => void this.#review(translationId, 'approve', { waiver }),
    }
  }

  #decide = (event: ConflictDecided): void => {
    this.store?.resolve(event.translationId, event.resolution)
    void this.#focusField()
  }

  #endQuestion = (): void => {
    this.question = null
    void this.#focusAfterDialog()
  }

  #endKeys = (): void => {
    this.showsKeys = false
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

declare global {
  interface HTMLElementTagNameMap {
    'st-edition-page': EditionPage
  }
}
