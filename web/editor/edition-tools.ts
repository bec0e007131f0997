// What the edition page shows: filters, a search, a number to go to, the layout, and who else is there.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'

import { checkIds } from '#domain/checks/finding.ts'

import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { translate } from '../i18n/translate.ts'
import { keyOf } from './bindings.ts'
import { CommandAsked } from './edition-row.ts'
import { filterMarks, isOpen, noFilter, numberIn, stateFilters } from './filters.ts'
import type { Filter, StateFilter } from './filters.ts'
import { layouts } from './layouts.ts'
import type { Layout } from './layouts.ts'
import type { PresenceWire } from './together-api.ts'

/** Somebody wants to see other rows. */
export class FilterChanged extends Event {
  static readonly type = 'st-filter-changed'
  readonly filter: Filter
  constructor(filter: Filter) {
    super(FilterChanged.type, { bubbles: true, composed: true })
    this.filter = filter
  }
}

/** Somebody wants to go to a sentence by its number. */
export class NumberSought extends Event {
  static readonly type = 'st-number-sought'
  readonly ordinal: number
  constructor(ordinal: number) {
    super(NumberSought.type, { bubbles: true, composed: true })
    this.ordinal = ordinal
  }
}

/** Somebody is writing a number, and may be going there. */
export class NumberTyped extends Event {
  static readonly type = 'st-number-typed'
  readonly ordinal: number
  constructor(ordinal: number) {
    super(NumberTyped.type, { bubbles: true, composed: true })
    this.ordinal = ordinal
  }
}

/** Somebody wants rows laid out otherwise. */
export class LayoutChosen extends Event {
  static readonly type = 'st-layout-chosen'
  readonly layout: Layout
  constructor(layout: Layout) {
    super(LayoutChosen.type, { bubbles: true, composed: true })
    this.layout = layout
  }
}

/**
 * @fires st-layout-chosen - when rows are to be laid out otherwise
 * @fires st-filter-changed - when the choice of rows changes
 * @fires st-number-sought - when a number is entered
 * @fires st-command-asked - for the preview and the palette
 */
@customElement('st-edition-tools')
export class EditionTools extends LitElement {
  @property({ attribute: false }) filter: Filter = noFilter
  /** How many rows the filter lets through, of how many. */
  @property({ type: Number }) shown = 0
  @property({ type: Number }) total = 0
  @property() layout: Layout = 'side'
  /** Everybody else who is in the edition. */
  @property({ attribute: false }) others: readonly PresenceWire[] = []
  @property({ type: Boolean }) previewing = false
  @query('#search') private search!: HTMLInputElement | null // after the first render
  @query('#go') private number!: HTMLInputElement | null // after the first render

  private readonly t = translate(this)

