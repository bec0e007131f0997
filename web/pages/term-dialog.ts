// One term in a dialog: its words, and its forms in each language.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { mistakesOf, type Term, type TermDraft, type TermForm } from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { createTerm, deleteTerm, fetchTerm, restoreTerm, saveTerm, type TermsPage } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { confirmed } from '../elements/dialog.ts'
import { askToLeave } from '../elements/leave.ts'
import { isProblem, Load } from '../elements/load.ts'
import { problemText } from '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import { draftOf, emptyDraft, type Forms, formsOf } from './term-draft.ts'
import { formStyles, termForms } from './term-forms.ts'
import './term-history.ts'
import './term-talk.ts'
import './term-uses.ts'
import { termWords, tick } from './term-words.ts'

/** The dialog is done: the list may be old now. With `stays` it is open still, for the next entry. */
export class TermDone extends Event {
  static readonly type = 'st-term-done'
  readonly stays: boolean

  constructor(stays = false) {
    super(TermDone.type)
    this.stays = stays
  }
}

const tabs = ['entry', 'uses', 'talk', 'history'] as const
type Tab = (typeof tabs)[number]

@customElement('st-term-dialog')
export class TermDialog extends LitElement {
  @property({ attribute: false }) projectId = ''
  @property({ attribute: false }) term: Term | 'new' | null = null
  @property({ attribute: false }) can: TermsPage['can'] | null = null
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private draft: TermDraft = emptyDraft
  @state() private forms: Forms = formsOf(emptyDraft)
  @state() private touched = false
  @state() private tried = false
  @state() private busy = false
  @state() private problem: unknown = null
  @state() private tab: Tab = 'entry'
  /** Whether the entry is, or becomes, one that all projects share. */
  @state() private shared = false

