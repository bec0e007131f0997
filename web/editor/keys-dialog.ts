// The keys of the editor, from the table of commands; each can be given another one.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { follow } from '../stores/store.ts'
import { bindings } from './bindings.ts'
import { canBeBound, commands, isInputMethods, keyLabel, pressedKey, type Command } from './commands.ts'

/** Lists every command with its keys while `open`. */
@customElement('st-keys-dialog')
export class KeysDialog extends LitElement {
  @property({ type: Boolean }) open = false
  @property({ attribute: false }) closed: () => void = () => undefined
  /** The command that waits for its new key. */
  @state() private waiting: Command | null = null
  @state() private said = ''

  private readonly t = translate(this)

  constructor() {
    super()
    follow(this, () => bindings)
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing
    return html`<st-dialog wide open heading=${this.t('editor.keys')} @st-dialog-closed=${this.#close}>
      <p class="small soft">${this.t('desk.keys.text')}</p>
      <table @keydown=${this.#press}>
        <tbody>
          ${commands.map((command) => this.#line(command))}
        </tbody>
      </table>
      <p class="small" role="status">${this.said}</p>
      <button slot="footer" class="button" type="button" @click=${() => void this.#keep(bindings.reset())}>
        ${this.t('desk.keys.reset')}
      </button>
    </st-dialog>`
  }

  #line(command: Command): TemplateResult {
    const label = this.t(command.label)
    const waits = this.waiting?.id === command.id
    return html`<tr>
      <th scope="row">${label}</th>
      <td>
        ${bindings
          .keysOf(command.id)
          .map((key, index) => html`${index > 0 ? ' / ' : nothing}<kbd>${keyLabel(key)}</kbd>`)}
      </td>
      <td class="change">
        ${
          // Nine keys that count through the terms of a sentence are no single key to change.
          command.id === 'insert-term'
            ? nothing
            : html`<button
                class="button quiet small"
                type="button"
                aria-pressed=${waits ? 'true' : 'false'}
                @click=${() => this.#wait(command)}
              >
                ${this.t(waits ? 'desk.keys.press' : 'desk.keys.change')}<span class="visually-hidden"
                  >: ${label}</span
                >
              </button>`
        }
      </td>
    </tr>`
  }

  #wait(command: Command): void {
    this.waiting = this.waiting?.id === command.id ? null : command
    this.said = this.waiting ? this.t('desk.keys.press') : ''
  }

  #press = (event: KeyboardEvent): void => {
    const { waiting } = this
    if (!waiting || isInputMethods(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.waiting = null
      return
    }
    const key = pressedKey(event)
    if (/^(?:Tab|Enter| )$/.test(event.key) && !key.includes('+')) return
    event.preventDefault()
    event.stopPropagation()
    if (/^(?:Control|Alt|Shift|Meta)$/.test(event.key)) return
    if (!canBeBound(key)) {
      this.said = this.t('desk.keys.not', { key: keyLabel(key) || event.key })
      return
    }
    this.waiting = null
    this.said = `${this.t(waiting.label)}: ${keyLabel(key)}`
    void this.#keep(bindings.bind(waiting.id, key))
  }

  async #keep(done: Promise<void>): Promise<void> {
    await done.catch(() => {
      this.said = this.t('desk.keys.device-only')
    })
  }

  #close = (): void => {
    this.waiting = null
    this.said = ''
    this.closed()
  }

  static override styles = [
    ...base,
    css`
      :host {
        display: contents;
      }

      th {
        color: var(--ink);
        font-size: var(--text-m);
        font-weight: 400;
      }

      th,
      td {
        vertical-align: middle;
      }

      td {
        white-space: nowrap;
      }

      .change {
        text-align: end;
      }

      kbd {
        padding: 0.1rem 0.4rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--sunk);
        font-family: var(--font-latin);
        font-size: var(--text-s);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-keys-dialog': KeysDialog
  }
}
