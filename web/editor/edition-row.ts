// One segment of the article: source and target, as text to read or, when open, as a field to write in.

import { LitElement, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'

import type { BlockRole } from '#domain/article.ts'
import { isApprovedOnce } from '#domain/review.ts'
import type { TargetLocale } from '#locales/locale.ts'

import '../elements/action.ts'
import '../elements/state-badge.ts'
import { base } from '../elements/base.ts'
import { icon } from '../elements/icons.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { chipStyles, codedText } from './code-chip.ts'
import './conflict-view.ts'
import { keyOf } from './bindings.ts'
import type { CommandId } from './commands.ts'
import type { Row, TermHitWire } from './edition-api.ts'
import { rowStyles } from './edition-row-styles.ts'
import { isOwnPart } from './own-part.ts'
import type { Item } from './edition-item.ts'
import type { Layout } from './layouts.ts'
import { differenceStyles } from './differences.ts'
import { openErrors } from './open-errors.ts'
import { returnDetail } from './return-detail.ts'
import { sourceDifference, sourceDifferenceStyles } from './source-difference.ts'
import './target-field.ts'
import type { FieldMemory, TargetField } from './target-field.ts'
import type { PresenceWire } from './together-api.ts'

/** Somebody wants to work on this segment. */
export class RowOpened extends Event {
  static readonly type = 'st-row-opened'
  readonly translationId: string
  constructor(translationId: string) {
    super(RowOpened.type, { bubbles: true, composed: true })
    this.translationId = translationId
  }
}

/** A button asks for what a key could ask for, too. */
export class CommandAsked extends Event {
  static readonly type = 'st-command-asked'
  readonly command: CommandId | 'approve' | 'waive' | 'reopen' | 'take-newer'
  constructor(command: CommandAsked['command']) {
    super(CommandAsked.type, { bubbles: true, composed: true })
    this.command = command
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-row-opened': RowOpened
    'st-command-asked': CommandAsked
  }
  interface HTMLElementTagNameMap {
    'st-edition-row': EditionRow
  }
}

const labelledRoles: ReadonlySet<BlockRole> = new Set([
  'headline',
  'date',
  'byline',
  'lead',
  'caption',
  'quotation',
  'image',
])

/**
 * @fires st-row-opened - when the row is clicked or its number is pressed
 * @fires st-command-asked - from its buttons
 */
@customElement('st-edition-row')
export class EditionRow extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  @property({ type: Boolean, reflect: true }) active = false
  /** Whether it is the first segment of its paragraph. */
  @property({ type: Boolean, reflect: true }) first = false
  @property({ attribute: false }) memory: FieldMemory = new Map()
  /** Whether this person reviews this language; their buttons are then shown. */
  @property({ type: Boolean }) reviews = false
  @property({ type: Boolean }) waives = false
  @property({ type: Boolean }) signs = false
  @property({ reflect: true }) layout: Layout = 'side'
  /** Number of open comments about the segment. */
  @property({ type: Number }) comments = 0
  /** Who else is at this segment. */
  @property({ attribute: false }) people: readonly PresenceWire[] = []

  @query('st-target-field') readonly field!: TargetField | null // only while the row is open

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const item = this.item
    if (!item) return nothing
    const { role } = item.outline
    return html`
      <div
        class="row ${role} ${this.first && labelledRoles.has(role) ? 'labelled' : ''}"
        aria-busy=${item.row ? nothing : 'true'}
        @click=${this.#open}
      >
        <div class="gutter">
          <button
            class="ordinal"
            type="button"
            aria-label=${this.t('editor.open-segment', { n: item.outline.ordinal })}
          >
            ${language.number(item.outline.ordinal)}
          </button>
        </div>
        ${
          item.row
            ? this.#texts(item, item.row, role)
            : html`<div class="bar"></div>
                <div class="bar"></div>`
        }
        <div class="about">
          <st-state-badge
            .state=${item.outline.state}
            .subState=${item.outline.subState}
            ?once=${item.outline.once}
          ></st-state-badge>
          ${this.#marks(item)} ${this.#others()}
        </div>
      </div>
    `
  }

  #texts(item: Item, { segment, terms }: Row, role: BlockRole): TemplateResult {
    return html`
      <div class="source">
        ${this.first && labelledRoles.has(role) ? html`<div class="role">${this.t(`blockRole.${role}`)}</div>` : nothing}
        <div class="text" lang="en" dir="ltr">
          ${codedText(this.t, segment.source, segment.codes, (words, start) =>
            this.active ? termWords(words, start, terms) : words,
          )}
        </div>
        ${sourceDifference(this.t, item.row?.translation.outdated, segment.source, segment.codes)}
      </div>
      <div class="target">${this.active ? this.#editing(item) : this.#reading(item)}</div>
    `
  }

  #reading(item: Item): TemplateResult {
    if (item.text === '') return html`<div class="text empty">${this.t('editor.empty')}</div>`
    return html`<div class="text" lang=${this.locale}>
      ${codedText(this.t, item.text, item.row?.segment.codes ?? [])}
    </div>`
  }

  #editing(item: Item): TemplateResult {
    const row = item.row
    if (!row) return html``
    const { segment, translation, can } = row
    return html`
      ${
        translation.subState === 'returned' && translation.returnReason
          ? html`<div class="note warn small">
              <strong>${this.t('editor.returned-because')}</strong>
              ${returnDetail(this.t, translation.returned, segment.codes, this.locale)}
              <span class="words">${translation.returnReason}</span>
            </div>`
          : nothing
      }
      ${
        can['save'] === true
          ? html`<st-target-field
              .segmentId=${segment.id}
              .text=${item.text}
              .codes=${segment.codes}
              .locale=${this.locale}
              .sourceText=${segment.source}
              .findings=${item.findings.filter((finding) => finding.dismissed === null)}
              .memory=${this.memory}
              ?signs=${this.signs}
              .codeKey=${keyOf('next-code')}
              .label=${this.t('editor.target-label', { n: item.outline.ordinal })}
            ></st-target-field>`
          : this.#reading(item)
      }
      ${
        isApprovedOnce(translation) && translation.reviewer
          ? html`<p class="small soft">
              ${this.t('editing.approved-once-by', { name: translation.reviewer.name })}
            </p>`
          : nothing
      }
      ${this.#newer(item)}
      ${
        item.conflict
          ? html`<st-conflict-view .item=${item} .locale=${this.locale}></st-conflict-view>`
          : html`<div class="actions">${this.#actions(item)}</div>`
      }
      ${item.refusal ? html`<p class="mistake" role="alert">${problemText(item.refusal)}</p>` : nothing}
    `
  }

  #newer(item: Item): TemplateResult | typeof nothing {
    if (!item.newer || item.conflict) return nothing
    const name = item.newer.author?.name ?? this.t('editor.somebody')
    return html`<div class="note small newer">
      <span>${this.t('editor.newer', { name })}</span>
      ${
        item.sync === 'saved'
          ? html`<button class="button quiet" type="button" @click=${() => this.#ask('take-newer')}>
              ${this.t('editor.take-newer')}
            </button>`
          : nothing
      }
    </div>`
  }

  /** Buttons come from what the server allows. */
  #actions(item: Item): TemplateResult {
    const can: Partial<Row['can']> = item.row?.can ?? {}
    const unchanged = item.text === item.row?.translation.target
    const state = item.outline.state
    const review = this.reviews && state === 'translated' && unchanged
    const ownText = isOwnPart(can['approve'])
    const mayConfirm = can['save'] === true && (state === 'initial' || !unchanged || !this.reviews)
    const confirmReason =
      item.text === '' ? 'reason.empty' : openErrors(item.findings) > 0 ? 'reason.findings-open' : true
    return html`
      ${
        review
          ? html`<st-action variant="primary" .can=${can['approve']} @click=${() => this.#ask('approve')}
              >${icon('check')} ${this.t('action.approve')}</st-action
            >`
          : nothing
      }
      ${
        mayConfirm && !(review && !ownText)
          ? html`<st-action
              variant=${review ? '' : 'primary'}
              .can=${confirmReason}
              @click=${() => this.#ask('confirm')}
              title=${keyOf('confirm')}
              >${this.t('action.confirm-next')}</st-action
            >`
          : nothing
      }
      ${
        review && ownText && this.waives
          ? html`<st-action @click=${() => this.#ask('waive')}>${this.t('editor.waive')}</st-action>`
          : nothing
      }
      ${
        can['return'] === true && state !== 'initial'
          ? html`<st-action title=${keyOf('return')} @click=${() => this.#ask('return')}
              >${icon('return')} ${this.t('action.return')}</st-action
            >`
          : nothing
      }
      ${
        this.reviews && (state === 'reviewed' || state === 'final')
          ? html`<st-action @click=${() => this.#ask('reopen')}>${this.t('action.reopen')}</st-action>`
          : nothing
      }
      ${
        can['save'] === true
          ? html`<button
              class="button quiet"
              type="button"
              title=${keyOf('copy-source')}
              @click=${() => this.#ask('copy-source')}
            >
              ${icon('copy')} ${this.t('editor.command.copy-source')}
            </button>`
          : html`<span class="soft small">${this.t(can['save'] ?? 'reason.read-only')}</span>`
      }
      <span class="sync soft small" data-sync=${item.sync}>${this.t(`editor.sync.${item.sync}`)}</span>
    `
  }

  #marks(item: Item): TemplateResult | typeof nothing {
    const open = item.findings.filter((finding) => finding.dismissed === null && finding.severity !== 'info')
    const errors = item.row ? openErrors(item.findings) : item.outline.errors
    const count = item.row ? open.length : item.outline.errors
    return html`
      ${
        count > 0
          ? html`<span
              class="count ${errors > 0 ? 'danger' : 'warn'}"
              title=${this.t('editor.findings-count', { n: count })}
            >
              ${icon('warning')}<span class="visually-hidden"
                >${this.t('editor.findings-count', { n: count })}</span
              ><span aria-hidden="true">${language.number(count)}</span>
            </span>`
          : nothing
      }
      ${
        item.sync === 'saved' || item.sync === 'saving'
          ? nothing
          : html`<span class="unsent" title=${this.t(`editor.sync.${item.sync}`)}
              ><span class="visually-hidden">${this.t(`editor.sync.${item.sync}`)}</span></span
            >`
      }
    `
  }

  #others(): TemplateResult | typeof nothing {
    const { people, comments } = this
    if (people.length === 0 && comments === 0) return nothing
    const names = people.map(({ name }) => name).join(', ')
    const writes = people.some(({ claims }) => claims)
    const who = this.t(writes ? 'desk.presence.writes' : 'desk.presence.here', { names })
    return html`
      ${
        comments > 0
          ? html`<span class="count plum" title=${this.t('desk.comments.count', { n: comments })}
              ><span class="visually-hidden">${this.t('desk.comments.count', { n: comments })}</span
              ><span aria-hidden="true">“ ${language.number(comments)}</span></span
            >`
          : nothing
      }
      ${
        people.length > 0
          ? html`<span class="person ${writes ? 'writes' : ''}" title=${who}
              >${icon(writes ? 'edit' : 'person')}<span class="visually-hidden">${who}</span
              ><span class="initials" aria-hidden="true">${names}</span></span
            >`
          : nothing
      }
    `
  }

  #open = (): void => {
    if (this.active || !this.item) return
    // Somebody who selects words to copy them does not want to write here.
    if (getSelection()?.isCollapsed === false) return
    this.dispatchEvent(new RowOpened(this.item.outline.translationId))
  }

  #ask(command: CommandAsked['command']): void {
    this.dispatchEvent(new CommandAsked(command))
  }

  static override styles = [...base, chipStyles, rowStyles, differenceStyles, sourceDifferenceStyles]
}

/** Underlines the stretches of words that belong to a term. */
function termWords(words: string, start: number, terms: readonly TermHitWire[]): readonly unknown[] {
  const end = start + words.length
  const found: unknown[] = []
  let at = start
  for (const hit of terms) {
    const [from, to] = [Math.max(hit.start, at), Math.min(hit.end, end)]
    if (from >= to) continue
    found.push(words.slice(at - start, from - start))
    found.push(
      html`<span
        class="term ${hit.term.doNotTranslate ? 'kept' : ''}"
        title=${hit.forms[0]?.text ?? hit.term.source}
        >${words.slice(from - start, to - start)}</span
      >`,
    )
    at = to
  }
  found.push(words.slice(at - start))
  return found
}
