// The field in which a translator writes: text with protected chips. CodeMirror comes in its own chunk.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { Finding } from '#domain/checks/finding.ts'
import { toNotation, withoutPrivateUse } from '#domain/inline.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { Range } from '#domain/review.ts'

import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles, chipWords, codedText } from './code-chip.ts'
import { missingCodes } from './codes.ts'
import type { MissingCode } from './codes.ts'
import type { openField as OpenField, TargetEditing } from './core/field.ts'

/** The translator changed the text of a segment; not saved yet. */
export class TargetChanged extends Event {
  static readonly type = 'st-target-changed'
  readonly segmentId: string
  readonly text: CodedText // not `target`: Event already has one
  /** Whether an input method is still composing: keep the text, but do not send it yet. */
  readonly composing: boolean
  constructor(segmentId: string, text: CodedText, composing: boolean) {
    super(TargetChanged.type, { bubbles: true, composed: true })
    this.segmentId = segmentId
    this.text = text
    this.composing = composing
  }
}

/** The field accepts typing. */
export class TargetReady extends Event {
  static readonly type = 'st-target-ready'
  constructor() {
    super(TargetReady.type, { bubbles: true, composed: true })
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-target-changed': TargetChanged
    'st-target-ready': TargetReady
  }
  interface HTMLElementTagNameMap {
    'st-target-field': TargetField
  }
}

/** Undo histories of segments that were edited, newest last. */
export type FieldMemory = Map<string, unknown>

const rememberedSegments = 200

let openField: typeof OpenField | null = null

/** Loads the field's chunk; called early so that segments open without waiting. */
export async function loadField(): Promise<void> {
  ;({ openField } = await import('./core/field.ts'))
}

/**
 * The target text of one segment, with chips for its inline codes and ghost chips for the missing ones.
 *
 * @fires st-target-changed - after every change, with `composing` while an input method has not finished
 * @fires st-target-ready - when the field accepts typing
 * @csspart field - the frame around the text
 */
@customElement('st-target-field')
export class TargetField extends LitElement {
  @property() segmentId = ''
  @property({ attribute: false }) text: CodedText = ''
  @property({ attribute: false }) codes: readonly Code[] = []
  @property() locale = ''
  @property({ attribute: false }) sourceText: CodedText = ''
  @property({ type: Boolean }) readonly = false
  /** Whether spaces and marks that nobody sees are drawn. */
  @property({ type: Boolean, reflect: true }) signs = false
  @property() label = ''
  /** Key that places the next missing code, as shown to people. */
  @property() codeKey = ''
  @property({ attribute: false }) findings: readonly Finding[] = []
  /** Where undo histories are kept while the segment is not open. */
  @property({ attribute: false }) memory: FieldMemory = new Map()

  @state() private current: CodedText = ''
  @state() private ready = false

  private readonly t = translate(this)
  #editing: TargetEditing | null = null
  #openSegment = ''
  #wantsFocus = false

  /** Whether an input method is composing. */
  get composing(): boolean {
    return this.#editing?.composing ?? false
  }

  override render(): TemplateResult {
    return html`
      <div class="frame" part="field" ?data-readonly=${this.readonly}>
        ${
          this.ready
            ? nothing
            : html`<div class="waiting" lang=${this.locale}>${codedText(this.t, this.text, this.codes)}</div>`
        }
        <div id="mount" ?hidden=${!this.ready}></div>
      </div>
      ${this.#ghosts()}
    `
  }

