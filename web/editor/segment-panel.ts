// What helps with the open segment, in one scroll: terms first, then findings, then who did what.

import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'

import type { TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { base } from '../elements/base.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles } from './code-chip.ts'
import './comments-panel.ts'
import type { CommentsPanel } from './comments-panel.ts'
import { keyOf } from './bindings.ts'
import { keyLabel } from './commands.ts'
import { comparison } from './comparison.ts'
import { differenceStyles, differences } from './differences.ts'
import type { HistoryLine, Landmarks, RowFinding } from './edition-api.ts'
import type { Item } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import { joinSaves } from './history-lines.ts'
import { FindingChosen, FixChosen, TermChosen, VersionRestored } from './panel-events.ts'
import { returnDetail } from './return-detail.ts'
import './term-entry.ts'
import { insertable } from './term-forms.ts'
import './versions-panel.ts'

declare global {
  interface HTMLElementTagNameMap {
    'st-segment-panel': SegmentPanel
  }
}

const historyPause = 1_200
/** What these checks find would break the article, so it cannot be set aside. */
const neverDismissed: ReadonlySet<RowFinding['check']> = new Set(['empty', 'codes'])

/**
 * @fires st-term-chosen - to insert a form
 * @fires st-fix-chosen - to mend what a check found
 * @fires st-version-restored - to take an earlier text back
 * @slot memory - what earlier articles say, shown after terms and findings
 * @fires st-finding-chosen - to look at a finding or to set it aside
 */
@customElement('st-segment-panel')
export class SegmentPanel extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) store: EditionStore | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  /** Number of open comments about the segment. */
  @property({ type: Number }) comments = 0
  @query('st-comments-panel') private commentsPanel!: CommentsPanel | null // while a segment is open
  @state() private lines: readonly HistoryLine[] = []
  @state() private landmarks: Landmarks | null = null
  @state() private more: string | null = null

  private readonly t = translate(this)
  #shown = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  override render(): TemplateResult {
    const item = this.item
    if (!item?.row) return html`<p class="soft hint-only">${this.t('editor.panel.empty')}</p>`
    return html`
      <h2 class="visually-hidden">${this.t('editor.panel.title', { n: item.outline.ordinal })}</h2>
      ${this.#notes(item)} ${this.#terms(item)} ${this.#findings(item)}
      <slot name="memory"></slot>
      <st-versions-panel
        .translationId=${item.outline.translationId}
        .codes=${item.row.segment.codes}
      ></st-versions-panel>
      <st-comments-panel
        .translationId=${item.outline.translationId}
        .segmentId=${item.outline.segmentId}
        .target=${item.text}
        .codes=${item.row.segment.codes}
        ?writes=${item.row.can['save'] === true}
        .articleId=${item.row.segment.articleId}
        .locale=${this.locale}
        .count=${this.comments}
      ></st-comments-panel>
      ${this.#people(item)} ${comparison(this.t, item, this.landmarks, this.locale)} ${this.#history(item)}
    `
  }

  /** Puts the caret where a comment is written, behind words that begin it. */
  openComments(words = ''): void {
    this.commentsPanel?.scrollIntoView({ block: 'nearest' })
    this.commentsPanel?.begin(words)
  }

  /** Reads the comments again, because somebody said something. */
  refreshComments(): void {
    this.commentsPanel?.refresh()
  }

  /** Mends the first finding that knows how. */
  fixFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-fix]')?.click()
  }

  /** What the author of the file says about these words. */
  #notes(item: Item): TemplateResult | typeof nothing {
    const notes = item.row?.segment.notes ?? []
    if (notes.length === 0) return nothing
    return html`<section aria-labelledby="notes">
      <h3 id="notes">${this.t('articleSource.note')}</h3>
      ${notes.map((note) => html`<p class="small words" lang="en">${note}</p>`)}
    </section>`
  }

  #terms(item: Item): TemplateResult {
    const hits = distinctTerms(item)
    const writes = item.row?.can['save'] === true
    let number = 0
    return html`<section aria-labelledby="terms">
      <h3 id="terms">${this.t('editor.panel.terms')}</h3>
      ${hits.length === 0 ? html`<p class="soft small">${this.t('editor.panel.no-terms')}</p>` : nothing}
      <ul class="plain">
        ${hits.map(({ term, forms }) => {
          const offered = insertable({ term, forms })
          return html`<li class="term">
            <div class="name">
              <span lang="en" class="words">${term.source}</span>${
                term.acronym && term.acronym !== term.source
                  ? html` <span class="soft">${term.acronym}</span>`
                  : nothing
              } <span class="soft small">${this.t(`termClass.${term.termClass}`)}</span>
            </div>
            ${term.doNotTranslate ? html`<p class="small soft">${this.t('editor.panel.keep')}</p>` : nothing}
            ${offered.length === 0 && forms.length === 0 ? html`<p class="small soft">${this.t('editor.panel.no-form')}</p>` : nothing}
            ${offered.map((text) => {
              number++
              return this.#form(
                text,
                forms.find((form) => form.text === text),
                number,
                writes,
              )
            })}
            ${forms
              .filter((form) => form.status === 'forbidden')
              .map(
                (form) =>
                  html`<p class="form forbidden">
                    <s lang=${this.locale}>${form.text}</s>
                    <span class="small">${this.t('formStatus.forbidden')}</span>
                  </p>`,
              )}
            ${term.note ? html`<p class="small soft words about" title=${term.note}>${term.note}</p>` : nothing}
          </li>`
        })}
      </ul>
      <st-term-entry
        .articleId=${item.row?.segment.articleId ?? ''}
        .segmentId=${item.outline.segmentId}
        .locale=${this.locale}
        .propose=${this.store?.detail?.can['proposeTerm'] ?? true}
        .approve=${this.store?.detail?.can['approveTerm'] ?? true}
      ></st-term-entry>
    </section>`
  }

  #form(text: string, form: TermForm | undefined, number: number, writes: boolean): TemplateResult {
    const key = number <= 9 ? keyLabel(`Alt+${number}`) : ''
    const status = form ? this.t(`formStatus.${form.status}`) : ''
    return html`<div class="form">
      <button
        class="insert words"
        type="button"
        ?disabled=${!writes}
        title=${this.t('editor.panel.insert', { text })}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.dispatchEvent(new TermChosen(text))}
      >
        <span lang=${form ? this.locale : 'en'}>${text}</span
        >${key && writes ? html`<kbd>${key}</kbd>` : nothing}
      </button>
      <span class="small soft"
        >${status}${form?.confidence ? html` · ${this.t(`confidence.${form.confidence}`)}` : nothing}</span
      >
    </div>`
  }

  #findings(item: Item): TemplateResult {
    return html`<section aria-labelledby="findings">
      <h3 id="findings">${this.t('editor.panel.findings')}</h3>
      ${item.findings.length === 0 ? html`<p class="soft small">${this.t('editor.panel.no-findings')}</p>` : nothing}
      <ul class="plain">
        ${item.findings.map((finding) => this.#finding(finding, item))}
      </ul>
    </section>`
  }

  #finding(finding: RowFinding, item: Item): TemplateResult {
    const aside = finding.dismissed !== null
    const mayDismiss =
      !aside &&
      finding.severity !== 'info' &&
      !neverDismissed.has(finding.check) &&
      item.row?.can['save'] === true &&
      !item.conflict
    return html`<li class="finding ${aside ? 'aside' : finding.severity}">
      <div class="small">
        <strong>${this.t(`check.severity.${finding.severity}`)}</strong> · ${this.t(`check.${finding.check}`)}
      </div>
      <p class="words">${this.t(finding.message, finding.values)}</p>
      ${aside ? html`<p class="small words">${this.t('editor.panel.dismissed', { reason: finding.dismissed })}</p>` : nothing}
      <div class="row">
        ${
          finding.fix && !aside && item.row?.can['save'] === true && !item.conflict
            ? html`<button
                class="button quiet small fix"
                type="button"
                data-fix
                title=${keyOf('fix-finding')}
                @click=${() => finding.fix && this.dispatchEvent(new FixChosen(finding.fix))}
              >
                ${this.t('desk.fix')}
              </button>`
            : nothing
        }
        ${
          finding.target
            ? html`<button
                class="button quiet small"
                type="button"
                @click=${() => this.dispatchEvent(new FindingChosen(finding, false))}
              >
                ${this.t('editor.panel.show')}
              </button>`
            : nothing
        }
        ${
          mayDismiss
            ? html`<button
                class="button quiet small"
                type="button"
                @click=${() => this.dispatchEvent(new FindingChosen(finding, true))}
              >
                ${this.t('action.dismiss')}
              </button>`
            : nothing
        }
      </div>
    </li>`
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
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--space-5);
        padding: var(--space-4);
      }

      section {
        display: grid;
        gap: var(--space-2);
      }

      h3 {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      ul,
      ol {
        display: grid;
        gap: var(--space-3);
      }

      .name {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }

      .name .soft {
        font-weight: 400;
      }

      .form {
        display: grid;
        gap: 0.1rem;
        margin-block-start: var(--space-1);
      }

      .insert {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--space-2);
        min-height: 2rem;
        padding: 0.15rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--accent-soft);
        color: var(--ink);
        text-align: start;
        cursor: pointer;
      }

      .insert:hover:not([disabled]) {
        border-color: var(--accent);
      }

      .insert[disabled] {
        background: var(--sunk);
        cursor: default;
      }

      kbd {
        flex: none;
        color: var(--ink-soft);
        font-family: var(--font-latin);
        font-size: var(--text-s);
      }

      .about {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
      }

      @media (pointer: coarse) {
        kbd {
          display: none;
        }
      }

      .forbidden {
        color: var(--danger);
      }

      .finding {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--info);
      }

      .finding.error {
        border-color: var(--danger);
      }

      .finding.error strong {
        color: var(--danger);
      }

      .finding.warning {
        border-color: var(--warn);
      }

      .finding.warning strong {
        color: var(--warn);
      }

      .finding.aside {
        border-color: var(--line);
        color: var(--ink-soft);
      }

      .line .button,
      .finding .button {
        justify-self: start;
        min-height: 1.75rem;
        padding: 0.1rem 0.4rem;
        margin-inline-start: -0.4rem;
        font-size: var(--text-s);
      }

      .finding .row {
        gap: var(--space-2);
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

/** The terms of a segment, each once, in the order of the source. */
function distinctTerms(item: Item): NonNullable<Item['row']>['terms'] {
  return [...new Map((item.row?.terms ?? []).map((hit) => [hit.term.id, hit])).values()]
}
