// The names and terms of the open segment: their forms, to be inserted by key.

import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

import type { TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { base } from '../elements/base.ts'
import { translate } from '../i18n/translate.ts'
import { keyLabel } from './commands.ts'
import type { EditionWire } from './edition-api.ts'
import type { Item } from './edition-item.ts'
import { TermChosen } from './panel-events.ts'
import { insertStyles, panelStyles } from './panel-styles.ts'
import './term-entry.ts'
import { insertable } from './term-forms.ts'

declare global {
  interface HTMLElementTagNameMap {
    'st-panel-terms': PanelTerms
  }
}

/** @fires st-term-chosen - to insert a form */
@customElement('st-panel-terms')
export class PanelTerms extends LitElement {
  @property({ attribute: false }) item: Item | null = null
  @property({ attribute: false }) locale: TargetLocale = 'th'
  /** What this person may do in the edition, and why not. */
  @property({ attribute: false }) can: Partial<EditionWire['can']> = {}

  private readonly t = translate(this)

  override render(): TemplateResult | typeof nothing {
    const { item } = this
    if (!item) return nothing
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
        .propose=${this.can['proposeTerm'] ?? true}
        .approve=${this.can['approveTerm'] ?? true}
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

  static override styles = [
    ...base,
    panelStyles,
    insertStyles,
    css`
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
    `,
  ]
}

/** The terms of a segment, each once, in the order of the source. */
function distinctTerms(item: Item): NonNullable<Item['row']>['terms'] {
  return [...new Map((item.row?.terms ?? []).map((hit) => [hit.term.id, hit])).values()]
}