  private readonly t = translate(this)
  private readonly whole = new Load(
    this,
    (signal) => fetchTerm(this.#id(), signal),
    () => this.#id() || undefined,
  )

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('term') || this.term === null) return
    this.draft = this.term === 'new' ? emptyDraft : this.term
    this.forms = formsOf(this.draft)
    this.tab = 'entry'
    this.shared = this.term !== 'new' && this.term.projectId === null && this.can?.share === true
    this.touched = false
    this.tried = false
    this.problem = null
  }

  override render() {
    const term = this.term
    const heading =
      term === 'new' || term === null
        ? this.t('glossary.new')
        : this.t('glossary.edit', { source: term.source })
    const stored = term !== null && term !== 'new' ? term : null
    return html`<st-dialog
      wide
      ?open=${term !== null}
      heading=${heading}
      @st-dialog-closed=${this.#closing}
      @keydown=${this.#keys}
    >
      ${stored ? this.#tabs() : nothing}
      ${stored && this.tab !== 'entry' ? this.#panel(stored) : this.#entry(stored)}
      ${
        stored && this.#mayDelete(stored) === true
          ? html`<st-action
              slot="footer"
              class="delete"
              variant="danger"
              ?busy=${this.busy}
              @click=${() => void this.#delete(stored)}
              >${this.t('action.delete')}</st-action
            >`
          : nothing
      }
      ${
        term === 'new'
          ? html`<st-action slot="footer" ?busy=${this.busy} @click=${() => void this.#save(true)}
              >${this.t('terms.save-next')}</st-action
            >`
          : nothing
      }
      ${
        this.tab === 'entry'
          ? html`<st-action
              slot="footer"
              variant="primary"
              .can=${this.can?.edit ?? 'reason.role-needed'}
              ?busy=${this.busy}
              @click=${() => void this.#save()}
              >${this.t('action.save')}</st-action
            >`
          : nothing
      }
    </st-dialog>`
  }

  #id(): string {
    return this.term !== null && this.term !== 'new' ? this.term.id : ''
  }

  #mayDelete({ projectId }: Term): true | string | undefined {
    return projectId === null ? this.can?.share : this.can?.edit
  }

  #tabs() {
    return html`<div class="tabs" role="tablist" aria-label=${this.t('terms.views')}>
      ${tabs.map(
        (tab) =>
          html`<button
            role="tab"
            type="button"
            id="tab-${tab}"
            class="button quiet"
            aria-selected=${this.tab === tab ? 'true' : 'false'}
            tabindex=${this.tab === tab ? 0 : -1}
            @click=${() => (this.tab = tab)}
            @keydown=${this.#turn}
          >
            ${this.t(`terms.tab.${tab}`)}
          </button>`,
      )}
    </div>`
  }

  /** Arrow keys walk through the tabs, as everywhere. */
  #turn(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    this.tab = tabs[(tabs.indexOf(this.tab) + step + tabs.length) % tabs.length] ?? 'entry'
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus(),
    )
  }

  #panel(term: Term) {
    const panel =
      this.tab === 'uses'
        ? html`<st-term-uses projectId=${this.projectId} termId=${term.id}></st-term-uses>`
        : this.whole.render(({ comments, history }) =>
            this.tab === 'talk'
              ? html`<st-term-talk
                  .term=${term}
                  .comments=${comments}
                  .can=${this.can?.propose ?? 'reason.role-needed'}
                ></st-term-talk>`
              : html`<st-term-history .lines=${history}></st-term-history>`,
          )
    return html`<div role="tabpanel" aria-labelledby="tab-${this.tab}" tabindex="0">${panel}</div>`
  }

  #entry(term: Term | null) {
    const form = html`<form class="stack" novalidate @submit=${this.#submit}>
      ${this.#problemNote()} ${this.#layer(term)}
      ${termWords(this.t, this.draft, this.tried, (change) => this.#change(change))}
      <h3>${this.t('glossary.forms')}</h3>
      ${targetLocales.map((locale) =>
        termForms({
          ...{ t: this.t, locale, forms: this.forms[locale] },
          people: this.whole.value?.people ?? [],
          set: (forms) => this.#setForms(locale, forms),
        }),
      )}
      <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true"></button>
    </form>`
    return term ? html`<div role="tabpanel" aria-labelledby="tab-entry">${form}</div>` : form
  }

  /** Whose entry it is, and whose it becomes. */
  #layer(term: Term | null) {
    const isShared = term?.projectId === null
    return html`${isShared ? html`<p class="note">${this.t('terms.shared-note')}</p>` : nothing}
    ${
      (term === null || isShared) && this.can?.share === true
        ? tick(this.t('terms.for-all'), this.shared, (on) => {
            this.shared = on
            this.#touch()
          })
        : nothing
    }`
  }

  #submit(event: Event): void {
    event.preventDefault()
    void this.#save()
  }

  /** Ctrl+Enter saves; a new entry is followed by the next one, so that a list is typed without the mouse. */
  #keys(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.tab !== 'entry') return
    event.preventDefault()
    void this.#save(this.term === 'new')
  }

  #problemNote() {
    const [mistake] = this.tried ? mistakesOf(draftOf(this.draft, this.forms)) : []
    if (mistake) {
      const locale = mistake.values['locale']
      return html`<p class="note danger" role="alert">
        ${this.t(`terms.mistake.${mistake.key}`, {
          ...mistake.values,
          locale: targetLocales.includes(locale as TargetLocale) ? localeName(locale as TargetLocale) : '',
        })}
      </p>`
    }
    if (!this.problem) return nothing
    return isConflict(this.problem)
      ? html`<p class="note danger" role="alert">${this.t('glossary.conflict')}</p>`
      : html`<st-problem .problem=${this.problem}></st-problem>`
  }

  #change(change: Partial<TermDraft>): void {
    this.draft = { ...this.draft, ...change }
    this.#touch()
  }

  #setForms(locale: TargetLocale, forms: readonly TermForm[]): void {
    this.forms = { ...this.forms, [locale]: forms }
    this.#touch()
  }

  #touch(): void {
    this.touched = true
    this.services.navigation.guard(askToLeave)
  }

  #done(): void {
    this.touched = false
    this.services.navigation.guard(null)
    this.dispatchEvent(new TermDone())
  }

  #closing(event: Event): void {
    event.preventDefault()
    if (!this.touched) return this.#done()
    void askToLeave().then((leave) => leave && this.#done())
  }

  async #save(next = false): Promise<void> {
    this.tried = true
    if (this.busy || this.term === null || this.can?.edit !== true) return
    const draft = draftOf(this.draft, this.forms)
    if (!draft.source || mistakesOf(draft).length > 0) return
    this.busy = true
    this.problem = null
    try {
      await this.#store(this.term, draft)
      this.services.notices.show(this.t('glossary.saved', { source: draft.source }))
      if (next) await this.#next()
      else this.#done()
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  #store(term: Term | 'new', draft: TermDraft): Promise<unknown> {
    if (term === 'new') return createTerm(this.projectId, draft, this.shared)
    // A shared entry that is to differ here only: the project gets its own.
    if (term.projectId === null && !this.shared) return createTerm(this.projectId, draft, false)
    return saveTerm(term.id, term.version, draft)
  }

  /** Everything is empty again, except the kind: entries of one kind come together. */
  async #next(): Promise<void> {
    this.draft = { ...emptyDraft, termClass: this.draft.termClass }
    this.forms = formsOf(emptyDraft)
    this.touched = false
    this.tried = false
    this.services.navigation.guard(null)
    this.dispatchEvent(new TermDone(true))
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#source')?.focus()
  }

  async #delete(term: Term): Promise<void> {
    const yes = await confirmed({
      heading: this.t('glossary.delete-title', { source: term.source }),
      text: this.t('glossary.delete-text'),
      confirm: this.t('action.delete'),
      danger: true,
    })
    if (!yes) return
    this.busy = true
    try {
      await deleteTerm(term.id)
      this.services.notices.show(this.t('glossary.deleted', { source: term.source }), 'good', {
        label: this.t('terms.undo'),
        run: () => void this.#restore(term),
      })
      this.#done()
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  async #restore(term: Term): Promise<void> {
    try {
      await restoreTerm(term.id)
      this.services.notices.show(this.t('terms.restored', { source: term.source }))
      this.dispatchEvent(new TermDone(true))
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    }
  }

  static override styles = [
    base,
    formStyles,
    css`
      .words-grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: var(--space-3);
      }

      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin-block-end: var(--space-4);
        border-block-end: 1px solid var(--line);
      }

      [role='tab'][aria-selected='true'] {
        border-block-end: 2px solid var(--accent);
        border-end-start-radius: 0;
        border-end-end-radius: 0;
        color: var(--accent);
        font-weight: var(--strong);
      }

      .delete {
        margin-inline-end: auto;
      }
    `,
  ]
}

function isConflict(error: unknown): boolean {
  return isProblem(error) && error.status === 412
}

declare global {
  interface HTMLElementTagNameMap {
    'st-term-dialog': TermDialog
  }
  interface HTMLElementEventMap {
    'st-term-done': TermDone
  }
}
