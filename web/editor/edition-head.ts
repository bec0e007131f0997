// The head of the edition page: what is being translated, how far it is and whether it is saved, and the tools below.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import '../elements/locale-tag.ts'
import '../elements/progress-bar.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { translate } from '../i18n/translate.ts'
import { keyOf } from './bindings.ts'
import { CommandAsked } from './edition-row.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import './edition-tools.ts'
import type { EditionTools } from './edition-tools.ts'
import { noFilter } from './filters.ts'
import type { Filter } from './filters.ts'
import type { Layout } from './layouts.ts'
import type { PresenceWire } from './together-api.ts'

/** @fires st-command-asked - for the list of keys */
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
  @query('st-edition-tools') private tools!: EditionTools | null // once there is a store

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
      <st-edition-tools
        class="tools"
        role="search"
        ?data-open=${this.showsTools}
        .filter=${this.filter}
        .shown=${this.shown}
        .total=${this.items.length}
        .layout=${this.layout}
        .others=${this.others}
        ?previewing=${this.previewing}
      ></st-edition-tools>`
  }

  /** Puts the caret into the search, opening it on small screens. */
  openSearch(): void {
    this.showsTools = true
    void this.updateComplete.then(() => this.tools?.seek())
  }

  /** Puts the caret where a number is entered. */
  openNumber(): void {
    this.showsTools = true
    void this.updateComplete.then(() => this.tools?.askNumber())
  }

  #toggleTools = (): void => {
    this.showsTools = !this.showsTools
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

      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
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
  interface HTMLElementTagNameMap {
    'st-edition-head': EditionHead
  }
}
