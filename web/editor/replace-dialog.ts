// Find and replace in the whole edition: what would change is shown first, and each change can be left out.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import type { TargetLocale } from '#locales/locale.ts'

import '../elements/action.ts'
import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles } from './code-chip.ts'
import { differenceStyles, differences } from './differences.ts'
import type { EditionStore } from './edition-store.ts'
import { replacementsIn, type Replacement } from './replace.ts'

/** Most changes that are drawn; the others are counted and done all the same. */
const mostDrawn = 200

/** Opens over the page while `open`. */
@customElement('st-replace-dialog')
export class ReplaceDialog extends LitElement {
  @property({ type: Boolean }) open = false
  @property({ attribute: false }) closed: () => void = () => undefined
  @property({ attribute: false }) store: EditionStore | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  @state() private find = ''
  @state() private replacement = ''
  @state() private exact = true
  @state() private found: readonly Replacement[] = []
  @state() private left: ReadonlySet<string> = new Set()
  @state() private reading = false
  @state() private done: number | null = null
  @query('#find') private field!: HTMLInputElement | null // only while open

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing
    const count = this.found.length - this.left.size
    return html`<st-dialog
      wide
      open
      heading=${this.t('desk.command.replace')}
      @st-dialog-closed=${this.#close}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="fields">
        <div class="field">
          <label for="find">${this.t('desk.replace.find')}</label>
          <input
            id="find"
            class="input"
            autocomplete="off"
            lang=${this.locale}
            .value=${this.find}
            @input=${this.#seek}
          />
        </div>
        <div class="field">
          <label for="with">${this.t('desk.replace.with')}</label>
          <input
            id="with"
            class="input"
            autocomplete="off"
            lang=${this.locale}
            .value=${this.replacement}
            @input=${this.#seek}
          />
        </div>
      </div>
      <label class="choice small"
        ><input
          type="checkbox"
          .checked=${this.exact}
          @change=${this.#turn}
        />${this.t('desk.replace.exact')}</label
      >
      <p class="small soft" role="status">${this.#status()}</p>
      <ul class="plain">
        ${this.found.slice(0, mostDrawn).map((one) => this.#change(one))}
      </ul>
      <button slot="footer" class="button" type="button" @click=${this.#close}>
        ${this.t('action.close')}
      </button>
      <st-action
        slot="footer"
        variant="primary"
        .can=${count > 0 ? true : 'desk.replace.nothing'}
        ?busy=${this.reading}
        @click=${this.#replace}
        >${this.t('desk.replace.go', { n: count })}</st-action
      >
    </st-dialog>`
  }

  #status(): string {
    if (this.reading) return this.t('app.loading')
    if (this.done !== null) return this.t('desk.replace.done', { n: this.done })
    if (this.find === '') return ''
    const places = this.found.reduce((sum, { count }) => sum + count, 0)
    return this.t('desk.replace.found', { places, n: this.found.length })
  }

  #change({ item, after }: Replacement): TemplateResult {
    const id = item.outline.translationId
    const number = language.number(item.outline.ordinal)
    return html`<li>
      <label class="choice">
        <input
          type="checkbox"
          aria-label=${this.t('desk.replace.take', { n: item.outline.ordinal })}
          .checked=${!this.left.has(id)}
          @change=${() => this.#toggle(id)}
        /><span class="soft small">${number}</span></label
      >
      ${differences(this.t, item.text, after, item.row?.segment.codes ?? [], this.locale)}
    </li>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return
    this.reading = true
    void this.store
      ?.ensureAll()
      .catch(() => undefined)
      .then(() => {
        this.reading = false
        this.#look()
      })
    requestAnimationFrame(() => this.field?.focus())
  }

  #seek = (event: Event): void => {
    const input = event.target as HTMLInputElement // the listener is on the two inputs
    if (input.id === 'find') this.find = input.value
    else this.replacement = input.value
    this.done = null
    this.#look()
  }

  #turn = (): void => {
    this.exact = !this.exact
    this.#look()
  }

  #look(): void {
    this.left = new Set()
    const { find, replacement, exact } = this
    this.found = replacementsIn(this.store?.items ?? [], { find, replacement, exact })
  }

  #toggle(id: string): void {
    const left = new Set(this.left)
    if (!left.delete(id)) left.add(id)
    this.left = left
  }

  #replace = (): void => {
    const wanted = this.found.filter(({ item }) => !this.left.has(item.outline.translationId))
    let count = 0
    for (const { item, after } of wanted) {
      // Somebody may have written in it since it was shown.
      if (this.store?.item(item.outline.translationId)?.text !== item.text) continue
      this.store.put(item.outline.translationId, after)
      count += 1
    }
    this.#look()
    this.done = count
  }

  #close = (): void => {
    this.done = null
    this.found = []
    this.closed()
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    css`
      :host {
        display: contents;
      }

      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: var(--space-3);
        margin-block-end: var(--space-3);
      }

      ul {
        display: grid;
        gap: var(--space-2);
        max-height: min(20rem, 40dvh);
        overflow: auto;
      }

      li {
        display: grid;
        grid-template-columns: 4.5rem minmax(0, 1fr);
        align-items: start;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-replace-dialog': ReplaceDialog
  }
}
