// Bringing an article in: give a file or text, check what was read, choose languages.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { Treatment } from '#domain/article.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { type DocumentPreview, importArticle, previewArticle, type SourceFile } from '../api/articles.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/block-list.ts'
import type { ShownBlock, TreatmentChosen } from '../elements/block-list.ts'
import { icon } from '../elements/icons.ts'
import { askToLeave } from '../elements/leave.ts'
import type { LocalesChosen } from '../elements/locale-choice.ts'
import '../elements/locale-choice.ts'
import '../elements/page.ts'
import '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { readSource, sourceOf, SourceRefused } from './source-file.ts'

@customElement('st-import-page')
export class ImportPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private text = ''
  @state() private over = false
  @state() private busy = false
  @state() private refusal: { key: string; values: Record<string, number> } | null = null
  @state() private problem: unknown = null
  @state() private source: SourceFile | null = null
  @state() private document: DocumentPreview | null = null
  @state() private treatments: Readonly<Record<number, Treatment>> = {}
  @state() private locales: readonly TargetLocale[] = []

  private readonly t = translate(this)

  override render() {
    return html`<st-page
      heading=${this.t('import.title')}
      backHref="/projects/${this.projectId}/articles"
      backText=${this.t('articles.title')}
    >
      ${this.document && this.source ? this.#check(this.document) : this.#give()}
    </st-page>`
  }

  #give() {
    return html`<section class="stack" aria-labelledby="give">
      <h2 id="give">${this.t('import.step-source')}</h2>
      ${this.#mistakes()}
      <div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${this.#drag}
        @dragleave=${() => (this.over = false)}
        @drop=${this.#drop}
      >
        ${icon('upload')}
        <p>${this.t('import.drop')}</p>
        <label class="button ${this.busy ? '' : 'primary'}" for="file">${this.t('action.choose-file')}</label>
        <input
          id="file"
          class="visually-hidden"
          type="file"
          accept=".txt,.md,.html,.htm,.xhtml,.json,.docx,.xlf,.xliff,.sdlxliff,.mxliff,.mqxliff,text/plain,text/html,text/markdown"
          ?disabled=${this.busy}
          @change=${this.#chosen}
        />
        <p class="hint">${this.t('import.formats')}</p>
      </div>
      <form class="stack" @submit=${this.#pasted}>
        <div class="field">
          <label for="text">${this.t('import.or-paste')}</label>
          <textarea
            class="input"
            id="text"
            rows="8"
            lang="en"
            placeholder=${this.t('import.paste-placeholder')}
            .value=${this.text}
            @input=${(event: InputEvent) => this.#type((event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </div>
        <div>
          <button class="button" type="submit" aria-disabled=${this.busy || !this.text.trim()}>
            ${this.busy ? this.t('import.reading') : this.t('import.read')}
          </button>
        </div>
      </form>
    </section>`
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
        <p class="soft">${this.t('import.check-hint')}</p>
        <st-block-list
          editable
          .blocks=${blocks}
          .treatments=${this.treatments}
          @st-treatment-chosen=${this.#treat}
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

  #mistakes() {
    if (this.refusal) {
      return html`<p class="note danger" role="alert">${this.t(this.refusal.key, this.refusal.values)}</p>`
    }
    return this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing
  }

  #treatmentOf(block: ShownBlock): Treatment {
    return this.treatments[block.ordinal] ?? block.treatment
  }

  #type(text: string): void {
    this.text = text
    this.services.navigation.guard(text.trim() ? askToLeave : null)
  }

  #drag(event: DragEvent): void {
    event.preventDefault()
    this.over = true
  }

  async #drop(event: DragEvent): Promise<void> {
    event.preventDefault()
    this.over = false
    const file = event.dataTransfer?.files[0]
    if (file) await this.#read(() => readSource(file))
  }

  async #chosen(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    if (file) await this.#read(() => readSource(file))
    // Choosing the same file again must be heard too.
    input.value = ''
  }

  async #pasted(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.text.trim()) await this.#read(() => sourceOf(this.text))
  }

  async #read(read: () => SourceFile | Promise<SourceFile>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.refusal = null
    this.problem = null
    try {
      const source = await read()
      const { document } = await previewArticle(this.projectId, source)
      this.source = source
      this.document = document
      this.treatments = {}
      this.services.navigation.guard(askToLeave)
    } catch (error) {
      if (error instanceof SourceRefused) this.refusal = error
      else this.problem = error
    } finally {
      this.busy = false
    }
  }

  #treat(event: TreatmentChosen): void {
    this.treatments = { ...this.treatments, [event.ordinal]: event.treatment }
  }

  #again(): void {
    this.document = null
    this.source = null
    this.problem = null
    this.services.navigation.guard(this.text.trim() ? askToLeave : null)
  }

  async #store(): Promise<void> {
    if (!this.source || !this.document || this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { article } = await importArticle(this.projectId, this.source, this.locales, this.treatments)
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
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--space-3);
        padding: var(--space-6) var(--space-4);
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius-l);
        background: var(--surface);
        text-align: center;
      }

      .drop > .icon {
        width: 2rem;
        height: 2rem;
        color: var(--accent);
      }

      .drop:has(input:focus-visible) label {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      .over {
        border-color: var(--accent);
        background: var(--accent-soft);
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
  return document.blocks.map(({ role, segments }, n) => ({
    ordinal: n + 1,
    role,
    segments,
    treatment: 'translate',
  }))
}
