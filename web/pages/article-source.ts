// The source of an article: to read, and for managers to change over its untouched file, block by block and sentence by sentence.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import type { BlockRole, Treatment } from '#domain/article.ts'

import { type ArticleDetail, type BlockCard, decideBlock } from '../api/articles.ts'
import { Problem } from '../api/client.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import type { RoleChosen, SentenceChosen, TreatmentChosen } from '../elements/block-list.ts'
import '../elements/block-list.ts'
import { icon } from '../elements/icons.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { SourceCorrected } from './article-correction.ts'
import './article-correction.ts'
import { SourceChanged, undone, type Deed } from './source-deeds.ts'

/**
 * @slot actions - further buttons beside the heading
 * @fires st-source-changed - when the source is another one now
 */
@customElement('st-article-source')
export class ArticleSource extends LitElement {
  @property({ attribute: false }) detail!: ArticleDetail // set by the page
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private changing = false
  /** The sentence that is being corrected. */
  @state() private segmentId: string | null = null
  @query('st-block-list') private list!: HTMLElement | null

  private readonly t = translate(this)
  /** Deeds wait for each other: each names the version that the one before it made. */
  #queue: Promise<unknown> = Promise.resolve()
  #version = 0

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('detail')) return
    this.#version = Math.max(this.detail.article.version, this.#version)
    if (this.detail.can.update !== true) this.changing = false
  }

  override render() {
    const { article, blockCount, blocks, can } = this.detail
    return html`<section class="stack" aria-labelledby="source">
      <div class="row spread">
        <h2 id="source">${this.t('article.source')}</h2>
        <div class="row">
          <slot name="actions"></slot>
          <st-action class="change" .can=${can.update} @click=${this.#turn}
            >${icon(this.changing ? 'check' : 'edit')}${this.t(
              this.changing ? 'articleSource.done' : 'articleSource.change',
            )}</st-action
          >
        </div>
      </div>
      ${article.version > 1 ? html`<p class="small soft">${this.t('sourceUpdate.version', { n: article.version })}</p>` : nothing}
      ${article.revisions === 'refused' ? html`<p class="small soft">${this.t('articleSource.revisions-refused')}</p>` : nothing}
      ${this.changing ? html`<p class="note" role="status">${this.t('articleSource.about')}</p>` : nothing}
      <st-block-list
        .blocks=${blocks}
        ?editable=${this.changing}
        ?choosable=${this.changing}
        @st-treatment-chosen=${({ ordinal, treatment }: TreatmentChosen) => this.#decide(ordinal, { treatment })}
        @st-role-chosen=${({ ordinal, role }: RoleChosen) => this.#decide(ordinal, { role })}
        @st-sentence-chosen=${this.#choose}
      ></st-block-list>
      ${
        blocks.length < blockCount
          ? html`<p class="soft">
              ${this.t('largeImport.first', { shown: language.number(blocks.length), all: language.number(blockCount) })}
            </p>`
          : nothing
      }
      <st-article-correction
        .articleId=${article.id}
        .block=${this.#blockOf(this.segmentId)}
        .segmentId=${this.segmentId}
        @st-source-corrected=${this.#corrected}
      ></st-article-correction>
    </section>`
  }

  #turn = (): void => {
    this.changing = !this.changing
  }

  #choose = ({ segmentId }: SentenceChosen): void => {
    this.segmentId = segmentId
  }

  #blockOf(segmentId: string | null): BlockCard | null {
    return this.detail.blocks.find(({ segments }) => segments.some(({ id }) => id === segmentId)) ?? null
  }

  #corrected = async (event: SourceCorrected): Promise<void> => {
    const { segmentId } = this
    this.segmentId = null
    if (event.deed) await this.#do(event.deed)
    await this.updateComplete
    // Back to where the person was, also for those who do not see it.
    this.list?.shadowRoot?.querySelector<HTMLElement>(`[data-segment="${segmentId}"]`)?.focus()
  }

  #decide(ordinal: number, decision: { readonly treatment?: Treatment; readonly role?: BlockRole }): void {
    const block = this.detail.blocks.find((one) => one.ordinal === ordinal)
    if (!block) return
    const { treatment, role } = decision
    const before = treatment ? { treatment: block.treatment } : { role: block.role }
    const what = treatment ? this.t(`treatment.${treatment}`) : this.t(`blockRole.${role}`)
    void this.#do({
      run: (base) => decideBlock(this.detail.article.id, ordinal, base, decision),
      undo: (base) => decideBlock(this.detail.article.id, ordinal, base, before),
      done: this.t('articleSource.block-decided', { n: ordinal, what }),
    })
  }

  /** Does something to the source once all before it is done, and offers to take it back. */
  #do(deed: Deed): Promise<void> {
    const work = this.#queue.then(async () => {
      try {
        const changed = await deed.run(this.#version)
        if (changed.outcome === 'updated') {
          this.#version = changed.article.version
          const { outdated, toRecheck } = changed.translations
          const effects =
            outdated + toRecheck > 0
              ? ` ${this.t('articleSource.effects', { outdated, recheck: toRecheck })}`
              : ''
          const back = undone(deed, changed, this.t('articleSource.taken-back'))
          const action = back && { label: this.t('action.undo'), run: () => void this.#do(back) }
          this.services.notices.show(deed.done + effects, 'good', action)
        }
      } catch (error) {
        const overtaken = error instanceof Problem && error.status === 412
        this.services.notices.show(overtaken ? this.t('sourceUpdate.conflict') : problemText(error), 'danger')
        this.#version = 0
      }
      const read = new SourceChanged()
      this.dispatchEvent(read)
      await read.reading
    })
    this.#queue = work
    return work
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: block;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-article-source': ArticleSource
  }
}
