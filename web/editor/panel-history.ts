// Who did what to the open segment, with differences, and earlier texts to be taken back.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { Origin } from '#domain/origin.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { base } from '../elements/base.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles } from './code-chip.ts'
import { comparison } from './comparison.ts'
import { differenceStyles, differences } from './differences.ts'
import type { HistoryLine, Landmarks } from './edition-api.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import { joinSaves } from './history-lines.ts'
import { VersionRestored } from './panel-events.ts'
import { panelStyles } from './panel-styles.ts'
import { returnDetail } from './return-detail.ts'

declare global {
  interface HTMLElementTagNameMap {
    'st-panel-history': PanelHistory
  }
}

const historyPause = 1_200

/** @fires st-version-restored - to take an earlier text back */
@customElement('st-panel-history')
export class PanelHistory extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) store: EditionStore | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  @state() private lines: readonly HistoryLine[] = []
  @state() private landmarks: Landmarks | null = null
  @state() private more: string | null = null

  private readonly t = translate(this)
  #shown = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult | typeof nothing {
    const { item } = this
    if (!item) return nothing
    return html`${this.#people(item)} ${comparison(this.t, item, this.landmarks, this.locale)}
    ${this.#history(item)}`
  }

  #people(item: Item): TemplateResult | typeof nothing {
    const { author, reviewer, updatedAt, version } = item.row?.translation ?? {}
    if (!author && !reviewer) return nothing
    return html`<section aria-labelledby="people">
      <h3 id="people">${this.t('editor.panel.people')}</h3>
      ${author ? html`<p class="small">${this.t('editor.panel.author', { name: author.name })}</p>` : nothing}
      ${reviewer ? html`<p class="small">${this.t('editor.panel.reviewer', { name: reviewer.name })}</p>` : nothing}
      ${updatedAt && version ? html`<p class="small soft">${language.moment(updatedAt)}</p>` : nothing}
    </section>`
  }

  #history(item: Item): TemplateResult | typeof nothing {
    const lines = joinSaves(this.lines)
    if (lines.length === 0) return nothing
    const codes = item.row?.segment.codes ?? []
    return html`<section aria-labelledby="history">
      <h3 id="history">${this.t('editor.panel.history')}</h3>
      <ol class="plain">
        ${lines.map((line) => {
          const [before, after] = [line.before?.target ?? '', line.after?.target ?? '']
          return html`<li class="line">
            <div class="small">
              <strong>${line.person?.name ?? this.t('editor.somebody')}</strong>
              ${this.t(`deed.${line.deed}`)}
              <span class="soft">· ${language.moment(line.at)}</span>
            </div>
            ${this.#taken(line.after?.taken)}
            ${returnDetail(this.t, line.after?.returned, codes, this.locale)}
            ${line.reason ? html`<p class="small words reason">${line.reason}</p>` : nothing}
            ${before === after ? nothing : differences(this.t, before, after, codes, this.locale)}
            ${
              after !== '' && after !== item.text && item.row?.can['save'] === true
                ? html`<button
                    class="button quiet small"
                    type="button"
                    @click=${() => this.dispatchEvent(new VersionRestored(after))}
                  >
                    ${this.t('desk.history.restore')}
                  </button>`
                : nothing
            }
          </li>`
        })}
      </ol>
      ${
        this.more
          ? html`<button class="button quiet" type="button" @click=${() => void this.#read(this.more)}>
              ${this.t('action.more')}
            </button>`
          : nothing
      }
    </section>`
  }

  #taken(origin: Origin | undefined): TemplateResult | typeof nothing {
    if (!origin) return nothing
    const match = Math.min(100, origin.match)
    return html`<p class="small soft taken">${this.t(`desk.history.taken.${origin.origin}`, { match })}</p>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('item')) return
    const translation = this.item?.row?.translation
    const shown = translation ? `${translation.id} ${translation.version}` : ''
    if (shown === this.#shown) return
    if (translation?.id !== this.#shown.split(' ')[0]) {
      this.lines = []
      this.landmarks = null
    }
    this.#shown = shown
    // While someone types or walks through rows, the history can wait.
    clearTimeout(this.#timer)
    if (translation) this.#timer = setTimeout(() => void this.#read(null), historyPause)
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  async #read(cursor: string | null): Promise<void> {
    const id = this.item?.row?.translation.id
    if (!id || !this.store) return
    const page = await this.store.history(id, cursor).catch(() => null)
    if (!page || this.item?.row?.translation.id !== id) return
    this.lines = cursor ? [...this.lines, ...page.items] : page.items
    this.more = page.nextCursor
    if (page.landmarks) this.landmarks = page.landmarks
  }

  static override styles = [
    ...base,
    chipStyles,
    differenceStyles,
    panelStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
      }

      .line .button {
        justify-self: start;
        min-height: 1.75rem;
        padding: 0.1rem 0.4rem;
        margin-inline-start: -0.4rem;
        font-size: var(--text-s);
      }

      .category {
        font-weight: var(--strong);
      }

      q.about {
        display: inline;
        background: var(--warn-soft);
      }

      .reason {
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--warn);
      }

      .line {
        display: grid;
        gap: var(--space-1);
      }
    `,
  ]
}
