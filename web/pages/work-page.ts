// What is waiting for the person who is signed in.

import { consume } from '@lit/context'
import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'

import { fetchWork, type WorkItem, type WorkKind } from '../api/projects.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { icon, type IconName } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import '../elements/page.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { refresh } from '../stores/refresh.ts'
import './board.ts'
import './source-questions.ts'

/** The order of the groups: what others wait for first. */
const workKinds: readonly WorkKind[] = ['returned', 'translate', 'review', 'publish']

const icons: Record<WorkKind, IconName> = {
  returned: 'return',
  translate: 'edit',
  review: 'check',
  publish: 'publish',
}

@customElement('st-work-page')
export class WorkPage extends LitElement {
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  private readonly t = translate(this)
  private readonly work = new Load(this, fetchWork)

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.work.reload(),
    )
  }

  override render() {
    return html`<st-page heading=${this.t('work.title')}>
      <p slot="about">${this.t('work.intro')}</p>
      ${this.work.render(({ items, questions, names }) =>
        items.length + questions.length + names.length === 0
          ? this.#empty()
          : html`${workKinds.map((kind) =>
                this.#group(
                  kind,
                  items.filter((item) => item.kind === kind),
                ),
              )}
              <st-source-questions
                .items=${questions}
                @st-question-answered=${() => void this.work.reload()}
              ></st-source-questions>
              ${names.map(
                ({ projectId, projectName, count }) =>
                  html`<p class="names">
                    <a href="/projects/${projectId}/glossary">${this.t('names.questions', { n: count })}</a>
                    <span class="soft">${projectName}</span>
                  </p>`,
              )}`,
      )}
      ${
        this.services.session.projectId
          ? html`<st-board .projectId=${this.services.session.projectId}></st-board>`
          : ''
      }
    </st-page>`
  }

  #empty() {
    const project = this.services.session.projectId
    return html`<st-empty icon="desk" heading=${this.t('work.empty')} text=${this.t('work.empty-text')}>
      ${
        project
          ? html`<a class="button" href="/projects/${project}/articles">${this.t('work.empty-articles')}</a>`
          : ''
      }
    </st-empty>`
  }

  #group(kind: WorkKind, items: readonly WorkItem[]) {
    if (items.length === 0) return ''
    return html`<section aria-labelledby="kind-${kind}">
      <h2 id="kind-${kind}">
        <span class="mark ${kind}">${icon(icons[kind])}</span>${this.t(`work.kind.${kind}`)}
        <span class="soft number">${language.number(items.length)}</span>
      </h2>
      <ul class="plain">
        ${items.map((item) => this.#item(item))}
      </ul>
    </section>`
  }

  #item({ kind, edition, article, count, total, categories }: WorkItem) {
    const wrong = Object.entries(categories).map(
      ([category, n]) => `${this.t(`desk.category.${category}`)} ${language.number(n)}`,
    )
    const href =
      kind === 'publish' ? `/editions/${edition.id}/releases` : `/editions/${edition.id}?show=${kind}`
    const done = total && kind !== 'publish' ? 1 - count / total : 1
    return html`<li>
      <a href=${href}>
        <span class="what">
          <span class="title words" lang="en">${article.title}</span>
          <st-locale-tag locale=${edition.locale}></st-locale-tag>
        </span>
        <span class="count">
          <span>${this.t(`work.count.${kind}`, { n: count })}</span>
          ${wrong.length > 0 ? html`<span class="soft small">${wrong.join(' · ')}</span>` : ''}
          <progress max="1" .value=${done} aria-hidden="true"></progress>
        </span>
        ${icon('arrow-right')}
      </a>
    </li>`
  }

  static override styles = [
    base,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }

      h2 {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--text-m);
      }

      .mark {
        display: inline-grid;
        place-items: center;
        width: 1.9rem;
        height: 1.9rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
      }

      .mark.returned {
        background: var(--warn-soft);
        color: var(--warn);
      }

      .mark.review {
        background: var(--info-soft);
        color: var(--info);
      }

      .mark.publish {
        background: var(--good-soft);
        color: var(--good);
      }

      ul {
        overflow: clip;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      a {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        padding: var(--space-3) var(--space-4);
        color: var(--ink);
        text-decoration: none;
      }

      .names a {
        display: inline;
        padding: 0;
        color: var(--accent);
        text-decoration: underline;
      }

      a:hover {
        background: var(--accent-soft);
      }

      a:focus-visible {
        outline-offset: -2px;
      }

      a > .icon {
        color: var(--accent);
      }

      .what {
        display: grid;
        flex: 1;
        min-width: 0;
      }

      .title {
        font-weight: var(--strong);
      }

      .what st-locale-tag {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .count {
        display: grid;
        justify-items: end;
        gap: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-s);
        text-align: end;
      }

      progress {
        appearance: none;
        width: 9rem;
        height: 0.375rem;
        border: 0;
        border-radius: 99px;
        background: var(--sunk);
        overflow: hidden;
      }

      progress::-webkit-progress-bar {
        background: var(--sunk);
      }

      progress::-webkit-progress-value {
        background: var(--accent);
      }

      progress::-moz-progress-bar {
        background: var(--accent);
      }

      @media (width < 40rem) {
        a {
          flex-wrap: wrap;
          gap: var(--space-2) var(--space-3);
        }

        .what {
          flex-basis: 100%;
        }

        .count {
          flex: 1;
          justify-items: start;
          text-align: start;
        }
      }
    `,
  ]
}
