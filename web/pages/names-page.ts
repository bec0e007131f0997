// Who and what an article names: a card each, with its form in every language, and what is still to be asked.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { NameKind } from '#domain/names/name-cards.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import {
  type ArticleNames,
  askAboutName,
  fetchNames,
  findNamesAgain,
  type NameCard,
  proposeForm,
} from '../api/names.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/empty.ts'
import { choiceField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { refresh } from '../stores/refresh.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import type { FormGiven } from './form-entry.ts'
import './form-entry.ts'

/** Kinds in the order in which they matter. */
const kinds: readonly NameKind[] = ['person', 'organisation', 'post', 'programme', 'acronym', 'place', 'date']

@customElement('st-names-page')
export class NamesPage extends LitElement {
  @property({ attribute: false }) articleId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell

  @state() private locale: TargetLocale | '' = ''
  @state() private openOnly = false
  /** The name and language whose form is being entered. */
  @state() private entering = ''
  @state() private busy = ''

  private readonly t = translate(this)
  private readonly names = new Load(
    this,
    (signal) => fetchNames(this.articleId, signal),
    () => this.articleId || undefined,
  )

  constructor() {
    super()
    refresh(
      this,
      () => this.services?.changes,
      () => void this.names.reload(),
      (change) => change.translationId === null && /^(?:term|name)/.test(change.deed),
    )
  }

  override render() {
    return this.names.render((found) => this.#page(found))
  }

  #page({ article, editions, items, can }: ArticleNames) {
    const shown = this.locale ? [this.locale] : this.#languages(editions)
    const cards = items.filter(({ forms }) => !this.openOnly || shown.some((locale) => forms[locale].open))
    return html`<st-page
      heading=${this.t('names.title')}
      backHref="/articles/${article.id}"
      backText=${article.title}
    >
      <p slot="about">${this.t('names.about')}</p>
      <st-action
        slot="actions"
        .can=${can.find}
        ?busy=${this.busy === 'find'}
        @click=${() => void this.#do('find', () => findNamesAgain(article.id))}
        >${icon('search')}${this.t('names.find-again')}</st-action
      >
      <search class="row filters">
        ${choiceField({
          name: 'locale',
          label: this.t('glossary.locale'),
          hideLabel: true,
          value: this.locale,
          options: [
            { value: '', label: this.t('names.edition-locales') },
            ...targetLocales.map((one) => ({ value: one, label: localeName(one) })),
          ],
          choose: (value) => (this.locale = targetLocales.find((one) => one === value) ?? ''),
        })}
        <label class="choice"
          ><input
            type="checkbox"
            .checked=${this.openOnly}
            @change=${(event: Event) => (this.openOnly = (event.target as HTMLInputElement).checked)}
          />${this.t('names.open-only')}</label
        >
      </search>
      ${
        cards.length === 0
          ? html`<st-empty
              icon="people"
              heading=${this.t(items.length === 0 ? 'names.none' : 'names.none-open')}
              text=${this.t(items.length === 0 ? 'names.none-text' : 'names.none-open-text')}
            ></st-empty>`
          : kinds.map((kind) => this.#kind(kind, cards, shown, can))
      }
    </st-page>`
  }

  /** The languages the article has editions in, or all when it has none yet. */
  #languages(editions: ArticleNames['editions']): readonly TargetLocale[] {
    return editions.length > 0 ? editions.map(({ locale }) => locale) : targetLocales
  }

  #kind(
    kind: NameKind,
    cards: readonly NameCard[],
    shown: readonly TargetLocale[],
    can: ArticleNames['can'],
  ) {
    const mine = cards.filter((card) => card.kind === kind)
    if (mine.length === 0) return nothing
    return html`<section class="stack" aria-labelledby=${kind}>
      <h2 id=${kind}>${this.t(`names.kind.${kind}`, { n: mine.length })}</h2>
      <ul class="plain cards">
        ${mine.map((card) => this.#card(card, shown, can))}
      </ul>
    </section>`
  }

  #card(card: NameCard, shown: readonly TargetLocale[], can: ArticleNames['can']) {
    const { name, detail, kind, term, mentions, count, forms } = card
    const asking = shown.filter(
      (locale) => forms[locale].open && !forms[locale].question && can.propose.includes(locale),
    )
    return html`<li class="card stack">
      <div>
        <h3 class="words" lang="en">${name}</h3>
        ${detail ? html`<p class="soft small words" lang="en">${detail}</p>` : nothing}
        ${term?.note ? html`<p class="soft small words">${term.note}</p>` : nothing}
        ${term?.needsOriginalSpelling ? html`<p class="note warn">${this.t('terms.needs-spelling')}</p>` : nothing}
      </div>
      <details>
        <summary class="small">${this.t('names.mentions', { n: count })}</summary>
        <ol class="plain mentions">
          ${mentions.map(
            ({ ordinal, text }) =>
              html`<li class="small">
                <span class="soft number">${ordinal}</span> <span lang="en">${text}</span>
              </li>`,
          )}
        </ol>
      </details>
      ${
        kind === 'date'
          ? html`<p class="small soft">${this.t('names.date-rule')}</p>`
          : html`<dl>${shown.map((locale) => this.#form(card, locale, can))}</dl>`
      }
      ${
        asking.length > 0
          ? html`<div class="asking">
              <st-action
                variant="quiet"
                ?busy=${this.busy === `ask ${name}`}
                @click=${() => void this.#ask(card, asking)}
                >${icon('question')}${this.t('names.ask', {
                  locales: asking.map((locale) => localeName(locale)).join(', '),
                })}</st-action
              >
            </div>`
          : nothing
      }
    </li>`
  }

  #form(card: NameCard, locale: TargetLocale, can: ArticleNames['can']) {
    const { form, open, question } = card.forms[locale]
    const key = `${locale} ${card.name}`
    const mayPropose = can.propose.includes(locale) ? true : 'reason.role-needed'
    return html`<div class="form">
      <dt>${localeName(locale)}</dt>
      <dd>
        ${
          form
            ? html`<span class="words" lang=${locale}>${form.text}</span>
                <span class="status ${form.status}">${this.t(`formStatus.${form.status}`)}</span>`
            : html`<span class="soft">${this.t('glossary.no-form')}</span>`
        }
        ${question ? html`<span class="status asked">${this.t('names.asked')}</span>` : nothing}
        ${
          open && mayPropose === true && this.entering !== key
            ? html`<button
                class="button quiet small"
                type="button"
                aria-label="${this.t('names.enter')}: ${card.name}, ${localeName(locale)}"
                @click=${() => (this.entering = key)}
              >
                ${icon('edit')}${this.t('names.enter')}
              </button>`
            : nothing
        }
        ${
          this.entering === key
            ? html`<st-form-entry
                .locale=${locale}
                .text=${form?.text ?? ''}
                .propose=${mayPropose}
                .approve=${can.approve}
                ?busy=${this.busy === key}
                @st-form-given=${(event: FormGiven) => void this.#give(card, locale, event)}
              ></st-form-entry>`
            : nothing
        }
      </dd>
    </div>`
  }

  async #ask({ name }: NameCard, locales: readonly TargetLocale[]): Promise<void> {
    await this.#do(`ask ${name}`, async () => {
      await askAboutName(this.articleId, name, locales, '')
      this.services.notices.show(this.t('names.ask-done', { name }))
    })
  }

  async #give({ name }: NameCard, locale: TargetLocale, { form, approve }: FormGiven): Promise<void> {
    await this.#do(`${locale} ${name}`, async () => {
      await proposeForm(this.articleId, name, locale, { ...form, status: approve ? 'approved' : 'proposed' })
      this.entering = ''
      this.services.notices.show(this.t('glossary.saved', { source: name }))
    })
  }

  async #do(what: string, deed: () => Promise<unknown>): Promise<void> {
    if (this.busy) return
    this.busy = what
    try {
      await deed()
      await this.names.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = ''
    }
  }

  static override styles = [
    base,
    css`
      .filters {
        align-items: center;
      }

      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
        gap: var(--space-3);
      }

      .card {
        align-content: start;
      }

      dl {
        display: grid;
        gap: var(--space-2);
      }

      .form {
        display: grid;
        grid-template-columns: 6.5rem minmax(0, 1fr);
        gap: var(--space-2);
        align-items: baseline;
      }

      dt {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      dd {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-1) var(--space-2);
      }

      /* Its words stand on the line of the words beside it; the icon has no line of its own. */
      dd .button {
        align-items: baseline;
        min-height: 0;
      }

      dd .button .icon {
        align-self: center;
      }

      /* Its words begin where all the others do. */
      .asking {
        margin-inline-start: calc(-0.875rem - 1px);
      }

      st-form-entry {
        flex: 1 1 100%;
        padding-block: var(--space-2);
      }

      .status {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      .locked,
      .status.approved {
        color: var(--good);
      }

      .asked {
        color: var(--accent);
      }

      .mentions {
        display: grid;
        gap: var(--space-1);
        max-height: 14rem;
        margin-block-start: var(--space-2);
        overflow-y: auto;
      }

      summary {
        cursor: pointer;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'st-names-page': NamesPage
  }
}
