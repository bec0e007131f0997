// One edition being worked on: its rows, what people write, and where each text is on its way to the server.

import type { Block, Progress, Translation } from '#domain/article.ts'
import type { Finding, Suggestion } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'

import type { ChangeWire } from '../api/wire.ts'
import { Store } from '../stores/store.ts'
import { Delays } from './delays.ts'
import type { Draft, DraftShelf } from './drafts.ts'
import { EditionNews, emptyItem, lineOf, type Item, type Resolution, type Sync } from './edition-item.ts'
import type { Deed, EditionApi, EditionWire, Row, RowFinding } from './edition-api.ts'
import type { liveFindings as LiveFindings } from './live-findings.ts'
import { openErrors } from './open-errors.ts'
import { Outbox } from './outbox.ts'
import type { FinalAnswer } from './outbox.ts'

/** What the store is made with. */
export interface EditionSurroundings {
  readonly editionId: string
  readonly personId: string
  readonly api: EditionApi
  readonly drafts: DraftShelf
  /** Called when the edition is left. */
  readonly close?: () => void
}

export const pageSize = 50
const autosaveAfter = 800
const keepDraftAfter = 100
const checkAfter = 60

/** Loads the checks: the page asks for them early, too. */
export function loadChecks(): Promise<typeof import('./live-findings.ts')> {
  return import('./live-findings.ts')
}

/**
 * The state of the editor, without DOM. Sends `change` whenever an item changed, and `st-edition-news`.
 * Every text goes three ways: at once into `items`, soon onto the shelf of drafts, then to the server.
 */
export class EditionStore extends Store {
  detail: EditionWire | null = null
  items: readonly Item[] = []
  /** The segment whose field is open. */
  activeId: string | null = null
  /** Whether this person has written in the open segment since opening it. */
  #touched = false

  readonly #surroundings: EditionSurroundings
  readonly #outbox: Outbox
  #indexOf = new Map<string, number>()
  #blocks = new Map<number, Block>()
  #drafts = new Map<string, Draft>()
  readonly #reading = new Map<number, Promise<void>>()
  // Letters are painted first; what the checks say of them follows a moment later.
  readonly #checking = new Delays(checkAfter, (id) => void this.checkNow(id))
  readonly #autosaves = new Delays(autosaveAfter, (id) => this.flush(id))
  readonly #shelving = new Delays(keepDraftAfter, (id) => void this.#shelve(id))
  /** Segments whose input method is composing: their text must not be sent half-way. */
  readonly #composing = new Set<string>()
  readonly #recheck = new Set<string>()
  /** What was taken over from the memory in this window, by translation. */
  readonly #offered = new Map<string, Suggestion>()
  #liveFindings: typeof LiveFindings | null = null

