// A large file comes home in the background: sent, followed while it is read, shown, and taken over when somebody wants it.

import { html, LitElement, nothing } from 'lit'
import type { PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { applyHomecoming, type BroughtHome, sendHome, writtenFile } from '../api/exchange.ts'
import type { JobWire } from '../api/jobs.ts'
import { base } from '../elements/base.ts'
import { FollowedJob } from '../elements/followed-job.ts'
import { icon } from '../elements/icons.ts'
import '../elements/job-progress.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import './homecoming-report.ts'

@customElement('st-large-homecoming')
export class LargeHomecoming extends LitElement {
  @property() editionId = ''
  @property() locale: TargetLocale | '' = ''
  /** The file to be sent. */
  @property({ attribute: false }) file: File | null = null
  /** One that came before. */
  @property({ attribute: false }) job: JobWire | null = null
  @state() private done: { readonly job: string; readonly report: BroughtHome } | null = null
  /** Why it could not be asked for. */
  @state() private problem: unknown = null
  #id = ''

  private readonly t = translate(this)
  readonly #job = new FollowedJob(this, (result) => {
    const report = result as unknown as BroughtHome // what such a job ends with
    this.done = { job: this.#id, report }
  })

  override render() {
    const { step, share } = this.#job
    const problem = this.problem ?? this.#job.problem
    return html`<div role="status" class="stack">
        ${
          step
            ? html`<st-job-progress label=${this.t(`largeImport.${step}`)} .share=${share}></st-job-progress>
                ${step === 'reading' ? html`<p class="soft">${this.t('exchange.large-leave')}</p>` : nothing}`
            : this.done
              ? this.#report(this.done)
              : nothing
        }
      </div>
      ${problem ? html`<st-problem .problem=${problem}></st-problem>` : nothing}`
  }

  #report({ job, report }: { readonly job: string; readonly report: BroughtHome }) {
    return html`<st-homecoming-report
      .report=${report}
      locale=${this.locale}
      @st-homecoming-wanted=${() => void this.#apply(job)}
    >
      ${
        report.counts.taken + report.noted === 0
          ? nothing
          : html`<div>
              <a class="button words" href=${writtenFile(job)} download
                >${icon('download')}${this.t('exchange.large-table')}</a
              >
            </div>`
      }
    </st-homecoming-report>`
  }

  async #apply(job: string): Promise<void> {
    this.problem = null
    try {
      this.#follow((await applyHomecoming(job)).job)
    } catch (error) {
      this.problem = error
    }
  }

  #follow(job: JobWire): void {
    this.done = null
    this.problem = null
    this.#id = job.id
    this.#job.resume(job)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('job') && this.job) this.#follow(this.job)
    if (!changed.has('file') || !this.file) return
    const { file } = this
    this.done = null
    this.problem = null
    this.#job.leave()
    this.#job.send(async (told, signal) => {
      const job = await sendHome(this.editionId, file, told, signal)
      this.#id = job.id
      return job
    })
  }

  static override styles = base
}

declare global {
  interface HTMLElementTagNameMap {
    'st-large-homecoming': LargeHomecoming
  }
}
