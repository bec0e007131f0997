// How were these words translated before? Asks the memory of a project; used by a dialog of the editor and by a page.

import { css, html, LitElement, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import { searchMemory, type ConcordanceWire } from '../api/memory.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { base } from './base.ts'
import { choiceField, textField } from './field.ts'
import './problem.ts'

/** How long to wait before a memory that is still being read is asked again, in milliseconds. */
const whileLoading = 2000

/** Searches while somebody types, and shows every place with its pair. */
@customElement('st-concordance')
export class Concordance extends LitElement {
  @property() projectId = ''
  @property({ attribute: false }) locale: TargetLocale = 'th'
  /** What is looked for at first. */
  @property() words = ''
  @property() side: 'source' | 'target' = 'source'
  @state() private text = ''
  @state() private found: ConcordanceWire | null = null
  @state() private problem: unknown = null

  private readonly t = translate(this)
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined

  override render(): TemplateResult {
    return html`<div class="stack">
      <form class="ask" role="search" aria-label=${this.t('memory.concordance')} @submit=${this.#submit}>
        ${textField({
          name: 'words',
          label: this.t('memory.concordance.words'),
          hint: this.t('memory.concordance.hint'),
          value: this.text,
          lang: this.side === 'source' ? 'en' : this.locale,
          input: (value) => this.#typed(value),
        })}
        ${choiceField({
          name: 'side',
          label: this.t('memory.concordance.side'),
          value: this.side,
          options: [
            { value: 'source', label: this.t('memory.concordance.source') },
            { value: 'target', label: this.t('memory.concordance.target') },
          ],
          choose: this.#chooseSide,
        })}
      </form>
      ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
      <p class="small soft" role="status">${this.#summary()}</p>
      <ol class="plain hits">
        ${this.found?.hits.map((hit) => html`<li>${this.#hit(hit)}</li>`)}
      </ol>
    </div>`
  }

  #summary(): string {
    if (!this.found) return ''
    const { hits, more, state } = this.found
    if (hits.length === 0) return this.t(state === 'loading' ? 'memory.loading' : 'memory.concordance.none')
    const found = this.t('memory.concordance.found', { n: hits.length })
    return more ? `${found} · ${this.t('memory.concordance.more')}` : found
  }

  #hit(hit: ConcordanceWire['hits'][number]): TemplateResult {
    const { source, target, highlights, unit } = hit
    const inSource = this.side === 'source'
    return html`
      <p lang="en" class="words">${inSource ? marked(source, highlights) : source}</p>
      <p lang=${unit.targetLocale} class="words target">${inSource ? target : marked(target, highlights)}</p>
      <p class="small soft words">
        ${this.t('memory.from', { name: unit.origin.name, date: language.day(unit.createdAt) })}
      </p>
    `
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('words') || !this.words) return
    this.text = this.words
    this.#later(0)
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    super.disconnectedCallback()
  }

  #chooseSide = (value: string): void => {
    this.side = value === 'target' ? 'target' : 'source'
    this.#later(0)
  }

  #typed(value: string): void {
    this.text = value
    this.#later(250)
  }

  #submit = (event: Event): void => {
    event.preventDefault()
    this.#later(0)
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#search(), milliseconds)
  }

  async #search(): Promise<void> {
    this.#asking?.abort()
    const q = this.text.trim()
    if (q === '' || !this.projectId) {
      this.found = null
      return
    }
    const asking = new AbortController()
    this.#asking = asking
    try {
      const { locale, side } = this
      const found = await searchMemory(this.projectId, { q, locale, side }, asking.signal)
      if (asking.signal.aborted) return
      this.found = found
      this.problem = null
      if (found.state === 'loading') this.#later(whileLoading)
    } catch (error) {
      if (!asking.signal.aborted) this.problem = error
    }
  }

  static override styles = [
    ...base,
    css`
      .ask {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: start;
      }

      @media (width < 30rem) {
        .ask {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      .hits {
        display: grid;
        gap: var(--space-4);
      }

      .hits li {
        display: grid;
        gap: var(--space-1);
        padding-block-end: var(--space-3);
        border-block-end: 1px solid var(--line);
      }

      mark {
        background: var(--accent-soft);
        color: inherit;
        font-weight: var(--strong);
      }
    `,
  ]
}

function marked(
  text: string,
  places: readonly { readonly start: number; readonly end: number }[],
): TemplateResult {
  let at = 0
  const parts = places.map(({ start, end }) => {
    const before = text.slice(at, start)
    at = end
    return html`${before}<mark>${text.slice(start, end)}</mark>`
  })
  return html`${parts}${text.slice(at)}`
}

declare global {
  interface HTMLElementTagNameMap {
    'st-concordance': Concordance
  }
}
