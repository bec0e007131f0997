// What the commands of the editor do with the open segment, apart from how the page looks.

import type { TargetChanged } from './target-field.ts'

import { plainText, type CodedText } from '#domain/inline.ts'
import { isApprovedOnce, returnCategories, type SidedRange } from '#domain/review.ts'

import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import type { Services } from '../stores/services.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import { hasFindings, nextItem } from './filters.ts'
import { openErrors } from './open-errors.ts'
import { isOwnPart } from './own-part.ts'
import type { ReasonQuestion } from './reason-dialog.ts'
import { repetitionsOf } from './repetitions.ts'
import type { FindingChosen } from './panel-events.ts'
import type { TargetField } from './target-field.ts'
import { insertableForms } from './term-forms.ts'

/** What the deeds need of the page. */
export interface Desk {
  readonly store: EditionStore | null
  readonly services: Services
  readonly visible: readonly Item[]
  readonly field: TargetField | null
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string
  ask(question: ReasonQuestion): void
  activate(translationId: string): Promise<void>
  focusField(): Promise<void>
}

/** The deeds of one page. */
export class EditionDeeds {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  get active(): Item | undefined {
    const { store } = this.#desk
    return store?.item(store.activeId)
  }

  write(event: TargetChanged): void {
    const { store } = this.#desk
    const item = store?.items.find((one) => one.row?.segment.id === event.segmentId)
    if (item) store?.edit(item.outline.translationId, event.text, event.composing)
  }

  async confirmOrApprove(): Promise<void> {
    const item = this.active
    if (!item?.row) return
    const { row, outline } = item
    const unchanged = item.text === row.translation.target
    if (outline.state === 'translated' && unchanged && row.can['approve'] === true)
      return this.review(outline.translationId, 'approve')
    if (row.can['save'] !== true) return this.say(this.#desk.t(row.can['save'] ?? 'reason.read-only'))
    // Nothing to confirm again; what is left is to say why it cannot be approved, and to go on.
    if (outline.state !== 'initial' && unchanged) return this.#goOn(outline.translationId)
    await this.#confirm(item)
  }

  async #confirm(item: Item): Promise<void> {
    const { store, services, t } = this.#desk
    const { translationId, ordinal } = item.outline
    if (item.text === '') return this.say(t('reason.empty'))
    await store?.loadChecks()
    const findings = store?.checkNow(translationId) ?? item.findings
    if (openErrors(findings) > 0) {
      this.say(t('reason.findings-open'))
      return this.#selectFinding({ ...item, findings })
    }
    const answer = store?.confirm(translationId)
    void this.#goOn(translationId)
    const settled = await answer
    if (settled?.outcome === 'done') services.notices.announce(t('editor.news.confirmed', { n: ordinal }))
  }

  async review(
    translationId: string,
    step: 'approve' | 'return' | 'reopen',
    words: Parameters<EditionStore['review']>[2] = {},
  ): Promise<void> {
    const { store, services, t } = this.#desk
    const item = store?.item(translationId)
    if (!item) return
    const answer = store?.review(translationId, step, words)
    if (step !== 'reopen') void this.#goOn(translationId)
    const settled = await answer
    if (settled?.outcome !== 'done') return
    const once = step === 'approve' && isApprovedOnce(settled.translation)
    const said = once ? 'editing.news.approved-once' : `editor.news.${step}`
    services.notices.announce(t(said, { n: item.outline.ordinal }))
  }

