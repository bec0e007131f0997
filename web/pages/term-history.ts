// What was done about a term, newest first: who, when, and what became of it.

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { TermForm } from '#glossary/term.ts'
import { isTargetLocale, type TargetLocale } from '#locales/locale.ts'

import type { TermInFull } from '../api/glossary.ts'
import { base } from '../elements/base.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'

type Line = TermInFull['history'][number]

@customElement('st-term-history')
export class TermHistory extends LitElement {
  @property({ attribute: false }) lines: readonly Line[] = []

  private readonly t = translate(this)

  override render() {
    if (this.lines.length === 0) return html`<p class="soft">${this.t('terms.no-history')}</p>`
    return html`<ol class="plain">
      ${this.lines.map(
        (line) =>
          html`<li>
            <p>
              <strong>${this.t(`terms.deed.${line.deed.replace(/^\w+\./, '')}`)}</strong>
              <span class="soft small">
                ${line.person?.name ?? this.t('terms.operator')} · ${language.moment(line.at)}
              </span>
            </p>
            ${this.#what(line)}
          </li>`,
      )}
    </ol>`
  }

  #what(line: Line) {
    const changes = changesOf(line)
    if (changes.length === 0) return nothing
    return html`<ul>
      ${changes.map(
        ({ locale, sign, text, status }) =>
          html`<li class="small">
            ${sign} <span class="words" lang=${locale}>${text}</span>
            <span class="soft">${localeName(locale)} · ${this.t(`formStatus.${status}`)}</span>
          </li>`,
      )}
    </ul>`
  }

  static override styles = [
    base,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
      }

      ul {
        padding-inline-start: 1.2rem;
      }
    `,
  ]
}

interface FormChange {
  readonly sign: '+' | '−' | '~'
  readonly locale: TargetLocale
  readonly text: string
  readonly status: TermForm['status']
}

/** The forms that a line added, took away or gave another status. */
function changesOf({ before, after }: Line): readonly FormChange[] {
  const [old, now] = [formsIn(before), formsIn(after)]
  const changed = now.flatMap((form): readonly FormChange[] => {
    const known = old.find((other) => other.locale === form.locale && other.text === form.text)
    if (known?.status === form.status) return []
    return [{ ...form, sign: known ? '~' : '+' }]
  })
  const gone = old
    .filter((form) => !now.some((other) => other.locale === form.locale && other.text === form.text))
    .map((form): FormChange => ({ ...form, sign: '−' }))
  return [...changed, ...gone]
}

/** The forms of a term as a line of the history holds it; a line about something else has none. */
function formsIn(kept: unknown): readonly Omit<FormChange, 'sign'>[] {
  const { forms } = (kept ?? {}) as { forms?: Record<string, readonly TermForm[]> } // lines of terms hold terms
  if (typeof forms !== 'object') return []
  return Object.entries(forms).flatMap(([locale, list]) =>
    isTargetLocale(locale) ? list.map(({ text, status }) => ({ locale, text, status })) : [],
  )
}

declare global {
  interface HTMLElementTagNameMap {
    'st-term-history': TermHistory
  }
}
