// How much of an article the memory knows, in every language, before anybody begins.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { path } from '../api/client.ts'
import { fetchAnalysis, type AnalysisWire } from '../api/memory.ts'
import { base } from '../elements/base.ts'
import '../elements/dialog.ts'
import { choiceField } from '../elements/field.ts'
import '../elements/problem.ts'
import '../elements/skeleton.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

const measures = ['words', 'segments', 'characters'] as const
type Measure = (typeof measures)[number]

type Band = keyof AnalysisWire['languages'][number]['analysis']
const bands: readonly Band[] = ['repetition', '101', '100', '95', '85', '75', '70', 'new', 'total']

/** What a band of scores is called; figures need no translation. */
const figures: Readonly<Partial<Record<Band, string>>> = {
  '101': '101 %',
  '100': '100 %',
  '95': '95–99 %',
  '85': '85–94 %',
  '75': '75–84 %',
  '70': '70–74 %',
}

/** Reads when it is opened. */
@customElement('st-analysis-dialog')
export class AnalysisDialog extends LitElement {
  @property() articleId = ''
  @state() private open = false
  @state() private found: AnalysisWire | null = null
  @state() private problem: unknown = null
  @state() private measure: Measure = 'words'

  private readonly t = translate(this)

  /** Opens the dialog and begins to count. */
  async show(): Promise<void> {
    this.open = true
    this.found = null
    this.problem = null
    try {
      this.found = await fetchAnalysis(this.articleId)
    } catch (error) {
      this.problem = error
    }
  }

  override render() {
    return html`<st-dialog
      wide
      ?open=${this.open}
      heading=${this.t('memory.analysis')}
      @st-dialog-closed=${this.#close}
    >
      <div class="stack">
        <p>${this.t('memory.analysis.text')}</p>
        ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
        ${this.found ? this.#table(this.found) : nothing}
        ${this.open && !this.found && !this.problem ? html`<st-skeleton></st-skeleton>` : nothing}
      </div>
      <a
        slot="footer"
        class="button"
        download
        href="${path`/api/articles/${this.articleId}/analysis`}?format=csv"
        >${this.t('memory.analysis.csv')}</a
      >
    </st-dialog>`
  }

  #close = (): void => {
    this.open = false
  }

  #table({ languages }: AnalysisWire) {
    return html`${choiceField({
        name: 'measure',
        label: this.t('memory.analysis.measure'),
        value: this.measure,
        options: measures.map((measure) => ({ value: measure, label: this.t(`memory.analysis.${measure}`) })),
        choose: (value) => (this.measure = measures.find((measure) => measure === value) ?? 'words'),
      })}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('memory.analysis')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('memory.analysis.band')}</th>
              ${languages.map(({ locale }) => html`<th scope="col">${localeName(locale)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${bands.map(
              (band) =>
                html`<tr class=${band}>
                  <th scope="row">${this.#nameOf(band)}</th>
                  ${languages.map(
                    ({ analysis }) => html`<td>${language.number(analysis[band][this.measure])}</td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
  }

  #nameOf(band: Band): string {
    if (band === 'repetition' || band === 'new' || band === 'total') return this.t(`memory.analysis.${band}`)
    return figures[band] ?? band
  }

  static override styles = [
    base,
    css`
      .scroll {
        overflow-x: auto;
        position: relative;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
      }

      th,
      td {
        padding: var(--space-1) var(--space-2);
        border-block-end: 1px solid var(--line);
        text-align: end;
        font-variant-numeric: tabular-nums;
      }

      th:first-child {
        text-align: start;
      }

      /* A range of scores is one thing, also where the window is narrow. */
      tr:not(.repetition) th:first-child {
        white-space: nowrap;
      }

      .total > * {
        font-weight: var(--strong);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-analysis-dialog': AnalysisDialog
  }
}
