// The keys of the editor, from the table of commands.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import '../elements/dialog.ts'
import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { commands, keyLabel } from './commands.ts'

/** Lists every command with its keys while `open`. */
@customElement('st-keys-dialog')
export class KeysDialog extends LitElement {
  @property({ type: Boolean }) open = false
  @property({ attribute: false }) closed: () => void = () => undefined

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing
    return html`<st-dialog open heading=${this.t('editor.keys')} @st-dialog-closed=${() => this.closed()}>
      <table>
        <tbody>
          ${commands.map(
            (command) =>
              html`<tr>
                <th scope="row">${this.t(command.label)}</th>
                <td>
                  ${command.keys.map((key, index) => html`${index > 0 ? ' / ' : nothing}<kbd>${keyLabel(key)}</kbd>`)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </st-dialog>`
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

      td {
        white-space: nowrap;
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
