// The blocks of an article with their sentences, to read or to choose what is translated.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import { type AuthorNote, blockRoles, type BlockRole, type Treatment } from '#domain/article.ts'
import type { BlockFlag } from '#domain/block-flags.ts'
import { type CodedText, plainText } from '#domain/inline.ts'

import { translate } from '../i18n/translate.ts'
import { authorNote } from './author-says.ts'
import { base } from './base.ts'

/** A block as an article holds it, or as a preview has just read it. */
export interface ShownBlock {
  readonly ordinal: number
  readonly role: BlockRole
  readonly treatment: Treatment
  readonly segments: readonly (CodedText | ShownSegment)[]
  /** What the author of the file says to translators. */
  readonly notes?: readonly AuthorNote[]
}

/** A sentence; it has an id when it is stored. */
export interface ShownSegment {
  readonly id?: string
  readonly ordinal?: number
  readonly source: CodedText
  /** The sentence as it stands in the file, where it is corrected; empty where it was put back. */
  readonly uncorrected?: CodedText | null
}

/** Someone chose a sentence to do something with it. */
export class SentenceChosen extends Event {
  static readonly type = 'st-sentence-chosen'
  readonly segmentId: string

  constructor(segmentId: string) {
    super(SentenceChosen.type, { bubbles: true, composed: true })
    this.segmentId = segmentId
  }
}

/** Someone chose what happens to a block. */
export class TreatmentChosen extends Event {
  static readonly type = 'st-treatment-chosen'
  readonly ordinal: number
  readonly treatment: Treatment

  constructor(ordinal: number, treatment: Treatment) {
    super(TreatmentChosen.type, { bubbles: true, composed: true })
    this.ordinal = ordinal
    this.treatment = treatment
  }
}

/** Someone said what a block is. */
export class RoleChosen extends Event {
  static readonly type = 'st-role-chosen'
  readonly ordinal: number
  readonly role: BlockRole

  constructor(ordinal: number, role: BlockRole) {
    super(RoleChosen.type, { bubbles: true, composed: true })
    this.ordinal = ordinal
    this.role = role
  }
}

const treatments: readonly Treatment[] = ['translate', 'keep', 'drop']

@customElement('st-block-list')
export class BlockList extends LitElement {
  @property({ attribute: false }) blocks: readonly ShownBlock[] = []
  /** Choices that differ from what the file reader proposed, by ordinal. */
  @property({ attribute: false }) treatments: Readonly<Record<number, Treatment>> = {}
  /** Roles that differ from what the file reader found, by ordinal. */
  @property({ attribute: false }) roles: Readonly<Record<number, BlockRole>> = {}
  /** What may be wrong with blocks. */
  @property({ attribute: false }) flags: readonly BlockFlag[] = []
  @property({ type: Boolean }) editable = false
  /** Whether sentences can be chosen. */
  @property({ type: Boolean }) choosable = false

  private readonly t = translate(this)

  override render() {
    return html`<ol class="plain">
      ${this.blocks.map((block) => this.#block(block))}
    </ol>`
  }

  #block(block: ShownBlock) {
    const treatment = this.treatments[block.ordinal] ?? block.treatment
    return html`<li class=${treatment}>
      <div class="side">
        ${this.editable ? this.#role(block) : html`<span class="role">${this.t(`blockRole.${block.role}`)}</span>`}
        ${
          this.editable
            ? this.#choice(block.ordinal, treatment)
            : treatment === 'translate'
              ? nothing
              : html`<span class="small soft">${this.t(`treatment.${treatment}`)}</span>`
        }
      </div>
      <div class="content">
        ${this.#flag(block.ordinal)}
        <p class="text words ${block.role}" lang="en">
          ${block.segments.map((segment) => html`${this.#sentence(segment)} `)}
        </p>
        ${(block.notes ?? []).map(
          (note) =>
            html`<p class="said small">
              <span class="soft">${this.t('articleSource.note')}:</span>
              ${authorNote(this.t, note)}
            </p>`,
        )}
      </div>
    </li>`
  }

  #sentence(segment: CodedText | ShownSegment) {
    if (typeof segment === 'string') return html`<span class="sentence">${plainText(segment)}</span>`
    const { source, uncorrected, id, ordinal } = segment
    const change = uncorrected === '' ? 'articleSource.brought-back' : 'sourceUpdate.corrected'
    const told = uncorrected == null ? '' : this.t(change)
    const mark = told ? html` <span class="corrected" lang=${this.#language}>${told}</span>` : nothing
    if (!this.choosable || id === undefined)
      return html`<span class="sentence">${plainText(source)}${mark}</span>`
    const choose = () => this.dispatchEvent(new SentenceChosen(id))
    return html`<span
      class="sentence choosable"
      role="button"
      tabindex="0"
      data-segment=${id}
      aria-label="${this.t('sourceUpdate.correct-sentence', { n: ordinal ?? null })}: ${plainText(source)} ${told}"
      @click=${choose}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        choose()
      }}
      >${plainText(source)}${mark}</span
    >`
  }

  /** Words of the interface stand in the middle of the source here. */
  get #language(): string {
    return document.documentElement.lang
  }

