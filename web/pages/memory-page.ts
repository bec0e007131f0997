// The translation memory of a project: search, where it is from, files in and out, and what may be filled in.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import { isTargetLocale, targetLocales, type TargetLocale } from '#locales/locale.ts'

import { path } from '../api/client.ts'
import { fetchMemory, removeFromMemory, setMemoryRules, type MemoryWire } from '../api/memory.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import '../elements/concordance.ts'
import { confirmed } from '../elements/dialog.ts'
import '../elements/empty.ts'
import { choiceField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { Load } from '../elements/load.ts'
import '../elements/locale-tag.ts'
import '../elements/page.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'
import './memory-import.ts'

type Origin = MemoryWire['origins'][number]

const megabyte = 1_000_000

@customElement('st-memory-page')
export class MemoryPage extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private locale: TargetLocale = 'th'
  @state() private busy = false

  private readonly t = translate(this)
  private readonly memory = new Load(this, (signal) => fetchMemory(this.projectId, signal))

  override render() {
    const { value } = this.memory
    return html`<st-page
      heading=${this.t('memory.title')}
      backHref="/projects/${this.projectId}"
      backText=${this.t('project.title')}
    >
      ${value ? this.#page(value) : this.memory.render(() => nothing)}
    </st-page>`
  }

  #page(memory: MemoryWire) {
    return html`<div class="stack all">
      <section class="stack" aria-labelledby="search">
        <h2 id="search">${this.t('memory.concordance')}</h2>
        <div class="language">
          ${choiceField({
            name: 'locale',
            label: this.t('memory.concordance.target'),
            value: this.locale,
            options: targetLocales.map((locale) => ({ value: locale, label: localeName(locale) })),
            choose: (value) => {
              if (isTargetLocale(value)) this.locale = value
            },
          })}
        </div>
        <st-concordance .projectId=${this.projectId} .locale=${this.locale}></st-concordance>
      </section>
      <section class="stack" aria-labelledby="origins">
        <h2 id="origins">${this.t('memory.origins')}</h2>
        <ul class="plain row languages">
          ${memory.languages.map(
            ({ locale, units }) =>
              html`<li>
                <st-locale-tag locale=${locale}></st-locale-tag>
                <span>${this.t('memory.pairs', { n: units })}</span>
              </li>`,
          )}
        </ul>
        ${
          memory.origins.length === 0
            ? html`<st-empty
                icon="book"
                heading=${this.t('memory.empty')}
                text=${this.t('memory.empty-text')}
              ></st-empty>`
            : html`<ul class="plain origins">
                ${memory.origins.map((origin) => this.#origin(origin, memory.can.edit === true))}
              </ul>`
        }
        ${
          memory.can.edit === true
            ? html`<st-memory-import
                .projectId=${this.projectId}
                .job=${memory.reading}
                @st-memory-imported=${() => void this.memory.reload()}
                >${this.#export()}</st-memory-import
              >`
            : html`<p>${this.#export()}</p>`
        }
      </section>
      ${
        memory.can.edit === true
          ? html`<section class="stack rules" aria-labelledby="rules">
              <h2 id="rules">${this.t('memory.fill')}</h2>
              ${choiceField({
                name: 'fill-from',
                label: this.t('memory.rules'),
                value: String(memory.fillFrom),
                options: (['101', '100'] as const).map((score) => ({
                  value: score,
                  label: this.t(`memory.rules.${score}`),
                })),
                choose: (value) => void this.#setRules(value === '100' ? 100 : 101),
              })}
            </section>`
          : nothing
      }
      <p class="small soft">
        ${this.t('memory.index', {
          used: Math.ceil(memory.index.bytes / megabyte),
          bound: Math.round(memory.index.bound / megabyte),
        })}
      </p>
      ${memory.index.state === 'loading' ? html`<p class="small" role="status">${this.t('memory.loading')}</p>` : nothing}
      ${memory.index.state === 'partial' ? html`<p class="small">${this.t('memory.index.partial')}</p>` : nothing}
    </div>`
  }

  #export() {
    return html`<a class="button" download href=${path`/api/projects/${this.projectId}/memory.tmx`}
      >${this.t('memory.export')}</a
    >`
  }

  #origin(origin: Origin, edits: boolean) {
    const { kind, id, name, units, at } = origin
    return html`<li class="row">
      <span class="words name" lang=${kind === 'article' ? 'en' : nothing}
        >${kind === 'article' ? html`<a href="/articles/${id}">${name}</a>` : name}</span
      >
      <span class="soft small">${this.t('memory.pairs', { n: units })}, ${language.day(at)}</span>
      ${
        edits
          ? html`<button class="button quiet" type="button" @click=${() => void this.#remove(origin)}>
              ${icon('trash')}${this.t('memory.remove')}<span class="visually-hidden">: ${name}</span>
            </button>`
          : nothing
      }
    </li>`
  }

  async #remove(origin: Origin): Promise<void> {
    const yes = await confirmed({
      heading: this.t('memory.remove-name', { name: origin.name }),
      text: this.t('memory.remove-text'),
      confirm: this.t('memory.remove'),
      danger: true,
    })
    if (!yes) return
    await this.#doing(async () => {
      const { units } = await removeFromMemory(this.projectId, origin)
      this.services.notices.show(this.t('memory.removed', { n: units }))
      await this.memory.reload()
    })
  }

  async #setRules(fillFrom: 100 | 101): Promise<void> {
    await this.#doing(async () => {
      await setMemoryRules(this.projectId, fillFrom)
      this.services.notices.show(this.t('memory.rules.saved'))
    })
  }

  async #doing(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await work()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .all {
        gap: var(--space-6);
      }

      .language {
        max-width: 20rem;
      }

      .languages {
        gap: var(--space-1) var(--space-5);
      }

      .origins li {
        justify-content: space-between;
        gap: var(--space-3);
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }

      .name {
        flex: 1 1 14rem;
        min-width: 0;
      }

      .rules {
        max-width: 34rem;
      }
    `,
  ]
}
