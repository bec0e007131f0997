// A large file becomes an article in the background: choose languages, send it, follow it, or give it up.

import { html, LitElement, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { cancelImport, importFile } from '../api/articles.ts'
import { Problem } from '../api/client.ts'
import type { JobWire } from '../api/jobs.ts'
import { base } from '../elements/base.ts'
import { FollowedJob } from '../elements/followed-job.ts'
import { icon } from '../elements/icons.ts'
import '../elements/job-progress.ts'
import type { LocalesChosen } from '../elements/locale-choice.ts'
import '../elements/locale-choice.ts'
import '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'

/** A large file is an article now, or none will come of it. */
export class LargeImportEnded extends Event {
  static readonly type = 'st-large-import-ended'
  readonly article: { readonly id: string; readonly title: string } | null

  constructor(article: LargeImportEnded['article']) {
    super(LargeImportEnded.type, { bubbles: true, composed: true })
    this.article = article
  }
}

/** @fires st-large-import-ended - with the article, or without one when somebody wants another file */
@customElement('st-large-import')
export class LargeImport extends LitElement {
  @property() projectId = ''
  @property({ attribute: false }) file: File | null = null
  /** A file that is being read already. */
  @property({ attribute: false }) job: JobWire | null = null
  @state() private locales: readonly TargetLocale[] = []
  @state() private cancelled = false
  /** Why it could not be given up. */
  @state() private problem: unknown = null

  private readonly t = translate(this)
  readonly #job = new FollowedJob(this, (result) => {
    const { articleId, title } = result as { articleId: string; title: string } // what such a job ends with
    this.dispatchEvent(new LargeImportEnded({ id: articleId, title }))
  })

  override render(): TemplateResult {
    const { step, problem } = this.#job
    const cancelled = this.cancelled || isCancelled(problem)
    const wrong = isCancelled(problem) ? this.problem : (problem ?? this.problem)
    return html`<section class="stack" aria-labelledby="large">
      <h2 id="large">${this.t('largeImport.title')}</h2>
      ${this.file ? html`<p class="words">${this.t('largeImport.hint', this.#facts(this.file))}</p>` : nothing}
      ${step ? this.#progress(step) : this.#choice()}
      <div role="status">
        ${cancelled ? html`<p class="note">${this.t('largeImport.cancelled')}</p>` : nothing}
      </div>
      ${wrong ? html`<st-problem .problem=${wrong}></st-problem>` : nothing}
    </section>`
  }

  #facts({ name, size }: File) {
    return { name, size: language.number(Math.ceil(size / 1024 / 1024)) }
  }

  #choice(): TemplateResult {
    return html`${
        this.file
          ? html`<p class="soft">${this.t('import.locales-hint')}</p>
              <st-locale-choice
                legend=${this.t('import.step-locales')}
                .chosen=${this.locales}
                @st-locales-chosen=${(event: LocalesChosen) => (this.locales = event.locales)}
              ></st-locale-choice>`
          : nothing
      }
      <div class="row">
        ${
          this.file
            ? html`<button class="button primary" type="button" @click=${this.#send}>
                ${icon('upload')}${this.t('largeImport.start')}
              </button>`
            : nothing
        }
        <button
          class="button quiet"
          type="button"
          @click=${() => this.dispatchEvent(new LargeImportEnded(null))}
        >
          ${icon('arrow-left')}${this.t('import.other-source')}
        </button>
      </div>`
  }

  #progress(step: 'sending' | 'reading'): TemplateResult {
    return html`<st-job-progress
        label=${this.t(`largeImport.${step}`)}
        .share=${this.#job.share}
      ></st-job-progress>
      ${step === 'reading' ? html`<p class="soft">${this.t('largeImport.leave')}</p>` : nothing}
      <div>
        <button class="button" type="button" @click=${this.#cancel}>
          ${icon('close')}${this.t('largeImport.cancel')}
        </button>
      </div>`
  }

  #send = (): void => {
    const { file } = this
    if (!file) return
    this.#begin()
    this.#job.send((told, signal) => importFile(this.projectId, file, this.locales, told, signal))
  }

  #begin(): void {
    this.cancelled = false
    this.problem = null
  }

  #cancel = async (): Promise<void> => {
    // What has not arrived is simply not sent any further.
    const reading = this.#job.leave()
    this.cancelled = true
    try {
      if (reading) await cancelImport(reading.id)
    } catch (error) {
      this.cancelled = false
      this.problem = error
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('job') || !this.job) return
    this.#begin()
    this.#job.resume(this.job)
  }

  static override styles = base
}

/** Whether somebody else gave it up. */
function isCancelled(problem: unknown): boolean {
  return problem instanceof Problem && (problem.code as string) === 'cancelled' // a reason of jobs, not of doors
}

declare global {
  interface HTMLElementEventMap {
    'st-large-import-ended': LargeImportEnded
  }
  interface HTMLElementTagNameMap {
    'st-large-import': LargeImport
  }
}
