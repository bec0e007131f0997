// An edition goes to another translation tool and comes home: what a file would change is shown before anything is.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { type EditionDetail, fetchEdition, type SourceFile } from '../api/articles.ts'
import {
  editionFile,
  type HomecomingReport,
  newestHomecoming,
  takeHome,
  type XliffVersion,
  xliffVersions,
} from '../api/exchange.ts'
import type { JobWire } from '../api/jobs.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import '../elements/job-progress.ts'
import { Load } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import '../elements/progress-bar.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './edition-file.ts'
import './homecoming-report.ts'
import './large-homecoming.ts'
import { isLarge, toBase64 } from './source-file.ts'

/** So many sentences are told about; the rest is a number. */
const named = 100
/** Of longer editions every file comes home in the background. */
const longest = 100_000

@customElement('st-exchange-page')
export class ExchangePage extends LitElement {
  @property({ attribute: false }) editionId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private version: XliffVersion = xliffVersions[0]
  @state() private file: SourceFile | null = null
  /** A file that is brought home in the background. */
  @state() private large: File | null = null
  /** One that somebody brought before. */
  @state() private earlier: JobWire | null = null
  @state() private report: HomecomingReport | null = null
  @state() private busy: 'sending' | 'reading' | 'writing' | null = null
  /** Of the file that is being sent. */
  @state() private share = 0
  @state() private problem: unknown = null

  private readonly t = translate(this)
  private readonly detail = new Load(
    this,
    async (signal) => {
      const detail = await fetchEdition(this.editionId, signal)
      this.services.session.visit(detail.project.id)
      if (!this.large && !this.file && !this.earlier) {
        const { job } = await newestHomecoming(this.editionId)
        this.earlier = job?.state === 'failed' ? null : job
      }
      return detail
    },
    () => this.editionId,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.detail.reload(),
      (change) => change.editionId === this.editionId,
    )
  }

  override render() {
    const { value } = this.detail
    return value
      ? this.#page(value)
      : html`<st-page heading=${this.t('exchange.title')}>${this.detail.render(() => nothing)}</st-page>`
  }

  #page(detail: EditionDetail) {
    const { article, edition, progress } = detail
    return html`<st-page
      heading=${article.title}
      headingLang="en"
      backHref="/articles/${article.id}"
      backText=${this.t('articles.article')}
    >
      <p slot="about" class="row">
        <st-locale-tag locale=${edition.locale}></st-locale-tag>
        <span>${this.t('exchange.title')}</span>
      </p>
      <a slot="actions" class="button" href="/editions/${edition.id}"
        >${icon('edit')}${this.t('article.translate')}</a
      >
      <section class="card stack" aria-labelledby="away">
        <h2 id="away">${this.t('exchange.send')}</h2>
        <p>${this.t('exchange.text')}</p>
        <st-progress-bar .progress=${progress} locale=${edition.locale} numbered></st-progress-bar>
        <div class="row">
          <label for="version">${this.t('exchange.version')}</label>
          <select id="version" class="input" @change=${this.#chooseVersion}>
            ${xliffVersions.map(
              (one) => html`<option value=${one} ?selected=${one === this.version}>XLIFF ${one}</option>`,
            )}
          </select>
          <a class="button" href=${editionFile(edition.id, this.version)} download
            >${icon('download')}${this.t('exchange.send')}</a
          >
        </div>
      </section>
      ${article.format === 'xliff' ? html`<st-edition-file .detail=${detail}></st-edition-file>` : nothing}
      <section class="card stack" aria-labelledby="home">
        <h2 id="home">${this.t('exchange.choose')}</h2>
        ${this.#chooser(detail)}
        <div role="status" class="stack">
          ${
            this.busy && this.file
              ? html`<st-job-progress
                  label=${this.t(`exchange.${this.busy}`, { file: this.file.fileName })}
                  .share=${this.busy === 'sending' ? this.share : null}
                ></st-job-progress>`
              : nothing
          }
          ${this.report && this.file ? this.#report(detail, this.report, this.file) : nothing}
        </div>
        ${
          this.large || this.earlier
            ? html`<st-large-homecoming
                editionId=${edition.id}
                locale=${edition.locale}
                .file=${this.large}
                .job=${this.earlier}
              ></st-large-homecoming>`
            : nothing
        }
        ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
      </section>
    </st-page>`
  }

  #chooser({ can }: EditionDetail) {
    if (can.translate !== true) return html`<p class="note">${this.t(can.translate)}</p>`
    return html`<div class="choose">
      <label class="button" for="file">${icon('upload')}${this.t('action.choose-file')}</label>
      <input
        class="visually-hidden"
        id="file"
        type="file"
        accept=".xlf,.xliff,.sdlxliff,.mxliff,.mqxliff,application/xliff+xml"
        ?disabled=${this.busy !== null}
        @change=${this.#chosen}
      />
    </div>`
  }

  #report({ edition }: EditionDetail, report: HomecomingReport, { fileName }: SourceFile) {
    const told = report.lines.filter(
      ({ outcome, capped }) => outcome === 'conflicting' || outcome === 'refused' || capped,
    )
    return html`<st-homecoming-report
      .report=${{ ...report, fileName, lines: told.slice(0, named), noted: told.length }}
      locale=${edition.locale}
      ?busy=${this.busy !== null}
      @st-homecoming-wanted=${() => void this.#send(false)}
    ></st-homecoming-report>`
  }

  #chooseVersion = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    this.version = xliffVersions.find((one) => one === value) ?? this.version
  }

  #chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    if (!file) return
    const total = this.detail.value?.progress.total ?? 0
    this.large = isLarge(file) || total > longest ? file : null
    this.earlier = null
    this.report = null
    this.file = null
    this.problem = null
    if (this.large) return
    this.file = { fileName: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) }
    // The same file may be chosen again after it was changed.
    input.value = ''
    await this.#send(true)
  }

  async #send(preview: boolean): Promise<void> {
    if (!this.file || this.busy) return
    this.busy = 'sending'
    this.share = 0
    this.problem = null
    const told = (share: number): void => {
      this.share = share
      if (share === 1) this.busy = preview ? 'reading' : 'writing'
    }
    try {
      this.report = await takeHome(this.editionId, this.file, preview, told)
      if (!preview) void this.detail.reload()
    } catch (error) {
      this.report = null
      this.problem = error
    } finally {
      this.busy = null
    }
  }

  static override styles = [
    base,
    css`
      .choose:has(input:focus-visible) label {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      select.input {
        inline-size: auto;
        width: auto;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-exchange-page': ExchangePage
  }
}
