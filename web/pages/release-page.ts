// Publishing an edition and what was published: gate, preview, downloads, history.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import {
  type EditionDetail,
  fetchEdition,
  fetchPublication,
  fetchRelease,
  fetchReleases,
  type Obstacle,
  type Publication,
  publish,
  type Release,
  releaseFile,
  releasePreview,
} from '../api/articles.ts'
import { releaseFormats } from '../api/formats.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import '../elements/progress-bar.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './edition-findings.ts'

interface Shown {
  readonly detail: EditionDetail
  readonly publication: Publication
  readonly releases: readonly Release[]
}

/** So many sentences are named for a reason; the rest is a number. */
const named = 12

/** `/releases/:release` shows one release, `/editions/:edition/releases` the newest one and the way to the next. */
@customElement('st-release-page')
export class ReleasePage extends LitElement {
  @property({ attribute: false }) releaseId = ''
  @property({ attribute: false }) editionId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private busy = false

  private readonly t = translate(this)
  private readonly shown = new Load(
    this,
    (signal) => this.#read(signal),
    () => `${this.releaseId}/${this.editionId}`,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.shown.reload(),
      (change) => change.editionId === this.shown.value?.detail.edition.id,
    )
  }

  override render() {
    const { value } = this.shown
    return value
      ? this.#page(value)
      : html`<st-page heading=${this.t('release.prepare')}>${this.shown.render(() => nothing)}</st-page>`
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const edition = this.editionId || (await fetchRelease(this.releaseId, signal)).edition.id
    const [detail, publication, releases] = await Promise.all([
      fetchEdition(edition, signal),
      fetchPublication(edition, signal),
      fetchReleases(edition, signal),
    ])
    this.services.session.visit(detail.project.id)
    return { detail, publication, releases: releases.items.toSorted((a, b) => b.number - a.number) }
  }

  #page({ detail, publication, releases }: Shown) {
    const { article, edition, progress } = detail
    const release = releases.find((one) => one.id === this.releaseId) ?? releases[0]
    return html`<st-page
      heading=${article.title}
      headingLang="en"
      backHref="/articles/${article.id}"
      backText=${this.t('articles.article')}
    >
      <p slot="about" class="row">
        <st-locale-tag locale=${edition.locale}></st-locale-tag>
        ${release ? html`<span>${this.t('release.title', { n: release.number })}</span>` : nothing}
      </p>
      <a slot="actions" class="button" href="/editions/${edition.id}"
        >${icon('edit')}${this.t('article.translate')}</a
      >
      <section class="card stack" aria-labelledby="prepare">
        <h2 id="prepare">${this.t('release.prepare')}</h2>
        <st-progress-bar .progress=${progress} locale=${edition.locale} numbered></st-progress-bar>
        ${this.#gate(detail, publication)}
        <st-edition-findings
          .editionId=${edition.id}
          .version=${publication}
          .can=${detail.can.translate}
          .changed=${() => void this.shown.reload()}
        ></st-edition-findings>
      </section>
      ${
        release
          ? this.#release(release, releases)
          : html`<st-empty icon="publish" heading=${this.t('release.none')}></st-empty>`
      }
    </st-page>`
  }

  #gate({ edition }: EditionDetail, publication: Publication) {
    const codes = ['not-approved', 'finding-open', 'edition-finding-open'] as const
    const unchanged = publication.can.publish === 'reason.nothing-new'
    return html`
      ${
        publication.ready
          ? html`<p class="note good">${this.t(unchanged ? 'reason.nothing-new' : 'release.gate-ready')}</p>`
          : html`<div class="note warn">
              <h3>${this.t('release.gate-open')}</h3>
              <ul>
                ${codes.map((code) =>
                  this.#reason(
                    edition.id,
                    code,
                    publication.reasons.filter((reason) => reason.code === code),
                  ),
                )}
              </ul>
            </div>`
      }
      <div>
        <st-action
          variant="primary"
          .can=${publication.can.publish}
          ?busy=${this.busy}
          @click=${() => void this.#publish(edition)}
          >${icon('publish')}${this.t('action.publish')}</st-action
        >
      </div>
    `
  }

  #reason(edition: string, code: Obstacle['code'], reasons: readonly Obstacle[]) {
    if (reasons.length === 0) return nothing
    const ordinals = [...new Set(reasons.map((reason) => reason.ordinal))].sort((a, b) => a - b)
    return html`<li>
      ${this.t(`release.reason.${code}`, { n: ordinals.length })}
      <span class="sentences">
        ${ordinals
          .slice(0, named)
          .map(
            (ordinal) =>
              html`<a
                href="/editions/${edition}?segment=${ordinal}"
                aria-label=${this.t('release.sentence', { n: ordinal })}
                >${language.number(ordinal)}</a
              >`,
          )}
        ${
          ordinals.length > named
            ? html`<span class="soft">${this.t('release.more', { n: ordinals.length - named })}</span>`
            : nothing
        }
      </span>
    </li>`
  }

  #release(release: Release, releases: readonly Release[]) {
    return html`<div class="columns">
      <section class="stack" aria-labelledby="preview">
        <h2 id="preview">${this.t('release.preview')}</h2>
        <iframe
          sandbox=""
          title=${this.t('release.preview-of')}
          src=${releasePreview(release.id)}
          loading="lazy"
          referrerpolicy="no-referrer"
        ></iframe>
      </section>
      <div class="stack side">
        <section class="stack" aria-labelledby="downloads">
          <h2 id="downloads">${this.t('release.downloads')}</h2>
          <ul class="plain downloads">
            ${releaseFormats.map(
              (format) =>
                html`<li>
                  <a href=${releaseFile(release.id, format)} download>
                    ${icon('download')}${this.t(`format.${format}`)}
                  </a>
                </li>`,
            )}
          </ul>
        </section>
        <section class="stack" aria-labelledby="history">
          <h2 id="history">${this.t('release.history')}</h2>
          <ol class="plain history">
            ${releases.map((one) => this.#entry(one, release))}
          </ol>
        </section>
      </div>
    </div>`
  }

  #entry(one: Release, shown: Release) {
    const by = typeof one.publishedBy === 'string' ? one.publishedBy : one.publishedBy?.name
    const date = language.moment(one.publishedAt)
    return html`<li>
      <a href="/releases/${one.id}" aria-current=${one.id === shown.id ? 'page' : nothing}
        >${this.t('release.title', { n: one.number })}</a
      >
      <span class="small soft">
        ${by ? this.t('release.published-by', { date, name: by }) : this.t('release.published', { date })}
      </span>
      <span class="small soft checksum" title=${this.t('release.checksum')} lang="en"
        >${one.sha256.slice(0, 16)}…</span
      >
    </li>`
  }

  async #publish(edition: EditionDetail['edition']): Promise<void> {
    const yes = await confirmed({
      heading: this.t('release.publish-title', { locale: localeName(edition.locale) }),
      text: this.t('release.publish-text'),
      confirm: this.t('action.publish'),
    })
    if (!yes) return
    this.busy = true
    try {
      const { release } = await publish(edition.id)
      this.services.notices.show(this.t('release.done', { n: release.number }))
      if (this.releaseId) await this.services.navigation.go(`/editions/${edition.id}/releases`)
      else await this.shown.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
      await this.shown.reload()
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 17rem;
        gap: var(--space-5);
        align-items: start;
      }

      .side {
        gap: var(--space-5);
      }

      iframe {
        width: 100%;
        height: min(46rem, 80vh);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: #fff;
        box-shadow: var(--shadow);
      }

      .note ul {
        display: grid;
        gap: var(--space-2);
        padding-inline-start: 1.2rem;
      }

      .sentences {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-2);
      }

      .sentences a {
        min-width: 1.6rem;
        padding: 0.1rem;
      }

      .downloads li,
      .history li {
        border-block-end: 1px solid var(--line);
      }

      .downloads a {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding-block: var(--space-2);
        text-decoration: none;
      }

      .downloads a:hover {
        text-decoration: underline;
      }

      .history li {
        display: grid;
        padding-block: var(--space-2);
      }

      .history a[aria-current] {
        color: var(--ink);
        font-weight: var(--strong);
        text-decoration: none;
      }

      .checksum {
        font-variant-numeric: tabular-nums;
      }

      @media (width < 56rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ]
}