  #flag(ordinal: number) {
    const flag = this.flags.find(({ block }) => block === ordinal)
    if (!flag) return nothing
    const key = flag.of === null ? flag.kind : `${flag.kind}-of`
    return html`<p class="flag small">${this.t(`sourceUpdate.flag.${key}`, { n: flag.of })}</p>`
  }

  #role({ ordinal, role }: ShownBlock) {
    const chosen = this.roles[ordinal] ?? role
    return html`<select
      class="input"
      aria-label=${this.t('sourceUpdate.role', { n: ordinal })}
      @change=${(event: Event) => {
        const value = (event.target as HTMLSelectElement).value
        const known = blockRoles.find((one) => one === value)
        if (known) this.dispatchEvent(new RoleChosen(ordinal, known))
      }}
    >
      ${blockRoles.map(
        (one) =>
          html`<option value=${one} ?selected=${one === chosen}>${this.t(`blockRole.${one}`)}</option>`,
      )}
    </select>`
  }

  #choice(ordinal: number, treatment: Treatment) {
    return html`<select
      class="input"
      aria-label=${this.t('import.treatment', { n: ordinal })}
      @change=${(event: Event) => this.#choose(ordinal, event.target as HTMLSelectElement)}
    >
      ${treatments.map(
        (one) =>
          html`<option value=${one} ?selected=${one === treatment}>${this.t(`treatment.${one}`)}</option>`,
      )}
    </select>`
  }

  #choose(ordinal: number, select: HTMLSelectElement): void {
    const chosen = treatments.find((one) => one === select.value)
    if (chosen) this.dispatchEvent(new TreatmentChosen(ordinal, chosen))
  }

  static override styles = [
    base,
    css`
      ol {
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        overflow: clip;
      }

      li {
        display: grid;
        grid-template-columns: 10rem minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        padding: var(--space-3) var(--space-4);
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      .side {
        display: grid;
        gap: var(--space-1);
        align-content: start;
      }

      .role {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: var(--strong);
      }

      select.input {
        min-height: 2rem;
        padding: 0.1rem 0.4rem;
        font-size: var(--text-s);
      }

      .flag {
        margin-block-end: var(--space-1);
        padding-inline-start: var(--space-2);
        border-inline-start: 3px solid var(--warn);
        color: var(--warn);
      }

      .text {
        max-width: 46rem;
      }

      .headline {
        font-size: var(--text-l);
        font-weight: var(--strong);
      }

      .heading,
      .lead {
        font-weight: var(--strong);
      }

      .caption {
        color: var(--ink-soft);
      }

      /* A thin stroke between sentences shows where the text is cut. */
      .sentence + .sentence {
        padding-inline-start: 0.4em;
        border-inline-start: 2px solid var(--accent);
      }

      .choosable {
        cursor: pointer;
      }

      .choosable:hover {
        background: var(--sunk);
      }

      .corrected {
        padding-inline: 0.35em;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: normal;
        white-space: nowrap;
      }

      .said {
        margin-block-start: var(--space-1);
        padding-inline-start: var(--space-2);
        border-inline-start: 3px solid var(--line-strong);
      }

      .drop {
        background: var(--sunk);
      }

      .drop .text {
        color: var(--ink-soft);
        text-decoration: line-through;
      }

      .drop .sentence + .sentence {
        border-color: var(--line-strong);
      }

      @media (width < 40rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }

        .side {
          grid-template-columns: 1fr auto;
          align-items: center;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-block-list': BlockList
  }
  interface HTMLElementEventMap {
    'st-treatment-chosen': TreatmentChosen
    'st-role-chosen': RoleChosen
    'st-sentence-chosen': SentenceChosen
  }
}