  #ghosts(): TemplateResult | typeof nothing {
    const missing = this.readonly ? [] : missingCodes(this.sourceText, this.current)
    if (missing.length === 0) return nothing
    return html`<div class="ghosts" role="group" aria-label=${this.t('editor.code.missing')}>
      <span class="ghosts-title" id="ghosts">${this.t('editor.code.missing')}</span>
      ${missing.map((code, index) => this.#ghost(code, index === 0 ? this.codeKey : ''))}
    </div>`
  }

  #ghost(code: MissingCode, key: string): TemplateResult {
    const own = this.codes.find((one) => one.id === code.id)
    const name = own?.display ?? ''
    const place = this.t('editor.code.place', { id: code.id, name })
    // Pressing the mouse must not take the selection that the pair will enclose.
    return html`<button
      class="ghost"
      type="button"
      title=${key ? `${place} (${key})` : place}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#place(code)}
    >
      <span class="visually-hidden">${place}</span>
      <bdi>${code.marks.length > 1 ? `▸${code.id}◂ ${name}` : toNotation(code.marks[0]?.text ?? '')}</bdi>
      ${key ? html`<kbd>${key}</kbd>` : nothing}
    </button>`
  }

  override focus(): void {
    this.#wantsFocus = true
    this.#editing?.focus()
  }

  /** Inserts words at the caret, for example a term. */
  insertText(text: string): void {
    this.#editing?.insert(withoutPrivateUse(text))
    this.focus()
  }

  /** Replaces the whole text by one of this segment, codes included; undo brings the old one back. */
  replaceAll(text: CodedText): void {
    this.#editing?.selectAll()
    this.#editing?.insert(text)
    this.focus()
  }

  /** Replaces a stretch of the text, for example to mend what a check found. */
  replaceRange(from: number, to: number, text: string): void {
    this.#editing?.select(from, to)
    this.#editing?.insert(text)
    this.focus()
  }

  /** Selects a stretch of the text, for example what a finding is about. */
  selectRange(from: number, to: number): void {
    this.#editing?.select(from, to)
    this.focus()
  }

  /** Whether it takes typing already. */
  get open(): boolean {
    return this.#editing !== null
  }

  /** The words that are selected in the text, without codes; empty when nothing is. */
  get selectedText(): string {
    return withoutPrivateUse(this.#editing?.selected ?? '')
  }

  /** Where something is selected; null when nothing is. */
  get selection(): Range | null {
    const range = this.#editing?.selection
    return range && range.start < range.end ? range : null
  }

  /** Offset in the text where the next letter would stand; null until it takes typing. */
  get caret(): number | null {
    return this.#editing?.selection.end ?? null
  }

  /** Places the next missing code around the selection; tells whether there was one. */
  placeNextCode(): boolean {
    const next = missingCodes(this.sourceText, this.current)[0]
    if (next) this.#place(next)
    return Boolean(next)
  }

  #place(code: MissingCode): void {
    if (this.readonly) return
    this.#editing?.place(code)
    this.focus()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) void this.#open()
  }

  override disconnectedCallback(): void {
    this.#close()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text') || changed.has('segmentId')) this.current = this.text
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('segmentId') || changed.has('locale')) {
      this.#close()
      void this.#open()
      return
    }
    if (changed.has('text')) this.#editing?.replaceText(this.text)
    if (changed.has('findings')) this.#editing?.underline(this.findings)
    if (changed.has('readonly')) this.#editing?.setReadonly(this.readonly)
  }

  async #open(): Promise<void> {
    const segmentId = this.segmentId
    // Once it is there, a field is open in the frame in which it is drawn.
    if (!openField) await loadField()
    const parent = this.renderRoot.querySelector<HTMLElement>('#mount')
    // The row may have been scrolled away or given to another segment meanwhile.
    if (!openField || !this.isConnected || !parent || this.#editing || segmentId !== this.segmentId) return
    const root = this.getRootNode()
    this.#openSegment = segmentId
    this.#editing = openField({
      parent,
      root: this.shadowRoot ?? (root instanceof ShadowRoot ? root : document),
      text: this.text,
      source: this.sourceText,
      codes: this.codes,
      segmentId,
      locale: this.locale,
      label: this.label,
      describedBy: '',
      readonly: this.readonly,
      memory: this.memory.get(segmentId),
      chipWords: (mark) => chipWords(this.t, mark, this.codes),
      changed: (text, composing) => {
        this.current = text
        this.dispatchEvent(new TargetChanged(segmentId, text, composing))
      },
    })
    this.#editing.underline(this.findings)
    this.ready = true
    await this.updateComplete
    if (this.#wantsFocus) this.#editing?.focus()
    this.dispatchEvent(new TargetReady())
  }

  #close(): void {
    if (!this.#editing) return
    this.memory.delete(this.#openSegment)
    this.memory.set(this.#openSegment, this.#editing.remember())
    const oldest = this.memory.keys().next()
    if (this.memory.size > rememberedSegments && !oldest.done) this.memory.delete(oldest.value)
    this.#editing.destroy()
    this.#editing = null
    this.ready = false
  }

  static override styles = [
    ...base,
    chipStyles,
    css`
      .frame {
        padding: 0.35rem 0.6rem;
        border: 1px solid var(--line-strong, #827e72);
        border-radius: var(--radius-m, 7px);
        background: var(--surface, #fff);
        color: var(--ink, #1b2124);
        cursor: text;
      }

      .frame:focus-within {
        border-color: var(--focus, #0b5a60);
        box-shadow: 0 0 0 1px var(--focus, #0b5a60);
      }

      .frame[data-readonly] {
        background: var(--sunk, #ecebe4);
      }

      #mount .cm-content,
      .waiting {
        line-height: var(--leading-edit, 1.6);
        overflow-wrap: anywhere;
      }

      .finding {
        text-decoration: underline wavy 1px;
        text-decoration-skip-ink: none;
        text-underline-offset: 0.22em;
      }

      .finding-error {
        text-decoration-color: var(--danger, #a3261c);
        background: var(--danger-soft, #f8e4e1);
      }

      .finding-warning {
        text-decoration-color: var(--warn, #7d4b00);
      }

      .finding-info {
        text-decoration-style: dotted;
        text-decoration-color: var(--info, #1d548c);
      }

      .sign-zwsp,
      .sign-joiner {
        box-shadow: inset 1px 0 0 var(--accent, #0b5a60);
      }

      .sign-joiner {
        box-shadow: inset 1px 0 0 var(--plum, #5a3c8c);
      }

      .sign-nbsp {
        box-shadow: inset 0 -2px 0 -1px var(--accent, #0b5a60);
        background: var(--accent-soft, #dcebea);
      }

      :host([signs]) .sign::after {
        color: var(--accent, #0b5a60);
        font-family: var(--font-latin, sans-serif);
        font-size: 0.7em;
        vertical-align: super;
      }

      :host([signs]) .sign-zwsp::after {
        content: '¦';
      }

      :host([signs]) .sign-joiner::after {
        content: '‿';
      }

      :host([signs]) .sign-nbsp::after {
        content: '°';
      }

      .cm-specialChar {
        color: var(--danger, #a3261c);
      }

      .ghosts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem;
        margin-block-start: 0.35rem;
      }

      .ghosts-title {
        font-size: var(--text-s, 0.8125rem);
        color: var(--ink-soft, #545b5f);
      }

      .ghost {
        min-height: 1.75rem;
        padding: 0.1rem 0.5rem;
        border: 1px dashed var(--plum, #5a3c8c);
        border-radius: 3px;
        background: transparent;
        color: var(--plum, #5a3c8c);
        font-family: var(--font-latin, sans-serif);
        font-size: var(--text-s, 0.8125rem);
        font-weight: 600;
        cursor: pointer;
      }

      .ghost:hover {
        background: var(--plum-soft, #ebe4f6);
      }

      kbd {
        margin-inline-start: 0.35rem;
        font: inherit;
        font-weight: 400;
      }
    `,
  ]
}
