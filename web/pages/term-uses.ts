// Where a term is used: segments that name it, and how each edition writes it.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { fetchUses, type TermUses as Uses } from '../api/glossary.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { Load } from '../elements/load.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

type Use = Uses['items'][number]

@customElement('st-term-uses')
export class TermUses extends LitElement {
  @property() projectId = ''
  @property() termId = ''

  private readonly t = translate(this)
  private readonly uses = new Load(
    this,
    (signal) => fetchUses(this.projectId, this.termId, signal),
    () => (this.termId ? `${this.projectId} ${this.termId}` : undefined),
  )

  override render() {
    return this.uses.render(({ items, more }) =>
      items.length === 0
        ? html`<p class="soft">${this.t('terms.unused')}</p>`
        : html`<p role="status">${this.t('terms.used', { n: items.length })}</p>
            ${more ? html`<p class="note">${this.t('terms.used-more')}</p>` : nothing}
            <ol class="plain">
              ${items.map((item, n) => this.#use(item, items[n - 1]))}
            </ol>`,
    )
  }

  #use(use: Use, before: Use | undefined) {
    return html`<li>
      ${
        use.articleId === before?.articleId
          ? nothing
          : html`<h3><a href="/articles/${use.articleId}" lang="en">${use.articleTitle}</a></h3>`
      }
      <p class="words" lang="en">${use.source}</p>
      <ul class="plain row">
        ${use.editions.map(
          ({ editionId, locale, use: how }) =>
            html`<li class="use ${how}">
              <a href="/editions/${editionId}">${localeName(locale)}</a>
              <span>${this.t(`terms.use.${how}`)}</span>
            </li>`,
        )}
      </ul>
    </li>`
  }

  static override styles = [
    base,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
        margin-block-start: var(--space-3);
      }

      .use {
        padding: 0.1rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        font-size: var(--text-s);
      }

      .agreed span {
        color: var(--good);
      }

      .none span,
      .forbidden span {
        color: var(--danger);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-term-uses': TermUses
  }
}
