// A labelled input with its hint and its mistake. A template, not an element, so that forms and autofill just work.

import { html, type LitElement, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'

export interface Field {
  /** Unique in the element; also the name in the form. */
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly type?: 'text' | 'email' | 'password' | 'number' | 'search'
  readonly autocomplete?: string
  readonly hint?: string
  readonly mistake?: string
  readonly required?: boolean
  readonly placeholder?: string
  readonly lang?: string
  readonly min?: number
  readonly max?: number
  readonly readonly?: boolean
  readonly input?: (value: string) => void
}

/** Draws a field of one line. */
export function textField(field: Field): TemplateResult {
  const { name, label, hint, mistake } = field
  const described = [hint && `${name}-hint`, mistake && `${name}-mistake`].filter(Boolean).join(' ')
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      class="input"
      id=${name}
      name=${name}
      type=${field.type ?? 'text'}
      lang=${field.lang ?? nothing}
      autocomplete=${field.autocomplete ?? 'off'}
      placeholder=${field.placeholder ?? nothing}
      min=${field.min ?? nothing}
      max=${field.max ?? nothing}
      ?required=${field.required ?? false}
      ?readonly=${field.readonly ?? false}
      spellcheck="false"
      aria-invalid=${mistake ? 'true' : nothing}
      aria-describedby=${described || nothing}
      .value=${live(field.value ?? '')}
      @input=${(event: InputEvent) => field.input?.((event.target as HTMLInputElement).value)}
    />
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    ${mistake ? html`<p class="mistake" id="${name}-mistake" role="alert">${mistake}</p>` : nothing}
  </div>`
}

export interface Choice {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly hideLabel?: boolean
  readonly choose: (value: string) => void
}

/** Draws a list to choose one value from. */
export function choiceField({ name, label, value, options, hideLabel, choose }: Choice): TemplateResult {
  return html`<div class="field">
    <label for=${name} class=${hideLabel ? 'visually-hidden' : ''}>${label}</label>
    <select
      class="input"
      id=${name}
      .value=${live(value)}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(
        (option) =>
          html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
      )}
    </select>
  </div>`
}

const addressPattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/

/** Tells whether a text could be an e-mail address; the server has the last word. */
export function looksLikeEmail(text: string): boolean {
  return addressPattern.test(text.trim())
}

/** Moves to the first field that has a mistake, once the mistakes are drawn. */
export async function toFirstMistake(form: LitElement): Promise<void> {
  await form.updateComplete
  form.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
}

/** The shortest password that the server takes. */
export const shortestPassword = 12
