// A new version of a source: given, laid beside the present one, each change classed, and only then stored.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { needsClass, standingAfter } from '#domain/source-update/effects.ts'
import { changeClasses, type ChangeClass } from '#domain/source-update/outdated.ts'
import type { TargetLocale } from '#locales/locale.ts'

import {
  type PlannedChange,
  previewUpdate,
  type SourceFile,
  updateArticle,
  type UpdatePreview,
} from '../api/articles.ts'
import { Problem } from '../api/client.ts'
import { chipStyles, codedText } from '../editor/code-chip.ts'
import { differences, differenceStyles } from '../editor/differences.ts'
import '../elements/action.ts'
import { sourceRemarks } from '../elements/author-says.ts'
import { base } from '../elements/base.ts'
import '../elements/dialog.ts'
import { icon } from '../elements/icons.ts'
import { fileProgress } from '../elements/job-progress.ts'
import '../elements/problem.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { SourceGiven } from './source-input.ts'
import './source-input.ts'

/** The dialog is done with; `updated` tells whether the source is another one now. */
export class UpdateDone extends Event {
  static readonly type = 'st-update-done'
  readonly updated: boolean

  constructor(updated: boolean) {
    super(UpdateDone.type)
    this.updated = updated
  }
}

/** @fires st-update-done - when it is closed or the update is stored */
@customElement('st-update-dialog')
export class UpdateDialog extends LitElement {
  @property() articleId = ''
  @property() projectId = ''
  @property({ type: Boolean }) open = false
  @property({ type: Boolean }) addresses = false
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private source: SourceFile | null = null
  @state() private preview: UpdatePreview | null = null
  @state() private classes: Readonly<Record<number, ChangeClass>> = {}
  @state() private busy = false
  /** Of the file that is being sent; the server reads it when it is 1. */
  @state() private share = 0
  @state() private problem: unknown = null

