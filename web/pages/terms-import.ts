// Carrying a glossary in: the file is tried first, and stored only after a look at what changes.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { importTerms, termFileFormats, type TermImport, type TermsPage } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/dialog.ts'
import { icon } from '../elements/icons.ts'
import '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { TermDone } from './term-dialog.ts'

/** So many entries and lines of each kind are shown; the rest is counted. */
const shown = 100

@customElement('st-terms-import')
export class TermsImport extends LitElement {
  @property({ attribute: false }) projectId = ''
  @property({ attribute: false }) open = false
  @property({ attribute: false }) can: TermsPage['can'] | null = null
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private file: File | null = null
  @state() private shared = false
  @state() private outcome: TermImport | null = null
  /** What is being done, for those who wait. */
  @state() private busy: '' | 'reading' | 'storing' = ''
  @state() private problem: unknown = null

  private readonly t = translate(this)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) this.#reset()
  }

  override render() {
    return html`<st-dialog
      wide
      ?open=${this.open}
      heading=${this.t('terms.import')}
      @st-dialog-closed=${(event: Event) => {
        event.preventDefault()
        this.dispatchEvent(new TermDone())
      }}
    >
      <div class="stack">
        <p>${this.t('terms.import-text')}</p>
        <div class="choose row">
          <label class="button" for="table">${icon('upload')}${this.t('action.choose-file')}</label>
          <input
            class="visually-hidden"
            id="table"
            type="file"
            accept=".csv,.xlsx,.tbx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            @change=${this.#chosen}
          />
          ${this.file ? html`<span class="words">${this.file.name}</span>` : nothing}
        </div>
        ${
          this.can?.share === true
            ? html`<label class="choice"
                ><input
                  type="checkbox"
                  .checked=${this.shared}
                  @change=${this.#share}
                />${this.t('terms.for-all')}</label
              >`
            : nothing
        }
        ${
          this.busy
            ? html`<p role="status">
                <progress aria-label=${this.t(`terms.${this.busy}`)}></progress>
                ${this.t(`terms.${this.busy}`)}
              </p>`
            : nothing
        }
        ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
        ${this.outcome ? this.#preview(this.outcome) : nothing}
      </div>
      <st-action
        slot="footer"
        variant="primary"
        .can=${this.#mayApply()}
        ?busy=${this.busy !== ''}
        @click=${() => void this.#apply()}
        >${this.t('glossary.import-apply')}</st-action
      >
    </st-dialog>`
  }

  #preview({ added, changed, unchanged, problems }: TermImport) {
    return html`<div class="stack">
      <p class="note" role="status">
        ${
          added.length + changed.length === 0
            ? this.t('glossary.import-nothing')
            : this.t('glossary.import-preview', {
                added: added.length,
                changed: changed.length,
                unchanged,
              })
        }
      </p>
      ${this.#problems(problems)}
      ${this.#list(
        'glossary.import-changed',
        changed.map(({ source, changes }) => ({ source, changes })),
      )}
      ${this.#list(
        'glossary.import-added',
        added.map(({ source }) => ({ source, changes: [] })),
      )}
    </div>`
  }

  #problems(problems: TermImport['problems']) {
    if (problems.length === 0) return nothing
    return html`<div class="note warn">
      <h3>${this.t('terms.refused', { n: problems.length })}</h3>
      <ul tabindex="0" aria-label=${this.t('terms.refused', { n: problems.length })}>
        ${problems
          .slice(0, shown)
          .map(
            ({ line, key, values }) =>
              html`<li class="words">
                ${line > 0 ? this.t('glossary.import-line', { line, message: this.t(key, values) }) : this.t(key, values)}
              </li>`,
          )}
      </ul>
    </div>`
  }

  #list(
    title: string,
    entries: readonly {
      readonly source: string
      readonly changes: TermImport['changed'][number]['changes']
    }[],
  ) {
    if (entries.length === 0) return nothing
    return html`<details ?open=${title.endsWith('changed')}>
      <summary>${this.t(title, { n: entries.length })}</summary>
      <ul tabindex="0" aria-label=${this.t(title, { n: entries.length })}>
        ${entries.slice(0, shown).map(
          ({ source, changes }) =>
            html`<li>
              <span class="words" lang="en">${source}</span>
              ${changes.map(
                ({ field, locale, from, to }) =>
                  html`<div class="small change">
                    <span class="soft">${locale ? localeName(locale) : this.t(`termColumn.${field}`)}</span>
                    ${from ? html`<del class="words" lang=${locale ?? nothing}>${from}</del>` : nothing}
                    ${to ? html`<ins class="words" lang=${locale ?? nothing}>${to}</ins>` : nothing}
                  </div>`,
              )}
            </li>`,
        )}
      </ul>
      ${
        entries.length > shown
          ? html`<p class="soft small">${this.t('terms.and-more', { n: entries.length - shown })}</p>`
          : nothing
      }
    </details>`
  }

  #mayApply(): true | string {
    if (!this.outcome) return 'action.choose-file'
    if (this.outcome.problems.length > 0) return 'terms.refused-first'
    return this.outcome.added.length + this.outcome.changed.length > 0 ? true : 'glossary.import-nothing'
  }

  #reset(): void {
    this.file = null
    this.outcome = null
    this.problem = null
  }

  async #chosen(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    if (!file) return
    this.#reset()
    this.file = file
    // The same file, corrected, can be chosen again.
    input.value = ''
    this.outcome = await this.#send(false)
  }

  async #share(event: Event): Promise<void> {
    this.shared = (event.target as HTMLInputElement).checked
    if (this.file) this.outcome = await this.#send(false)
  }

  async #apply(): Promise<void> {
    const stored = await this.#send(true)
    if (!stored) return
    this.services.notices.show(
      this.t('glossary.import-done', { added: stored.added.length, changed: stored.changed.length }),
    )
    this.dispatchEvent(new TermDone())
  }

  async #send(apply: boolean): Promise<TermImport | null> {
    if (!this.file || this.busy) return null
    this.busy = apply ? 'storing' : 'reading'
    this.problem = null
    try {
      const ending = this.file.name.split('.').at(-1)?.toLowerCase()
      const format = termFileFormats.find((one) => one === ending) ?? 'csv'
      const content = format === 'csv' ? await this.file.text() : await inBase64(this.file)
      return await importTerms(this.projectId, { format, content, shared: this.shared, apply })
    } catch (error) {
      this.problem = error
      return null
    } finally {
      this.busy = ''
    }
  }

  static override styles = [
    base,
    css`
      .choose:has(input:focus-visible) label {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      ul {
        max-height: 18rem;
        overflow-y: auto;
        padding-inline-start: 1.2rem;
      }

      .change {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-2);
      }

      del {
        color: var(--danger);
      }

      ins {
        color: var(--good);
        text-decoration: none;
      }
    `,
  ]
}

/** The bytes of a file as text that JSON can carry. */
async function inBase64(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(new Error('The file cannot be read')))
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}

declare global {
  interface HTMLElementTagNameMap {
    'st-terms-import': TermsImport
  }
}
