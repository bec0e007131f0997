// All languages of an article at once: a row for each sentence, a column for each language; written where one may.

import '@lit-labs/virtualizer'
import { consume } from '@lit/context'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { fetchArticle, type ArticleDetail } from '../api/articles.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import '../elements/locale-tag.ts'
import { PageTitled } from '../elements/page.ts'
import '../elements/problem.ts'
import '../elements/skeleton.ts'
import '../elements/state-badge.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { ProjectChanged } from '../stores/changes.ts'
import { servicesContext, type Services } from '../stores/services.ts'
import { chipStyles, codedText } from './code-chip.ts'
import { openDrafts } from './drafts.ts'
import { editionApi } from './edition-api.ts'
import type { Item } from './edition-item.ts'
import { EditionStore } from './edition-store.ts'
import { keptAcronyms } from './evidence.ts'
import { hasFindings } from './filters.ts'
import { rowLayout } from './row-layout.ts'
import { shareSender } from './shared-sender.ts'
import './target-field.ts'
import type { FieldMemory, TargetChanged } from './target-field.ts'

interface Column {
  readonly locale: TargetLocale
  readonly editionId: string
  readonly store: EditionStore
}

const hiddenKey = 'setara.grid.hidden'
const pinnedKey = 'setara.grid.pinned'

/** The page of one article in all its languages. */
@customElement('st-languages-page')
export class LanguagesPage extends LitElement {
  @property() articleId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private article: ArticleDetail | null = null
  @state() private columns: readonly Column[] = []
  @state() private failure: unknown = null
  @state() private away: ReadonlySet<string> = remembered(hiddenKey)
  @state() private pinned: ReadonlySet<string> = remembered(pinnedKey)
  /** The cell that is being written in: the id of its translation. */
  @state() private open = ''

  private readonly t = translate(this)
  readonly #memory: FieldMemory = new Map()

  override render(): TemplateResult {
    if (this.failure !== null)
      return html`<st-problem .problem=${this.failure} .retry=${() => void this.#begin()}></st-problem>`
    const { article } = this
    const longest = this.columns[0]
    if (!article || !longest) return html`<st-skeleton></st-skeleton>`
    const shown = this.#shown
    return html`
      <div class="head">
        <a class="back" href=${`/articles/${this.articleId}`} aria-label=${this.t('editor.back')}
          >${icon('arrow-left')}</a
        >
        <h1 lang="en" class="words">${article.article.title}</h1>
        <div class="choices" role="group" aria-label=${this.t('desk.grid.columns')}>
          ${this.columns.map(({ locale }) => this.#choice(locale))}
        </div>
      </div>
      <div class="scroll">
        <div class="row labels" aria-hidden="true">
          <span></span>
          <span class="source small soft">${this.t('locale.en')}</span>
          ${shown.map(
            ({ locale }) =>
              html`<span class=${this.pinned.has(locale) ? 'pinned' : ''}
                ><st-locale-tag locale=${locale}></st-locale-tag
              ></span>`,
          )}
        </div>
        <lit-virtualizer
          role="list"
          aria-label=${this.t('desk.grid')}
          ?scroller=${true}
          .layout=${rowLayout}
          .items=${[...longest.store.items]}
          .keyFunction=${(item: Item) => item.outline.segmentId}
          .renderItem=${(item: Item, index: number) => this.#row(item, index)}
          @rangeChanged=${this.#rangeChanged}
        ></lit-virtualizer>
      </div>
    `
  }