  private readonly t = translate(this)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open')) this.#reset()
  }

  override render() {
    return html`<st-dialog
      wide
      ?open=${this.open}
      heading=${this.t('sourceUpdate.title')}
      @st-dialog-closed=${(event: Event) => {
        event.preventDefault()
        this.dispatchEvent(new UpdateDone(false))
      }}
    >
      ${this.preview ? this.#changes(this.preview) : this.#give()}
      ${this.preview ? this.#buttons(this.preview) : nothing}
    </st-dialog>`
  }

  #give() {
    return html`<div class="stack">
      <p class="soft">${this.t('sourceUpdate.about')}</p>
      ${this.#mistake()}
      <st-source-input
        .projectId=${this.projectId}
        ?busy=${this.busy}
        ?addresses=${this.addresses}
        @st-source-given=${(event: SourceGiven) => void this.#read(event.source)}
      ></st-source-input>
      <div role="status">${this.busy ? fileProgress(this.t, this.share) : nothing}</div>
    </div>`
  }

  #changes(preview: UpdatePreview) {
    const { counts, changes, more, unchanged } = preview
    if (unchanged) return html`<p class="note" role="status">${this.t('sourceUpdate.same-file')}</p>`
    const kept = counts.identical + counts.context + counts.moved + counts.minor
    return html`<div class="stack" role="status">
      <p class="note">
        ${this.t('sourceUpdate.counts', {
          ...{ kept, moved: counts.moved, added: counts.new, removed: counts.removed },
          changed: counts.changed + counts.split + counts.joined,
        })}
      </p>
      ${sourceRemarks(this.t, preview.document.remarks ?? [])} ${this.#mistake()}
      <ol class="plain changes">
        ${changes.filter(({ kind }) => kind !== 'moved').map((change) => this.#change(change))}
      </ol>
      ${more > 0 ? html`<p class="soft">${this.t('sourceUpdate.more', { n: more })}</p>` : nothing}
    </div>`
  }

  #change(change: PlannedChange) {
    const { kind, before, after, codes } = change
    const text =
      before !== null && after !== null
        ? differences(this.t, before, after, codes, 'en')
        : html`<div class="words" lang="en">${codedText(this.t, after ?? before ?? '', codes)}</div>`
    return html`<li class=${kind}>
      <div class="row spread">
        <span class="kind">${this.t(`sourceUpdate.kind.${change.restored ? 'restored' : kind}`)}</span>
        ${needsClass(kind as 'changed') ? this.#choice(change) : nothing}
      </div>
      ${text}
      ${change.report?.noTypo ? html`<p class="small soft">${this.t(`sourceUpdate.no-typo.${change.report.noTypo}`)}</p>` : nothing}
      ${
        change.translations.length > 0
          ? html`<ul class="plain effects small">
              ${this.#effects(change)}
            </ul>`
          : nothing
      }
    </li>`
  }

  #choice({ ordinal, report }: PlannedChange) {
    const chosen = this.#classOf(ordinal)
    return html`<select
      class="input"
      aria-label=${this.t('sourceUpdate.class-of', { n: ordinal })}
      @change=${(event: Event) => {
        const value = (event.target as HTMLSelectElement).value
        const known = changeClasses.find((one) => one === value)
        if (known) this.classes = { ...this.classes, [ordinal]: known }
      }}
    >
      ${changeClasses.map(
        (one) =>
          html`<option
            value=${one}
            ?selected=${one === chosen}
            ?disabled=${one === 'typo' && report?.noTypo !== null}
          >
            ${this.t(`sourceUpdate.class.${one}`)}
          </option>`,
      )}
    </select>`
  }

  #classOf(ordinal: number): ChangeClass {
    return this.classes[ordinal] ?? 'meaning'
  }

  /** What becomes of the translations; languages with the same fate share a line. */
  #effects({ kind, ordinal, translations }: PlannedChange) {
    const fates = new Map<string, TargetLocale[]>()
    for (const { locale, state, subState } of translations) {
      const from = this.t(`state.${subState ?? state}`)
      const after =
        kind === 'removed' || kind === 'new'
          ? null
          : standingAfter(kind, this.#classOf(ordinal), { state, subState })
      const to = after ? this.t(`state.${after.subState ?? after.state}`) : this.t('sourceUpdate.put-aside')
      const fate = from === to ? this.t('sourceUpdate.stays', { state: from }) : `${from} → ${to}`
      fates.set(fate, [...(fates.get(fate) ?? []), locale])
    }
    return Array.from(
      fates,
      ([fate, locales]) =>
        html`<li>
          <span class="soft">${locales.map((locale) => this.t(`locale.${locale}`)).join(', ')}:</span> ${fate}
        </li>`,
    )
  }

  #mistake() {
    return this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing
  }

  #buttons({ unchanged }: UpdatePreview) {
    return html`<button slot="footer" class="button" type="button" @click=${this.#reset}>
        ${icon('arrow-left')}${this.t('import.other-source')}
      </button>
      ${
        unchanged
          ? nothing
          : html`<st-action
              slot="footer"
              variant="primary"
              ?busy=${this.busy}
              @click=${() => void this.#store()}
              >${icon('check')}${this.t('sourceUpdate.store')}</st-action
            >`
      }`
  }

  #reset = (): void => {
    this.source = null
    this.preview = null
    this.classes = {}
    this.problem = null
  }

  #told = (share: number): void => {
    this.share = share
  }

  async #read(source: SourceFile): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.share = 0
    this.problem = null
    try {
      const preview = await previewUpdate(this.articleId, source, this.#told)
      this.source = source
      this.preview = preview
      this.classes = Object.fromEntries(
        preview.changes.flatMap(({ ordinal, report }) => (report ? [[ordinal, report.suggested]] : [])),
      )
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  async #store(): Promise<void> {
    if (!this.source || !this.preview || this.busy) return
    this.busy = true
    this.problem = null
    const choices = { classes: this.classes, treatments: {} }
    try {
      const updated = await updateArticle(this.articleId, this.preview.version, this.source, choices)
      if (updated.outcome === 'updated') {
        const { outdated, toRecheck } = updated.translations
        this.services.notices.show(this.t('sourceUpdate.done', { outdated, recheck: toRecheck }))
      }
      this.dispatchEvent(new UpdateDone(true))
    } catch (error) {
      // Somebody else changed the source meanwhile: what was decided was decided about something else.
      if (error instanceof Problem && error.status === 412) {
        this.services.notices.show(this.t('sourceUpdate.conflict'), 'danger')
        this.busy = false
        await this.#read(this.source)
        return
      }
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    css`
      .changes {
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      .changes > li {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
      }

      .changes > li + li {
        border-block-start: 1px solid var(--line);
      }

      .kind {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: var(--strong);
      }

      select.input {
        width: auto;
        max-width: 100%;
        min-height: 2rem;
        padding: 0.1rem 0.4rem;
        font-size: var(--text-s);
      }

      .removed .words {
        color: var(--ink-soft);
        text-decoration: line-through;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-update-dialog': UpdateDialog
  }
  interface HTMLElementEventMap {
    'st-update-done': UpdateDone
  }
}
