// The file that an article came from with an edition in it: asked for, followed while it is written, taken home.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { EditionDetail } from '../api/articles.ts'
import { askForFile, type FileWritten, writtenFile } from '../api/exchange.ts'
import { base } from '../elements/base.ts'
import { FollowedJob } from '../elements/followed-job.ts'
import { icon } from '../elements/icons.ts'
import '../elements/job-progress.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'

/** A card of the page of an edition. */
@customElement('st-edition-file')
export class EditionFile extends LitElement {
  @property({ attribute: false }) detail: EditionDetail | null = null
  @state() private asking = false
  @state() private written: { readonly job: string; readonly report: FileWritten } | null = null
  @state() private problem: unknown = null

  private readonly t = translate(this)
  #id = ''
  readonly #job = new FollowedJob(this, (result) => {
    const report = result as unknown as FileWritten // what a job of this kind ends with
    this.written = { job: this.#id, report }
  })

  override render() {
    if (!this.detail) return nothing
    const { article } = this.detail
    const problem = this.problem ?? this.#job.problem
    return html`<section class="card stack" aria-labelledby="file">
      <h2 id="file">${this.t('exchange.file')}</h2>
      <p class="words">${this.t('exchange.file-text', { name: article.fileName })}</p>
      ${
        this.#job.step
          ? html`<st-job-progress
              label=${this.t('exchange.file-writing')}
              .share=${this.#job.share}
            ></st-job-progress>`
          : html`<div>
              <button class="button" type="button" aria-disabled=${this.asking} @click=${this.#ask}>
                ${icon('document')}${this.t('exchange.file-write')}
              </button>
            </div>`
      }
      <div role="status" class="stack">${this.written ? this.#report(this.written) : nothing}</div>
      ${problem ? html`<st-problem .problem=${problem}></st-problem>` : nothing}
    </section>`
  }

  #report({ job, report }: { readonly job: string; readonly report: FileWritten }) {
    const { name, changed, left, unwritten } = report
    return html`<p>${this.t('exchange.file-done', { count: changed })}</p>
      <div>
        <a class="button primary words" href=${writtenFile(job)} download>
          ${icon('download')}${this.t('exchange.file-download', { name })}
        </a>
      </div>
      ${
        left === 0
          ? nothing
          : html`<div class="note warn stack">
              <p>${this.t('exchange.file-left', { count: left })}</p>
              <ul class="plain stack lines">
                ${unwritten.map(
                  ({ line, message }) =>
                    html`<li>
                      <strong>${this.t('exchange.line', { line })}</strong>
                      <span class="small words" lang="en">${message}</span>
                    </li>`,
                )}
                ${
                  left > unwritten.length
                    ? html`<li class="small">
                        ${this.t('exchange.more', { count: left - unwritten.length })}
                      </li>`
                    : nothing
                }
              </ul>
            </div>`
      }`
  }

  #ask = async (): Promise<void> => {
    if (!this.detail || this.asking) return
    this.asking = true
    this.written = null
    this.problem = null
    try {
      const { job } = await askForFile(this.detail.edition.id)
      this.#id = job.id
      this.#job.resume(job)
    } catch (error) {
      this.problem = error
    } finally {
      this.asking = false
    }
  }

  static override styles = [
    base,
    css`
      p {
        margin: 0;
      }

      .lines {
        max-height: 40vh;
        overflow-y: auto;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-edition-file': EditionFile
  }
}
