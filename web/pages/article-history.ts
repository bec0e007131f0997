// What the source of an article was before: its earlier files, the sentences that are gone, and the way back.

import { css, html, LitElement, nothing } from 'lit'
import { consume } from '@lit/context'
import { customElement, property, state } from 'lit/decorators.js'

import { plainText } from '#domain/inline.ts'

import {
  fetchVersions,
  removeRestored,
  restoreSentence,
  restoreVersion,
  type SourceHistory,
} from '../api/articles.ts'
import { Problem } from '../api/client.ts'
import { chipStyles, codedText } from '../editor/code-chip.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { type Deed, SourceChanged, undone } from './source-deeds.ts'

type EarlierFile = SourceHistory['files'][number]
type Removed = SourceHistory['removed'][number]

const shownAtFirst = 20

/** @fires st-source-changed - when an earlier file is the source again, or a removed sentence is part of it */
@customElement('st-article-history')
export class ArticleHistory extends LitElement {
  @property() articleId = ''
  /** Version of the source that the page shows; another one is read anew. */
  @property({ type: Number }) version = 1
  @property({ attribute: false }) can: true | string | undefined = undefined
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private open = false
  @state() private busy = false
  @state() private shown = shownAtFirst

  private readonly t = translate(this)
  private readonly history = new Load(
    this,
    (signal) => fetchVersions(this.articleId, signal),
    () => (this.open ? `${this.articleId} ${this.version}` : undefined),
  )

  override render() {
    return html`<details ?open=${this.open} @toggle=${this.#toggle}>
      <summary><h2>${this.t('articleSource.history')}</h2></summary>
      ${this.open ? this.history.render((history) => this.#history(history)) : nothing}
    </details>`
  }

  #toggle = (event: Event): void => {
    this.open = (event.target as HTMLDetailsElement).open
  }

  #history({ files, removed }: SourceHistory) {
    return html`<div class="stack">
      ${
        files.length === 0
          ? html`<st-empty
              icon="history"
              heading=${this.t('articleSource.no-history')}
              text=${this.t('articleSource.no-history-text')}
            ></st-empty>`
          : html`<ul class="plain list files">
              ${files.map((file) => this.#file(file))}
            </ul>`
      }
      <h3 id="removed">${this.t('articleSource.removed')}</h3>
      ${
        removed.length === 0
          ? html`<p class="soft">${this.t('articleSource.no-removed')}</p>`
          : html`<p class="soft">${this.t('articleSource.removed-about')}</p>
              <ul class="plain list removed" aria-labelledby="removed">
                ${removed.slice(0, this.shown).map((one) => this.#gone(one))}
              </ul>`
      }
      ${
        removed.length > this.shown
          ? html`<button class="button" type="button" @click=${() => (this.shown += 100)}>
              ${this.t('action.more')}
            </button>`
          : nothing
      }
    </div>`
  }

  #file(file: EarlierFile) {
    const { number, fileName, words, readAt, readBy } = file
    return html`<li class="row spread">
      <div>
        <p><strong>${this.t('sourceUpdate.version', { n: number })}</strong></p>
        <p class="small soft">
          <span class="words">${fileName}</span> · ${this.t('articleSource.words', { n: words })} ·
          ${language.day(readAt)}${readBy ? html` · ${readBy.name}` : nothing}
        </p>
      </div>
      <st-action
        leftward
        .can=${this.can}
        ?busy=${this.busy}
        label=${this.t('sourceUpdate.version', { n: number })}
        @click=${() => void this.#restore(file)}
        >${icon('return')}${this.t('articleSource.restore')}</st-action
      >
    </li>`
  }

  #gone(sentence: Removed) {
    const { source, codes, version, removedAt, translations, restorable } = sentence
    const locales = [...new Set(translations.map(({ locale }) => locale))]
    return html`<li class="row spread">
      <div class="said">
        <p class="words" lang="en">${codedText(this.t, source, codes)}</p>
        <p class="small soft">
          ${this.t('articleSource.removed-in', { n: version, date: language.day(removedAt) })}${
            locales.length > 0
              ? html` · ${this.t('articleSource.kept-in', { locales: this.#names(locales) })}`
              : nothing
          }
        </p>
        ${restorable === true ? nothing : html`<p class="small">${this.t(restorable)}</p>`}
      </div>
      ${
        restorable === true
          ? html`<st-action
              leftward
              .can=${this.can}
              ?busy=${this.busy}
              label=${plainText(source)}
              @click=${() => void this.#bringBack(sentence)}
              >${icon('return')}${this.t('articleSource.bring-back')}</st-action
            >`
          : nothing
      }
    </li>`
  }

  #names = (locales: readonly string[]): string =>
    locales.map((locale) => this.t(`locale.${locale}`)).join(', ')

  async #restore({ number, fileName }: EarlierFile): Promise<void> {
    const yes = await confirmed({
      heading: this.t('articleSource.restore-title', { n: number }),
      text: this.t('articleSource.restore-text', { file: fileName }),
      confirm: this.t('articleSource.restore'),
    })
    if (!yes) return
    const last = this.version
    await this.#do(last, {
      run: (base) => restoreVersion(this.articleId, number, base),
      // The file that was the source is an earlier one now, under the number of its last version.
      undo: (base) => restoreVersion(this.articleId, last, base),
      done: this.t('articleSource.restored', { n: number }),
    })
  }

  #bringBack({ id }: Removed): Promise<void> {
    return this.#do(this.version, {
      run: (base) => restoreSentence(this.articleId, id, base),
      undo: (base) => removeRestored(this.articleId, id, base),
      done: this.t('articleSource.sentence-back'),
    })
  }

  async #do(base: number, deed: Deed): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      const changed = await deed.run(base)
      if (changed.outcome === 'updated') {
        const back = undone(deed, changed, this.t('articleSource.taken-back'))
        this.services.notices.show(
          deed.done,
          'good',
          back && {
            label: this.t('action.undo'),
            run: () => void this.#do(changed.article.version, back),
          },
        )
      }
    } catch (error) {
      const overtaken = error instanceof Problem && error.status === 412
      this.services.notices.show(overtaken ? this.t('sourceUpdate.conflict') : problemText(error), 'danger')
    } finally {
      this.busy = false
      this.dispatchEvent(new SourceChanged())
    }
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      summary {
        cursor: pointer;
        padding-block: var(--space-2);
      }

      summary h2 {
        display: inline;
      }

      .list {
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      .list > li {
        gap: var(--space-2) var(--space-4);
        padding: var(--space-3) var(--space-4);
      }

      .said {
        flex: 1 1 16rem;
      }

      .list > li + li {
        border-block-start: 1px solid var(--line);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-article-history': ArticleHistory
  }
}
