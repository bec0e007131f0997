// The ways in which somebody gives an article: a file, dropped or chosen, text that is pasted, or an address.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { fetchSource, type SourceFile } from '../api/articles.ts'
import { base } from '../elements/base.ts'
import { textField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { isLarge, readSource, richSourceOf, sourceOf, SourceRefused } from './source-file.ts'

/** Somebody gave a file; whoever hears it reads it on the server. */
export class SourceGiven extends Event {
  static readonly type = 'st-source-given'
  readonly source: SourceFile

  constructor(source: SourceFile) {
    super(SourceGiven.type, { bubbles: true, composed: true })
    this.source = source
  }
}

/** Somebody gave a file that is too large to be looked at first. */
export class LargeFileGiven extends Event {
  static readonly type = 'st-large-file-given'
  readonly file: File

  constructor(file: File) {
    super(LargeFileGiven.type, { bubbles: true, composed: true })
    this.file = file
  }
}

/** Whether text is written here that would be lost. */
export class SourceTyped extends Event {
  static readonly type = 'st-source-typed'
  readonly any: boolean

  constructor(any: boolean) {
    super(SourceTyped.type, { bubbles: true, composed: true })
    this.any = any
  }
}

/**
 * @fires st-source-given - with the file
 * @fires st-large-file-given - with a large file, where `large` allows one
 * @fires st-source-typed - when text is written
 */
@customElement('st-source-input')
export class SourceInput extends LitElement {
  @property() projectId = ''
  @property({ type: Boolean }) busy = false
  /** Whether the operator lets the server fetch addresses. */
  @property({ type: Boolean }) addresses = false
  /** Whether files may be given that are read in the background. */
  @property({ type: Boolean }) large = false

  @state() private text = ''
  /** The mark-up that came with the pasted text, until the text is changed. */
  @state() private rich: string | null = null
  @state() private keepRich = true
  @state() private address = ''
  @state() private over = false
  @state() private fetching = false
  @state() private refusal: SourceRefused | null = null
  @state() private problem: unknown = null

  private readonly t = translate(this)

  override render() {
    const busy = this.busy || this.fetching
    return html`${this.#mistakes()}
      <div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${this.#drag}
        @dragleave=${this.#dragAway}
        @drop=${this.#drop}
      >
        ${icon('upload')}
        <p>${this.t('import.drop')}</p>
        <label class="button ${busy ? '' : 'primary'}" for="file">${this.t('action.choose-file')}</label>
        <input
          id="file"
          class="visually-hidden"
          type="file"
          accept=".txt,.md,.html,.htm,.xhtml,.json,.docx,.xlf,.xliff,.sdlxliff,.mxliff,.mqxliff,text/plain,text/html,text/markdown"
          ?disabled=${busy}
          @change=${this.#chosen}
        />
        <p class="hint">${this.t('import.formats')}</p>
        ${this.large ? html`<p class="hint">${this.t('largeImport.formats')}</p>` : nothing}
      </div>
      <form class="stack" @submit=${this.#pasted}>
        <div class="field">
          <label for="text">${this.t('import.or-paste')}</label>
          <textarea
            class="input"
            id="text"
            rows="8"
            lang="en"
            placeholder=${this.t('import.paste-placeholder')}
            .value=${this.text}
            @paste=${this.#paste}
            @input=${(event: InputEvent) => this.#type((event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </div>
        ${
          this.rich === null
            ? nothing
            : html`<label class="row"
                ><input
                  type="checkbox"
                  id="rich"
                  .checked=${this.keepRich}
                  @change=${this.#chooseRich}
                />${this.t('sourceUpdate.keep-formatting')}</label
              >`
        }
        <div>
          <button class="button" type="submit" aria-disabled=${busy || !this.text.trim()}>
            ${busy ? this.t('import.reading') : this.t('import.read')}
          </button>
        </div>
      </form>
      ${this.addresses ? this.#byAddress(busy) : nothing}`
  }

  #byAddress(busy: boolean) {
    return html`<form class="address" @submit=${this.#fetch}>
      ${textField({
        ...{ name: 'address', label: this.t('sourceUpdate.or-address'), value: this.address },
        ...{ placeholder: 'https://', hint: this.t('sourceUpdate.address-hint') },
        input: this.#write,
      })}
      <button class="button" type="submit" aria-disabled=${busy || !this.address.trim()}>
        ${this.fetching ? this.t('import.reading') : this.t('sourceUpdate.fetch')}
      </button>
    </form>`
  }

  #mistakes() {
    if (this.refusal) {
      return html`<p class="note danger" role="alert">${this.t(this.refusal.key, this.refusal.values)}</p>`
    }
    return this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing
  }

  #type(text: string): void {
    this.text = text
    this.rich = null
    this.dispatchEvent(new SourceTyped(text.trim() !== ''))
  }

  // The text goes into the field as always; the mark-up that came with it is remembered beside it.
  #paste = (event: ClipboardEvent): void => {
    const rich = event.clipboardData?.getData('text/html') ?? ''
    const field = event.target as HTMLTextAreaElement
    const replaced = field.selectionStart === 0 && field.selectionEnd === field.value.length
    if (!/<(?:p|h[1-6]|li|a|b|strong|em|i|table|blockquote)\b/i.test(rich) || !replaced) return
    setTimeout(() => (this.rich = rich))
  }

  #write = (address: string): void => {
    this.address = address
  }

  #chooseRich = (event: Event): void => {
    this.keepRich = (event.target as HTMLInputElement).checked
  }

  #dragAway = (): void => {
    this.over = false
  }

  #drag(event: DragEvent): void {
    event.preventDefault()
    this.over = true
  }

  async #drop(event: DragEvent): Promise<void> {
    event.preventDefault()
    this.over = false
    const file = event.dataTransfer?.files[0]
    if (file) await this.#giveFile(file)
  }

  async #chosen(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    if (file) await this.#giveFile(file)
    // Choosing the same file again must be heard too.
    input.value = ''
  }

  async #giveFile(file: File): Promise<void> {
    if (!this.large || !isLarge(file)) return this.#give(() => readSource(file))
    if (!this.busy) this.dispatchEvent(new LargeFileGiven(file))
  }

  async #pasted(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const { rich } = this
    if (!this.text.trim()) return
    await this.#give(() => (rich !== null && this.keepRich ? richSourceOf(rich) : sourceOf(this.text)))
  }

  async #fetch(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!this.address.trim() || this.fetching) return
    this.fetching = true
    await this.#give(() => fetchSource(this.projectId, this.address.trim()))
    this.fetching = false
  }

  async #give(read: () => SourceFile | Promise<SourceFile>): Promise<void> {
    if (this.busy) return
    this.refusal = null
    this.problem = null
    try {
      this.dispatchEvent(new SourceGiven(await read()))
    } catch (error) {
      if (error instanceof SourceRefused) this.refusal = error
      else this.problem = error
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
      }

      .drop {
        display: grid;
        justify-items: center;
        gap: var(--space-3);
        padding: var(--space-6) var(--space-4);
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius-l);
        background: var(--surface);
        text-align: center;
      }

      .drop > .icon {
        width: 2rem;
        height: 2rem;
        color: var(--accent);
      }

      .drop:has(input:focus-visible) label {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      .over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }

      label.row {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }

      .address {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }

      .address .field {
        width: 100%;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-source-input': SourceInput
  }
  interface HTMLElementEventMap {
    'st-source-given': SourceGiven
    'st-large-file-given': LargeFileGiven
    'st-source-typed': SourceTyped
  }
}
