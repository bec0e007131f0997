// One edition being worked on: its rows, what people write, and where each text is on its way to the server.

import type { Progress, Translation } from '#domain/article.ts'
import type { Finding, Suggestion } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'

import type { ChangeWire } from '../api/wire.ts'
import { Store } from '../stores/store.ts'
import { accepted, adopted, decided, heard, meeting, restored } from './arrivals.ts'
import { Delays } from './delays.ts'
import type { Draft, DraftShelf, LeftDraft } from './drafts.ts'
import type { Deed, EditionApi, EditionWire, Row, RowFinding } from './edition-api.ts'
import { EditionNews, isDirty, type Item, type Resolution, type Sync } from './edition-item.ts'
import { EditionItems } from './edition-items.ts'
import { EditionReading } from './edition-reading.ts'
import { KeptTexts } from './kept-texts.ts'
import { openErrors } from './open-errors.ts'
import { Outbox } from './outbox.ts'
import type { FinalAnswer } from './outbox.ts'
import { RowChecks } from './row-checks.ts'

/** What the store is made with. */
export interface EditionSurroundings {
  readonly editionId: string
  readonly personId: string
  readonly api: EditionApi
  readonly drafts: DraftShelf
  /** Called when the edition is left. */
  readonly close?: () => void
}

/** Rows that are read with the edition itself. */
const firstRows = 30
const autosaveAfter = 800
const keepDraftAfter = 100
const checkAfter = 60

/**
 * The state of the editor, without DOM. Sends `change` whenever an item changed, and `st-edition-news`.
 * Every text goes three ways: at once into `items`, soon onto the shelf of drafts, then to the server.
 */
export class EditionStore extends Store {
  detail: EditionWire | null = null
  /** The segment whose field is open. */
  activeId: string | null = null
  /** Whether this person has written in the open segment since opening it. */
  #touched = false

  readonly #surroundings: EditionSurroundings
  readonly #outbox: Outbox
  readonly #items = new EditionItems()
  readonly #reading: EditionReading
  readonly #checks = new RowChecks((id) => this.item(id)?.outline.role ?? 'body')
  readonly #kept: KeptTexts
  // Letters are painted first; what the checks say of them follows a moment later.
  readonly #checking = new Delays(checkAfter, (id) => void this.checkNow(id))
  readonly #autosaves = new Delays(autosaveAfter, (id) => this.flush(id))
  readonly #shelving = new Delays(keepDraftAfter, (id) => void this.#shelve(id))
  /** Segments whose input method is composing: their text must not be sent half-way. */
  readonly #composing = new Set<string>()
  readonly #recheck = new Set<string>()