  /** Approves the open text and every one that follows it without a gap, as far as this person may. */
  async approveRun(): Promise<void> {
    const { store, visible, t } = this.#desk
    const start = visible.findIndex((item) => item.outline.translationId === store?.activeId)
    const open = visible[start]
    if (!store || !open) return
    const end = visible.findIndex((item, at) => at > start && item.outline.state !== 'translated')
    const last = visible.at(end < 0 ? -1 : end) ?? open
    await store.ensure(store.items.indexOf(open), store.items.indexOf(last))
    const run: Item[] = []
    for (const { outline } of visible.slice(start)) {
      const item = store.item(outline.translationId)
      if (!item?.row || item.outline.state !== 'translated' || item.row.can['approve'] !== true) break
      if (item.text !== item.row.translation.target) break
      run.push(item)
    }
    if (run.length === 0) return this.say(t('desk.approve-run.none'))
    const [from, to] = [run[0]?.outline.ordinal ?? 0, run.at(-1)?.outline.ordinal ?? 0]
    this.#desk.ask({
      heading: t('desk.approve-run.title', { n: run.length }),
      text: t('desk.approve-run.text', { first: from, last: to }),
      go: t('action.approve'),
      needsReason: false,
      answer: () => void this.#approveAll(run),
    })
  }

  async #approveAll(run: readonly Item[]): Promise<void> {
    const { store, t } = this.#desk
    if (!store) return
    const answers = await Promise.all(
      run.map(({ outline }) => store.review(outline.translationId, 'approve')),
    )
    const done = answers.filter((answer) => answer.outcome === 'done').length
    this.say(t('desk.approve-run.done', { n: done }))
    const last = run.at(-1)
    if (last) await this.#goOn(last.outline.translationId)
  }

  /** Gives the text of the open row to the other rows with the same source. */
  async fillRepetitions(): Promise<void> {
    const { store, t } = this.#desk
    if (!store) return
    await store.ensureAll()
    const of = this.active
    if (!of) return
    const found = repetitionsOf(store.items, of)
    const empty = found.filter(({ replaces }) => !replaces)
    if (found.length === 0) return this.say(t('desk.repetitions.none'))
    this.#desk.ask({
      heading: t('desk.repetitions.title', { n: found.length }),
      text: t('desk.repetitions.text', { empty: empty.length, other: found.length - empty.length }),
      go: t('desk.repetitions.go'),
      needsReason: false,
      choices: found.map(({ item, replaces }) => ({
        id: item.outline.translationId,
        label: replaces
          ? `${language.number(item.outline.ordinal)} · ${t('desk.repetitions.replaces')}: ${excerpt(item.text)}`
          : language.number(item.outline.ordinal),
        chosen: !replaces,
      })),
      answer: (_, chosen) => {
        for (const id of chosen) store.put(id, of.text)
        this.say(t('desk.repetitions.done', { n: chosen.length }))
      },
    })
  }

  /** Opens the next segment that waits for this person, or stays when none does. */
  async #goOn(fromId: string): Promise<void> {
    const next = nextItem(this.#desk.visible, fromId, (item) => this.isToDo(item))
    if (next) return this.#desk.activate(next.outline.translationId)
    this.say(this.#desk.t('editor.all-done'))
    await this.#desk.focusField()
  }

  /** Whether a segment waits for this person: unfinished for translators, unapproved for reviewers. */
  isToDo(item: Item): boolean {
    const can = this.#desk.store?.detail?.can
    const standing = item.outline.state
    if (this.#translates && standing === 'initial') return true
    return can?.['review'] === true && standing === 'translated' && !isOwnPart(item.row?.can['approve'])
  }

  // Reviewers may write too, but what nobody has translated yet waits for translators.
  get #translates(): boolean {
    const { services, store } = this.#desk
    const edition = store?.detail?.edition
    const mine = services.session.person?.memberships.filter(
      ({ projectId, locale }) =>
        projectId === store?.detail?.project.id && (locale === null || locale === edition?.locale),
    )
    return mine?.some(({ role }) => role === 'translator') || !mine?.some(({ role }) => role === 'reviewer')
  }

  step(by: -1 | 1): void {
    const { store, visible } = this.#desk
    const index = visible.findIndex((item) => item.outline.translationId === store?.activeId)
    const next = visible[index + by]
    if (next) void this.#desk.activate(next.outline.translationId)
  }

  async nextFinding(): Promise<void> {
    const { active } = this
    const next = nextItem(this.#desk.visible, this.#desk.store?.activeId ?? null, hasFindings)
    const found = next ?? (active && hasFindings(active) ? active : null)
    if (!found) return this.say(this.#desk.t('editor.no-findings'))
    await this.#desk.activate(found.outline.translationId)
    const item = this.active
    if (item) this.#selectFinding(item)
  }

  #selectFinding(item: Item): void {
    const open = item.findings.filter((finding) => finding.dismissed === null)
    const finding =
      open.find((one) => one.target && one.severity === 'error') ?? open.find((one) => one.target)
    if (finding?.target) this.#desk.field?.selectRange(finding.target.start, finding.target.end)
  }

  insertForm(digit: number | null): void {
    const row = this.active?.row
    const form = row && digit ? insertableForms(row)[digit - 1] : undefined
    if (form) this.#desk.field?.insertText(form)
  }

  chooseFinding({ finding, dismiss }: FindingChosen): void {
    const { store, services, field, t } = this.#desk
    const id = store?.activeId
    if (!id) return
    if (!dismiss) {
      if (finding.target) field?.selectRange(finding.target.start, finding.target.end)
      return
    }
    this.#desk.ask({
      heading: t('editor.dismiss.title'),
      text: t('editor.dismiss.text'),
      go: t('action.dismiss'),
      answer: (reason) =>
        void store?.dismiss(id, finding.check, reason).catch((error: unknown) => {
          services.notices.show(problemText(error), 'danger')
        }),
    })
  }

  copySource(): void {
    const item = this.active
    if (!item?.row) return
    const { source } = item.row.segment
    this.#desk.store?.offer(item.outline.translationId, { text: source, origin: 'source', match: 100 })
    this.#desk.field?.replaceAll(source)
  }

  askReturn(): void {
    const { t } = this.#desk
    const item = this.active
    const allowed = item?.row?.can['return']
    if (!item || allowed !== true)
      return this.say(t(typeof allowed === 'string' ? allowed : 'reason.role-needed'))
    const { translationId, ordinal } = item.outline
    // What was selected in one of the texts is what the reason is about.
    const { about, range } = this.#marked(item)
    this.#desk.ask({
      heading: t('editor.return.title', { n: ordinal }),
      text: t('editor.return.text'),
      go: t('action.return'),
      categories: returnCategories.map((id) => ({ id, label: t(`desk.category.${id}`) })),
      about,
      answer: (reason, [chosen]) => {
        const category = returnCategories.find((one) => one === chosen) ?? null
        void this.review(translationId, 'return', { reason, category, range })
      },
    })
  }

  #marked(item: Item): { readonly about: string; readonly range: SidedRange | null } {
    const { field } = this.#desk
    if (field?.selection) {
      const saved = item.text === item.row?.translation.target
      return { about: field.selectedText, range: saved ? { side: 'target', ...field.selection } : null }
    }
    const about = getSelection()?.toString().trim() ?? ''
    const start = about === '' ? -1 : (item.row?.segment.source.indexOf(about) ?? -1)
    if (start < 0) return { about: '', range: null }
    return { about, range: { side: 'source', start, end: start + about.length } }
  }

  askWaiver(translationId: string): void {
    const { t } = this.#desk
    this.#desk.ask({
      heading: t('editor.waive.title'),
      text: t('editor.waive.text'),
      go: t('action.approve'),
      answer: (waiver) => void this.review(translationId, 'approve', { waiver }),
    })
  }

  say(text: string): void {
    this.#desk.services.notices.show(text, 'info')
    this.#desk.services.notices.announce(text)
  }
}

const longestExcerpt = 60

/** The beginning of a text, as it is read. */
function excerpt(text: CodedText): string {
  const plain = plainText(text)
  return plain.length > longestExcerpt ? `${plain.slice(0, longestExcerpt)}…` : plain
}