  #choice(locale: TargetLocale): TemplateResult {
    const name = this.t(`locale.${locale}`)
    return html`<span class="pair">
      <label class="choice small"
        ><input
          type="checkbox"
          .checked=${!this.away.has(locale)}
          @change=${() => this.#toggle('away', locale)}
        />${name}</label
      >
      <button
        class="button quiet small icon-only"
        type="button"
        aria-pressed=${this.pinned.has(locale) ? 'true' : 'false'}
        aria-label=${this.t('desk.grid.pin', { name })}
        title=${this.t('desk.grid.pin', { name })}
        @click=${() => this.#toggle('pinned', locale)}
      >
        ${icon(this.pinned.has(locale) ? 'lock' : 'plus')}
      </button>
    </span>`
  }

  #row(item: Item, index: number): TemplateResult {
    const cells = this.#shown.map((column) => ({ column, cell: column.store.items[index] }))
    const source = item.row?.segment
    const evidence = keptAcronyms(
      source?.source ?? '',
      this.columns.map(({ store }) => store.items[index]?.text ?? ''),
    )
    return html`<div class="row" role="listitem">
      <span class="number soft small">${language.number(item.outline.ordinal)}</span>
      <div class="source" lang="en">
        ${source ? codedText(this.t, source.source, source.codes) : '…'}
        ${evidence.map(
          ({ acronym, kept, of }) =>
            html`<span class="small ${kept === of || kept === 0 ? 'soft' : 'warn'} evidence"
              >${this.t('desk.grid.kept', { acronym, kept, of })}</span
            >`,
        )}
      </div>
      ${cells.map(({ column, cell }) => this.#cell(column, cell))}
    </div>`
  }

  #cell({ locale, store }: Column, cell: Item | undefined): TemplateResult {
    const pinned = this.pinned.has(locale) ? 'pinned' : ''
    if (!cell?.row) return html`<div class="cell ${pinned}">…</div>`
    const { row, outline } = cell
    const writes = row.can['save'] === true && !cell.conflict
    const name = this.t('desk.grid.cell', { n: outline.ordinal, name: this.t(`locale.${locale}`) })
    if (writes && this.open === outline.translationId) {
      return html`<div class="cell ${pinned}">
        <st-target-field
          .segmentId=${row.segment.id + locale}
          .text=${cell.text}
          .codes=${row.segment.codes}
          .locale=${locale}
          .sourceText=${row.segment.source}
          .findings=${cell.findings.filter((finding) => finding.dismissed === null)}
          .memory=${this.#memory}
          .label=${name}
          @st-target-changed=${(event: TargetChanged) => this.#write(store, outline.translationId, event)}
        ></st-target-field>
        <span class="small soft">${this.t(`editor.sync.${cell.sync}`)}</span>
      </div>`
    }
    return html`<div class="cell ${pinned}">
      <div lang=${locale} class="words">
        ${
          cell.text === ''
            ? html`<span class="soft small">${this.t('editor.empty')}</span>`
            : codedText(this.t, cell.text, row.segment.codes)
        }
      </div>
      <div class="about small">
        <st-state-badge
          .state=${outline.state}
          .subState=${outline.subState}
          ?once=${outline.once}
        ></st-state-badge>
        ${
          hasFindings(cell)
            ? html`<span class="warn" title=${this.t('editor.findings-count', { n: cell.findings.length })}
                >${icon('warning')}<span class="visually-hidden"
                  >${this.t('editor.findings-count', { n: cell.findings.length })}</span
                ></span
              >`
            : nothing
        }
        ${cell.conflict ? html`<a href=${`/editions/${store.detail?.edition.id}?segment=${outline.ordinal}`}>${this.t('editor.sync.conflict')}</a>` : nothing}
        ${
          writes
            ? html`<button
                class="button quiet small"
                type="button"
                aria-label="${this.t('action.edit')}: ${name}"
                @click=${() => void this.#edit(store, outline.translationId)}
              >
                ${icon('edit')}
              </button>`
            : nothing
        }
      </div>
    </div>`
  }

  get #shown(): readonly Column[] {
    const seen = this.columns.filter(({ locale }) => !this.away.has(locale))
    return [...seen].sort(
      (one, other) => Number(this.pinned.has(other.locale)) - Number(this.pinned.has(one.locale)),
    )
  }

  async #edit(store: EditionStore, translationId: string): Promise<void> {
    for (const column of this.columns) column.store.activate(column.store === store ? translationId : null)
    this.open = translationId
    await this.updateComplete
    await new Promise((resolve) => requestAnimationFrame(resolve))
    this.renderRoot.querySelector('st-target-field')?.focus()
  }

  #write(store: EditionStore, translationId: string, event: TargetChanged): void {
    store.edit(translationId, event.text, event.composing)
  }

  #toggle(which: 'away' | 'pinned', locale: TargetLocale): void {
    const chosen = new Set(this[which])
    if (!chosen.delete(locale)) chosen.add(locale)
    this[which] = chosen
    localStorage.setItem(which === 'away' ? hiddenKey : pinnedKey, [...chosen].join(' '))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('articleId')) void this.#begin()
    // Set as a property: our content security policy takes no style attributes.
    this.style.setProperty('--columns', String(this.#shown.length))
  }

  async #begin(): Promise<void> {
    const { articleId, services } = this
    this.failure = null
    try {
      const article = await fetchArticle(articleId)
      const drafts = openDrafts()
      const personId = services.session.person?.id ?? ''
      const columns = await Promise.all(
        article.editions.map(async ({ id, locale }): Promise<Column> => {
          const api = shareSender(
            id,
            personId,
            editionApi((address, init) => fetch(address, init)),
          )
          const store = new EditionStore({ editionId: id, personId, api, drafts, close: () => api.close() })
          await Promise.all([store.load(), store.loadChecks()])
          store.addEventListener('change', () => this.requestUpdate())
          return { locale, editionId: id, store }
        }),
      )
      if (articleId !== this.articleId || !this.isConnected)
        return columns.forEach(({ store }) => store.close())
      this.#close()
      this.article = article
      this.columns = columns
      services.changes.addEventListener(ProjectChanged.type, this.#heard)
      this.dispatchEvent(new PageTitled(article.article.title))
    } catch (error) {
      this.failure = error
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  #close(): void {
    this.services.changes.removeEventListener(ProjectChanged.type, this.#heard)
    for (const { store } of this.columns) store.close()
    this.columns = []
  }

  #heard = (event: Event): void => {
    if (event instanceof ProjectChanged) for (const { store } of this.columns) store.applyChange(event.change)
  }

  #rangeChanged = (event: Event & { first?: number; last?: number }): void => {
    for (const { store } of this.columns)
      void store.ensure(event.first ?? 0, (event.last ?? 0) + 10).catch(() => undefined)
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: calc(100dvh - var(--header));
        background: var(--paper);
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      h1 {
        flex: 1 1 16rem;
        font-size: var(--text-l);
      }

      .back {
        display: inline-flex;
        padding: var(--space-2);
      }

      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      .pair {
        display: inline-flex;
        align-items: center;
      }

      .scroll {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
        overflow-x: auto;
        position: relative;
      }

      lit-virtualizer {
        flex: 1;
        min-width: calc(3rem + (var(--columns) + 1) * 15rem);
        overflow: hidden auto;
      }

      .row {
        display: grid;
        grid-template-columns: 3rem repeat(calc(var(--columns) + 1), minmax(15rem, 1fr));
        gap: 0;
        align-items: stretch;
        width: 100%;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      .row > * {
        padding: var(--space-2) var(--space-3);
        border-inline-end: 1px solid var(--line);
        overflow-wrap: anywhere;
      }

      .labels {
        min-width: calc(3rem + (var(--columns) + 1) * 15rem);
        padding-inline-end: 0.9rem;
        font-weight: var(--strong);
      }

      .source,
      .pinned {
        position: sticky;
        inset-inline-start: 0;
        z-index: 1;
        background: var(--paper);
      }

      .pinned {
        inset-inline-start: 15rem;
        background: var(--accent-soft);
      }

      .number {
        text-align: end;
      }

      .evidence {
        display: block;
      }

      .about {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }

      .warn {
        color: var(--warn);
      }

      @media (width < 48rem) {
        .source,
        .pinned {
          position: static;
        }
      }
    `,
  ]
}

function remembered(key: string): ReadonlySet<string> {
  return new Set((localStorage.getItem(key) ?? '').split(' ').filter(Boolean))
}

declare global {
  interface HTMLElementTagNameMap {
    'st-languages-page': LanguagesPage
  }
}
