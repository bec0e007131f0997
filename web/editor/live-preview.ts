// The localised article as readers will see it, in its own fonts; it follows the list and leads to its sentences.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { unseenRoles, type BlockRole } from '#domain/article.ts'
import { plainText } from '#domain/inline.ts'

import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { RowOpened } from './edition-row.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'

/** So many blocks before and after the place that is looked at are drawn. */
const reach = 60

/**
 * @fires st-row-opened - when a sentence is clicked
 */
@customElement('st-live-preview')
export class LivePreview extends LitElement {
  @property({ attribute: false }) store: EditionStore | null = null
  /** The items of the store; a new list is what redraws the preview. */
  @property({ attribute: false }) items: readonly Item[] = []
  @property() activeId: string | null = null
  /** The sentence at the top of the list. */
  @property({ type: Number }) topOrdinal = 1

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { store } = this
    const locale = store?.detail?.edition.locale
    if (!store || !locale) return nothing
    const blocks = blocksOf(this.items)
    const at = blocks.findIndex((items) => (items.at(-1)?.outline.ordinal ?? 0) >= this.topOrdinal)
    const shown = blocks.slice(Math.max(0, at - reach), Math.max(0, at) + reach)
    return html`<article lang=${locale} aria-label=${this.t('desk.command.preview')}>
      ${shown.map((items) => this.#block(items, items[0]?.outline.role))}
    </article>`
  }

  #block(items: readonly Item[], role: BlockRole | undefined): TemplateResult | typeof nothing {
    if (!role || unseenRoles.has(role)) return nothing
    return html`<p class=${role}>${items.map((item) => this.#sentence(item))}</p>`
  }

  #sentence(item: Item): TemplateResult {
    const { translationId, ordinal } = item.outline
    const words = plainText(item.text)
    const shown = words === '' ? plainText(item.row?.segment.source ?? '…') : words
    const after = item.row?.segment.after ?? ' '
    return html`<span
        class="sentence ${words === '' ? 'untranslated' : ''} ${translationId === this.activeId ? 'active' : ''}"
        lang=${words === '' ? 'en' : nothing}
        data-ordinal=${ordinal}
        @click=${() => this.dispatchEvent(new RowOpened(translationId))}
        >${shown}</span
      >${after}`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('activeId'))
      this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
    else if (changed.has('topOrdinal')) {
      this.renderRoot.querySelector(`[data-ordinal="${this.topOrdinal}"]`)?.scrollIntoView({ block: 'start' })
    }
  }

  static override styles = [
    ...base,
    css`
      :host {
        overflow: auto;
        overscroll-behavior: contain;
        border-inline-start: 1px solid var(--line);
        background: var(--raised);
      }

      article {
        max-width: 38rem;
        margin-inline: auto;
        padding: var(--space-6) var(--space-5);
        font-size: 1.0625rem;
        line-height: var(--leading-read, 1.7);
      }

      p {
        margin-block: 0 1em;
        overflow-wrap: anywhere;
      }

      .headline,
      .heading {
        font-size: 1.4rem;
        font-weight: var(--strong);
        line-height: 1.5;
      }

      .heading {
        font-size: 1.15rem;
      }

      .date,
      .byline,
      .caption {
        color: var(--ink-soft);
        font-size: var(--text-m);
      }

      .lead {
        font-weight: var(--strong);
      }

      .quotation {
        padding-inline-start: var(--space-4);
        border-inline-start: 3px solid var(--line-strong);
      }

      .list-item {
        display: list-item;
        margin-inline-start: 1.5rem;
      }

      .sentence {
        cursor: pointer;
        border-radius: 3px;
      }

      .sentence:hover {
        background: var(--accent-soft);
      }

      .active {
        background: var(--highlight);
      }

      .untranslated {
        color: var(--ink-soft);
        font-style: italic;
      }
    `,
  ]
}

/** The rows of each block, in article order. */
function blocksOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const blocks: Item[][] = []
  for (const item of items) {
    const last = blocks.at(-1)
    if (last?.[0]?.outline.block === item.outline.block) last.push(item)
    else blocks.push([item])
  }
  return blocks
}

declare global {
  interface HTMLElementTagNameMap {
    'st-live-preview': LivePreview
  }
}