  override render(): TemplateResult {
    return html`
      <label class="visually-hidden" for="state">${this.t('editor.filter.state')}</label>
      <select id="state" class="input" @change=${this.#chooseState}>
        ${stateFilters.map(
          (name) =>
            html`<option value=${name} ?selected=${name === this.filter.state}>
              ${this.t(`editor.filter.${name}`)}
            </option>`,
        )}
      </select>
      ${filterMarks.map(
        (name) =>
          html`<label class="choice small"
            ><input
              type="checkbox"
              .checked=${this.filter[name]}
              @change=${() => this.#change({ ...this.filter, [name]: !this.filter[name] })}
            />${this.t(name === 'findings' ? 'editor.filter.findings' : `desk.filter.${name}`)}</label
          >`,
      )}
      <label class="visually-hidden" for="check">${this.t('editing.filter.check')}</label>
      <select id="check" class="input" @change=${this.#chooseCheck}>
        <option value="" ?selected=${this.filter.check === ''}>${this.t('editing.filter.any-check')}</option>
        ${checkIds.map(
          (id) =>
            html`<option value=${id} ?selected=${id === this.filter.check}>${this.t(`check.${id}`)}</option>`,
        )}
      </select>
      <label class="small" for="since">${this.t('desk.filter.since')}</label>
      <input id="since" class="input" type="date" .value=${this.filter.since} @change=${this.#chooseDay} />
      <label class="visually-hidden" for="search">${this.t('editor.search')}</label>
      <input
        id="search"
        class="input"
        type="search"
        placeholder=${this.t('editor.search')}
        title=${keyOf('search')}
        autocomplete="off"
        .value=${this.filter.text}
        @input=${this.#seek}
        @compositionend=${this.#seek}
      />
      <form class="go" @submit=${this.#goTo}>
        <label class="small" for="go">${this.t('editor.go-to')}</label>
        <input
          id="go"
          class="input"
          inputmode="numeric"
          autocomplete="off"
          size="4"
          @input=${this.#typeNumber}
        />
      </form>
      <label class="visually-hidden" for="layout">${this.t('desk.layout')}</label>
      <select id="layout" class="input" title=${keyOf('layout')} @change=${this.#chooseLayout}>
        ${layouts.map(
          (name) =>
            html`<option value=${name} ?selected=${name === this.layout}>
              ${this.t(`desk.layout.${name}`)}
            </option>`,
        )}
      </select>
      <button
        class="button quiet"
        type="button"
        title=${keyOf('preview')}
        aria-pressed=${this.previewing ? 'true' : 'false'}
        @click=${() => this.dispatchEvent(new CommandAsked('preview'))}
      >
        ${this.t('desk.command.preview')}
      </button>
      <button
        class="button quiet"
        type="button"
        title=${keyOf('palette')}
        @click=${() => this.dispatchEvent(new CommandAsked('palette'))}
      >
        ${icon('search')} ${this.t('desk.command.palette')}
      </button>
      ${
        this.others.length > 0
          ? html`<span class="small others"
              >${icon('people')}
              ${this.t('desk.presence.also', {
                names: this.others.map(({ name }) => name).join(', '),
              })}</span
            >`
          : nothing
      }
      <span class="small soft" role="status">
        ${isOpen(this.filter) ? nothing : this.t('editor.shown', { n: this.shown, total: this.total })}
      </span>
    `
  }

  /** Puts the caret into the search. */
  seek(): void {
    this.search?.focus()
  }

  /** Puts the caret where a number is entered. */
  askNumber(): void {
    this.number?.focus()
  }

  #chooseState = (event: Event): void => {
    const chosen = (event.target as HTMLSelectElement).value as StateFilter // its options are the state filters
    this.#change({ ...this.filter, state: chosen })
  }

  #chooseCheck = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement // its options are the checks
    this.#change({ ...this.filter, check: checkIds.find((id) => id === value) ?? '' })
  }

  #chooseDay = (event: Event): void => {
    this.#change({ ...this.filter, since: (event.target as HTMLInputElement).value }) // a date field
  }

  #chooseLayout = (event: Event): void => {
    const chosen = (event.target as HTMLSelectElement).value as Layout // its options are the layouts
    this.dispatchEvent(new LayoutChosen(chosen))
  }

  #seek = (event: Event): void => {
    // Half a composed word finds nothing, and the search would draw under the input method.
    if (event instanceof InputEvent && event.isComposing) return
    this.#change({ ...this.filter, text: this.search?.value ?? '' })
  }

  #change(filter: Filter): void {
    this.dispatchEvent(new FilterChanged(isOpen(filter) ? noFilter : filter))
  }

  #typeNumber = (): void => {
    const ordinal = numberIn(this.number?.value ?? '')
    if (ordinal !== null) this.dispatchEvent(new NumberTyped(ordinal))
  }

  #goTo = (event: SubmitEvent): void => {
    event.preventDefault()
    const ordinal = numberIn(this.number?.value ?? '')
    if (ordinal !== null) this.dispatchEvent(new NumberSought(ordinal))
  }

  static override styles = [
    ...base,
    css`
      :host,
      .go {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }

      .go {
        flex-wrap: nowrap;
      }

      .input {
        width: auto;
        min-height: 2rem;
        padding-block: 0.1rem;
        font-size: var(--text-m);
      }

      #search {
        flex: 0 1 18rem;
      }

      #go {
        width: 4rem;
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-filter-changed': FilterChanged
    'st-layout-chosen': LayoutChosen
    'st-number-sought': NumberSought
    'st-number-typed': NumberTyped
  }
  interface HTMLElementTagNameMap {
    'st-edition-tools': EditionTools
  }
}
