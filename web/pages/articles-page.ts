// The articles of a project with their editions.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { type ArticleCard, fetchArticles } from '../api/articles.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import { narrowTable } from '../elements/narrow-table.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/progress-bar.ts'
import { language } from '../i18n/language.ts'
import { localeName, nativeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'

@customElement('st-articles-page')
export class ArticlesPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private more: readonly ArticleCard[] = []
  @state() private cursor: string | null = null
  @state() private busy = false

  private readonly t = translate(this)
  private readonly articles = new Load(
    this,
    async (signal) => {
      const page = await fetchArticles(this.projectId, null, signal)
      this.more = []
      this.cursor = page.nextCursor
      return page
    },
    () => this.projectId,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      // Further pages that were opened must not fold away while someone reads them.
      () => this.more.length === 0 && void this.articles.reload(),
    )
  }

  override render() {
    return html`<st-page heading=${this.t('articles.title')}>
      <st-action
        slot="actions"
        variant="primary"
        .can=${this.articles.value?.can.import}
        ?hidden=${this.articles.value === undefined}
        @click=${() => void this.services.navigation.go(`/projects/${this.projectId}/import`)}
        >${icon('plus')}${this.t('articles.import')}</st-action
      >
      ${this.articles.render(({ items, can }) =>
        items.length === 0 ? this.#empty(can.import === true) : this.#table([...items, ...this.more]),
      )}
      ${
        this.cursor
          ? html`<div>
              <st-action .busy=${this.busy} @click=${this.#more}>${this.t('action.more')}</st-action>
            </div>`
          : nothing
      }
    </st-page>`
  }

  #empty(mayImport: boolean) {
    return html`<st-empty
      icon="document"
      heading=${this.t('articles.empty')}
      text=${this.t('articles.empty-text')}
    >
      ${
        mayImport
          ? html`<a class="button primary" href="/projects/${this.projectId}/import"
              >${this.t('articles.import')}</a
            >`
          : nothing
      }
    </st-empty>`
  }

  #table(articles: readonly ArticleCard[]) {
    return html`<div class="table" role="region" tabindex="0" aria-label=${this.t('articles.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="article">${this.t('articles.article')}</th>
            ${targetLocales.map(
              (locale) =>
                html`<th scope="col" class="cell">
                  ${localeName(locale)}
                  <span class="native" lang=${locale} aria-hidden="true">${nativeName(locale)}</span>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${articles.map((article) => this.#row(article))}
        </tbody>
      </table>
    </div>`
  }

  #row(article: ArticleCard) {
    return html`<tr>
      <th scope="row" class="article">
        <a class="words" lang="en" href="/articles/${article.id}">${article.title}</a>
        <span class="about">
          ${this.t('progress.sentences', { n: article.segments })} ·
          ${this.t('progress.words', { n: article.words })} ·
          ${this.t('articles.imported', { date: language.day(article.createdAt) })}
        </span>
      </th>
      ${targetLocales.map((locale) => this.#cell(article, locale))}
    </tr>`
  }

  #cell(article: ArticleCard, locale: TargetLocale) {
    const edition = article.editions.find((one) => one.locale === locale)
    if (!edition) {
      return html`<td class="cell none">
        <span class="language">${localeName(locale)}</span>
        <span class="soft small">${this.t('articles.not-open')}</span>
      </td>`
    }
    return html`<td class="cell">
      <a
        class="edition"
        href="/editions/${edition.id}"
        title=${this.t('articles.open-edition', { locale: localeName(locale), title: article.title })}
      >
        <span class="language">${localeName(locale)}</span>
        <st-progress-bar .progress=${edition.progress} locale=${locale} numbered></st-progress-bar>
      </a>
      ${
        edition.release === null
          ? nothing
          : html`<a class="release" href="/editions/${edition.id}/releases"
              >${this.t('articles.release', { n: edition.release })}</a
            >`
      }
    </td>`
  }

  #more = async (): Promise<void> => {
    if (!this.cursor) return
    this.busy = true
    try {
      const page = await fetchArticles(this.projectId, this.cursor)
      this.more = [...this.more, ...page.items]
      this.cursor = page.nextCursor
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .table {
        overflow-x: auto;
        position: relative;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      thead th {
        vertical-align: bottom;
        background: var(--sunk);
      }

      .article {
        width: 34%;
        min-width: 15rem;
        padding-inline-start: var(--space-4);
      }

      tbody .article {
        color: var(--ink);
        font-size: var(--text-m);
      }

      .about {
        display: block;
        margin-block-start: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 400;
      }

      .native {
        display: block;
        font-weight: 400;
        line-height: 1.9;
      }

      .cell {
        width: 11%;
        min-width: 7rem;
      }

      .edition {
        display: block;
        padding-block: var(--space-1);
        color: inherit;
        text-decoration: none;
      }

      .edition:hover {
        background: var(--accent-soft);
        box-shadow: 0 0 0 6px var(--accent-soft);
        border-radius: var(--radius-s);
      }

      .release {
        font-size: var(--text-s);
      }
    `,
    narrowTable('56rem'),
    css`
      @media (width < 56rem) {
        tr {
          grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
        }

        .article {
          grid-column: 1 / -1;
          width: auto;
          padding: 0;
        }

        .language {
          font-weight: var(--strong);
        }
      }
    `,
  ]
}
