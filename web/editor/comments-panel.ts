// What people say about the open segment in this edition, and what all languages ask about its source.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { fromNotation, plainText, toNotation, type Code, type CodedText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { askQuestion, fetchQuestions, type Questions } from '../api/questions.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles } from './code-chip.ts'
import { differences, differenceStyles } from './differences.ts'
import { VersionRestored } from './panel-events.ts'
import { addComment, fetchComments, resolveComment, type CommentWire } from './together-api.ts'

/** Walking through rows quickly asks for nothing. */
const pause = 500

/** Something was said or settled, so the counts of the page are out of date. */
export class CommentsChanged extends Event {
  static readonly type = 'st-comments-changed'
  constructor() {
    super(CommentsChanged.type, { bubbles: true, composed: true })
  }
}

/** @fires st-comments-changed - after writing or settling a comment */
@customElement('st-comments-panel')
export class CommentsPanel extends LitElement {
  @property() translationId = ''
  @property() segmentId = ''
  @property() articleId = ''
  @property() locale: TargetLocale = 'th'
  /** Number of open comments, as the page knows it. */
  @property({ type: Number }) count = 0
  /** The text as it stands in the field, which a suggestion begins with. */
  @property() target: CodedText = ''
  @property({ attribute: false }) codes: readonly Code[] = []
  /** Whether this person may take a suggestion over. */
  @property({ type: Boolean }) writes = false
  @state() private items: readonly CommentWire[] = []
  @state() private questions: Questions['items'] = []
  @state() private words = ''
  @state() private question = false
  /** Another text in the making, in the notation of codes; null while none is. */
  @state() private suggestion: string | null = null
  @state() private busy = false
  @state() private mistake = ''
  /** What a screen reader is told. */
  @state() private said = ''
  @query('#words') private area!: HTMLTextAreaElement // drawn always

  private readonly t = translate(this)
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult {
    return html`<h3 id="comments">
        ${this.t('desk.comments')}${this.count > 0 ? html` <span class="number">${language.number(this.count)}</span>` : nothing}
      </h3>
      <ol class="plain" aria-labelledby="comments">
        ${this.questions.map((item) => this.#asked(item))} ${this.items.map((item) => this.#comment(item))}
      </ol>
      <label class="visually-hidden" for="words">${this.t('desk.comments.write')}</label>
      <textarea
        id="words"
        class="input"
        rows="2"
        maxlength="4000"
        placeholder=${this.t('desk.comments.write')}
        .value=${this.words}
        @input=${this.#write}
        @keydown=${this.#press}
      ></textarea>
      ${this.suggestion === null ? nothing : this.#suggesting(this.suggestion)}
      <label class="choice small"
        ><input
          type="checkbox"
          .checked=${this.question}
          @change=${this.#turn}
        />${this.t('desk.comments.question')}</label
      >
      ${
        this.suggestion === null && this.target !== ''
          ? html`<button class="button quiet small" type="button" @click=${this.#suggest}>
              ${this.t('editing.suggest')}
            </button>`
          : nothing
      }
      ${
        this.words.trim() === '' && !this.#suggested
          ? nothing
          : html`<st-action ?busy=${this.busy} @click=${() => void this.#send()}
              >${this.t('desk.comments.send')}</st-action
            >`
      }
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.mistake ? html`<p class="mistake small" role="alert">${this.mistake}</p>` : nothing}`
  }

  #asked(item: Questions['items'][number]): TemplateResult {
    return html`<li class=${item.outcome === null ? '' : 'settled'}>
      <div class="small">
        <strong>${item.askedBy?.name ?? this.t('editor.somebody')}</strong>
        <span class="soft">· ${language.moment(item.askedAt)}</span>
        <span class="tag">${this.t('desk.comments.question-tag')}</span>
      </div>
      <p class="words said">${item.text}</p>
      ${
        item.answer
          ? html`<p class="words said">
              <strong class="small">${item.answeredBy?.name ?? this.t('editor.somebody')}:</strong>
              ${item.answer}
            </p>`
          : nothing
      }
    </li>`
  }

  #comment(item: CommentWire): TemplateResult {
    const settled = item.resolvedAt !== null
    return html`<li class=${settled ? 'settled' : ''}>
      <div class="small">
        <strong>${item.person?.name ?? this.t('editor.somebody')}</strong>
        <span class="soft">· ${language.moment(item.at)}</span>
      </div>
      ${item.words ? html`<p class="words said">${item.words}</p>` : nothing} ${this.#suggestion(item)}
      <button
        class="button quiet small"
        type="button"
        aria-label="${this.t(settled ? 'desk.comments.reopen' : 'desk.comments.settle')}: ${(item.words || plainText(item.suggestion ?? '')).slice(0, 60)}"
        @click=${() => void this.#settle(item)}
      >
        ${this.t(settled ? 'desk.comments.reopen' : 'desk.comments.settle')}
      </button>
    </li>`
  }

