// One article: its editions and its source text.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import {
  type ArticleDetail,
  deleteArticle,
  type EditionCard,
  fetchArticle,
  openEditions,
} from '../api/articles.ts'
import { jobEnded } from '../api/jobs.ts'
import { preTranslate } from '../api/memory.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import type { LocalesChosen } from '../elements/locale-choice.ts'
import '../elements/locale-choice.ts'
import '../elements/locale-tag.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/progress-bar.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { UpdateDone } from './update-dialog.ts'
import './update-dialog.ts'
import './article-history.ts'
import './article-source.ts'
import type { SourceChanged } from './source-deeds.ts'
import './analysis-dialog.ts'
import type { AnalysisDialog } from './analysis-dialog.ts'

@customElement('st-article-page')
export class ArticlePage extends LitElement {
  @property({ attribute: false }) articleId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private opening = false
  @state() private updating = false
  @state() private chosen: readonly TargetLocale[] = []
  @state() private busy = false
  /** Editions that are being filled from the memory, with how far they are once that is known. */
  @state() private filling: ReadonlyMap<string, { done: number; total: number } | null> = new Map()
  @query('st-analysis-dialog') private analysis!: AnalysisDialog | null // once the article is there

  private readonly t = translate(this)
  private readonly detail = new Load(
    this,
    async (signal) => {
      const detail = await fetchArticle(this.articleId, signal)
      this.services.session.visit(detail.article.projectId)
      return detail
    },
    () => this.articleId,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.detail.reload(),
      (change) => change.articleId === this.articleId,
    )
  }

  override render() {
    const { value } = this.detail
    // A page has its title also while it is on its way, or when it does not come.
    return value
      ? this.#page(value)
      : html`<st-page heading=${this.t('articles.article')}>${this.detail.render(() => nothing)}</st-page>`
  }

  #page(detail: ArticleDetail) {
    const { article, editions, can } = detail
    return html`<st-page
        heading=${article.title}
        headingLang="en"
        backHref="/projects/${article.projectId}/articles"
        backText=${this.t('articles.title')}
      >
        <p slot="about" class="words">
          ${this.t('article.file', { file: article.fileName, date: language.day(article.createdAt) })}
        </p>
        <a slot="actions" class="button" href="/articles/${article.id}/names"
          >${icon('people')}${this.t('names.title')}</a
        >
        <st-action
          slot="actions"
          variant="primary"
          .can=${editions.length === targetLocales.length ? 'reason.already-open' : can.openEdition}
          @click=${() => this.#openDialog()}
          >${icon('plus')}${this.t('article.open-more')}</st-action
        >
        <button slot="actions" class="button" type="button" @click=${() => void this.analysis?.show()}>
          ${this.t('memory.analysis')}
        </button>
        <st-analysis-dialog .articleId=${this.articleId}></st-analysis-dialog>
        <section class="stack" aria-labelledby="editions">
          <h2 id="editions">${this.t('article.editions')}</h2>
          ${
            editions.length === 0
              ? html`<st-empty
                  icon="globe"
                  heading=${this.t('article.no-editions')}
                  text=${this.t('article.no-editions-text')}
                ></st-empty>`
              : html`<ul class="plain editions">
                  ${editions.map((edition) => this.#edition(edition, can.openEdition === true))}
                </ul>`
          }
        </section>
        <st-article-source .detail=${detail} @st-source-changed=${this.#changed}>
          <st-action slot="actions" class="update" .can=${can.update} @click=${() => (this.updating = true)}
            >${icon('upload')}${this.t('sourceUpdate.open')}</st-action
          >
        </st-article-source>
        <st-article-history
          .articleId=${article.id}
          .version=${article.version}
          .can=${can.update}
          @st-source-changed=${this.#changed}
        ></st-article-history>
        ${
          can.delete === true
            ? html`<div>
                <st-action variant="danger" ?busy=${this.busy} @click=${() => void this.#delete(article)}
                  >${icon('trash')}${this.t('article.delete')}</st-action
                >
              </div>`
            : nothing
        }
      </st-page>
      <st-update-dialog
        .articleId=${article.id}
        .projectId=${article.projectId}
        ?open=${this.updating}
        ?addresses=${can.fetch === true}
        @st-update-done=${(event: UpdateDone) => {
          this.updating = false
          if (event.updated) void this.detail.reload()
        }}
      ></st-update-dialog>
      <st-dialog
        ?open=${this.opening}
        heading=${this.t('article.open-more')}
        @st-dialog-closed=${() => (this.opening = false)}
      >
        <div class="stack">
          <p>${this.t('article.open-more-text')}</p>
          <st-locale-choice
            legend=${this.t('article.open-more')}
            .taken=${editions.map((edition) => edition.locale)}
            .chosen=${this.chosen}
            @st-locales-chosen=${(event: LocalesChosen) => (this.chosen = event.locales)}
          ></st-locale-choice>
        </div>
        <st-action
          slot="footer"
          variant="primary"
          .can=${this.chosen.length > 0 ? true : 'action.choose-language'}
          ?busy=${this.busy}
          @click=${this.#open}
          >${this.t('article.open', { n: this.chosen.length })}</st-action
        >
      </st-dialog>`
  }

  #changed = (event: SourceChanged): void => {
    event.reading = this.detail.reload()
  }

  #edition(edition: EditionCard, fills: boolean) {
    const approved = edition.progress.reviewed + edition.progress.final
    return html`<li class="card">
      <h3><st-locale-tag locale=${edition.locale}></st-locale-tag></h3>
      <st-progress-bar .progress=${edition.progress} locale=${edition.locale} numbered></st-progress-bar>
      <p class="small soft">
        ${this.t('state.reviewed')}:
        ${this.t('progress.short', { done: approved, total: edition.progress.total })}
      </p>
      <div class="row">
        <a class="button" href="/editions/${edition.id}">${icon('edit')}${this.t('article.translate')}</a>
      </div>
      <div class="more">
        <a class="button quiet" href="/editions/${edition.id}/releases">
          ${
            edition.release === null
              ? this.t('article.publish')
              : this.t('article.release', { n: edition.release })
          }
        </a>
        <a class="button quiet" href="/editions/${edition.id}/exchange">${this.t('exchange.title')}</a>
        ${
          fills && edition.progress.initial > 0 && !this.filling.has(edition.id)
            ? html`<button class="button quiet" type="button" @click=${() => void this.#fill(edition)}>
                ${this.t('memory.fill')}
              </button>`
            : nothing
        }
      </div>
      <div role="status">
        ${this.filling.has(edition.id) ? this.#filling(this.filling.get(edition.id) ?? null) : nothing}
      </div>
      ${edition.behind ? html`<p class="small behind">${this.t('sourceUpdate.behind')}</p>` : nothing}
    </li>`
  }

  #filling(how: { readonly done: number; readonly total: number } | null) {
    const words = how ? this.t('memoryFile.filling', how) : this.t('memory.filling')
    return html`<p class="row small">
      <progress aria-label=${words} max=${how?.total ?? 1} .value=${how?.done ?? 0}></progress>
      ${words}
    </p>`
  }

  /** Fills an edition from the memory; the server works on it, here it is only waited for. */
  async #fill({ id }: EditionCard): Promise<void> {
    this.filling = new Map([...this.filling, [id, null]])
    try {
      const { job } = await preTranslate(id)
      const ended = await jobEnded(job, ({ done, total }) => {
        if (total > 0) this.filling = new Map([...this.filling, [id, { done, total }]])
      })
      const { filled = 0, left = 0 } = ended.result as { filled?: number; left?: number } // what it ends with
      this.services.notices.show(this.t('memory.filled', { n: filled, left }))
      await this.detail.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.filling = new Map([...this.filling].filter(([other]) => other !== id))
    }
  }

  #openDialog(): void {
    this.chosen = []
    this.opening = true
  }

  #open = async (): Promise<void> => {
    if (this.busy) return
    this.busy = true
    try {
      await openEditions(this.articleId, this.chosen)
      this.services.notices.show(this.t('article.opened', { n: this.chosen.length }))
      this.opening = false
      await this.detail.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  async #delete(article: ArticleDetail['article']): Promise<void> {
    const yes = await confirmed({
      heading: this.t('article.delete-title'),
      text: this.t('article.delete-text', { title: article.title }),
      confirm: this.t('action.delete'),
      danger: true,
    })
    if (!yes) return
    this.busy = true
    try {
      await deleteArticle(article.id)
      this.services.notices.show(this.t('article.deleted', { title: article.title }))
      await this.services.navigation.go(`/projects/${article.projectId}/articles`, { replace: true })
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .editions {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: var(--space-4);
      }

      .card {
        display: grid;
        align-content: start;
        gap: var(--space-2);
        padding: var(--space-4);
      }

      .behind {
        color: var(--warn);
      }

      .card .row {
        margin-block-start: var(--space-2);
      }

      /* Words without a frame stand where the words above them stand. */
      .more {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-2);
        margin-inline-start: -0.875rem;
      }
    `,
  ]
}
