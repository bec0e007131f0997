// The glossary: search in any script, look, change, carry in and out.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { type Term, type TermClass, termClasses, type TermForm } from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { fetchTerms, termsFile, type TermSearch } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { choiceField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './term-dialog.ts'
import './terms-import.ts'

/** Typing is over when nothing more came for so long. */
const typingPause = 250

@customElement('st-glossary-page')
export class GlossaryPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private q = ''
  @state() private termClass: TermClass | '' = ''
  @state() private locale: TargetLocale | '' = ''
  @state() private missingOnly = false
  @state() private more: readonly Term[] = []
  @state() private cursor: string | null = null
  @state() private busy = false
  /** The term in the dialog; `new` for one that does not exist yet. */
  @state() private edited: Term | 'new' | null = null
  @state() private importing = false
  #typing: ReturnType<typeof setTimeout> | undefined

  private readonly t = translate(this)
  private readonly terms = new Load(
    this,
    async (signal) => {
      const page = await fetchTerms(this.projectId, this.#criteria(), signal)
      this.more = []
      this.cursor = page.nextCursor
      return page
    },
    () => this.projectId,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => this.more.length === 0 && void this.terms.reload(),
      (change) => change.translationId === null,
    )
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  override render() {
    const mayEdit = this.terms.value?.can.edit ?? 'reason.role-needed'
    return html`<st-page heading=${this.t('glossary.title')}>
        <a slot="actions" class="button" href=${termsFile(this.projectId, 'csv')} download
          >${icon('download')}${this.t('glossary.export')}</a
        >
        <st-action slot="actions" .can=${mayEdit} @click=${this.#import}
          >${icon('upload')}${this.t('glossary.import')}</st-action
        >
        <st-action slot="actions" variant="primary" .can=${mayEdit} @click=${this.#add}
          >${icon('plus')}${this.t('glossary.add')}</st-action
        >
        ${this.#search()}
        ${this.terms.render(({ items }) => {
          const shown = [...items, ...this.more]
          return shown.length === 0 ? this.#empty() : this.#table(shown, mayEdit)
        })}
        ${
          this.cursor
            ? html`<div>
                <st-action ?busy=${this.busy} @click=${this.#more}>${this.t('action.more')}</st-action>
              </div>`
            : nothing
        }
      </st-page>
      <st-term-dialog
        .projectId=${this.projectId}
        .term=${this.edited}
        @st-term-done=${this.#edited}
      ></st-term-dialog>
      <st-terms-import
        .projectId=${this.projectId}
        .open=${this.importing}
        @st-term-done=${this.#imported}
      ></st-terms-import>`
  }

  /** The language chooses the columns; only the gaps in it are asked for. */
  #criteria(): TermSearch {
    return {
      q: this.q,
      class: this.termClass,
      layer: 'all',
      missingIn: this.missingOnly ? this.locale : '',
      status: '',
      statusIn: '',
    }
  }

  #import(): void {
    this.importing = true
  }

  #add(): void {
    this.edited = 'new'
  }

  #search() {
    return html`<search class="search">
      <div class="field find">
        <label for="q" class="visually-hidden">${this.t('glossary.search')}</label>
        <span class="glass">${icon('search')}</span>
        <input
          class="input"
          id="q"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.t('glossary.search')}
          .value=${this.q}
          @input=${this.#type}
        />
      </div>
      ${choiceField({
        name: 'class',
        label: this.t('glossary.class'),
        hideLabel: true,
        value: this.termClass,
        options: [
          { value: '', label: this.t('glossary.all-classes') },
          ...termClasses.map((one) => ({ value: one, label: this.t(`termClass.${one}`) })),
        ],
        choose: (value) => this.#filter({ termClass: termClasses.find((one) => one === value) ?? '' }),
      })}
      ${choiceField({
        name: 'locale',
        label: this.t('glossary.locale'),
        hideLabel: true,
        value: this.locale,
        options: [
          { value: '', label: this.t('glossary.all-locales') },
          ...targetLocales.map((one) => ({ value: one, label: localeName(one) })),
        ],
        choose: (value) => this.#filter({ locale: targetLocales.find((one) => one === value) ?? '' }),
      })}
      ${
        this.locale
          ? html`<label class="choice"
              ><input
                type="checkbox"
                .checked=${this.missingOnly}
                @change=${(event: Event) =>
                  this.#filter({ missingOnly: (event.target as HTMLInputElement).checked })}
              />${this.t('glossary.missing-only', { locale: localeName(this.locale) })}</label
            >`
          : nothing
      }
    </search>`
  }

  #empty() {
    const searching = this.q !== '' || this.termClass !== '' || this.locale !== ''
    return searching
      ? html`<st-empty
          icon="search"
          heading=${this.t('glossary.none-found')}
          text=${this.t('glossary.none-found-text')}
        >
          <button class="button" type="button" @click=${this.#clear}>${this.t('glossary.clear')}</button>
        </st-empty>`
      : html`<st-empty
          icon="book"
          heading=${this.t('glossary.empty')}
          text=${this.t('glossary.empty-text')}
        ></st-empty>`
  }

  #table(terms: readonly Term[], mayEdit: true | string) {
    const shown = this.locale ? [this.locale] : targetLocales
    return html`<div
      class="table ${this.locale ? 'one' : ''}"
      role="region"
      tabindex="0"
      aria-label=${this.t('glossary.title')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col" class="source">${this.t('glossary.source')}</th>
            ${shown.map((locale) => html`<th scope="col">${localeName(locale)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${terms.map(
            (term) =>
              html`<tr>
                <th scope="row" class="source">${this.#source(term, mayEdit)}</th>
                ${shown.map(
                  (locale) =>
                    html`<td>
                      <span class="language">${localeName(locale)}</span>
                      ${this.#forms(term, locale)}
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #source(term: Term, mayEdit: true | string) {
    const name = html`<span class="words" lang="en">${term.source}</span>${
        term.acronym ? html` <span class="soft" lang="en">(${term.acronym})</span>` : nothing
      }`
    return html`
      ${
        mayEdit === true
          ? html`<button class="open" type="button" @click=${() => (this.edited = term)}>
              ${name}<span class="visually-hidden">: ${this.t('action.edit')}</span>
            </button>`
          : name
      }
      <span class="kind">${this.t(`termClass.${term.termClass}`)}</span>
      ${term.note ? html`<span class="kind words" lang="en">${term.note}</span>` : nothing}
    `
  }

  #forms(term: Term, locale: TargetLocale) {
    const forms = term.forms[locale] ?? []
    if (forms.length > 0) return forms.map((form) => this.#form(form, locale))
    return html`<span class="soft small">
      ${
        term.doNotTranslate
          ? this.t('glossary.unchanged')
          : html`<span aria-hidden="true">–</span
              ><span class="visually-hidden">${this.t('glossary.no-form')}</span>`
      }
    </span>`
  }

  #form(form: TermForm, locale: TargetLocale) {
    return html`<div class="form ${form.status}">
      <span class="words" lang=${locale}>${form.text}</span>
      ${form.status === 'approved' ? nothing : html`<span class="status">${this.t(`formStatus.${form.status}`)}</span>`}
    </div>`
  }

  #type(event: InputEvent): void {
    this.q = (event.target as HTMLInputElement).value
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => void this.#found(), typingPause)
  }

  #filter(change: { termClass?: TermClass | ''; locale?: TargetLocale | ''; missingOnly?: boolean }): void {
    this.termClass = change.termClass ?? this.termClass
    this.locale = change.locale ?? this.locale
    this.missingOnly = this.locale !== '' && (change.missingOnly ?? this.missingOnly)
    void this.#found()
  }

  #clear(): void {
    this.q = ''
    this.#filter({ termClass: '', locale: '' })
  }

  async #found(): Promise<void> {
    await this.terms.reload()
    const n = this.terms.value?.items.length ?? 0
    this.services.notices.announce(this.t('glossary.found', { n }))
  }

  #more = async (): Promise<void> => {
    if (!this.cursor || this.busy) return
    this.busy = true
    try {
      const page = await fetchTerms(this.projectId, { ...this.#criteria(), cursor: this.cursor })
      this.more = [...this.more, ...page.items]
      this.cursor = page.nextCursor
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  #edited(): void {
    this.edited = null
    void this.terms.reload()
  }

  #imported(): void {
    this.importing = false
    void this.terms.reload()
  }

  static override styles = [
    base,
    css`
      .search {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      .find {
        position: relative;
        flex: 1 1 18rem;
      }

      .find .input {
        padding-inline-start: 2.4rem;
      }

      .glass {
        position: absolute;
        inset: 0 auto 0 0.75rem;
        display: grid;
        place-items: center;
        color: var(--ink-soft);
      }

      .search .field:not(.find) {
        flex: 1 1 9rem;
        max-width: 16rem;
      }

      .table {
        overflow-x: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      thead th {
        background: var(--sunk);
      }

      td,
      tbody th {
        min-width: 8.5rem;
        padding-block: var(--space-2);
      }

      .source {
        min-width: 13rem;
        padding-inline-start: var(--space-4);
      }

      tbody .source {
        color: var(--ink);
        font-size: var(--text-m);
      }

      .one .source {
        width: 40%;
      }

      .open {
        padding: 0;
        border: 0;
        background: none;
        color: var(--accent);
        font-weight: var(--strong);
        text-align: start;
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.18em;
        cursor: pointer;
      }

      .open:hover {
        text-decoration-thickness: 2px;
      }

      .kind {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 400;
      }

      .form + .form {
        margin-block-start: var(--space-1);
      }

      .status {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      .locked .status {
        color: var(--good);
        font-weight: var(--strong);
      }

      .forbidden .words {
        text-decoration: line-through;
      }

      .forbidden .status {
        color: var(--danger);
        font-weight: var(--strong);
      }

      .language {
        display: none;
      }

      @media (width < 48rem) {
        .table {
          overflow: visible;
          border: 0;
          background: none;
          box-shadow: none;
        }

        table,
        tbody,
        tr,
        th,
        td {
          display: block;
        }

        thead {
          position: absolute;
          clip-path: inset(50%);
        }

        tr {
          display: grid;
          gap: var(--space-2);
          padding: var(--space-4);
          border: 1px solid var(--line);
          border-radius: var(--radius-l);
          background: var(--surface);
        }

        tr + tr {
          margin-block-start: var(--space-3);
        }

        th,
        td {
          padding: 0;
          border: 0;
        }

        .one .source {
          width: auto;
        }

        td,
        tbody th {
          padding-block: 0;
        }

        .source {
          padding: 0;
        }

        td {
          display: grid;
          grid-template-columns: 6.5rem minmax(0, 1fr);
        }

        .language {
          display: block;
          grid-row: span 9;
          color: var(--ink-soft);
          font-size: var(--text-s);
        }
      }
    `,
  ]
}
