// One field that finds every command, article, term and person.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { icon, type IconName } from '../elements/icons.ts'
import { translate } from '../i18n/translate.ts'

/** Something that can be chosen. */
export interface Choice {
  readonly kind: 'command' | 'segment' | 'article' | 'term' | 'person'
  readonly label: string
  /** Language of the label where it is not that of the interface. */
  readonly lang?: string
  /** A key, or a word of explanation. */
  readonly note?: string
  readonly run: () => void
}

const icons: Record<Choice['kind'], IconName> = {
  command: 'key',
  segment: 'arrow-right',
  article: 'document',
  term: 'book',
  person: 'person',
}

/** Asks the server no more often than that while somebody types. */
const pause = 180
const mostShown = 60

/** Opens over the page; `find` gives what lies on the server for some words. */
@customElement('st-palette')
export class Palette extends LitElement {
  @property({ type: Boolean }) open = false
  @property({ attribute: false }) closed: () => void = () => undefined
  /** What is there without asking. */
  @property({ attribute: false }) choices: readonly Choice[] = []
  @property({ attribute: false }) find: (words: string) => Promise<readonly Choice[]> = async () => []

  @state() private words = ''
  @state() private found: readonly Choice[] = []
  @state() private index = 0
  @query('input') private input!: HTMLInputElement | null // only while open

  private readonly t = translate(this)
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing
    const shown = this.#shown
    return html`<st-dialog open heading=${this.t('desk.command.palette')} @st-dialog-closed=${this.#close}>
      <input
        class="input"
        type="text"
        role="combobox"
        autofocus
        autocomplete="off"
        aria-expanded="true"
        aria-controls="choices"
        aria-autocomplete="list"
        aria-activedescendant=${shown[this.index] ? `choice-${this.index}` : nothing}
        aria-label=${this.t('desk.palette.field')}
        placeholder=${this.t('desk.palette.field')}
        .value=${this.words}
        @input=${this.#seek}
        @compositionend=${this.#seek}
        @keydown=${this.#press}
      />
      <ul id="choices" role="listbox" aria-label=${this.t('desk.command.palette')}>
        ${shown.map((choice, index) => this.#choice(choice, index))}
      </ul>
      ${shown.length === 0 ? html`<p class="soft small" role="status">${this.t('desk.palette.nothing')}</p>` : nothing}
    </st-dialog>`
  }

  #choice(choice: Choice, index: number): TemplateResult {
    const chosen = index === this.index
    return html`<li
      id="choice-${index}"
      role="option"
      aria-selected=${chosen ? 'true' : 'false'}
      @pointermove=${() => this.#point(index)}
      @click=${() => this.#run(choice)}
    >
      ${icon(icons[choice.kind])}
      <span class="label words" lang=${choice.lang ?? nothing}>${choice.label}</span>
      <span class="soft small">${choice.note || this.t(`desk.palette.${choice.kind}`)}</span>
    </li>`
  }

  get #shown(): readonly Choice[] {
    const sought = keyOfWords(this.words)
    const fitting = this.choices.filter(({ label }) => keyOfWords(label).includes(sought))
    return [...fitting, ...this.found].slice(0, mostShown)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) requestAnimationFrame(() => this.input?.focus())
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  #seek = (event: Event): void => {
    if (event instanceof InputEvent && event.isComposing) return
    this.seek(this.input?.value ?? '')
  }

  /** Looks for what fits to the words, as if they were typed. */
  seek(words: string): void {
    this.words = words
    this.index = 0
    clearTimeout(this.#timer)
    const asked = this.words.trim()
    if (asked === '') this.found = []
    else {
      this.#timer = setTimeout(() => {
        void this.find(asked).then((found) => {
          if (this.words.trim() === asked) this.found = found
        })
      }, pause)
    }
  }

  #press = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.isComposing) return
    const { length } = this.#shown
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by && length > 0) {
      event.preventDefault()
      this.index = (this.index + by + length) % length
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const choice = this.#shown[this.index]
      if (choice) this.#run(choice)
    }
  }

  #point(index: number): void {
    this.index = index
  }

  #run(choice: Choice): void {
    this.#close()
    choice.run()
  }

  #close = (): void => {
    clearTimeout(this.#timer)
    this.words = ''
    this.found = []
    this.index = 0
    this.closed()
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: contents;
      }

      .input {
        width: 100%;
      }

      ul {
        max-height: min(24rem, 50dvh);
        margin: var(--space-3) 0 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }

      li {
        display: flex;
        align-items: baseline;
        gap: var(--space-3);
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-s);
        cursor: pointer;
      }

      li[aria-selected='true'] {
        background: var(--accent-soft);
        box-shadow: inset 3px 0 0 var(--accent);
      }

      .label {
        flex: 1;
        min-width: 0;
      }

      .icon {
        flex: none;
        align-self: center;
        color: var(--ink-soft);
      }
    `,
  ]
}

function keyOfWords(words: string): string {
  return words.normalize('NFKC').toLocaleLowerCase().trim()
}

declare global {
  interface HTMLElementTagNameMap {
    'st-palette': Palette
  }
}
