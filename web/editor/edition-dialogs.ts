// What lies over the edition page: one dialog at a time, each fetched when it is first asked for.

import { html, nothing } from 'lit'
import type { ReactiveControllerHost, TemplateResult } from 'lit'

import type { CommandId } from './commands.ts'
import type { Desk, EditionDeeds } from './edition-deeds.ts'
import type * as PaletteChoices from './palette-choices.ts'
import type { Choice, Palette } from './palette.ts'
import type { ReasonQuestion } from './reason-dialog.ts'
import type { SplitQuestion } from './split-dialog.ts'
import type { PresenceWire } from './together-api.ts'
import { catchWords } from './typed-ahead.ts'

/** What the dialogs need of the page. */
export interface DialogPlace extends Omit<Desk, 'ask' | 'visible'> {
  readonly deeds: EditionDeeds
  /** Everybody else who is in the edition. */
  readonly others: readonly PresenceWire[]
  run(command: CommandId): void
  /** Begins a comment about the open segment. */
  openComments(words: string): void
}

type Asked =
  | { readonly kind: 'keys' | 'replace' }
  | { readonly kind: 'palette'; readonly choices: typeof PaletteChoices }
  | { readonly kind: 'concordance'; readonly words: string; readonly side: 'source' | 'target' }
  | { readonly kind: 'reason'; readonly question: ReasonQuestion }
  | { readonly kind: 'split'; readonly question: SplitQuestion }

/** The dialogs of one page, which draws them. */
export class EditionDialogs {
  readonly #host: ReactiveControllerHost
  readonly #place: DialogPlace
  #asked: Asked | null = null

  constructor(host: ReactiveControllerHost, place: DialogPlace) {
    this.#host = host
    this.#place = place
  }

  /** Whether one lies over the page. */
  get open(): boolean {
    return this.#asked !== null
  }

  render(): TemplateResult | typeof nothing {
    const { store, t } = this.#place
    const asked = this.#asked
    if (!store?.detail) return nothing
    const { edition, project } = store.detail
    return html`
      <st-reason-dialog
        .question=${asked?.kind === 'reason' ? asked.question : null}
        .closed=${this.#end}
      ></st-reason-dialog>
      <st-split-dialog
        .question=${asked?.kind === 'split' ? asked.question : null}
        .closed=${this.#end}
      ></st-split-dialog>
      <st-dialog
        wide
        ?open=${asked?.kind === 'concordance'}
        heading=${t('memory.concordance')}
        @st-dialog-closed=${this.#end}
      >
        ${
          asked?.kind === 'concordance'
            ? html`<st-concordance
                autofocus
                .projectId=${project.id}
                .locale=${edition.locale}
                .words=${asked.words}
                .side=${asked.side}
              ></st-concordance>`
            : nothing
        }
      </st-dialog>
      <st-keys-dialog ?open=${asked?.kind === 'keys'} .closed=${this.#end}></st-keys-dialog>
      <st-palette
        @focusin=${this.#paletteReady}
        ?open=${asked?.kind === 'palette'}
        .closed=${this.#end}
        .choices=${
          asked?.kind === 'palette'
            ? asked.choices.commandChoices(t, this.#place.deeds.active, (id) => this.#place.run(id))
            : []
        }
        .find=${this.#find}
      ></st-palette>
      <st-replace-dialog
        ?open=${asked?.kind === 'replace'}
        .closed=${this.#end}
        .store=${store}
        .locale=${edition.locale}
      ></st-replace-dialog>
    `
  }

  async openKeys(): Promise<void> {
    await import('./keys-dialog.ts')
    this.#show({ kind: 'keys' })
  }

  async openReplace(): Promise<void> {
    await import('./replace-dialog.ts')
    this.#show({ kind: 'replace' })
  }

  async openPalette(): Promise<void> {
    // Who types on at once means the palette, not the text.
    this.#endCatching = catchWords()
    const parts = Promise.all([import('./palette-choices.ts'), import('./palette.ts')])
    const [choices] = await parts.catch((error: unknown) => {
      this.#endCatching?.()
      throw error
    })
    this.#show({ kind: 'palette', choices })
  }

  #endCatching: (() => string) | null = null

  /** The palette takes letters now: also those that came before. */
  #paletteReady = (event: Event): void => {
    if (!(event.composedPath()[0] instanceof HTMLInputElement)) return
    const words = this.#endCatching?.() ?? ''
    this.#endCatching = null
    if (words !== '') (event.currentTarget as Palette).seek(words) // the listener is on the palette
  }

  /** Looks up what is selected: words of the field in translations, words of elsewhere in sources. */
  async openConcordance(): Promise<void> {
    const own = this.#place.field?.selectedText ?? ''
    const side = own.trim() === '' ? 'source' : 'target'
    const words = (own || getSelection()?.toString() || '').trim()
    await Promise.all([import('../elements/concordance.ts'), import('../elements/dialog.ts')])
    this.#show({ kind: 'concordance', words, side })
  }

  async ask(question: ReasonQuestion): Promise<void> {
    await import('./reason-dialog.ts')
    this.#show({ kind: 'reason', question })
  }

  async askBorder(question: SplitQuestion): Promise<void> {
    await import('./split-dialog.ts')
    this.#show({ kind: 'split', question })
  }

  #find = async (words: string): Promise<readonly Choice[]> => {
    const { store, services, others, field } = this.#place
    if (!store?.detail || this.#asked?.kind !== 'palette') return []
    return this.#asked.choices.findChoices(words, {
      detail: store.detail,
      personId: services.session.person?.id ?? '',
      here: others,
      insert: (text) => field?.insertText(text),
      go: (address) => void services.navigation.go(address),
      activate: (translationId) => void this.#place.activate(translationId),
      writeTo: (name) => this.#place.openComments(`@${name}`),
    })
  }

  #show(asked: Asked): void {
    this.#asked = asked
    this.#host.requestUpdate()
  }

  #end = (): void => {
    this.#asked = null
    this.#host.requestUpdate()
    void this.#focusField()
  }

  // While the dialog is still drawn, nothing outside it can take the focus.
  async #focusField(): Promise<void> {
    await this.#host.updateComplete
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await this.#place.focusField()
  }
}
