// Questions about names that nobody has answered: one answer holds for every article of the project.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { answerNameQuestion, fetchNameQuestions, type NameQuestion } from '../api/names.ts'
import { base } from '../elements/base.ts'
import { Load } from '../elements/load.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { FormGiven } from './form-entry.ts'
import './form-entry.ts'

/** The list of questions; it takes no room while there are none. */
@customElement('st-name-questions')
export class NameQuestions extends LitElement {
  @property() projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private busy = ''

  private readonly t = translate(this)
  private readonly questions = new Load(
    this,
    (signal) => fetchNameQuestions(this.projectId, signal),
    () => this.projectId || undefined,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.questions.reload(),
      (change) => change.deed.startsWith('name.'),
    )
  }

  override render() {
    return this.questions.render(({ items, can }) =>
      items.length === 0
        ? nothing
        : html`<details class="card">
            <summary>${this.t('names.questions', { n: items.length })}</summary>
            <ul class="plain">
              ${items.map((item) => this.#question(item, can.answer))}
            </ul>
          </details>`,
    )
  }

  #question(item: NameQuestion, can: true | string) {
    const { id, name, kind, locale, note, askedBy, askedAt, articleId, articleTitle } = item
    return html`<li class="stack">
      <p>
        <strong class="words" lang="en">${name}</strong>
        <span class="soft small">${this.t(`nameKind.${kind}`)} · ${localeName(locale)}</span>
      </p>
      <p class="soft small">
        ${askedBy?.name ?? this.t('terms.operator')} · ${language.moment(askedAt)}
        ${articleId ? html`· <a href="/articles/${articleId}/names" lang="en">${articleTitle}</a>` : nothing}
      </p>
      ${note ? html`<p class="words">${note}</p>` : nothing}
      <st-form-entry
        answering
        .locale=${locale}
        .approve=${can}
        ?busy=${this.busy === id}
        @st-form-given=${(event: FormGiven) => void this.#answer(item, event)}
      ></st-form-entry>
    </li>`
  }

  async #answer({ id, name }: NameQuestion, { form }: FormGiven): Promise<void> {
    this.busy = id
    try {
      await answerNameQuestion(id, form)
      this.services.notices.show(this.t('names.answered', { name }))
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = ''
    }
    await this.questions.reload()
  }

  static override styles = [
    base,
    css`
      summary {
        font-weight: var(--strong);
        cursor: pointer;
      }

      ul {
        display: grid;
        gap: var(--space-4);
        margin-block-start: var(--space-3);
      }

      li + li {
        padding-block-start: var(--space-4);
        border-block-start: 1px solid var(--line);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-name-questions': NameQuestions
  }
}
