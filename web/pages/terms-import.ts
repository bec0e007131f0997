// Carrying a glossary in: the file is tried first, and stored only after a look at what changes.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { importTerms, type TermImport } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/dialog.ts'
import { icon } from '../elements/icons.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { TermDone } from './term-dialog.ts'

/** So many unreadable lines are named. */
const named = 20

@customElement('st-terms-import')
export class TermsImport extends LitElement {
  @property({ attribute: false }) projectId = ''
  @property({ attribute: false }) open = false
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private fileName = ''
  @state() private content = ''
  @state() private outcome: TermImport | null = null
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) this.#reset()
  }

  override render() {
    return html`<st-dialog
      ?open=${this.open}
      heading=${this.t('glossary.import')}
      @st-dialog-closed=${(event: Event) => {
        event.preventDefault()
        this.dispatchEvent(new TermDone())
      }}
    >
      <div class="stack">
        <p>${this.t('glossary.import-text')}</p>
        <div class="choose">
          <label class="button" for="csv">${icon('upload')}${this.t('action.choose-file')}</label>
          <input
            class="visually-hidden"
            id="csv"
            type="file"
            accept=".csv,text/csv"
            @change=${this.#chosen}
          />
        </div>
        ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
        ${this.outcome ? this.#preview(this.outcome) : nothing}
      </div>
      <st-action
        slot="footer"
        variant="primary"
        .can=${this.#mayApply()}
        ?busy=${this.busy}
        @click=${() => void this.#apply()}
        >${this.t('glossary.import-apply')}</st-action
      >
    </st-dialog>`
  }

  #preview({ added, changed, unchanged, problems }: TermImport) {
    return html`<div role="status" class="stack">
      <p class="note">
        <span class="words">${this.fileName}</span><br />
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
      ${this.#sources(
        'glossary.import-added',
        added.map(({ source }) => source),
      )}
      ${this.#sources(
        'glossary.import-changed',
        changed.map(({ source }) => source),
      )}
      ${
        problems.length === 0
          ? nothing
          : html`<div class="note warn">
              <h3>${this.t('glossary.import-problems', { n: problems.length })}</h3>
              <ul>
                ${problems
                  .slice(0, named)
                  .map(
                    ({ line, message }) =>
                      html`<li class="words">${this.t('glossary.import-line', { line, message })}</li>`,
                  )}
              </ul>
            </div>`
      }
    </div>`
  }

  #sources(title: string, sources: readonly string[]) {
    if (sources.length === 0) return nothing
    return html`<details>
      <summary>${this.t(title, { n: sources.length })}</summary>
      <ul>
        ${sources.map((source) => html`<li class="words" lang="en">${source}</li>`)}
      </ul>
    </details>`
  }

  #mayApply(): true | string {
    if (!this.outcome) return 'action.choose-file'
    if (this.outcome.problems.length > 0) return 'problem.invalid'
    return this.outcome.added.length + this.outcome.changed.length > 0 ? true : 'glossary.import-nothing'
  }

  #reset(): void {
    this.fileName = ''
    this.content = ''
    this.outcome = null
    this.problem = null
  }

  async #chosen(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (!file) return
    this.#reset()
    this.fileName = file.name
    this.content = await file.text()
    this.outcome = await this.#send(false)
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
    this.busy = true
    this.problem = null
    try {
      return await importTerms(this.projectId, { format: 'csv', content: this.content, shared: false, apply })
    } catch (error) {
      this.problem = error
      return null
    } finally {
      this.busy = false
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
        max-height: 14rem;
        overflow-y: auto;
        padding-inline-start: 1.2rem;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-terms-import': TermsImport
  }
}
