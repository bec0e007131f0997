// One sentence of a source: its words corrected, cut in two, or joined with the next one.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { type CodedText, plainText } from '#domain/inline.ts'
import type { ChangeReport } from '#domain/source-update/change-class.ts'
import { changeClasses, type ChangeClass } from '#domain/source-update/outdated.ts'

import {
  type BlockCard,
  correctSegment,
  joinSegments,
  removeRestored,
  restoreSentence,
  type SegmentCard,
  splitSegment,
} from '../api/articles.ts'
import { chipStyles, codedText } from '../editor/code-chip.ts'
import type { TargetChanged, TargetField } from '../editor/target-field.ts'
import '../editor/target-field.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import type { DialogClosed } from '../elements/dialog.ts'
import '../elements/dialog.ts'
import { translate } from '../i18n/translate.ts'
import type { Deed } from './source-deeds.ts'

/** Somebody decided what becomes of the sentence, or left it as it is. */
export class SourceCorrected extends Event {
  static readonly type = 'st-source-corrected'
  readonly deed: Deed | null

  constructor(deed: Deed | null) {
    super(SourceCorrected.type)
    this.deed = deed
  }
}

/** Whether a sentence is not as it stands in the file, so that it is neither cut nor joined. */
const isChanged = ({ uncorrected }: SegmentCard): boolean => uncorrected != null

const whyWhole = ({ uncorrected }: SegmentCard): string =>
  uncorrected === '' ? 'articleSource.not-in-file' : 'articleSource.corrected-first'

/** @fires st-source-corrected - when the dialog is done with */
@customElement('st-article-correction')
export class ArticleCorrection extends LitElement {
  @property() articleId = ''
  @property({ attribute: false }) block: BlockCard | null = null
  @property({ attribute: false }) segmentId: string | null = null

  @state() private written: CodedText = ''
  /** Where the cursor stands in what is written. */
  @state() private cursor = 0
  @state() private chosen: ChangeClass | null = null
  @state() private report: ChangeReport | null = null
  @query('st-target-field') private field!: TargetField | null // only while a sentence is open

