// The head of the edition page: what is being translated, how far it is, whether it is saved, and what is shown.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { checkIds } from '#domain/checks/finding.ts'

import '../elements/locale-tag.ts'
import '../elements/progress-bar.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { translate } from '../i18n/translate.ts'
import { keyOf } from './bindings.ts'
import { CommandAsked } from './edition-row.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
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
 * @fires st-command-asked - for the list of keys
 */
@customElement('st-edition-head')
export class EditionHead extends LitElement {
  @property({ attribute: false }) store: EditionStore | null = null
  /** The items of the store; a new list is what redraws the head. */
  @property({ attribute: false }) items: readonly Item[] = []
  @property({ attribute: false }) filter: Filter = noFilter
  /** How many rows the filter lets through. */
  @property({ type: Number }) shown = 0
  @property() layout: Layout = 'side'
  /** Everybody else who is in the edition. */
  @property({ attribute: false }) others: readonly PresenceWire[] = []
  @property({ type: Boolean }) previewing = false
  @state() private showsTools = false
  @query('#search') private search!: HTMLInputElement | null // once there is a store

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { store } = this
    if (!store?.detail) return nothing
    const { article, edition, can } = store.detail
    return html`<div class="title">
        <a class="back" href=${`/articles/${article.id}`} aria-label=${this.t('editor.back')}
          >${icon('arrow-left')}</a
        >
        <h1 lang="en">${article.title}</h1>
        <st-locale-tag .locale=${edition.locale}></st-locale-tag>
        <st-progress-bar .progress=${store.progress} .locale=${edition.locale} numbered></st-progress-bar>
        <span class="saving small" data-sync=${store.sync}>${this.t(`editor.sync.${store.sync}`)}</span>
        <button
          class="button quiet tools-button"
          type="button"
          aria-expanded=${this.showsTools ? 'true' : 'false'}
          @click=${this.#toggleTools}
        >
          ${icon('search')}<span class="visually-hidden">${this.t('action.filter')}</span>
        </button>
        <button
          class="button quiet"
          type="button"
          title=${keyOf('help')}
          @click=${() => this.dispatchEvent(new CommandAsked('help'))}
        >
          <span class="help-sign" aria-hidden="true">?</span
          ><span class="visually-hidden">${this.t('editor.keys')}</span>
        </button>
        <a class="button quiet" href=${`/editions/${edition.id}/exchange`} title=${this.t('exchange.title')}
          >${icon('download')}<span class="visually-hidden">${this.t('exchange.title')}</span></a
        >
        ${
          can['publish'] === true
            ? html`<a class="button" href=${`/editions/${edition.id}/releases`}
                >${icon('publish')} ${this.t('editor.publication')}</a
              >`
            : nothing
        }
      </div>
      <div class="tools" role="search" ?data-open=${this.showsTools}>${this.#tools()}</div>`
  }

  #tools(): TemplateResult {
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
        <input id="go" class="input" inputmode="numeric" autocomplete="off" size="4" />
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
        ${isOpen(this.filter) ? nothing : this.t('editor.shown', { n: this.shown, total: this.items.length })}
      </span>
    `
  }

  /** Puts the caret into the search, opening it on small screens. */
  openSearch(): void {
    this.showsTools = true
    void this.updateComplete.then(() => this.search?.focus())
  }

  #toggleTools = (): void => {
    this.showsTools = !this.showsTools
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

  /** Puts the caret where a number is entered. */
  openNumber(): void {
    this.showsTools = true
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#go')?.focus())
  }

  #seek = (event: Event): void => {
    // Half a composed word finds nothing, and the search would draw under the input method.
    if (event instanceof InputEvent && event.isComposing) return
    this.#change({ ...this.filter, text: this.search?.value ?? '' })
  }

  #change(filter: Filter): void {
    this.dispatchEvent(new FilterChanged(isOpen(filter) ? noFilter : filter))
  }

  #goTo = (event: SubmitEvent): void => {
    event.preventDefault()
    const input = this.renderRoot.querySelector<HTMLInputElement>('#go')
    const ordinal = numberIn(input?.value ?? '')
    if (ordinal !== null) this.dispatchEvent(new NumberSought(ordinal))
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      .title,
      .tools,
      .go {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }

      .go {
        flex-wrap: nowrap;
      }

      .back {
        display: inline-flex;
        padding: var(--space-2);
      }

      h1 {
        flex: 1 1 16rem;
        min-width: 0;
        overflow: hidden;
        font-size: var(--text-l);
        text-overflow: ellipsis;
        text-wrap: nowrap;
        white-space: nowrap;
      }

      st-progress-bar {
        flex: 0 1 11rem;
      }

      .saving {
        min-width: 5.5rem;
        color: var(--ink-soft);
        text-align: end;
      }

      .saving[data-sync='offline'],
      .saving[data-sync='refused'] {
        color: var(--warn);
        font-weight: var(--strong);
      }

      .saving[data-sync='conflict'] {
        color: var(--danger);
        font-weight: var(--strong);
      }

      .tools .input {
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

      .help-sign {
        display: grid;
        place-items: center;
        width: 1.4rem;
        height: 1.4rem;
        border: 1.75px solid currentColor;
        border-radius: 50%;
        font-family: var(--font-latin);
        font-size: 0.9rem;
        line-height: 1;
      }

      .tools-button {
        display: none;
      }

      @media (width < 60rem) {
        .tools-button {
          display: inline-flex;
        }

        .tools:not([data-open]) {
          display: none;
        }

        .title {
          gap: var(--space-1) var(--space-2);
        }

        h1 {
          flex-basis: 70%;
          font-size: var(--text-m);
        }

        st-progress-bar {
          flex: 1 1 5rem;
        }

        .saving {
          min-width: 0;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-filter-changed': FilterChanged
    'st-number-sought': NumberSought
  }
  interface HTMLElementTagNameMap {
    'st-edition-head': EditionHead
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-layout-chosen': LayoutChosen
  }
}
