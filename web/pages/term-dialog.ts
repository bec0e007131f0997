// One term in a dialog: its words, and its forms in each language.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import {
  confidences,
  formStatuses,
  type Term,
  type TermClass,
  termClasses,
  type TermDraft,
  type TermForm,
} from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { createTerm, deleteTerm, saveTerm } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { confirmed } from '../elements/dialog.ts'
import { choiceField, textField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { askToLeave } from '../elements/leave.ts'
import { isProblem } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

/** The dialog is done: the list may be old now. */
export class TermDone extends Event {
  static readonly type = 'st-term-done'

  constructor() {
    super(TermDone.type)
  }
}

type Forms = Readonly<Record<TargetLocale, readonly TermForm[]>>

const newForm: TermForm = { text: '', status: 'proposed', confidence: null, evidence: null }

@customElement('st-term-dialog')
export class TermDialog extends LitElement {
  @property({ attribute: false }) projectId = ''
  @property({ attribute: false }) term: Term | 'new' | null = null
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private draft: TermDraft = emptyDraft
  @state() private forms: Forms = formsOf(emptyDraft)
  @state() private touched = false
  @state() private tried = false
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('term') || this.term === null) return
    this.draft = this.term === 'new' ? emptyDraft : this.term
    this.forms = formsOf(this.draft)
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
    return html`<st-dialog wide ?open=${term !== null} heading=${heading} @st-dialog-closed=${this.#closing}>
      <form class="stack" novalidate @submit=${this.#save}>
        ${this.#problemNote()} ${this.#words()}
        <h3>${this.t('glossary.forms')}</h3>
        ${targetLocales.map((locale) => this.#language(locale))}
        <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true"></button>
      </form>
      ${
        term !== null && term !== 'new'
          ? html`<st-action
              slot="footer"
              class="delete"
              variant="danger"
              ?busy=${this.busy}
              @click=${() => void this.#delete(term)}
              >${this.t('action.delete')}</st-action
            >`
          : nothing
      }
      <st-action slot="footer" variant="primary" ?busy=${this.busy} @click=${() => void this.#save()}
        >${this.t('action.save')}</st-action
      >
    </st-dialog>`
  }

  #problemNote() {
    if (!this.problem) return nothing
    return isConflict(this.problem)
      ? html`<p class="note danger" role="alert">${this.t('glossary.conflict')}</p>`
      : html`<st-problem .problem=${this.problem}></st-problem>`
  }

  #words() {
    const { source, acronym, note, termClass, caseSensitive, doNotTranslate } = this.draft
    return html`<div class="words-grid">
        ${textField({
          name: 'source',
          label: this.t('glossary.source'),
          lang: 'en',
          value: source,
          required: true,
          ...(this.tried && !source.trim() ? { mistake: this.t('field.required') } : {}),
          input: (value) => this.#change({ source: value }),
        })}
        ${textField({
          name: 'acronym',
          label: this.t('glossary.acronym'),
          lang: 'en',
          value: acronym ?? '',
          input: (value) => this.#change({ acronym: value || null }),
        })}
        ${choiceField({
          name: 'termClass',
          label: this.t('glossary.class'),
          value: termClass,
          options: termClasses.map((one) => ({ value: one, label: this.t(`termClass.${one}`) })),
          choose: (value) => this.#change({ termClass: value as TermClass }), // the values are the classes above
        })}
        ${textField({
          name: 'note',
          label: this.t('glossary.note'),
          value: note,
          input: (value) => this.#change({ note: value }),
        })}
      </div>
      <div class="row">
        ${this.#tick(this.t('glossary.do-not-translate'), doNotTranslate, (on) =>
          this.#change({ doNotTranslate: on }),
        )}
        ${this.#tick(this.t('glossary.case-sensitive'), caseSensitive, (on) =>
          this.#change({ caseSensitive: on }),
        )}
      </div>`
  }

  #tick(label: string, checked: boolean, choose: (on: boolean) => void) {
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${checked}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />${label}</label
    >`
  }

  #language(locale: TargetLocale) {
    const forms = this.forms[locale]
    return html`<fieldset>
      <legend><st-locale-tag locale=${locale}></st-locale-tag></legend>
      ${forms.map((form, n) => this.#form(locale, form, n))}
      <button
        class="button quiet add"
        type="button"
        aria-label=${this.t('glossary.add-form', { locale: localeName(locale) })}
        @click=${() => this.#setForms(locale, [...forms, newForm])}
      >
        ${icon('plus')}${this.t('action.add')}
      </button>
    </fieldset>`
  }

  #form(locale: TargetLocale, form: TermForm, n: number) {
    const name = localeName(locale)
    const set = (change: Partial<TermForm>) =>
      this.#setForms(locale, this.forms[locale].with(n, { ...form, ...change }))
    return html`<div class="form">
      <input
        class="input text"
        lang=${locale}
        autocomplete="off"
        aria-label=${this.t('glossary.form', { locale: name })}
        .value=${form.text}
        @input=${(event: InputEvent) => set({ text: (event.target as HTMLInputElement).value })}
      />
      <select
        class="input"
        aria-label=${this.t('glossary.form-status', { locale: name })}
        @change=${(event: Event) =>
          set({ status: formStatuses[(event.target as HTMLSelectElement).selectedIndex] ?? form.status })}
      >
        ${formStatuses.map(
          (status) =>
            html`<option ?selected=${status === form.status}>${this.t(`formStatus.${status}`)}</option>`,
        )}
      </select>
      <select
        class="input"
        aria-label=${this.t('glossary.form-confidence', { locale: name })}
        @change=${(event: Event) =>
          set({ confidence: confidences[(event.target as HTMLSelectElement).selectedIndex - 1] ?? null })}
      >
        <option ?selected=${form.confidence === null}>${this.t('glossary.no-confidence')}</option>
        ${confidences.map(
          (one) => html`<option ?selected=${one === form.confidence}>${this.t(`confidence.${one}`)}</option>`,
        )}
      </select>
      <button
        class="button quiet icon-only"
        type="button"
        aria-label=${this.t('glossary.remove-form', { form: form.text })}
        @click=${() => this.#setForms(locale, this.forms[locale].toSpliced(n, 1))}
      >
        ${icon('trash')}
      </button>
      <input
        class="input evidence"
        autocomplete="off"
        placeholder=${this.t('glossary.form-evidence', { locale: name })}
        aria-label=${this.t('glossary.form-evidence', { locale: name })}
        .value=${form.evidence ?? ''}
        @input=${(event: InputEvent) => set({ evidence: (event.target as HTMLInputElement).value || null })}
      />
    </div>`
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

  async #save(event?: Event): Promise<void> {
    event?.preventDefault()
    this.tried = true
    if (this.busy || this.term === null || !this.draft.source.trim()) return
    this.busy = true
    this.problem = null
    try {
      const draft = draftOf(this.draft, this.forms)
      if (this.term === 'new') await createTerm(this.projectId, draft, false)
      else await saveTerm(this.term.id, this.term.version, draft)
      this.services.notices.show(this.t('glossary.saved', { source: draft.source }))
      this.#done()
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
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
      this.services.notices.show(this.t('glossary.deleted', { source: term.source }))
      this.#done()
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .words-grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: var(--space-3);
      }

      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding-block: var(--space-3);
        border-block-start: 1px solid var(--line);
      }

      legend {
        float: inline-start;
        padding: 0;
      }

      .form {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(8rem, 1fr) minmax(10rem, 2fr) auto;
        gap: var(--space-2);
      }

      .evidence {
        grid-column: 1 / -1;
        min-height: 2rem;
        font-size: var(--text-s);
      }

      .add {
        justify-self: start;
      }

      .delete {
        margin-inline-end: auto;
      }

      @media (width < 40rem) {
        .form {
          grid-template-columns: 1fr 1fr auto;
        }

        .text {
          grid-column: 1 / -1;
        }
      }
    `,
  ]
}

const emptyDraft: TermDraft = {
  source: '',
  acronym: null,
  termClass: 'organisation',
  caseSensitive: false,
  doNotTranslate: false,
  note: '',
  forms: {},
}

function formsOf(draft: TermDraft): Forms {
  const { th = [], id = [], lo = [], ms = [], km = [], vi = [] } = draft.forms
  return { th, id, lo, ms, km, vi }
}

/** The words to be stored: trimmed, and without forms that have no text. */
function draftOf(draft: TermDraft, forms: Forms): TermDraft {
  const written = targetLocales.map((locale) => [
    locale,
    forms[locale].map((form) => ({ ...form, text: form.text.trim() })).filter((form) => form.text),
  ])
  return {
    source: draft.source.trim(),
    acronym: draft.acronym?.trim() || null,
    termClass: draft.termClass,
    caseSensitive: draft.caseSensitive,
    doNotTranslate: draft.doNotTranslate,
    note: draft.note.trim(),
    forms: Object.fromEntries(written.filter(([, list]) => (list?.length ?? 0) > 0)),
  }
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