  private readonly t = translate(this)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('segmentId')) return
    this.written = this.#segment()?.source ?? ''
    this.cursor = 0
    this.chosen = this.report = null
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('segmentId')) this.field?.focus()
  }

  #segment(): SegmentCard | null {
    return this.block?.segments.find(({ id }) => id === this.segmentId) ?? null
  }

  override render() {
    const segment = this.#segment()
    return html`<st-dialog
      wide
      ?open=${segment !== null}
      heading=${segment ? this.t('sourceUpdate.correct-sentence', { n: segment.ordinal }) : ''}
      @st-dialog-closed=${(event: DialogClosed) => {
        event.preventDefault()
        this.#end(null)
      }}
    >
      ${segment ? this.#form(segment) : nothing}
    </st-dialog>`
  }

  #form(segment: SegmentCard) {
    const { source, uncorrected } = segment
    const codes = this.block?.codes ?? []
    const changes = this.#changes(segment)
    return html`<form
        id="correction"
        class="stack"
        @submit=${(event: Event) => {
          event.preventDefault()
          if (this.#correctable(segment) === true) void this.#correct(segment)
        }}
      >
        <p class="soft">${this.t('sourceUpdate.correct-about')}</p>
        <div class="field">
          <span class="label" id="label">${this.t('sourceUpdate.sentence')}</span>
          <st-target-field
            .segmentId=${segment.id}
            .text=${source}
            .sourceText=${source}
            .codes=${codes}
            .label=${this.t('sourceUpdate.sentence')}
            locale="en"
            @st-target-changed=${this.#write}
            @keyup=${this.#move}
            @click=${this.#move}
          ></st-target-field>
          <p class="hint">${this.t('articleSource.cursor-hint')}</p>
        </div>
        ${
          uncorrected == null
            ? nothing
            : html`<p class="in-file small">
                ${
                  uncorrected === ''
                    ? this.t('articleSource.not-in-file')
                    : html`${this.t('articleSource.in-file')}
                        <span class="words" lang="en">${codedText(this.t, uncorrected, codes)}</span>`
                }
              </p>`
        }
        ${changes && this.report ? this.#classes(this.report) : nothing}
        <div class="row">
          ${
            uncorrected == null
              ? nothing
              : uncorrected === ''
                ? html`<st-action class="remove" @click=${() => this.#remove(segment)}
                    >${this.t('articleSource.remove-again')}</st-action
                  >`
                : html`<st-action class="back" @click=${() => this.#takeBack(segment, uncorrected)}
                    >${this.t('articleSource.take-back')}</st-action
                  >`
          }
          <st-action class="split" .can=${this.#splittable(segment)} @click=${() => this.#split(segment)}
            >${this.t('sourceUpdate.split')}</st-action
          >
          <st-action class="join" .can=${this.#joinable(segment)} @click=${() => this.#join(segment)}
            >${this.t('sourceUpdate.join')}</st-action
          >
        </div>
      </form>
      <button slot="footer" class="button" type="button" @click=${() => this.#end(null)}>
        ${this.t('action.cancel')}
      </button>
      <st-action
        slot="footer"
        class="correct"
        variant="primary"
        .can=${this.#correctable(segment)}
        @click=${() => void this.#correct(segment)}
        >${this.t('sourceUpdate.correct')}</st-action
      >`
  }

  #classes({ suggested, noTypo }: ChangeReport) {
    const chosen = this.chosen ?? suggested
    return html`<div class="field">
      <label for="class">${this.t('sourceUpdate.what-changes')}</label>
      <select
        class="input"
        id="class"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement
          this.chosen = changeClasses.find((one) => one === value) ?? null
        }}
      >
        ${changeClasses.map(
          (one) =>
            html`<option
              value=${one}
              ?selected=${one === chosen}
              ?disabled=${one === 'typo' && noTypo !== null}
            >
              ${this.t(`sourceUpdate.class.${one}`)}
            </option>`,
        )}
      </select>
      ${noTypo ? html`<p class="hint">${this.t(`sourceUpdate.no-typo.${noTypo}`)}</p>` : nothing}
    </div>`
  }

  #changes = ({ source }: SegmentCard): boolean => this.written.trim() !== source

  #correctable(segment: SegmentCard): true | string {
    return this.#changes(segment) && this.written.trim() !== '' ? true : 'articleSource.nothing-changed'
  }

  #splittable(segment: SegmentCard): true | string {
    if (isChanged(segment)) return whyWhole(segment)
    if (this.#changes(segment)) return 'articleSource.written-first'
    const words = (text: CodedText) => /[\p{L}\p{N}]/u.test(plainText(text))
    const cuts = words(this.written.slice(0, this.cursor)) && words(this.written.slice(this.cursor))
    return cuts ? true : 'articleSource.cursor-first'
  }

  #joinable(segment: SegmentCard): true | string {
    const next = this.#next(segment)
    if (!next) return 'articleSource.last-sentence'
    const changed = [segment, next].find(isChanged)
    if (changed) return whyWhole(changed)
    return this.#changes(segment) ? 'articleSource.written-first' : true
  }

  #next({ ordinal }: SegmentCard): SegmentCard | null {
    return this.block?.segments.find((one) => one.ordinal === ordinal + 1) ?? null
  }

  #write = (event: TargetChanged): void => {
    // The editor listens for such changes of translations, which this is none.
    event.stopPropagation()
    this.written = event.text
    this.#move()
    void this.#look(this.written)
  }

  #move = (): void => {
    // The browser tells the field where the cursor is only after the key or the click.
    requestAnimationFrame(() => (this.cursor = this.field?.caret ?? 0))
  }

  /** Says what kind of change it looks like; the rules come when they are needed. */
  async #look(written: string): Promise<void> {
    const { reportChange } = await import('#domain/source-update/change-class.ts')
    const segment = this.#segment()
    if (!segment || written !== this.written) return
    this.report = reportChange(segment.source, written)
    if (this.report.noTypo && this.chosen === 'typo') this.chosen = null
  }

  async #correct(segment: SegmentCard): Promise<void> {
    const { id, ordinal, source } = segment
    // Who is faster than the rules are fetched gets what they say all the same.
    await this.#look(this.written)
    const change = this.chosen ?? this.report?.suggested ?? 'meaning'
    const words = this.written.trim()
    this.#end({
      run: (version) => correctSegment(this.articleId, id, version, { source: words, change }),
      undo: (version) => correctSegment(this.articleId, id, version, { source, change }),
      done: this.t('articleSource.corrected', { n: ordinal }),
    })
  }

  #takeBack({ id, ordinal, source }: SegmentCard, inFile: string): void {
    this.#end({
      run: (version) => correctSegment(this.articleId, id, version, { source: inFile, change: 'style' }),
      undo: (version) => correctSegment(this.articleId, id, version, { source, change: 'style' }),
      done: this.t('articleSource.correction-gone', { n: ordinal }),
    })
  }

  #remove({ id, ordinal }: SegmentCard): void {
    this.#end({
      run: (version) => removeRestored(this.articleId, id, version),
      undo: (version) => restoreSentence(this.articleId, id, version),
      done: this.t('articleSource.removed-again', { n: ordinal }),
    })
  }

  #split({ id, ordinal }: SegmentCard): void {
    const at = this.cursor
    this.#end({
      run: (version) => splitSegment(this.articleId, id, version, at),
      undo: (version) => joinSegments(this.articleId, id, version),
      done: this.t('articleSource.split', { n: ordinal }),
    })
  }

  #join(segment: SegmentCard): void {
    const { id, ordinal, source } = segment
    this.#end({
      run: (version) => joinSegments(this.articleId, id, version),
      undo: (version) => splitSegment(this.articleId, id, version, source.length),
      done: this.t('articleSource.joined', { n: ordinal }),
    })
  }

  #end(deed: Deed | null): void {
    this.dispatchEvent(new SourceCorrected(deed))
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      .in-file {
        padding-inline-start: var(--space-2);
        border-inline-start: 3px solid var(--line-strong);
      }

      .row {
        gap: var(--space-2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-article-correction': ArticleCorrection
  }
  interface HTMLElementEventMap {
    'st-source-corrected': SourceCorrected
  }
}
