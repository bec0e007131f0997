// Reads a TMX file into the memory of a project: the file is sent, the server reads it, and says what it brought.

import { css, html, LitElement, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { targetLocales } from '#locales/locale.ts'

import { Problem } from '../api/client.ts'
import { importMemory, type MemoryReport } from '../api/memory.ts'
import type { JobWire } from '../api/jobs.ts'
import { base } from '../elements/base.ts'
import { FollowedJob } from '../elements/followed-job.ts'
import { icon } from '../elements/icons.ts'
import '../elements/job-progress.ts'
import '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

/** A file has been read: the memory is another now. */
export class MemoryImported extends Event {
  static readonly type = 'st-memory-imported'
  constructor() {
    super(MemoryImported.type, { bubbles: true, composed: true })
  }
}

/**
 * A button, and in its place the progress of the file.
 * @slot - what stands beside the button
 * @fires st-memory-imported - when a file has been read
 */
@customElement('st-memory-import')
export class MemoryImport extends LitElement {
  @property() projectId = ''
  /** A file that is being read already, asked for by somebody before. */
  @property({ attribute: false }) job: JobWire | null = null
  @state() private report: MemoryReport | null = null

  private readonly t = translate(this)
  readonly #job = new FollowedJob(this, (result) => {
    this.report = result as unknown as MemoryReport // what a job of this kind ends with
    this.dispatchEvent(new MemoryImported())
  })

  override render(): TemplateResult {
    const { step, problem } = this.#job
    return html`<div class="stack">
      ${step ? this.#progress(step) : nothing}
      <div class="row">${step ? nothing : this.#button()}<slot></slot></div>
      <div role="status">${this.report ? this.#report(this.report) : nothing}</div>
      ${problem ? this.#refusal(problem) : nothing}
    </div>`
  }

  #button(): TemplateResult {
    return html`<label class="button">
      ${icon('plus')}${this.t('memory.import')}
      <input class="visually-hidden" type="file" accept=".tmx" @change=${this.#chosen} />
    </label>`
  }

  #progress(step: 'sending' | 'reading'): TemplateResult {
    return html`<st-job-progress
        label=${this.t(`memoryFile.${step}`)}
        .share=${this.#job.share}
      ></st-job-progress>
      ${step === 'reading' ? html`<p class="small soft">${this.t('memoryFile.leave')}</p>` : nothing}`
  }

  #report({ fileName, units, added, known, languages, skipped }: MemoryReport): TemplateResult {
    const lines: readonly (readonly [words: string, count: number])[] = [
      [this.t('memoryFile.units'), units],
      [this.t('memoryFile.added'), added],
      [this.t('memoryFile.known'), known],
      ...targetLocales.flatMap((locale) => {
        const count = languages[locale]
        return count
          ? [[this.t('memoryFile.language', { language: localeName(locale) }), count] as const]
          : []
      }),
      ...Object.entries(skipped).flatMap(([reason, count]) =>
        count > 0 ? [[this.t(`memoryFile.skipped.${reason}`), count] as const] : [],
      ),
    ]
    return html`<h3 class="words">${this.t('memoryFile.report', { name: fileName })}</h3>
      <dl>
        ${lines.map(
          ([words, count]) =>
            html`<dt>${words}</dt>
              <dd>${language.number(count)}</dd>`,
        )}
      </dl>`
  }

  /** Why a file is refused, and where; what was expected is said as the reader of the file says it. */
  #refusal(problem: unknown): TemplateResult {
    const { line, column, detail } = problem instanceof Problem ? problem.details : {}
    return html`<st-problem .problem=${problem}></st-problem> ${
        typeof line === 'number' && typeof column === 'number'
          ? html`<p>${this.t('memoryFile.where', { line, column })}</p>`
          : nothing
      }
      ${typeof detail === 'string' ? html`<p class="small soft words" lang="en">${detail}</p>` : nothing}`
  }

  #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement // the listener is on the input
    const file = input.files?.[0]
    if (!file) return
    this.report = null
    this.#job.send((told, signal) => importMemory(this.projectId, file, told, signal))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('job') || !this.job) return
    this.report = null
    this.#job.resume(this.job)
  }

  static override styles = [
    base,
    css`
      label.button {
        justify-self: start;
      }

      label.button:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }

      dl {
        display: grid;
        grid-template-columns: minmax(0, max-content) auto;
        gap: var(--space-1) var(--space-4);
        justify-content: start;
      }

      dd {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-memory-imported': MemoryImported
  }
  interface HTMLElementTagNameMap {
    'st-memory-import': MemoryImport
  }
}
