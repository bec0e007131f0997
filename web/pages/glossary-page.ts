// The glossary: search in any script, look, change, carry in and out.

import { consume } from '@lit/context'
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js'
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import {
  type FormStatus,
  formStatuses,
  isMandatory,
  type Layer,
  layers,
  type TermClass,
  termClasses,
  type TermForm,
} from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import {
  decideForms,
  fetchTerms,
  type ListedTerm,
  termFileFormats,
  termsFile,
  type TermSearch,
} from '../api/glossary.ts'
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
import './name-questions.ts'
import type { TermDone } from './term-dialog.ts'
import './term-dialog.ts'
import './terms-import.ts'

/** Typing is over when nothing more came for so long. */
const typingPause = 250
/** The server decides about so many forms at once. */
const mostForms = 500

@customElement('st-glossary-page')
export class GlossaryPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private q = ''
  @state() private termClass: TermClass | '' = ''
  @state() private locale: TargetLocale | '' = ''
  @state() private missingOnly = false
  @state() private status: FormStatus | '' = ''
  @state() private layer: Layer = 'all'
  /** Ids of the terms that are chosen for a decision about all of them. */
  @state() private chosen: ReadonlySet<string> = new Set()
  @state() private more: readonly ListedTerm[] = []
  @state() private cursor: string | null = null
  @state() private busy = false
  /** The term in the dialog; `new` for one that does not exist yet. */
  @state() private edited: ListedTerm | 'new' | null = null
  @state() private importing = false
  #typing: ReturnType<typeof setTimeout> | undefined

  private readonly t = translate(this)
  private readonly terms = new Load(
    this,
    async (signal) => {
      const page = await fetchTerms(this.projectId, this.#criteria(), signal)
      this.more = []
      this.cursor = page.nextCursor
      this.chosen = new Set()
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
    const can = this.terms.value?.can ?? null
    const mayEdit = can?.edit ?? 'reason.role-needed'
    return html`<st-page heading=${this.t('glossary.title')}>
        ${this.#exports()}
        <st-action slot="actions" .can=${mayEdit} @click=${this.#import}
          >${icon('upload')}${this.t('terms.import')}</st-action
        >
        <st-action slot="actions" variant="primary" .can=${mayEdit} @click=${this.#add}
          >${icon('plus')}${this.t('glossary.add')}</st-action
        >
        <st-name-questions .projectId=${this.projectId}></st-name-questions>
        ${this.#search()}
        ${this.terms.render(({ items, total, can: { approve } }) => {
          const shown = [...items, ...this.more]
          if (shown.length === 0) return this.#empty()
          return html`<p class="soft small">${this.t('terms.count', { shown: shown.length, total })}</p>
            ${approve === true ? this.#decisions(shown) : nothing} ${this.#table(shown, approve === true)}`
        })}
        ${
          this.cursor
            ? html`<div class="more">
                <st-action ?busy=${this.busy} @click=${this.#more}>${this.t('action.more')}</st-action>
              </div>`
            : nothing
        }
      </st-page>
      <st-term-dialog
        .projectId=${this.projectId}
        .term=${this.edited}
        .can=${can}
        @st-term-done=${this.#edited}
      ></st-term-dialog>
      <st-terms-import
        .projectId=${this.projectId}
        .open=${this.importing}
        .can=${can}
        @st-term-done=${this.#imported}
      ></st-terms-import>`
  }

  #exports() {
    return html`<wa-dropdown
      slot="actions"
      placement="bottom-end"
      distance="6"
      @wa-select=${(event: CustomEvent<{ item: { value: string } }>) => {
        const format = termFileFormats.find((one) => one === event.detail.item.value) ?? 'csv'
        location.assign(termsFile(this.projectId, format, this.layer))
      }}
    >
      <button slot="trigger" class="button" type="button">
        ${icon('download')}${this.t('terms.export')}
      </button>
      ${termFileFormats.map(
        (format) => html`<wa-dropdown-item value=${format}>${this.t(`terms.${format}`)}</wa-dropdown-item>`,
      )}
    </wa-dropdown>`
  }

  /** The language chooses the columns; only the gaps in it are asked for. */
  #criteria(): TermSearch {
    return {
      q: this.q,
      class: this.termClass,
      layer: this.layer,
      missingIn: this.missingOnly ? this.locale : '',
      status: this.status,
      statusIn: this.status ? this.locale : '',
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
      ${choiceField({
        name: 'status',
        label: this.t('terms.status'),
        hideLabel: true,
        value: this.status,
        options: [
          { value: '', label: this.t('terms.all-statuses') },
          ...formStatuses.map((one) => ({ value: one, label: this.t(`formStatus.${one}`) })),
        ],
        choose: (value) => this.#filter({ status: formStatuses.find((one) => one === value) ?? '' }),
      })}
      ${choiceField({
        name: 'layer',
        label: this.t('terms.layer'),
        hideLabel: true,
        value: this.layer,
        options: layers.map((one) => ({ value: one, label: this.t(`layer.${one}`) })),
        choose: (value) => this.#filter({ layer: layers.find((one) => one === value) ?? 'all' }),
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
    const searching = [this.q, this.termClass, this.locale, this.status].some(Boolean) || this.layer !== 'all'
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

  #shownLocales(): readonly TargetLocale[] {
    return this.locale ? [this.locale] : targetLocales
  }

  /** Proposed forms of the chosen terms in the languages that are shown; what we constructed stays a proposal. */
  #proposed(terms: readonly ListedTerm[]) {
    return terms
      .filter(({ id }) => this.chosen.has(id))
      .flatMap(({ id, forms }) =>
        this.#shownLocales().flatMap((locale) =>
          (forms[locale] ?? [])
            .filter(({ status, confidence }) => status === 'proposed' && confidence !== 'C')
            .map(({ text }) => ({ termId: id, locale, text })),
        ),
      )
  }

  #decisions(terms: readonly ListedTerm[]) {
    const forms = this.#proposed(terms)
    if (this.chosen.size === 0) return nothing
    const can = forms.length > 0 ? true : 'terms.nothing-proposed'
    return html`<div class="decide" role="region" aria-label=${this.t('terms.decide')}>
      <span role="status">${this.t('terms.chosen', { n: this.chosen.size, forms: forms.length })}</span>
      <st-action
        variant="primary"
        .can=${can}
        ?busy=${this.busy}
        @click=${() => void this.#decide(forms, 'approved')}
        >${icon('check')}${this.t('terms.approve-all')}</st-action
      >
      <button class="button quiet" type="button" @click=${() => (this.chosen = new Set())}>
        ${this.t('terms.choose-none')}
      </button>
    </div>`
  }

  async #decide(
    forms: readonly { readonly termId: string; readonly locale: TargetLocale; readonly text: string }[],
    status: FormStatus,
  ): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      const { decided, refused } = await decideForms(this.projectId, status, forms.slice(0, mostForms))
      this.services.notices.show(
        this.t(`terms.decided-${status === 'approved' ? 'approved' : 'proposed'}`, {
          n: decided,
          refused: refused.length,
        }),
        refused.length > 0 ? 'info' : 'good',
        // Who approved by mistake takes it back.
        isMandatory(status)
          ? { label: this.t('terms.undo'), run: () => void this.#decide(forms, 'proposed') }
          : null,
      )
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
    await this.terms.reload()
  }

  #choose(ids: readonly string[], on: boolean): void {
    const chosen = new Set(this.chosen)
    for (const id of ids) {
      if (on) chosen.add(id)
      else chosen.delete(id)
    }
    this.chosen = chosen
  }

  #tick(label: string, ids: readonly string[], wide: boolean) {
    return html`<label class="tick ${wide ? 'all' : ''}"
      ><input
        type="checkbox"
        aria-label=${label}
        .checked=${ids.every((id) => this.chosen.has(id))}
        @change=${(event: Event) => this.#choose(ids, (event.target as HTMLInputElement).checked)}
    /></label>`
  }

  #table(terms: readonly ListedTerm[], mayApprove: boolean) {
    const shown = this.#shownLocales()
    return html`<div
      class="table ${this.locale ? 'one' : ''}"
      role="region"
      tabindex="0"
      aria-label=${this.t('glossary.title')}
    >
      <table>
        <thead>
          <tr>
            ${
              mayApprove
                ? html`<td class="choose">
                    ${this.#tick(
                      this.t('terms.choose-all'),
                      terms.map(({ id }) => id),
                      true,
                    )}
                  </td>`
                : nothing
            }
            <th scope="col" class="source">${this.t('glossary.source')}</th>
            ${shown.map((locale) => html`<th scope="col">${localeName(locale)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${terms.map(
            (term) =>
              html`<tr>
                ${
                  mayApprove
                    ? html`<td class="choose">
                        ${this.#tick(this.t('terms.choose', { source: term.source }), [term.id], false)}
                      </td>`
                    : nothing
                }
                <th scope="row" class="source">${this.#source(term)}</th>
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

  #source(term: ListedTerm) {
    return html`
      <button class="open" type="button" @click=${() => (this.edited = term)}>
        <span class="words" lang="en">${term.source}</span>${
          term.acronym ? html` <span class="soft" lang="en">(${term.acronym})</span>` : nothing
        }
      </button>
      <span class="kind">
        ${this.t(`termClass.${term.termClass}`)}${
          term.projectId === null
            ? html` · ${this.t('terms.is-shared')}`
            : term.overridesShared
              ? html` · ${this.t('terms.overrides')}`
              : nothing
        }
      </span>
      ${term.needsOriginalSpelling ? html`<span class="kind warn">${this.t('terms.needs-spelling')}</span>` : nothing}
      ${term.note ? html`<span class="kind words">${term.note}</span>` : nothing}
    `
  }

  #forms(term: ListedTerm, locale: TargetLocale) {
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

  #filter(change: {
    readonly termClass?: TermClass | ''
    readonly locale?: TargetLocale | ''
    readonly missingOnly?: boolean
    readonly status?: FormStatus | ''
    readonly layer?: Layer
  }): void {
    this.termClass = change.termClass ?? this.termClass
    this.locale = change.locale ?? this.locale
    this.status = change.status ?? this.status
    this.layer = change.layer ?? this.layer
    this.missingOnly = this.locale !== '' && (change.missingOnly ?? this.missingOnly)
    void this.#found()
  }

  #clear(): void {
    this.q = ''
    this.#filter({ termClass: '', locale: '', status: '', layer: 'all' })
  }

  async #found(): Promise<void> {
    await this.terms.reload()
    const n = this.terms.value?.total ?? 0
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

  #edited(event: TermDone): void {
    if (!event.stays) this.edited = null
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
        position: relative;
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

      .warn {
        color: var(--danger);
      }

      .decide {
        position: sticky;
        inset-block-start: 0;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--raised);
      }

      td.choose {
        min-width: 0;
        width: 1%;
        padding-inline-end: 0;
      }

      .choose ~ .source {
        padding-inline-start: var(--space-2);
      }

      thead td {
        background: var(--sunk);
      }

      .tick {
        display: grid;
        place-items: center;
        min-width: 1.75rem;
        min-height: 1.75rem;
      }

      /* Rows outside the window cost nothing to draw. */
      tbody tr {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 5rem;
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

        td.choose {
          display: block;
          width: auto;
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
