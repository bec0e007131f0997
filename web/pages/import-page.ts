// Bringing an article in: give a file or text, check what was read, choose languages.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { revisionChoices, type BlockRole, type Revisions, type Treatment } from '#domain/article.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import {
  type DocumentPreview,
  fetchArticles,
  importArticle,
  previewArticle,
  type SourceFile,
} from '../api/articles.ts'
import type { JobWire } from '../api/jobs.ts'
import '../elements/action.ts'
import { sourceRemarks } from '../elements/author-says.ts'
import { base } from '../elements/base.ts'
import '../elements/block-list.ts'
import type { RoleChosen, ShownBlock, TreatmentChosen } from '../elements/block-list.ts'
import { icon } from '../elements/icons.ts'
import { fileProgress } from '../elements/job-progress.ts'
import { askToLeave } from '../elements/leave.ts'
import type { LocalesChosen } from '../elements/locale-choice.ts'
import '../elements/locale-choice.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { LargeImportEnded } from './large-import.ts'
import './large-import.ts'
import type { LargeFileGiven, SourceGiven, SourceTyped } from './source-input.ts'
import './source-input.ts'

@customElement('st-import-page')
export class ImportPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  /** Whether the operator lets the server fetch addresses. */
  @state() private addresses = false
  /** A large file, or the reading of one that is under way. */
  @state() private file: File | null = null
  @state() private job: JobWire | null = null
  @state() private busy = false
  /** Of the file that is being sent; the server reads it when it is 1. */
  @state() private share = 0
  @state() private problem: unknown = null
  @state() private source: SourceFile | null = null
  @state() private document: DocumentPreview | null = null
  /** What becomes of tracked changes. */
  @state() private revisions: Revisions = 'accepted'
  @state() private treatments: Readonly<Record<number, Treatment>> = {}
  @state() private roles: Readonly<Record<number, BlockRole>> = {}
  @state() private locales: readonly TargetLocale[] = []

  private readonly t = translate(this)

  override connectedCallback(): void {
    super.connectedCallback()
    // Without this answer the other ways in are still there.
    void fetchArticles(this.projectId).then(
      ({ can, imports }) => {
        this.addresses = can.fetch === true
        this.job = imports[0] ?? null
      },
      () => undefined,
    )
  }

  override render() {
    return html`<st-page
      heading=${this.t('import.title')}
      backHref="/projects/${this.projectId}/articles"
      backText=${this.t('articles.title')}
    >
      ${this.file || this.job ? this.#large() : this.document && this.source ? this.#check(this.document) : this.#give()}
    </st-page>`
  }

  #give() {
    return html`<section class="stack" aria-labelledby="give">
      <h2 id="give">${this.t('import.step-source')}</h2>
      ${this.#mistakes()}
      <st-source-input
        .projectId=${this.projectId}
        ?busy=${this.busy}
        ?addresses=${this.addresses}
        large
        @st-large-file-given=${(event: LargeFileGiven) => (this.file = event.file)}
        @st-source-given=${(event: SourceGiven) => void this.#read(event.source)}
        @st-source-typed=${(event: SourceTyped) => this.services.navigation.guard(event.any ? askToLeave : null)}
      ></st-source-input>
      <div role="status">${this.busy ? fileProgress(this.t, this.share) : nothing}</div>
    </section>`
  }

  #large() {
    return html`<st-large-import
      .projectId=${this.projectId}
      .file=${this.file}
      .job=${this.job}
      @st-large-import-ended=${this.#ended}
    ></st-large-import>`
  }

  #check(document: DocumentPreview) {
    const blocks = shownBlocks(document)
    const kept = blocks.filter((block) => this.#treatmentOf(block) === 'translate')
    const sentences = kept.reduce((sum, block) => sum + block.segments.length, 0)
    const count = this.locales.length
    return html`
      <section class="stack" aria-labelledby="check">
        <div class="row spread">
          <h2 id="check">${this.t('import.step-check')}</h2>
          <button class="button quiet" type="button" @click=${this.#again}>
            ${icon('arrow-left')}${this.t('import.other-source')}
          </button>
        </div>
        <div class="note">
          <p class="words" lang="en"><strong>${document.title}</strong></p>
          <p>
            ${this.t('import.found', { blocks: kept.length, sentences })}${
              document.publishedOn
                ? html` · ${this.t('import.date-found', { date: language.day(document.publishedOn) })}`
                : nothing
            }
          </p>
        </div>
        ${document.revised ? this.#tracked() : nothing} ${sourceRemarks(this.t, document.remarks ?? [])}
        <p class="soft">${this.t('import.check-hint')}</p>
        <st-block-list
          editable
          .blocks=${blocks}
          .treatments=${this.treatments}
          .roles=${this.roles}
          .flags=${document.flags}
          @st-treatment-chosen=${this.#treat}
          @st-role-chosen=${this.#name}
        ></st-block-list>
      </section>
      <section class="stack" aria-labelledby="languages">
        <div class="row spread">
          <h2 id="languages">${this.t('import.step-locales')}</h2>
          <button class="button quiet" type="button" @click=${() => (this.locales = [...targetLocales])}>
            ${this.t('import.all-locales')}
          </button>
        </div>
        <p class="soft">${this.t('import.locales-hint')}</p>
        <st-locale-choice
          legend=${this.t('import.step-locales')}
          .chosen=${this.locales}
          @st-locales-chosen=${(event: LocalesChosen) => (this.locales = event.locales)}
        ></st-locale-choice>
        ${this.#mistakes()}
      </section>
      <div class="finish">
        <st-action
          variant="primary"
          .can=${sentences > 0 ? true : 'import.empty'}
          ?busy=${this.busy}
          @click=${this.#store}
        >
          ${icon('check')}${count ? this.t('import.store', { n: count }) : this.t('import.store-only')}
        </st-action>
      </div>
    `
  }

  /** What becomes of tracked changes has to be known before the sentences are. */
  #tracked() {
    return html`<div class="field tracked">
      <label for="revisions">${this.t('import.revisions')}</label>
      <select class="input" id="revisions" ?disabled=${this.busy} @change=${this.#revise}>
        ${revisionChoices.map(
          (one) =>
            html`<option value=${one} ?selected=${one === this.revisions}>
              ${this.t(`import.revisions-${one}`)}
            </option>`,
        )}
      </select>
    </div>`
  }

  #revise = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    const chosen = revisionChoices.find((one) => one === value)
    if (chosen && this.source) void this.#read(this.source, chosen)
  }

  #mistakes() {
    return this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing
  }

  #treatmentOf(block: ShownBlock): Treatment {
    return this.treatments[block.ordinal] ?? block.treatment
  }

  #told = (share: number): void => {
    this.share = share
  }

  async #read(source: SourceFile, revisions: Revisions = 'accepted'): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.share = 0
    this.problem = null
    try {
      const { document } = await previewArticle(this.projectId, { ...source, revisions }, this.#told)
      this.source = source
      this.revisions = revisions
      this.document = document
      // What most importers would do is done already; whoever looks may decide otherwise.
      this.treatments = Object.fromEntries(
        document.flags
          .filter(({ suggested }) => suggested !== 'translate')
          .map(({ block, suggested }) => [block, suggested]),
      )
      this.roles = {}
      this.services.navigation.guard(askToLeave)
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  #treat(event: TreatmentChosen): void {
    this.treatments = { ...this.treatments, [event.ordinal]: event.treatment }
  }

  #name(event: RoleChosen): void {
    this.roles = { ...this.roles, [event.ordinal]: event.role }
  }

  #ended = (event: LargeImportEnded): void => {
    this.file = null
    this.job = null
    if (!event.article) return
    this.services.notices.show(this.t('import.done', { title: event.article.title }))
    void this.services.navigation.go(`/articles/${event.article.id}`, { force: true })
  }

  #again(): void {
    this.document = null
    this.source = null
    this.problem = null
    this.services.navigation.guard(null)
  }

  async #store(): Promise<void> {
    if (!this.source || !this.document || this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { article } = await importArticle(
        this.projectId,
        { ...this.source, revisions: this.revisions },
        this.locales,
        this.treatments,
        this.roles,
      )
      this.services.notices.show(this.t('import.done', { title: this.document.title }))
      await this.services.navigation.go(`/articles/${article.id}`, { force: true })
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .tracked {
        max-width: 30rem;
      }

      .finish {
        position: sticky;
        inset-block-end: 0;
        display: flex;
        justify-content: end;
        padding-block: var(--space-3);
        border-block-start: 1px solid var(--line);
        background: var(--paper);
      }

      @media (width < 48rem) {
        .finish {
          inset-block-end: 4.25rem;
        }
      }
    `,
  ]
}

/** Blocks are counted from 1 in the order of the file; that is also how the import calls them. */
function shownBlocks(document: DocumentPreview): readonly ShownBlock[] {
  return document.blocks.map(({ role, segments, notes = [] }, n) => ({
    ordinal: n + 1,
    role,
    segments,
    notes,
    treatment: 'translate',
  }))
}