  constructor(surroundings: EditionSurroundings) {
    super()
    this.#surroundings = surroundings
    this.#outbox = new Outbox(surroundings.api, {
      answered: (id, deed, answer) => this.#answered(id, deed, answer),
      moved: (id) => this.#moved(id),
      signedOut: () => this.dispatchEvent(new EditionNews('signed-out', 0)),
    })
  }

  /** Reads the head, the outline and the first page, and brings back what a crash left unsent. */
  async load(): Promise<void> {
    const { api, editionId, personId, drafts } = this.#surroundings
    const [detail, outline, kept, checks] = await Promise.all([
      api.edition(editionId),
      api.outline(editionId),
      drafts.read(editionId, personId),
      // The checks come in a chunk of their own, beside the texts that they are for.
      loadChecks(),
    ])
    this.#liveFindings = checks.liveFindings
    this.detail = detail
    this.#blocks = new Map(detail.blocks.map((block) => [block.ordinal, block]))
    this.#drafts = new Map(kept.map((draft) => [draft.translationId, draft]))
    this.items = outline.map(emptyItem)
    this.#indexOf = new Map(outline.map((line, index) => [line.translationId, index]))
    this.changed()
    await this.ensure(0, pageSize - 1)
    for (const draft of kept) {
      const index = this.#indexOf.get(draft.translationId)
      if (index !== undefined) await this.ensure(index, index)
    }
  }

  /** Reads the pages that hold these rows, unless they are there or on their way. */
  async ensure(first: number, last: number): Promise<void> {
    const pages: Promise<void>[] = []
    const lastPage = Math.floor(Math.min(last, this.items.length - 1) / pageSize)
    for (let page = Math.floor(Math.max(0, first) / pageSize); page <= lastPage; page++) {
      pages.push(this.#reading.get(page) ?? this.#readPage(page))
    }
    await Promise.all(pages)
  }

  /** Reads everything, for a search through all texts. */
  async ensureAll(): Promise<void> {
    for (let first = 0; first < this.items.length; first += pageSize) await this.ensure(first, first)
  }

  item(translationId: string | null): Item | undefined {
    return translationId === null ? undefined : this.items[this.#indexOf.get(translationId) ?? -1]
  }

  block(item: Item): Block | undefined {
    return this.#blocks.get(item.outline.block)
  }

  get progress(): Progress {
    const count = { total: this.items.length, initial: 0, translated: 0, reviewed: 0, final: 0 }
    for (const { outline } of this.items) count[outline.state]++
    return count
  }

  /** Whether leaving now would leave a text behind that the server does not have. */
  get unsent(): boolean {
    return this.items.some((item) => item.sync !== 'saved')
  }

  /** The state of saving of the whole edition: the worst of its segments. */
  get sync(): Sync {
    const found = new Set(this.items.map((item) => item.sync))
    return (
      (['conflict', 'refused', 'offline', 'saving', 'unsaved'] as const).find((one) => found.has(one)) ??
      'saved'
    )
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

  /** Checks a text without waiting for a pause in typing, and gives what was found. */
  checkNow(translationId: string): readonly RowFinding[] {
    const item = this.item(translationId)
    if (!this.#checking.end(translationId) || !item?.row) return item?.findings ?? []
    const findings = this.#check(item.row, item.text)
    this.#put(translationId, { findings })
    this.changed()
    return findings
  }

  /** Remembers what somebody takes over, so that the checks can tell when it was not changed. */
  offer(translationId: string, suggestion: Suggestion): void {
    this.#offered.set(translationId, suggestion)
  }

  /** Sends what is not on its way yet. */
  flush(translationId: string): void {
    this.#autosaves.end(translationId)
    const item = this.item(translationId)
    if (!item?.row || item.conflict || this.#composing.has(translationId)) return
    const known = this.#outbox.unanswered(translationId)?.target ?? item.row.translation.target
    if (item.text !== known) this.#outbox.save(translationId, item.text, item.row.translation.version)
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
      findings: this.#check(item.row, item.text),
      outline: { ...item.outline, errors: openErrors(findings) },
    })
    this.changed()
    await this.#readRow(item.outline.ordinal)
  }

  /** Decides a conflict. */
  resolve(translationId: string, resolution: Resolution): void {
    const item = this.item(translationId)
    if (!item?.row || !item.conflict) return
    const { theirs } = item.conflict
    const mine = resolution.take === 'merged' ? resolution.text : item.text
    const text = resolution.take === 'theirs' ? theirs.target : mine
    const row = { ...item.row, translation: theirs }
    this.#put(translationId, {
      row,
      text,
      conflict: null,
      newer: null,
      findings: this.#check(row, text),
      outline: lineOf(item, theirs),
    })
    void this.#shelve(translationId)
    this.flush(translationId)
    this.#moved(translationId)
    void this.#readRow(item.outline.ordinal)
  }

  /** Shows a newer version by somebody else, unless this person has written something of their own. */
  takeNewer(translationId: string): void {
    const item = this.item(translationId)
    if (!item?.newer || !item.row || this.#isDirty(item)) return
    this.#adopt(item, { ...item.row, translation: item.newer })
    void this.#readRow(item.outline.ordinal)
  }

  /** Hears of a change that somebody made. */
  applyChange(
    change: Pick<ChangeWire, 'editionId' | 'translationId' | 'version' | 'state' | 'subState'>,
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
      const outline = { ...item.outline, state: change.state, subState: change.subState }
      this.#put(item.outline.translationId, { outline })
      this.changed()
      return
    }
    void this.#readRow(item.outline.ordinal)
  }

  /** Reads one segment again, because what is said about it changed elsewhere. */
  reread(translationId: string | null): void {
    const item = this.item(translationId)
    if (item) void this.#readRow(item.outline.ordinal)
  }

  /** Reads again everything that is on the page, after changes may have been missed. */
  async resync(): Promise<void> {
    const { api, editionId } = this.#surroundings
    const outline = await api.outline(editionId)
    for (const line of outline) {
      const item = this.item(line.translationId)
      if (item && !item.row) this.#put(line.translationId, { outline: line })
    }
    const pages = [...this.#reading.keys()]
    this.#reading.clear()
    this.changed()
    await Promise.all(pages.map((page) => this.#readPage(page)))
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

  async #readPage(page: number): Promise<void> {
    const { api, editionId } = this.#surroundings
    const first = this.items[page * pageSize]
    if (!first) return
    const reading = api.rows(editionId, first.outline.ordinal - 1, pageSize).then((rows) => {
      for (const row of rows) this.#receive(row)
      this.changed()
    })
    this.#reading.set(page, reading)
    // A page that failed is asked for again when it is next looked at.
    reading.catch(() => this.#reading.delete(page))
    await reading
  }

  async #readRow(ordinal: number): Promise<void> {
    const { api, editionId } = this.#surroundings
    const [row] = await api.rows(editionId, ordinal - 1, 1).catch(() => [])
    if (!row) return
    this.#receive(row)
    this.changed()
  }

  /** Takes a row as the server has it, without touching what a person is writing. */
  #receive(row: Row): void {
    const item = this.item(row.translation.id)
    if (!item) return
    const draft = this.#drafts.get(row.translation.id)
    if (!item.row) {
      this.#adopt(item, row)
      if (draft) this.#restore(row, draft)
      return
    }
    if (row.translation.version < item.row.translation.version) return
    const sameText = row.translation.target === item.row.translation.target
    const busy = this.#outbox.delivery(row.translation.id) !== 'idle'
    if (busy) this.#recheck.add(row.translation.id)
    else if (this.#isDirty(item) || (!sameText && this.#isInHand(row.translation.id))) {
      const isNewer = row.translation.version > item.row.translation.version
      this.#put(row.translation.id, {
        newer: isNewer ? row.translation : item.newer,
        row: isNewer
          ? item.row
          : {
              ...item.row,
              can: row.can,
              findings: row.findings,
              terms: row.terms,
              openQuestions: row.openQuestions,
            },
      })
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
    this.#put(row.translation.id, {
      row,
      text: row.translation.target,
      findings: this.#withOffered(row, row.findings),
      outline: { ...lineOf(item, row.translation), errors: openErrors(row.findings) },
      newer: null,
      sync: 'saved',
    })
  }

  /** Brings back a text that an earlier visit could not send. */
  #restore(row: Row, draft: Draft): void {
    const { translation } = row
    const { id } = translation
    this.#drafts.delete(id)
    if (draft.text === translation.target)
      return void this.#surroundings.drafts.remove(id, this.#surroundings.personId)
    const arrived =
      draft.sent?.target === translation.target && draft.sent.version + 1 === translation.version
    const conflict =
      arrived || draft.base.version === translation.version
        ? null
        : { theirs: translation, base: draft.base.target }
    this.#put(id, { text: draft.text, findings: this.#check(row, draft.text), conflict })
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
      if (deed.kind !== 'save') void this.#readRow(item.outline.ordinal)
    }
  }

  #accept(item: Item, before: Row, deed: Deed, answer: FinalAnswer & { outcome: 'done' }): void {
    const { translation, findings } = answer
    const { id } = translation
    const row = { ...before, translation, findings }
    this.#put(id, {
      row,
      refusal: null,
      findings:
        item.text === translation.target ? this.#withOffered(row, findings) : this.#check(row, item.text),
      outline: { ...lineOf(item, translation), errors: openErrors(findings) },
    })
    void this.#shelve(id)
    const old = before.translation
    const moved = old.state !== translation.state || old.subState !== translation.subState
    // What is allowed next depends on the state and on whose text it is; the server knows.
    if (moved || old.author?.id !== translation.author?.id) void this.#readRow(item.outline.ordinal)
    if (deed.kind === 'save') this.dispatchEvent(new EditionNews('saved', item.outline.ordinal))
  }

  #collide(item: Item, row: Row, theirs: Translation): void {
    const { id } = theirs
    if (theirs.target === item.text) {
      this.#adopt(item, { ...row, translation: theirs })
      void this.#readRow(item.outline.ordinal)
    } else if (item.text === row.translation.target) {
      // Only they wrote something: their text is shown, and nothing of mine is lost.
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
      void this.#readRow(item.outline.ordinal)
    }
    this.changed()
  }

  #syncOf(item: Item): Sync {
    if (item.conflict) return 'conflict'
    const delivery = this.#outbox.delivery(item.outline.translationId)
    if (delivery === 'waiting') return 'offline'
    if (delivery === 'sending') return 'saving'
    if (!this.#isDirty(item)) return 'saved'
    return item.refusal ? 'refused' : 'unsaved'
  }

  #isDirty(item: Item): boolean {
    return item.conflict !== null || (item.row !== null && item.text !== item.row.translation.target)
  }

  /** Puts the text on the shelf, or takes it away when the server has it. */
  async #shelve(translationId: string): Promise<void> {
    this.#shelving.end(translationId)
    const { drafts, editionId, personId } = this.#surroundings
    const item = this.item(translationId)
    if (!item?.row) return
    if (!this.#isDirty(item)) return drafts.remove(translationId, personId)
    const sent = this.#outbox.unanswered(translationId)
    await drafts.write({
      translationId,
      editionId,
      personId,
      text: item.text,
      base: {
        version: item.row.translation.version,
        target: item.conflict?.base ?? item.row.translation.target,
      },
      sent: sent && sent.version !== null ? { version: sent.version, target: sent.target } : null,
    })
  }

  #check(row: Row, text: CodedText): readonly RowFinding[] {
    const role = this.#blocks.get(row.segment.block)?.role ?? 'body'
    const check = this.#liveFindings
    if (!this.detail || !check) return []
    const { edition, checkSettings } = this.detail
    return check(row, text, edition.locale, role, checkSettings, this.#offered.get(row.translation.id))
  }

  /** What was taken over is known in this window only, so that the server cannot tell of it. */
  #withOffered(row: Row, findings: readonly RowFinding[]): readonly RowFinding[] {
    const { id, target } = row.translation
    if (this.#offered.get(id)?.text !== target) return findings
    return [...findings, ...this.#check(row, target).filter(({ check }) => check === 'unchanged')]
  }

  #put(translationId: string, change: Partial<Item>): void {
    const index = this.#indexOf.get(translationId) ?? -1
    const item = this.items[index]
    if (item) this.items = this.items.with(index, { ...item, ...change })
  }
}
