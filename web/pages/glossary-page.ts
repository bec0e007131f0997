// The glossary: search in any script, look, change, carry in and out.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { type FormStatus, isMandatory } from '#glossary/term.ts'
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
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/menu.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './name-questions.ts'
import type { TermDone } from './term-dialog.ts'
import './term-dialog.ts'
import './terms-import.ts'
import { noFilter, searchStyles, type TermFilter, termsSearch } from './terms-search.ts'
import { tableStyles, type TermsTable, termsTable } from './terms-table.ts'

/** Typing is over when nothing more came for so long. */
const typingPause = 250
/** The server decides about so many forms at once. */
const mostForms = 500

@customElement('st-glossary-page')
export class GlossaryPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private filter: TermFilter = noFilter
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
        ${termsSearch(this.t, this.filter, this.#filter, this.#type)}
        ${this.terms.render(({ items, total, can: { approve } }) => {
          const shown = [...items, ...this.more]
          if (shown.length === 0) return this.#empty()
          return html`<p class="soft small">${this.t('terms.count', { shown: shown.length, total })}</p>
            ${approve === true ? this.#decisions(shown) : nothing}
            ${termsTable(this.t, this.#table(shown, approve === true))}`
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
        location.assign(termsFile(this.projectId, format, this.filter.layer))
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
    const { q, termClass, layer, missingOnly, locale, status } = this.filter
    return {
      ...{ q, class: termClass, layer, status },
      missingIn: missingOnly ? locale : '',
      statusIn: status ? locale : '',
    }
  }

  #import(): void {
    this.importing = true
  }

  #add(): void {
    this.edited = 'new'
  }

  #empty() {
    const { q, termClass, locale, status, layer } = this.filter
    const searching = [q, termClass, locale, status].some(Boolean) || layer !== 'all'
    return searching
      ? html`<st-empty
          icon="search"
          heading=${this.t('glossary.none-found')}
          text=${this.t('glossary.none-found-text')}
        >
          <button class="button" type="button" @click=${() => this.#filter(noFilter)}>
            ${this.t('glossary.clear')}
          </button>
        </st-empty>`
      : html`<st-empty
          icon="book"
          heading=${this.t('glossary.empty')}
          text=${this.t('glossary.empty-text')}
        ></st-empty>`
  }

  #shownLocales(): readonly TargetLocale[] {
    return this.filter.locale ? [this.filter.locale] : targetLocales
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

  #table(terms: readonly ListedTerm[], mayApprove: boolean): TermsTable {
    return {
      ...{ terms, locales: this.#shownLocales(), chosen: mayApprove ? this.chosen : null },
      open: (term) => (this.edited = term),
      choose: (ids, on) => this.#choose(ids, on),
    }
  }

  #type = (event: InputEvent): void => {
    this.filter = { ...this.filter, q: (event.target as HTMLInputElement).value }
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => void this.#found(), typingPause)
  }

  #filter = (change: Partial<TermFilter>): void => {
    const filter = { ...this.filter, ...change }
    // Gaps are those of one language.
    this.filter = { ...filter, missingOnly: filter.locale !== '' && filter.missingOnly }
    void this.#found()
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
    searchStyles,
    tableStyles,
    css`
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
    `,
  ]
}
