// Questions about sources that wait for an answer of this person: one answer is for all languages.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { QuestionOutcome } from '#domain/questions.ts'
import { plainText } from '#domain/inline.ts'

import type { OpenQuestion } from '../api/projects.ts'
import { answerQuestion } from '../api/questions.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

/** A question was answered, so that lists of work are out of date. */
export class QuestionAnswered extends Event {
  static readonly type = 'st-question-answered'
  constructor() {
    super(QuestionAnswered.type, { bubbles: true, composed: true })
  }
}

/** @fires st-question-answered - after an answer was stored */
@customElement('st-source-questions')
export class SourceQuestions extends LitElement {
  @property({ attribute: false }) items: readonly OpenQuestion[] = []
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private answers: ReadonlyMap<string, string> = new Map()
  @state() private busy = ''

  private readonly t = translate(this)

  override render() {
    if (this.items.length === 0) return nothing
    return html`<section aria-labelledby="questions">
      <h2 id="questions">
        ${icon('question')} ${this.t('editing.questions.title')}
        <span class="soft number">${language.number(this.items.length)}</span>
      </h2>
      <ul class="plain">
        ${this.items.map((item) => this.#question(item))}
      </ul>
    </section>`
  }

  #question(item: OpenQuestion) {
    const { id, article, text, source, proposal, askedBy, askedAt, locale } = item
    const who = [askedBy?.name, locale && localeName(locale), language.moment(askedAt)].filter(Boolean)
    return html`<li>
      <a class="words" lang="en" href="/articles/${article.id}">${article.title}</a>
      <p class="soft small">${who.join(' · ')}</p>
      ${source === null ? nothing : html`<blockquote class="words" lang="en">${plainText(source)}</blockquote>`}
      <p class="words">${text}</p>
      ${
        proposal === null
          ? nothing
          : html`<p class="words">${this.t('editing.questions.proposal', { text: plainText(proposal) })}</p>`
      }
      <label class="small" for="answer-${id}">${this.t('editing.questions.answer-label')}</label>
      <textarea
        id="answer-${id}"
        class="input"
        rows="2"
        maxlength="2000"
        .value=${this.answers.get(id) ?? ''}
        @input=${(event: InputEvent) => this.#write(id, event)}
      ></textarea>
      <div class="row">
        ${
          item.kind === 'correction'
            ? html`${this.#button(item, 'accepted', 'editing.questions.accept')}
              ${this.#button(item, 'declined', 'editing.questions.decline')}`
            : this.#button(item, 'answered', 'editing.questions.answer')
        }
      </div>
    </li>`
  }

  #button({ id }: OpenQuestion, outcome: QuestionOutcome, label: string) {
    const filled = (this.answers.get(id) ?? '').trim() !== ''
    return html`<st-action
      .can=${filled ? true : 'reason.empty'}
      ?busy=${this.busy === id}
      @click=${() => void this.#answer(id, outcome)}
      >${this.t(label)}</st-action
    >`
  }

  #write(id: string, event: InputEvent): void {
    const { value } = event.target as HTMLTextAreaElement // the listener is on a textarea
    this.answers = new Map([...this.answers, [id, value]])
  }

  async #answer(id: string, outcome: QuestionOutcome): Promise<void> {
    const text = (this.answers.get(id) ?? '').trim()
    if (text === '' || this.busy) return
    this.busy = id
    try {
      await answerQuestion(id, outcome, text)
      this.services.notices.show(this.t('editing.questions.answered'))
      this.dispatchEvent(new QuestionAnswered())
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = ''
    }
  }

  static override styles = [
    base,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }

      h2 {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--text-m);
      }

      ul {
        display: grid;
        gap: var(--space-3);
      }

      li {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      blockquote {
        margin: 0;
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--line-strong);
        color: var(--ink-soft);
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
    'st-question-answered': QuestionAnswered
  }
  interface HTMLElementTagNameMap {
    'st-source-questions': SourceQuestions
  }
}
