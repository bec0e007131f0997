// The table of articles and languages: progress, age, what is outdated, who has it and until when.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { assignedRoles, type AssignedRole } from '#domain/together.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { assignEdition, fetchBoard, type Board, type BoardArticle, type BoardCell } from '../api/board.ts'
import { base } from '../elements/base.ts'
import '../elements/dialog.ts'
import { Load } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/progress-bar.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'

const day = 24 * 60 * 60 * 1000

/** Shows how every article of a project stands in every language. */
@customElement('st-board')
export class BoardTable extends LitElement {
  @property() projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  /** The edition whose assignments are being changed. */
  @state() private chosen: { readonly article: BoardArticle; readonly cell: BoardCell } | null = null

  private readonly t = translate(this)
  private readonly board = new Load(
    this,
    (signal) => fetchBoard(this.projectId, signal),
    () => this.projectId || undefined,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.board.reload(),
    )
  }

  override render() {
    return html`${this.board.render((board) =>
      board.items.length === 0 ? nothing : html`${this.#table(board)} ${this.#dialog(board)}`,
    )}`
  }

  #table(board: Board): TemplateResult {
    const shown = targetLocales.filter((locale) =>
      board.items.some(({ editions }) => editions.some((edition) => edition.locale === locale)),
    )
    return html`<div class="board">
      <h2 id="board">${this.t('desk.board')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="board">
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('articles.article')}</th>
              ${shown.map((locale) => html`<th scope="col"><st-locale-tag locale=${locale}></st-locale-tag></th>`)}
            </tr>
          </thead>
          <tbody>
            ${board.items.map((article) => this.#row(article, shown))}
          </tbody>
        </table>
      </div>
    </div>`
  }

  #row(article: BoardArticle, shown: readonly TargetLocale[]): TemplateResult {
    const age = Math.floor((Date.now() - Date.parse(article.createdAt)) / day)
    return html`<tr>
      <th scope="row">
        <a href="/articles/${article.id}" lang="en" class="words">${article.title}</a>
        <span class="small soft">${this.t('desk.board.age', { n: age })}</span>
        <a class="small" href="/articles/${article.id}/languages">${this.t('desk.grid')}</a>
        ${
          article.openQuestions > 0
            ? html`<span class="small warn"
                >${this.t('desk.board.questions', { n: article.openQuestions })}</span
              >`
            : nothing
        }
      </th>
      ${shown.map((locale) => {
        const cell = article.editions.find((edition) => edition.locale === locale)
        return html`<td>${cell ? this.#cell(article, cell) : html`<span class="soft">–</span>`}</td>`
      })}
    </tr>`
  }

  #cell(article: BoardArticle, cell: BoardCell): TemplateResult {
    const { progress, outdated, returned, release } = cell
    const done = progress.translated + progress.reviewed + progress.final
    return html`<a
        class="share"
        href="/editions/${cell.id}"
        title=${this.t('desk.board.cell', { done, total: progress.total })}
        ><st-progress-bar .progress=${progress} locale=${cell.locale} numbered></st-progress-bar
      ></a>
      ${release === null ? nothing : html`<span class="small good">${this.t('state.final')}</span>`}
      ${outdated > 0 ? html`<span class="small warn">${this.t('desk.board.outdated', { n: outdated })}</span>` : nothing}
      ${returned > 0 ? html`<span class="small warn">${this.t('desk.board.returned', { n: returned })}</span>` : nothing}
      ${cell.assignments.map(
        ({ role, person, dueOn }) =>
          html`<span class="small soft words"
            >${this.t(`role.${role}`)}:
            ${person?.name ?? '–'}${
              dueOn
                ? html` ·
                    <span class=${isLate(dueOn, done, progress.total) ? 'late' : ''}
                      >${language.day(dueOn)}</span
                    >`
                : nothing
            }</span
          >`,
      )}
      ${
        cell.can.assign === true
          ? html`<button
              class="button quiet small"
              type="button"
              aria-label="${this.t('desk.assign')}: ${article.title}, ${this.t(`locale.${cell.locale}`)}"
              @click=${() => this.#choose(article, cell)}
            >
              ${this.t('desk.assign')}
            </button>`
          : nothing
      }`
  }

  #choose(article: BoardArticle, cell: BoardCell): void {
    this.chosen = { article, cell }
  }

  #dialog(board: Board): TemplateResult | typeof nothing {
    const { chosen } = this
    if (!chosen) return nothing
    const { article, cell } = chosen
    return html`<st-dialog
      open
      heading="${article.title} · ${this.t(`locale.${cell.locale}`)}"
      @st-dialog-closed=${this.#end}
    >
      <form id="assign" @submit=${this.#save}>
        ${assignedRoles.map((role) => this.#fields(board, cell, role))}
      </form>
      <button slot="footer" class="button" type="button" @click=${this.#end}>
        ${this.t('action.cancel')}
      </button>
      <button slot="footer" class="button primary" type="button" @click=${this.#submit}>
        ${this.t('action.save')}
      </button>
    </st-dialog>`
  }

  #fields(board: Board, cell: BoardCell, role: AssignedRole): TemplateResult {
    const given = cell.assignments.find((one) => one.role === role)
    const people = board.people.filter(({ roles }) =>
      roles.some((held) => held.role === role && (held.locale === null || held.locale === cell.locale)),
    )
    return html`<fieldset>
      <legend>${this.t(`role.${role}`)}</legend>
      <div class="field">
        <label for="${role}-person">${this.t('field.name')}</label>
        <select id="${role}-person" name="${role}-person" class="input">
          <option value="">–</option>
          ${people.map(
            ({ personId, name }) =>
              html`<option value=${personId} ?selected=${given?.person?.id === personId}>${name}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="${role}-due">${this.t('desk.assign.due')}</label>
        <input id="${role}-due" name="${role}-due" class="input" type="date" .value=${given?.dueOn ?? ''} />
      </div>
    </fieldset>`
  }

  #submit = (): void => this.renderRoot.querySelector<HTMLFormElement>('#assign')?.requestSubmit()

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { chosen } = this
    if (!chosen) return
    const values = new FormData(event.target as HTMLFormElement) // the listener is on the form
    const valueOf = (name: string): string | null => {
      const value = values.get(name)
      return typeof value === 'string' && value !== '' ? value : null
    }
    try {
      for (const role of assignedRoles) {
        const before = chosen.cell.assignments.find((one) => one.role === role)
        const given = { personId: valueOf(`${role}-person`), dueOn: valueOf(`${role}-due`) }
        if (given.personId === (before?.person?.id ?? null) && given.dueOn === (before?.dueOn ?? null))
          continue
        await assignEdition(chosen.cell.id, role, given)
      }
      this.#end()
      await this.board.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  #end = (): void => {
    this.chosen = null
  }

  static override styles = [
    base,
    css`
      .board {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: minmax(0, 1fr);
      }

      h2 {
        font-size: var(--text-m);
      }

      .scroll {
        overflow-x: auto;
        position: relative;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      table {
        width: 100%;
        border-collapse: collapse;
      }

      th,
      td {
        min-width: 7rem;
        padding: var(--space-3);
        border-block-end: 1px solid var(--line);
        text-align: start;
        vertical-align: top;
      }

      tbody th {
        position: sticky;
        inset-inline-start: 0;
        min-width: 14rem;
        max-width: 22rem;
        background: var(--surface);
        font-weight: 400;
      }

      tbody tr:last-child > * {
        border-block-end: 0;
      }

      tbody th > *,
      td > :not(.button) {
        display: block;
      }

      tbody th > a:first-child {
        font-weight: var(--strong);
      }

      /* The two names of a language one above the other, so that all columns are alike. */
      thead st-locale-tag {
        display: grid;
      }

      thead th {
        background: var(--sunk);
        vertical-align: bottom;
      }

      .share {
        padding-block: var(--space-1);
        color: inherit;
        text-decoration: none;
      }

      .warn {
        color: var(--warn);
      }

      .good {
        color: var(--good);
      }

      .late {
        color: var(--danger);
        font-weight: var(--strong);
      }

      td .button {
        min-height: 1.75rem;
        margin-inline-start: -0.4rem;
        padding: 0.1rem 0.4rem;
        font-size: var(--text-s);
      }

      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: var(--space-3);
        margin-block-end: var(--space-4);
        border: 0;
        padding: 0;
      }

      legend {
        font-weight: var(--strong);
      }

      @media (width < 40rem) {
        tbody th {
          position: static;
        }
      }
    `,
  ]
}

/** Whether the day has passed while something is still to do. */
function isLate(dueOn: string, done: number, total: number): boolean {
  return done < total && Date.parse(dueOn) + day < Date.now()
}

declare global {
  interface HTMLElementTagNameMap {
    'st-board': BoardTable
  }
}
