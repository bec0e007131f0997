// The place beside the article, where help for the open sentence stands; below the article in a narrow window.
// The place is there from the first frame. What stands in it comes when there is a sentence to help with.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { translate } from '../i18n/translate.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import type { MemoryPanel } from './memory-panel.ts'
import type { SegmentPanel } from './segment-panel.ts'
import { catchWords } from './typed-ahead.ts'

/** The help was opened or put away, which leaves the article less room or more. */
export class SideToggled extends Event {
  static readonly type = 'st-side-toggled'
  constructor() {
    super(SideToggled.type, { bubbles: true, composed: true })
  }
}

/** Loads what stands in the place. */
async function loadPanels(): Promise<void> {
  await Promise.all([import('./segment-panel.ts'), import('./memory-panel.ts')])
}

/** Milliseconds for which a command waits for the help that it works on. */
const patience = 3_000

/** @fires st-side-toggled - in a narrow window, where the help is opened and put away */
@customElement('st-edition-side')
export class EditionSide extends LitElement {
  @property({ attribute: false }) store: EditionStore | null = null
  /** The open sentence; a new object is what redraws the help. */
  @property({ attribute: false }) item: Item | null = null
  /** Number of open comments about the sentence. */
  @property({ type: Number }) comments = 0
  /** In a narrow window: whether the help is opened. */
  @property({ type: Boolean, reflect: true }) open = false
  @state() private loaded = false
  @query('st-segment-panel') private panel!: SegmentPanel | null // once it is loaded
  @query('st-memory-panel') private memory!: MemoryPanel | null // once it is loaded, while a sentence is open

  private readonly t = translate(this)

  override render(): TemplateResult {
    const { item } = this
    return html`<aside aria-label=${this.t('editor.panel')}>
      <button
        class="handle button"
        type="button"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${this.#toggle}
      >
        ${this.t('editor.panel-summary', {
          terms: item?.row ? new Set(item.row.terms.map((hit) => hit.term.id)).size : 0,
          findings: item?.findings.filter((finding) => finding.dismissed === null).length ?? 0,
        })}
        ${icon('chevron-down')}
      </button>
      ${
        this.loaded
          ? html`<st-segment-panel
              .item=${item}
              .store=${this.store}
              .locale=${this.store?.detail?.edition.locale ?? 'th'}
              .comments=${this.comments}
              >${this.#matches()}</st-segment-panel
            >`
          : nothing
      }
    </aside>`
  }

  /** What earlier articles say, in the slot that the panel leaves for it. */
  #matches(): TemplateResult | typeof nothing {
    const row = this.item?.row
    if (!row) return nothing
    return html`<st-memory-panel
      slot="memory"
      .translationId=${row.translation.id}
      .source=${row.segment.source}
      .codes=${row.segment.codes}
      .locale=${this.store?.detail?.edition.locale ?? 'th'}
      ?writes=${row.can['save'] === true}
    ></st-memory-panel>`
  }

  /** Puts the caret where a comment is written, behind words that begin it. */
  async openComments(words: string): Promise<void> {
    this.open = true
    // Who types on at once means the comment, not the text.
    const endCatching = catchWords()
    await this.#load()
    await this.updateComplete
    await this.panel?.updateComplete
    this.panel?.openComments(words, endCatching())
  }

  /** Reads the comments again, because somebody said something. */
  refreshComments(): void {
    this.panel?.refreshComments()
  }

  /** Mends the first finding that knows how. */
  async fixFirst(): Promise<void> {
    if (await this.#whenHere(() => this.store?.loadChecks())) this.panel?.fixFirst()
  }

  /** Puts the next match of the memory into the text. */
  async insertNextMatch(): Promise<void> {
    if (await this.#whenHere(() => this.memory?.answered)) this.memory?.insertNext()
  }

  /**
   * Waits for the help, and for what else a command needs of it. Gives false when that took too long, or another sentence or
   * text stands there by then: nobody would know any more what the command was meant for.
   */
  async #whenHere(more: () => Promise<unknown> | undefined): Promise<boolean> {
    const { item } = this
    const arriving = this.#load()
      .then(() => this.updateComplete)
      .then(more)
      // What came is drawn by then.
      .then(() => new Promise((resolve) => setTimeout(resolve)))
      .then(() => 'here')
    const arrived = await Promise.race([arriving, new Promise((resolve) => setTimeout(resolve, patience))])
    const now = this.item
    const same = now?.outline.translationId === item?.outline.translationId && now?.text === item?.text
    return arrived === 'here' && same
  }

  protected override updated(changed: PropertyValues<this>): void {
    // In a task of its own: the field of the sentence comes first.
    if (changed.has('item') && this.item?.row && !this.loaded) setTimeout(() => void this.#load())
  }

  /** Without a network the help stays away until the next sentence is opened. */
  async #load(): Promise<void> {
    if (this.loaded) return
    await loadPanels().then(
      () => (this.loaded = true),
      () => undefined,
    )
  }

  #toggle = async (): Promise<void> => {
    this.open = !this.open
    await this.updateComplete
    this.dispatchEvent(new SideToggled())
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow: auto;
        overscroll-behavior: contain;
        border-inline-start: 1px solid var(--line);
        background: var(--surface);
      }

      .handle {
        display: none;
      }

      @media (width < 60rem) {
        :host {
          max-height: 46dvh;
          border-block-start: 1px solid var(--line-strong);
          border-inline-start: 0;
          box-shadow: var(--shadow-high);
        }

        :host(:not([open])) st-segment-panel {
          display: none;
        }

        .handle {
          position: sticky;
          inset-block-start: 0;
          z-index: 1;
          display: flex;
          justify-content: space-between;
          width: 100%;
          border: 0;
          border-radius: 0;
        }

        .handle .icon {
          rotate: 180deg;
        }

        :host([open]) .handle .icon {
          rotate: none;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementEventMap {
    'st-side-toggled': SideToggled
  }
  interface HTMLElementTagNameMap {
    'st-edition-side': EditionSide
  }
}
