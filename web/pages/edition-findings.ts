// What the checks find in a whole edition, with the way to its sentences, set aside with a reason.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { dismissEditionFinding, type EditionFinding, fetchEditionFindings } from '../api/articles.ts'
import { type ReasonQuestion } from '../editor/reason-dialog.ts'
import '../editor/reason-dialog.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { Load } from '../elements/load.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

/** So many sentences are named; the rest is a number. */
const named = 12

@customElement('st-edition-findings')
export class EditionFindings extends LitElement {
  @property({ attribute: false }) editionId = ''
  /** Changes when the edition is to be read again. */
  @property({ attribute: false }) version: unknown = null
  /** Whether the person may set findings aside. */
  @property({ attribute: false }) can: boolean | string = true
  /** Called when something was set aside. */
  @property({ attribute: false }) changed: () => void = () => undefined
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private question: ReasonQuestion | null = null
  private readonly t = translate(this)
  private readonly shown = new Load(
    this,
    (signal) => fetchEditionFindings(this.editionId, signal),
    () => this.editionId || undefined,
  )

  override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('version') && changed.get('version') !== undefined) void this.shown.reload()
  }

  override render() {
    const { value } = this.shown
    return html`<section class="stack" aria-labelledby="whole">
      <h3 id="whole">${this.t('checks.edition')}</h3>
      ${value ? this.#list(value.items) : this.shown.render(() => nothing)}
      <st-reason-dialog .question=${this.question} .closed=${this.#close}></st-reason-dialog>
    </section>`
  }

  #list(items: readonly EditionFinding[]) {
    if (items.length === 0) return html`<p class="soft">${this.t('checks.edition-clean')}</p>`
    return html`<ul class="plain">
      ${items.map(
        (finding) =>
          html`<li class=${finding.dismissed === null ? '' : 'soft'}>
            <strong>${this.t(`check.severity.${finding.severity}`)}</strong>
            <span>${this.t(finding.message, finding.values)}</span>
            <span class="sentences">
              ${finding.segments
                .slice(0, named)
                .map(
                  ({ ordinal }) =>
                    html`<a
                      href="/editions/${this.editionId}?segment=${ordinal}"
                      aria-label=${this.t('release.sentence', { n: ordinal })}
                      >${language.number(ordinal)}</a
                    >`,
                )}
              ${
                finding.segments.length > named
                  ? html`<span class="soft"
                      >${this.t('release.more', { n: finding.segments.length - named })}</span
                    >`
                  : nothing
              }
            </span>
            ${
              finding.dismissed === null
                ? html`<st-action .can=${this.can} @click=${() => this.#ask(finding)}
                    >${this.t('checks.set-aside')}</st-action
                  >`
                : html`<span class="words"
                    >${this.t('checks.set-aside-because', { reason: finding.dismissed })}</span
                  >`
            }
          </li>`,
      )}
    </ul>`
  }

  readonly #close = (): void => {
    this.question = null
  }

  #ask(finding: EditionFinding): void {
    this.question = {
      heading: this.t('checks.set-aside'),
      text: this.t(finding.message, finding.values),
      go: this.t('checks.set-aside'),
      answer: (reason) => void this.#setAside(finding, reason),
    }
  }

  async #setAside(finding: EditionFinding, reason: string): Promise<void> {
    this.question = null
    try {
      await dismissEditionFinding(this.editionId, finding, reason)
      await this.shown.reload()
      this.changed()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  static override styles = [
    base,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: baseline;
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }

      .sentences {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-2);
      }
    `,
  ]
}
