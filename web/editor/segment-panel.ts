// What helps with the open segment, in one scroll: terms first, then findings, then who did what.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { authorNote } from '../elements/author-says.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import './comments-panel.ts'
import type { CommentsPanel } from './comments-panel.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import './panel-findings.ts'
import type { PanelFindings } from './panel-findings.ts'
import './panel-history.ts'
import { panelStyles } from './panel-styles.ts'
import './panel-terms.ts'
import './versions-panel.ts'

declare global {
  interface HTMLElementTagNameMap {
    'st-segment-panel': SegmentPanel
  }
}

/** @slot memory - what earlier articles say, shown after terms and findings */
@customElement('st-segment-panel')
export class SegmentPanel extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) store: EditionStore | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  /** Number of open comments about the segment. */
  @property({ type: Number }) comments = 0
  @query('st-comments-panel') private commentsPanel!: CommentsPanel | null // while a segment is open
  @query('st-panel-findings') private findingsPanel!: PanelFindings | null // while a segment is open

  private readonly t = translate(this)

  override render(): TemplateResult {
    const item = this.item
    if (!item?.row) return html`<p class="soft hint-only">${this.t('editor.panel.empty')}</p>`
    return html`
      <h2 class="visually-hidden">${this.t('editor.panel.title', { n: item.outline.ordinal })}</h2>
      ${this.#notes(item)}
      <st-panel-terms
        .item=${item}
        .locale=${this.locale}
        .can=${this.store?.detail?.can ?? {}}
      ></st-panel-terms>
      <st-panel-findings .item=${item}></st-panel-findings>
      <slot name="memory"></slot>
      <st-versions-panel
        .translationId=${item.outline.translationId}
        .codes=${item.row.segment.codes}
      ></st-versions-panel>
      <st-comments-panel
        .translationId=${item.outline.translationId}
        .segmentId=${item.outline.segmentId}
        .target=${item.text}
        .codes=${item.row.segment.codes}
        ?writes=${item.row.can['save'] === true}
        .articleId=${item.row.segment.articleId}
        .locale=${this.locale}
        .count=${this.comments}
      ></st-comments-panel>
      <st-panel-history .item=${item} .store=${this.store} .locale=${this.locale}></st-panel-history>
    `
  }

  /** Puts the caret where a comment is written, behind words that begin it and letters that were typed already. */
  openComments(words = '', typed = ''): void {
    this.commentsPanel?.scrollIntoView({ block: 'nearest' })
    this.commentsPanel?.begin(words, typed)
  }

  /** Reads the comments again, because somebody said something. */
  refreshComments(): void {
    this.commentsPanel?.refresh()
  }

  /** Mends the first finding that knows how. */
  fixFirst(): void {
    this.findingsPanel?.fixFirst()
  }

  /** What the author of the file says about these words. */
  #notes(item: Item): TemplateResult | typeof nothing {
    const notes = item.row?.segment.notes ?? []
    if (notes.length === 0) return nothing
    return html`<section aria-labelledby="notes">
      <h3 id="notes">${this.t('articleSource.note')}</h3>
      ${notes.map((note) => html`<p class="small words">${authorNote(this.t, note)}</p>`)}
    </section>`
  }

  static override styles = [
    ...base,
    panelStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--space-5);
        padding: var(--space-4);
      }
    `,
  ]
}
