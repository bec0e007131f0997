// How strict the checks of a project are: what was set, and a form to set one more.

import { consume } from '@lit/context'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

import type { SettableCheck, Strictness } from '#domain/checks/settings.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { type CheckSettingsDetail, fetchCheckSettings, saveCheckSetting } from '../api/projects.ts'
import '../elements/action.ts'
import { base } from '../elements/base.ts'
import { choiceField } from '../elements/field.ts'
import { Load } from '../elements/load.ts'
import { problemText } from '../elements/problem.ts'
import { localeName } from '../i18n/names.ts'
import { translate } from '../i18n/translate.ts'
import { type Services, servicesContext } from '../stores/services.ts'

const levels: readonly Strictness[] = ['error', 'warning', 'info', 'off']

@customElement('st-check-settings')
export class CheckSettingsForm extends LitElement {
  @property({ attribute: false }) projectId = ''
  @consume({ context: servicesContext }) services!: Services // provided by the shell
  @state() private check: SettableCheck = 'numbers'
  @state() private locale: TargetLocale | '*' = '*'
  @state() private level: Strictness = 'warning'
  @state() private busy = false

  private readonly t = translate(this)
  private readonly shown = new Load(
    this,
    (signal) => fetchCheckSettings(this.projectId, signal),
    () => this.projectId || undefined,
  )

  override render() {
    const { value } = this.shown
    return html`<section class="card stack" aria-labelledby="checks">
      <h2 id="checks">${this.t('checks.title')}</h2>
      ${value ? this.#settings(value) : this.shown.render(() => nothing)}
    </section>`
  }

  #settings({ settings, checks, can }: CheckSettingsDetail) {
    const set = checks.flatMap(({ id }) =>
      (['*', ...targetLocales] as const).flatMap((locale) => {
        const level = settings[id]?.[locale]
        return level ? [{ id, locale, level }] : []
      }),
    )
    return html`<p class="soft">${this.t('checks.text')}</p>
      ${
        set.length === 0
          ? html`<p>${this.t('checks.none')}</p>`
          : html`<ul class="plain set">
              ${set.map(({ id, locale, level }) => {
                const names = { check: this.t(`check.${id}`), language: this.#language(locale) }
                return html`<li>
                  <span>${names.check} · ${names.language}</span>
                  <strong>${this.t(`checks.strictness.${level}`)}</strong>
                  <st-action
                    .can=${can.change}
                    ?busy=${this.busy}
                    @click=${() => void this.#save(id, locale, null)}
                    ><span aria-hidden="true">${this.t('checks.remove')}</span
                    ><span class="visually-hidden">${this.t('checks.remove-of', names)}</span></st-action
                  >
                </li>`
              })}
            </ul>`
      }
      ${can.change === true ? this.#form(checks) : nothing}`
  }

  #form(checks: CheckSettingsDetail['checks']) {
    return html`<div class="fields">
      ${choiceField({
        name: 'check',
        label: this.t('checks.check'),
        value: this.check,
        options: checks.flatMap(({ id, fixed }) =>
          fixed ? [] : [{ value: id, label: this.t(`check.${id}`) }],
        ),
        // The values are those of the options above.
        choose: (value) => (this.check = value as SettableCheck),
      })}
      ${choiceField({
        name: 'locale',
        label: this.t('checks.language'),
        value: this.locale,
        options: (['*', ...targetLocales] as const).map((value) => ({ value, label: this.#language(value) })),
        choose: (value) => (this.locale = value as TargetLocale | '*'),
      })}
      ${choiceField({
        name: 'strictness',
        label: this.t('checks.strictness'),
        value: this.level,
        options: levels.map((value) => ({ value, label: this.t(`checks.strictness.${value}`) })),
        choose: (value) => (this.level = value as Strictness),
      })}
      <st-action ?busy=${this.busy} @click=${() => void this.#save(this.check, this.locale, this.level)}
        >${this.t('checks.set')}</st-action
      >
    </div>`
  }

  #language(locale: TargetLocale | '*'): string {
    return locale === '*' ? this.t('checks.all-languages') : localeName(locale)
  }

  async #save(check: SettableCheck, locale: TargetLocale | '*', level: Strictness | null): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await saveCheckSetting(this.projectId, check, locale, level)
      this.services.notices.show(this.t('checks.saved'))
      await this.shown.reload()
    } catch (error) {
      this.services.notices.show(problemText(error), 'danger')
    } finally {
      this.busy = false
    }
  }

  static override styles = [
    base,
    css`
      .set li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }

      .set li st-action {
        margin-inline-start: auto;
      }

      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--space-3);
        align-items: end;
      }
    `,
  ]
}