  constructor(surroundings: EditionSurroundings) {
    super()
    this.#surroundings = surroundings
    const { api, editionId, personId, drafts } = surroundings
    this.#kept = new KeptTexts(drafts, editionId, personId)
    this.#reading = new EditionReading(api, editionId, this.#items, (rows) => this.#take(rows))
    this.#outbox = new Outbox(surroundings.api, {
      answered: (id, deed, answer) => this.#answered(id, deed, answer),
      moved: (id) => this.#moved(id),
      signedOut: () => this.dispatchEvent(new EditionNews('signed-out', 0)),
    })
  }

  /** Reads the head, the outline and the first page, and brings back what a crash left unsent. */
  async load(): Promise<void> {
    const { api, editionId } = this.#surroundings
    const [detail, outline, kept] = await Promise.all([
      api.edition(editionId),
      api.outline(editionId),
      this.#kept.begin(),
    ])
    this.detail = detail
    this.#checks.begin(detail)
    this.#items.begin(outline)
    this.changed()
    await this.ensure(0, firstRows - 1)
    for (const translationId of kept) {
      const index = this.#items.indexOf(translationId)
      if (index >= 0) await this.ensure(index, index)
    }
  }

  get items(): readonly Item[] {
    return this.#items.all
  }

  /** Reads what holds these rows, unless it is there or on its way. */
  ensure(first: number, last: number): Promise<void> {
    return this.#reading.ensure(first, last)
  }

  /** Reads what is drawn, and what would be drawn next. */
  draw(first: number, last: number): Promise<void> {
    return this.#reading.draw(first, last)
  }

  /** Reads the open row and what stands around it, before anything else. */
  readOpen(): Promise<void> {
    return this.#reading.open(this.#items.indexOf(this.activeId))
  }

  /** Somebody may open this row next. */
  expect(translationId: string): void {
    this.#reading.expect(this.#items.indexOf(translationId))
  }

  /** Reads everything, for a search through all texts. */
  ensureAll(): Promise<void> {
    return this.#reading.ensureAll()
  }

  item(translationId: string | null): Item | undefined {
    return this.#items.get(translationId)
  }

  get progress(): Progress {
    return this.#items.progress
  }

  /** The state of saving of the whole edition: the worst of its segments. */
  get sync(): Sync {
    return this.#items.sync
  }

  /** Whether leaving now would leave a text behind that the server does not have. */
  get unsent(): boolean {
    return this.sync !== 'saved'
  }

  /** Opens another segment; what was written in the last one is sent. */
  activate(translationId: string | null): void {
    if (translationId === this.activeId) return
    const left = this.activeId
    this.activeId = translationId
    this.#touched = false
    if (left) {
      this.#composing.delete(left)
      this.flush(left)
      this.takeNewer(left)
    }
    this.changed()
  }

  /** Takes what a person wrote. While an input method is composing, the text is kept but not sent. */
  edit(translationId: string, text: CodedText, composing = false): void {
    const item = this.item(translationId)
    if (!item?.row) return
    if (composing) this.#composing.add(translationId)
    else this.#composing.delete(translationId)
    if (text !== item.text) {
      this.#touched = true
      this.#put(translationId, { text, refusal: null })
      this.#checking.restart(translationId)
      this.#shelving.start(translationId)
    }
    // A text that is being composed is never sent half-way.
    if (composing) this.#autosaves.end(translationId)
    else this.#autosaves.restart(translationId)
    this.#moved(translationId)
  }

  /** Puts a text in the place of another, as a command does that changes many: it is sent at once. */
  put(translationId: string, text: CodedText): void {
    this.edit(translationId, text)
    this.checkNow(translationId)
    this.flush(translationId)
  }

  /** Loads the checks; what was written before they came is checked then. */
  async loadChecks(): Promise<void> {
    if (this.#checks.loaded) return
    await this.#checks.load()
    if (!this.#checks.loaded) return
    for (const { outline, row, text } of this.items) {
      if (!row || text === row.translation.target) continue
      this.#put(outline.translationId, { findings: this.#checks.of(row, text) })
    }
    this.changed()
  }

  /** Checks a text without waiting for a pause in typing, and gives what was found. */
  checkNow(translationId: string): readonly RowFinding[] {
    if (!this.#checks.loaded) void this.loadChecks()
    const item = this.item(translationId)
    if (!this.#checking.end(translationId) || !item?.row) return item?.findings ?? []
    const findings = this.#checks.of(item.row, item.text)
    this.#put(translationId, { findings })
    this.changed()
    return findings
  }

  /** Remembers what somebody takes over, so that the checks can tell when it was not changed. */
  offer(translationId: string, suggestion: Suggestion): void {
    this.#checks.offer(translationId, suggestion)
  }

  /** Sends what is not on its way yet. */
  flush(translationId: string): void {
    this.#autosaves.end(translationId)
    const item = this.item(translationId)
    if (!item?.row || item.conflict || this.#composing.has(translationId)) return
    const known = this.#outbox.unanswered(translationId)?.target ?? item.row.translation.target
    if (item.text === known) return
    const origin = this.#checks.originOf(translationId, item.text)
    this.#outbox.save(translationId, item.text, item.row.translation.version, origin)
  }

  /** Sends everything and puts every unsent text on the shelf; for the moment when the page goes away. */
  flushAll(): void {
    for (const { outline, sync } of this.items) {
      if (sync === 'saved') continue
      this.#composing.delete(outline.translationId)
      this.flush(outline.translationId)
      void this.#shelve(outline.translationId)
    }
  }

  /** Confirms a text. Gives `findings-open` at once when an error is open, without asking the server. */
  async confirm(translationId: string): Promise<FinalAnswer | { readonly outcome: 'findings-open' }> {
    await this.loadChecks()
    const findings = this.checkNow(translationId)
    if (this.item(translationId)?.text === '' || openErrors(findings) > 0) return { outcome: 'findings-open' }
    return this.#act(translationId, { kind: 'confirm' })
  }

  /** Approves, returns or reopens a text. */
  review(
    translationId: string,
    step: 'approve' | 'return' | 'reopen',
    words: Omit<Extract<Deed, { kind: 'review' }>, 'kind' | 'step'> = {},
  ): Promise<FinalAnswer> {
    return this.#act(translationId, { kind: 'review', step, ...words })
  }

  /** Sets the findings of a check aside, for the text as it is saved. */
  async dismiss(translationId: string, check: Finding['check'], reason: string): Promise<void> {
    await this.settle(translationId)
    const findings = await this.#surroundings.api.dismiss(translationId, check, reason)
    const item = this.item(translationId)
    if (!item?.row) return
    this.#put(translationId, { row: { ...item.row, findings } })
    this.#put(translationId, {
      findings: this.#checks.of(item.row, item.text),
      outline: { ...item.outline, errors: openErrors(findings) },
    })
    this.changed()
    await this.#readRow(item)
  }

  /** Decides a conflict. */
  resolve(translationId: string, resolution: Resolution): void {
    const item = this.item(translationId)
    if (!item?.row || !item.conflict) return
    this.#put(translationId, decided(item, item.row, item.conflict, resolution, this.#checks))
    void this.#shelve(translationId)
    this.flush(translationId)
    this.#moved(translationId)
    void this.#readRow(item)
  }

  /** Shows a newer version by somebody else, unless this person has written something of their own. */
  takeNewer(translationId: string): void {
    const item = this.item(translationId)
    if (!item?.newer || !item.row || isDirty(item)) return
    this.#adopt(item, { ...item.row, translation: item.newer })
    void this.#readRow(item)
  }

  /** Hears of a change that somebody made. */
  applyChange(
    change: Pick<ChangeWire, 'editionId' | 'translationId' | 'version' | 'state' | 'subState'> &
      Partial<Pick<ChangeWire, 'deed'>>,
  ): void {
    const item = this.item(change.translationId)
    if (!item || change.editionId !== this.#surroundings.editionId) return
    if (this.#outbox.delivery(item.outline.translationId) !== 'idle') {
      // Probably our own deed, whose answer is still on its way.
      this.#recheck.add(item.outline.translationId)
      return
    }
    if (item.row && change.version !== null && change.version <= item.row.translation.version) return
    if (!item.row && change.state) {
      const once = change.deed === 'translation.approved-once'
      const outline = { ...item.outline, state: change.state, subState: change.subState, once }
      this.#put(item.outline.translationId, { outline })
      this.changed()
      return
    }
    void this.#readRow(item)
  }

  /** Reads one segment again, because what is said about it changed elsewhere. */
  reread(translationId: string | null): void {
    const item = this.item(translationId)
    if (item) void this.#readRow(item)
  }

  /**
   * Reads everything again, after changes may have been missed: what is seen at once, the rest when it is looked at.
   * Gives false when the article has other sentences now, so that the whole edition has to be read anew.
   */
  async resync(): Promise<boolean> {
    const { api, editionId } = this.#surroundings
    const outline = await api.outline(editionId)
    const same = outline.every((line) => this.item(line.translationId))
    if (!same || outline.length !== this.items.length) return false
    this.#items.update(outline)
    this.changed()
    await this.rereadTerms()
    return true
  }

  /** Reads again what the glossary says: where it is seen at once, elsewhere when it is looked at. */
  rereadTerms(): Promise<void> {
    return this.#reading.readAgain(this.#items.indexOf(this.activeId))
  }

  /** Sends again what waits, because the network or the session is back. */
  retryNow(): void {
    this.#outbox.retryNow()
  }

  history(translationId: string, cursor: string | null = null): ReturnType<EditionApi['history']> {
    return this.#surroundings.api.history(translationId, cursor)
  }

  /** Ends timers; drafts stay. */
  close(): void {
    this.flushAll()
    this.#autosaves.endAll()
    this.#checking.endAll()
    this.#surroundings.close?.()
  }

  async #act(translationId: string, deed: Deed): Promise<FinalAnswer> {
    this.#composing.delete(translationId)
    this.flush(translationId)
    const version = this.item(translationId)?.row?.translation.version ?? 0
    return this.#outbox.act(translationId, deed, version)
  }

  /** Waits until the text of a segment is saved or cannot be. */
  settle(translationId: string): Promise<void> {
    this.flush(translationId)
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#outbox.delivery(translationId) === 'sending') return
        this.removeEventListener('change', look)
        resolve()
      }
      this.addEventListener('change', look)
      look()
    })
  }

  #readRow(item: Item): Promise<void> {
    return this.#reading.readRow(item.outline.ordinal)
  }

  #take(rows: readonly Row[]): void {
    for (const row of rows) this.#receive(row)
    if (rows.length > 0) this.changed()
  }

  /** Takes a row as the server has it, without touching what a person is writing. */
  #receive(row: Row): void {
    const item = this.item(row.translation.id)
    if (!item) return
    if (!item.row) {
      this.#adopt(item, row)
      const draft = this.#kept.take(row.translation.id)
      if (draft) this.#restore(row, draft)
      return
    }
    if (row.translation.version < item.row.translation.version) return
    const sameText = row.translation.target === item.row.translation.target
    const busy = this.#outbox.delivery(row.translation.id) !== 'idle'
    if (busy) this.#recheck.add(row.translation.id)
    else if (isDirty(item) || (!sameText && this.#isInHand(row.translation.id))) {
      this.#put(row.translation.id, heard(item.row, row))
    } else {
      this.#adopt(item, row)
      if (!sameText && this.activeId === row.translation.id) {
        this.dispatchEvent(new EditionNews('changed', item.outline.ordinal))
      }
    }
  }

  /** Whether somebody's text would change under the hands of this person. */
  #isInHand(translationId: string): boolean {
    return this.activeId === translationId && this.#touched
  }

  #adopt(item: Item, row: Row): void {
    this.#put(row.translation.id, adopted(item, row))
  }

  /** Brings back a text that an earlier visit could not send. */
  #restore(row: Row, draft: Draft): void {
    const { id, target } = row.translation
    if (draft.text === target) return void this.#shelve(id)
    if (draft.origin) this.offer(id, { text: draft.text, ...draft.origin })
    this.#put(id, restored(draft, row, this.#checks))
    this.flush(id)
    this.#moved(id)
  }

  #answered(translationId: string, deed: Deed, answer: FinalAnswer): void {
    const item = this.item(translationId)
    if (!item?.row) return
    if (answer.outcome === 'done') this.#accept(item, item.row, deed, answer)
    else if (answer.outcome === 'conflict') this.#collide(item, item.row, answer.current)
    else {
      this.#put(translationId, { refusal: answer.problem })
      this.dispatchEvent(new EditionNews('refused', item.outline.ordinal, answer.problem))
      if (deed.kind !== 'save') void this.#readRow(item)
    }
  }

  #accept(item: Item, before: Row, deed: Deed, answer: FinalAnswer & { outcome: 'done' }): void {
    const { translation } = answer
    const { id } = translation
    this.#put(id, accepted(item, before, answer, this.#checks))
    void this.#shelve(id)
    const old = before.translation
    const moved = old.state !== translation.state || old.subState !== translation.subState
    // What is allowed next depends on the state and on whose text it is; the server knows.
    if (moved || old.author?.id !== translation.author?.id) void this.#readRow(item)
    if (deed.kind === 'save') this.dispatchEvent(new EditionNews('saved', item.outline.ordinal))
  }

  #collide(item: Item, row: Row, theirs: Translation): void {
    const { id } = theirs
    const met = meeting(item.text, row, theirs)
    if (met === 'same') {
      this.#adopt(item, { ...row, translation: theirs })
      void this.#readRow(item)
    } else if (met === 'only-theirs') {
      // Their text is shown, and nothing of mine is lost.
      this.#put(id, { newer: theirs })
      if (!this.#isInHand(id)) this.takeNewer(id)
    } else {
      this.#put(id, { conflict: { theirs, base: row.translation.target } })
      this.dispatchEvent(new EditionNews('conflict', item.outline.ordinal))
    }
    void this.#shelve(id)
  }

  /** Works out where the text of a segment is on its way. */
  #moved(translationId: string): void {
    const item = this.item(translationId)
    if (!item) return
    const sync = this.#syncOf(item)
    if (sync !== item.sync) this.#put(translationId, { sync })
    if (this.#outbox.delivery(translationId) === 'idle' && this.#recheck.delete(translationId)) {
      void this.#readRow(item)
    }
    this.changed()
  }

  #syncOf(item: Item): Sync {
    if (item.conflict) return 'conflict'
    const delivery = this.#outbox.delivery(item.outline.translationId)
    if (delivery === 'waiting') return 'offline'
    if (delivery === 'sending') return 'saving'
    if (!isDirty(item)) return 'saved'
    return item.refusal ? 'refused' : 'unsaved'
  }

  /** Puts the text on the shelf, or takes it away when the server has it. */
  async #shelve(translationId: string): Promise<void> {
    this.#shelving.end(translationId)
    const item = this.item(translationId)
    const origin = item ? this.#checks.originOf(translationId, item.text) : null
    const left = item ? await this.#kept.keep(item, this.#outbox.unanswered(translationId), origin) : null
    if (left) await this.#restoreLeft(left)
  }

  /** Brings back what yet another window left, unless something was written here meanwhile. */
  async #restoreLeft(draft: LeftDraft): Promise<void> {
    const item = this.item(draft.translationId)
    if (!item?.row || isDirty(item)) return
    const known = draft.text === item.row.translation.target
    if (known) return this.#kept.drop(draft)
    this.#restore(item.row, draft)
    // It lies on the shelf of this window before it is taken from that of the other.
    await this.#shelve(draft.translationId)
    await this.#kept.drop(draft)
  }

  #put(translationId: string, change: Partial<Item>): void {
    this.#items.put(translationId, change)
  }
}