  /** How a suggested text differs from the one that stands in the field, and a button that puts it there. */
  #suggestion({ suggestion, resolvedAt }: CommentWire): TemplateResult | typeof nothing {
    if (suggestion === null) return nothing
    return html`<p class="small"><span class="tag">${this.t('editing.suggest.tag')}</span></p>
      ${differences(this.t, this.target, suggestion, this.codes, this.locale)}
      ${
        this.writes && resolvedAt === null && suggestion !== this.target
          ? html`<button
              class="button quiet small"
              type="button"
              @click=${() => this.dispatchEvent(new VersionRestored(suggestion))}
            >
              ${this.t('editing.suggest.take')}
            </button>`
          : nothing
      }`
  }

  #suggesting(text: string): TemplateResult {
    return html`<label class="small" for="suggestion">${this.t('editing.suggest.text')}</label>
      <textarea
        id="suggestion"
        class="input"
        rows="3"
        lang=${this.locale}
        spellcheck="true"
        .value=${text}
        @input=${this.#writeSuggestion}
        @keydown=${this.#press}
      ></textarea>`
  }

  #suggest = async (): Promise<void> => {
    this.suggestion = toNotation(this.target)
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#suggestion')?.focus()
  }

  #writeSuggestion = (event: InputEvent): void => {
    this.suggestion = (event.target as HTMLTextAreaElement).value // the listener is on a textarea
  }

  /** The text that is suggested, unless it is the one that stands there. */
  get #suggested(): CodedText | null {
    const text = this.suggestion === null ? '' : fromNotation(this.suggestion).trim()
    return text === '' || text === this.target ? null : text
  }

  override focus(): void {
    this.area.focus()
  }

  /** Takes the caret, with words that are put before what was written, and letters that follow it. */
  begin(words: string, typed = ''): void {
    if (words !== '' && !this.words.includes(words)) this.words = `${words} ${this.words}`
    this.words += typed
    this.focus()
  }

  /** Reads again what was said. */
  refresh(): void {
    void this.#read()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('translationId')) return
    this.items = []
    this.questions = []
    this.words = ''
    this.suggestion = null
    this.mistake = ''
    clearTimeout(this.#timer)
    if (this.translationId) this.#timer = setTimeout(() => void this.#read(), pause)
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  // The keys of the page rest while somebody writes here, except the one that sends.
  #press = (event: KeyboardEvent): void => {
    if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void this.#send()
  }

  #turn = (): void => {
    this.question = !this.question
  }

  #write = (): void => {
    this.words = this.area.value
  }

  async #read(): Promise<void> {
    const id = this.translationId
    const [found, asked] = await Promise.all([
      fetchComments(id).catch(() => null),
      fetchQuestions(this.articleId).catch(() => null),
    ])
    if (id !== this.translationId) return
    if (found) this.items = found.items
    if (asked) this.questions = asked.items.filter((one) => one.segmentId === this.segmentId)
  }

  async #send(): Promise<void> {
    const words = this.words.trim()
    const suggested = this.#suggested
    if ((words === '' && suggested === null) || this.busy) return
    await this.#do(async () => {
      if (this.question) {
        const about = { segmentId: this.segmentId, kind: 'question', text: words, proposal: null } as const
        await askQuestion(this.articleId, { ...about, locale: this.locale })
      } else await addComment(this.translationId, words, suggested)
      this.words = ''
      this.suggestion = null
      this.question = false
      this.said = this.t('desk.comments.sent')
    })
  }

  #settle(item: CommentWire): Promise<void> {
    return this.#do(() => resolveComment(item.id, item.resolvedAt === null))
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.said = ''
    this.mistake = ''
    try {
      await work()
      await this.#read()
      this.dispatchEvent(new CommentsChanged())
    } catch (error) {
      this.mistake = problemText(error)
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }

      h3 {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      ol {
        display: grid;
        gap: var(--space-3);
      }

      li {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--plum);
      }

      li.settled {
        border-color: var(--line);
        color: var(--ink-soft);
      }

      .said {
        white-space: pre-wrap;
      }

      .tag {
        padding: 0 0.4rem;
        border-radius: 99px;
        background: var(--plum-soft);
        color: var(--plum);
      }

      .button {
        justify-self: start;
        min-height: 1.75rem;
        margin-inline-start: -0.4rem;
        padding: 0.1rem 0.4rem;
        font-size: var(--text-s);
      }

      textarea {
        width: 100%;
        resize: vertical;
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-comments-changed': CommentsChanged
  }
  interface HTMLElementTagNameMap {
    'st-comments-panel': CommentsPanel
  }
}
