// What the memory has for the open segment: the best first, with how its source differs and where it is from.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { CodedText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { fetchMatches, type MatchWire, type MemoryMatchesWire } from '../api/memory.ts'
import '../elements/locale-tag.ts'
import { base } from '../elements/base.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles, codedText } from './code-chip.ts'
import { differenceStyles, differences } from './differences.ts'
import type { Row } from './edition-api.ts'
import { insertStyles } from './panel-styles.ts'

/** Somebody wants the translation of the memory in place of theirs. */
export class MatchChosen extends Event {
  static readonly type = 'st-match-chosen'
  readonly text: CodedText
  /** How alike the sentence is that it was made for, in per cent; 101 in the same place. */
  readonly score: number
  constructor(text: CodedText, score: number) {
    super(MatchChosen.type, { bubbles: true, composed: true })
    this.text = text
    this.score = score
  }
}

const pause = 250
/** How long to wait before a memory that is still being read is asked again, in milliseconds. */
const whileLoading = 2000
/** How long to wait before a memory that could not be asked is asked again, in milliseconds. */
const afterProblem = 3000

/**
 * Reads when the open segment has stayed the same for a moment.
 * @fires st-match-chosen - to insert a match
 */
@customElement('st-memory-panel')
export class MemoryPanel extends LitElement {
  @property() translationId = ''
  @property() source: CodedText = ''
  @property({ attribute: false }) codes: Row['segment']['codes'] = []
  @property({ attribute: false }) locale: TargetLocale = 'th'
  @property({ type: Boolean }) writes = false
  @state() private found: MemoryMatchesWire | null = null
  @state() private problem: unknown = null

  private readonly t = translate(this)
  /** Which of the matches the key inserts. */
  #next = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined
  /** Called once the memory has answered for the open segment. */
  #answered: (() => void)[] = []

  override render(): TemplateResult {
    const matches = this.found?.matches ?? []
    return html`<section aria-labelledby="memory">
      <h3 id="memory">${this.t('memory.panel')}</h3>
      ${this.found?.state === 'loading' ? html`<p class="small soft" role="status">${this.t('memory.loading')}</p>` : nothing}
      ${this.problem ? html`<p class="small soft" role="status">${problemText(this.problem)}</p>` : nothing}
      ${this.found && matches.length === 0 ? html`<p class="small soft">${this.t('memory.none')}</p>` : nothing}
      <ol class="plain">
        ${matches.map((match) => html`<li class=${match.reference ? 'reference' : ''}>${this.#match(match)}</li>`)}
      </ol>
    </section>`
  }

  #match(match: MatchWire): TemplateResult {
    const { unit, score, target, reference } = match
    const kind = score >= 101 ? '101' : score === 100 ? '100' : 'fuzzy'
    const insertable = this.writes && !reference
    return html`
      <p class="small row">
        <strong class="score">${language.number(score)} %</strong>
        <span class="soft">${this.t(`memory.match.${kind}`)}</span>
        ${
          reference
            ? html`<st-locale-tag locale=${unit.targetLocale}></st-locale-tag>
                <span class="soft">${this.t('memory.reference')}</span>`
            : nothing
        }
      </p>
      ${score < 100 ? differences(this.t, unit.source, this.source, this.codes, 'en') : nothing}
      <button
        class="insert words"
        type="button"
        lang=${unit.targetLocale}
        ?disabled=${!insertable}
        ?data-match=${insertable}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.dispatchEvent(new MatchChosen(target, score))}
      >
        ${this.#marked(match)}
      </button>
      ${match.substitutions.length > 0 ? html`<p class="small put">${this.t('memory.substituted')}</p>` : nothing}
      ${match.substitutions.some(({ kind }) => kind === 'term') ? html`<p class="small put">${this.t('memory.substituted.term')}</p>` : nothing}
      <p class="small soft words">
        ${this.t('memory.from', { name: unit.origin.name, date: language.day(unit.createdAt) })}${
          unit.approver ? html` · ${this.t('memory.approved-by', { name: unit.approver.name })}` : nothing
        }
      </p>
    `
  }

  /** The target, with what was put in marked: nobody has approved that. */
  #marked({ target, substitutions }: MatchWire): TemplateResult {
    const places = substitutions.toSorted((one, other) => one.start - other.start)
    let at = 0
    const parts = places.map(({ start, end }) => {
      const before = target.slice(at, start)
      at = end
      return html`${codedText(this.t, before, this.codes)}<mark>${target.slice(start, end)}</mark>`
    })
    return html`${parts}${codedText(this.t, target.slice(at), this.codes)}`
  }

  /** Settles when the memory has answered for the open segment, or cannot. */
  get answered(): Promise<void> {
    const known = this.problem !== null || (this.found !== null && this.found.state !== 'loading')
    return known
      ? this.updateComplete.then(() => undefined)
      : new Promise((resolve) => this.#answered.push(resolve))
  }

  /** Inserts the best match, as its button does; asked again, the next one, and after the last the best again. */
  insertNext(): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-match]')]
    if (buttons.length === 0) return
    buttons[this.#next % buttons.length]?.click()
    this.#next += 1
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('translationId')) return
    this.found = null
    this.problem = null
    this.#next = 0
    clearTimeout(this.#timer)
    this.#asking?.abort()
    if (this.translationId) this.#readIn(pause)
  }

  protected override updated(): void {
    const loading = this.found?.state === 'loading'
    if ((this.found === null && this.problem === null) || loading) return
    for (const answered of this.#answered.splice(0)) answered()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    super.disconnectedCallback()
  }

  async #read(): Promise<void> {
    const asking = new AbortController()
    this.#asking = asking
    try {
      const found = await fetchMatches(this.translationId, asking.signal)
      if (asking.signal.aborted) return
      this.found = found
      this.problem = null
      if (found.state === 'loading') this.#readIn(whileLoading)
    } catch (error) {
      if (asking.signal.aborted) return
      this.problem = error
      this.#readIn(afterProblem)
    }
  }

  #readIn(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#read(), milliseconds)
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    insertStyles,
    css`
      section,
      ol {
        display: grid;
        gap: var(--space-3);
      }

      li {
        display: grid;
        gap: var(--space-1);
      }

      h3 {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      .row {
        gap: var(--space-2);
        align-items: baseline;
      }

      .score {
        color: var(--good);
      }

      .differences {
        font-size: var(--text-s);
      }

      .insert {
        padding: 0.3rem 0.6rem;
        overflow-wrap: anywhere;
      }

      .reference {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--line);
      }

      mark {
        background: var(--warn-soft, var(--sunk));
        color: inherit;
        text-decoration: underline dotted;
        text-underline-offset: 0.2em;
      }

      .put {
        color: var(--warn);
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-match-chosen': MatchChosen
  }
  interface HTMLElementTagNameMap {
    'st-memory-panel': MemoryPanel
  }
}
