// The fields for the forms of a term in one language: wording, status, grounds, and where a form belongs.

import { css, html, nothing, type TemplateResult } from 'lit'

import { confidences, formGenders, formStatuses, formUses, type TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { icon } from '../elements/icons.ts'
import '../elements/locale-tag.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import type { Translate } from '../i18n/translate.ts'
import { newForm } from './term-draft.ts'
import { tick } from './term-words.ts'

/** What the fields show; `set` hears of every change. */
export interface TermForms {
  readonly t: Translate
  readonly locale: TargetLocale
  readonly forms: readonly TermForm[]
  /** Who decided about forms. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly set: (forms: readonly TermForm[]) => void
}

/** The forms of a term in one language, and a button for another one. */
export function termForms(fields: TermForms): TemplateResult {
  const { t, locale, forms, set } = fields
  return html`<fieldset>
    <legend><st-locale-tag locale=${locale}></st-locale-tag></legend>
    ${forms.map((form, n) => formFields(fields, form, n))}
    <button class="button quiet add" type="button" @click=${() => set([...forms, newForm])}>
      ${icon('plus')}${t('glossary.add-form', { locale: localeName(locale) })}
    </button>
  </fieldset>`
}

function formFields({ t, locale, forms, people, set: setForms }: TermForms, form: TermForm, n: number) {
  const name = localeName(locale)
  const set = (change: Partial<TermForm>) => setForms(forms.with(n, { ...form, ...change }))
  return html`<div class="form">
    <input
      class="input text"
      lang=${locale}
      autocomplete="off"
      aria-label=${t('glossary.form', { locale: name })}
      .value=${form.text}
      @input=${(event: InputEvent) => set({ text: (event.target as HTMLInputElement).value })}
    />
    <select
      class="input"
      aria-label=${t('glossary.form-status', { locale: name })}
      @change=${(event: Event) =>
        set({ status: formStatuses[(event.target as HTMLSelectElement).selectedIndex] ?? form.status })}
    >
      ${formStatuses.map(
        (status) => html`<option ?selected=${status === form.status}>${t(`formStatus.${status}`)}</option>`,
      )}
    </select>
    <select
      class="input"
      aria-label=${t('glossary.form-confidence', { locale: name })}
      @change=${(event: Event) =>
        set({ confidence: confidences[(event.target as HTMLSelectElement).selectedIndex - 1] ?? null })}
    >
      <option ?selected=${form.confidence === null}>${t('glossary.no-confidence')}</option>
      ${confidences.map(
        (one) => html`<option ?selected=${one === form.confidence}>${t(`confidence.${one}`)}</option>`,
      )}
    </select>
    <button
      class="button quiet icon-only"
      type="button"
      aria-label=${t('glossary.remove-form', { form: form.text })}
      @click=${() => setForms(forms.toSpliced(n, 1))}
    >
      ${icon('trash')}
    </button>
    <input
      class="input evidence"
      autocomplete="off"
      placeholder=${t('glossary.form-evidence', { locale: name })}
      aria-label=${t('glossary.form-evidence', { locale: name })}
      .value=${form.evidence ?? ''}
      @input=${(event: InputEvent) => set({ evidence: (event.target as HTMLInputElement).value || null })}
    />
    <details class="said" ?open=${!!(form.use ?? form.gender ?? form.honorific)}>
      <summary class="small">${t('terms.where-form')}</summary>
      <div class="row">
        ${choice(t, t('terms.form-use', { locale: name }), 'formUse', formUses, form.use, (use) => set({ use }))}
        ${choice(t, t('terms.form-gender', { locale: name }), 'formGender', formGenders, form.gender, (gender) => set({ gender }))}
        ${tick(t('terms.honorific'), form.honorific ?? false, (on) => set({ honorific: on || undefined }))}
      </div>
    </details>
    ${decision(t, form, people)}
  </div>`
}

function choice<T extends string>(
  t: Translate,
  label: string,
  group: string,
  values: readonly T[],
  chosen: T | undefined,
  choose: (value: T | undefined) => void,
) {
  return html`<select
    class="input"
    aria-label=${label}
    @change=${(event: Event) => choose(values[(event.target as HTMLSelectElement).selectedIndex - 1])}
  >
    <option ?selected=${!chosen}>${t(`${group}.any`)}</option>
    ${values.map((one) => html`<option ?selected=${one === chosen}>${t(`${group}.${one}`)}</option>`)}
  </select>`
}

function decision(t: Translate, { decided }: TermForm, people: TermForms['people']) {
  if (!decided) return nothing
  const person = people.find(({ id }) => id === decided.by)?.name
  return html`<p class="small soft decided">
    ${t('terms.decided', { person: person ?? t('terms.operator'), when: language.moment(decided.at) })}
  </p>`
}

/** How the fields stand beside each other. */
export const formStyles = css`
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

  .said,
  .decided {
    grid-column: 1 / -1;
  }

  .said .row {
    padding-block: var(--space-2);
  }

  .said .input {
    width: auto;
  }

  summary {
    cursor: pointer;
  }

  .add {
    justify-self: start;
  }

  @media (width < 40rem) {
    .form {
      grid-template-columns: 1fr 1fr auto;
    }

    .text {
      grid-column: 1 / -1;
    }
  }
`
