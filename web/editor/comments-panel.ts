// What people say about the open segment in this edition, and what all languages ask about its source.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { askQuestion, fetchQuestions, type Questions } from '../api/questions.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
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
  @state() private items: readonly CommentWire[] = []
  @state() private questions: Questions['items'] = []
  @state() private words = ''
  @state() private question = false
  @state() private busy = false
  @state() private mistake = ''
  @query('textarea') private area!: HTMLTextAreaElement // drawn always

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
      <label class="choice small"
        ><input
          type="checkbox"
          .checked=${this.question}
          @change=${this.#turn}
        />${this.t('desk.comments.question')}</label
      >
      ${
        this.words.trim() === ''
          ? nothing
          : html`<st-action ?busy=${this.busy} @click=${() => void this.#send()}
              >${this.t('desk.comments.send')}</st-action
            >`
      }
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
      <p class="words said">${item.words}</p>
      <button
        class="button quiet small"
        type="button"
        aria-label="${this.t(settled ? 'desk.comments.reopen' : 'desk.comments.settle')}: ${item.words.slice(0, 60)}"
        @click=${() => void this.#settle(item)}
      >
        ${this.t(settled ? 'desk.comments.reopen' : 'desk.comments.settle')}
      </button>
    </li>`
  }

  override focus(): void {
    this.area.focus()
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
    if (words === '' || this.busy) return
    await this.#do(async () => {
      if (this.question) {
        const about = { segmentId: this.segmentId, kind: 'question', text: words, proposal: null } as const
        await askQuestion(this.articleId, { ...about, locale: this.locale })
      } else await addComment(this.translationId, words)
      this.words = ''
      this.question = false
    })
  }

  #settle(item: CommentWire): Promise<void> {
    return this.#do(() => resolveComment(item.id, item.resolvedAt === null))
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true
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
