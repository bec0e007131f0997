// Two people wrote in the same segment: both texts, what they began with, and three ways out.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import type { CodedText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles, codedText } from './code-chip.ts'
import { differenceStyles, differences } from './differences.ts'
import type { Item, Resolution } from './edition-item.ts'
import './target-field.ts'
import type { TargetChanged, TargetField } from './target-field.ts'

/** Somebody decided between two versions. */
export class ConflictDecided extends Event {
  static readonly type = 'st-conflict-decided'
  readonly translationId: string
  readonly resolution: Resolution
  constructor(translationId: string, resolution: Resolution) {
    super(ConflictDecided.type, { bubbles: true, composed: true })
    this.translationId = translationId
    this.resolution = resolution
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-conflict-decided': ConflictDecided
  }
  interface HTMLElementTagNameMap {
    'st-conflict-view': ConflictView
  }
}

/** @fires st-conflict-decided - with the choice of the person */
@customElement('st-conflict-view')
export class ConflictView extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  /** The text being merged by hand, or null. */
  @state() private merged: CodedText | null = null
  @query('st-target-field') private field!: TargetField | null // only while merging

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { conflict, row, text } = this.item ?? {}
    if (!conflict || !row) return nothing
    const { codes } = row.segment
    const name = conflict.theirs.author?.name ?? this.t('editor.somebody')
    return html`<section class="note danger" role="group" aria-labelledby="title">
      <h3 id="title">${this.t('editor.conflict.title')}</h3>
      <p class="small">${this.t('editor.conflict.text', { name })}</p>
      <dl>
        <dt>${this.t('editor.conflict.theirs', { name })}</dt>
        <dd>${differences(this.t, conflict.base, conflict.theirs.target, codes, this.locale)}</dd>
        <dt>${this.t('editor.conflict.mine')}</dt>
        <dd>${differences(this.t, conflict.base, text ?? '', codes, this.locale)}</dd>
        <dt>${this.t('editor.conflict.base')}</dt>
        <dd><div lang=${this.locale} class="words">${codedText(this.t, conflict.base, codes)}</div></dd>
      </dl>
      ${this.merged === null ? nothing : this.#merging(this.merged)}
      <div class="row">
        <button class="button" type="button" @click=${() => this.#decide({ take: 'theirs' })}>
          ${this.t('editor.conflict.take-theirs')}
        </button>
        <button class="button" type="button" @click=${() => this.#decide({ take: 'mine' })}>
          ${this.t('editor.conflict.take-mine')}
        </button>
        ${
          this.merged === null
            ? html`<button class="button" type="button" @click=${this.#merge}>
                ${this.t('editor.conflict.merge')}
              </button>`
            : html`<button class="button primary" type="button" @click=${this.#saveMerged}>
                ${this.t('editor.conflict.save-merged')}
              </button>`
        }
      </div>
    </section>`
  }

  #merging(text: CodedText): TemplateResult {
    const segment = this.item?.row?.segment
    return html`<st-target-field
      .segmentId=${`${segment?.id ?? ''} merged`}
      .text=${text}
      .codes=${segment?.codes ?? []}
      .sourceText=${segment?.source ?? ''}
      .locale=${this.locale}
      .label=${this.t('editor.conflict.merged')}
      @st-target-changed=${this.#write}
    ></st-target-field>`
  }

  #merge = async (): Promise<void> => {
    this.merged = this.item?.text ?? ''
    await this.updateComplete
    this.field?.focus()
  }

  // The merged text is nobody's draft until it is taken.
  #write = (event: TargetChanged): void => {
    event.stopPropagation()
    this.merged = event.text
  }

  #saveMerged = (): void => {
    if (this.merged !== null) this.#decide({ take: 'merged', text: this.merged })
  }

  #decide(resolution: Resolution): void {
    if (this.item) this.dispatchEvent(new ConflictDecided(this.item.outline.translationId, resolution))
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    css`
      section {
        display: grid;
        gap: var(--space-3);
      }

      dl {
        display: grid;
        gap: var(--space-1);
      }

      dt {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: var(--strong);
      }

      dd {
        margin-block-end: var(--space-2);
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-s);
        background: var(--surface);
      }
    `,
  ]
}
