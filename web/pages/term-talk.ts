// The discussion of a term: what was said, and a field to say something about it or about one of its forms.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { Term } from '#glossary/term.ts'
import { targetLocales } from '#locales/locale.ts'

import { sayAboutTerm, type TermInFull } from '../api/glossary.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { choiceField } from '../elements/field.ts'
import '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

type Comment = TermInFull['comments'][number]

@customElement('st-term-talk')
export class TermTalk extends LitElement {
  @property({ attribute: false }) term: Term | null = null
  @property({ attribute: false }) comments: readonly Comment[] = []
  @property({ attribute: false }) can: true | string = true
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private body = ''
  /** Position in the list of forms; empty for the term as a whole. */
  @state() private about = ''
  @state() private busy = false
  @state() private problem: unknown = null

  private readonly t = translate(this)

  override render() {
    const forms = this.#forms()
    return html`<div class="stack">
      ${
        this.comments.length === 0
          ? html`<p class="soft">${this.t('terms.no-comments')}</p>`
          : html`<ol class="plain">
              ${this.comments.map((comment) => this.#comment(comment))}
            </ol>`
      }
      ${
        forms.length > 0
          ? choiceField({
              name: 'about',
              label: this.t('terms.about'),
              value: this.about,
              options: [
                { value: '', label: this.t('terms.about-term') },
                ...forms.map(({ locale, text }, n) => ({
                  value: String(n),
                  label: `${localeName(locale)}: ${text}`,
                })),
              ],
              choose: this.#choose,
            })
          : nothing
      }
      <div class="field">
        <label for="say">${this.t('terms.say')}</label>
        <textarea
          class="input"
          id="say"
          rows="3"
          maxlength="5000"
          .value=${this.body}
          @input=${this.#type}
          @keydown=${this.#keys}
        ></textarea>
      </div>
      ${this.problem ? html`<st-problem .problem=${this.problem}></st-problem>` : nothing}
      <div>
        <st-action .can=${this.can} ?busy=${this.busy} @click=${() => void this.#say()}
          >${this.t('terms.say-it')}</st-action
        >
      </div>
    </div>`
  }

  #comment({ person, at, locale, form, body }: Comment) {
    return html`<li>
      <p class="small soft">
        ${person?.name ?? this.t('terms.operator')} · ${language.moment(at)}
        ${
          locale && form
            ? html`· ${localeName(locale)}: <span class="words" lang=${locale}>${form}</span>`
            : nothing
        }
      </p>
      <p class="words said">${body}</p>
    </li>`
  }

  #forms() {
    return targetLocales.flatMap((locale) =>
      (this.term?.forms[locale] ?? []).map(({ text }) => ({ locale, text })),
    )
  }

  #choose = (about: string): void => {
    this.about = about
  }

  #type(event: InputEvent): void {
    this.body = (event.target as HTMLTextAreaElement).value
  }

  #keys(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      void this.#say()
    }
  }

  async #say(): Promise<void> {
    const body = this.body.trim()
    if (!this.term || !body || this.busy || this.can !== true) return
    this.busy = true
    this.problem = null
    const about = this.about === '' ? undefined : this.#forms()[Number(this.about)]
    try {
      const said = await sayAboutTerm(this.term.id, {
        body,
        locale: about?.locale ?? null,
        form: about?.text ?? null,
      })
      this.comments = said.comments
      this.body = ''
      this.services.notices.announce(this.t('terms.said'))
    } catch (error) {
      this.problem = error
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
      }

      .said {
        white-space: pre-line;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-term-talk': TermTalk
  }
}
