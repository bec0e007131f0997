// What the glossary is searched by: words in any script, kind, language, status and layer.

import { css, html, nothing, type TemplateResult } from 'lit'

import {
  type FormStatus,
  formStatuses,
  type Layer,
  layers,
  type TermClass,
  termClasses,
} from '#glossary/term.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { choiceField } from '../elements/field.ts'
import { icon } from '../elements/icons.ts'
import { localeName } from '../i18n/names.ts'
import type { Translate } from '../i18n/translate.ts'

/** What is asked for; an empty text means anything. */
export interface TermFilter {
  readonly q: string
  readonly termClass: TermClass | ''
  readonly locale: TargetLocale | ''
  readonly missingOnly: boolean
  readonly status: FormStatus | ''
  readonly layer: Layer
}

/** Asks for everything. */
export const noFilter: TermFilter = {
  ...{ q: '', termClass: '', locale: '', missingOnly: false, status: '', layer: 'all' },
}

/** The fields of a search; `filter` hears of every choice, `type` of every key. */
export function termsSearch(
  t: Translate,
  { q, termClass, locale, missingOnly, status, layer }: TermFilter,
  filter: (change: Partial<TermFilter>) => void,
  type: (event: InputEvent) => void,
): TemplateResult {
  return html`<search class="search">
    <div class="field find">
      <label for="q" class="visually-hidden">${t('glossary.search')}</label>
      <span class="glass">${icon('search')}</span>
      <input
        class="input"
        id="q"
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${t('glossary.search')}
        .value=${q}
        @input=${type}
      />
    </div>
    ${choiceField({
      name: 'class',
      label: t('glossary.class'),
      hideLabel: true,
      value: termClass,
      options: [
        { value: '', label: t('glossary.all-classes') },
        ...termClasses.map((one) => ({ value: one, label: t(`termClass.${one}`) })),
      ],
      choose: (value) => filter({ termClass: termClasses.find((one) => one === value) ?? '' }),
    })}
    ${choiceField({
      name: 'locale',
      label: t('glossary.locale'),
      hideLabel: true,
      value: locale,
      options: [
        { value: '', label: t('glossary.all-locales') },
        ...targetLocales.map((one) => ({ value: one, label: localeName(one) })),
      ],
      choose: (value) => filter({ locale: targetLocales.find((one) => one === value) ?? '' }),
    })}
    ${choiceField({
      name: 'status',
      label: t('terms.status'),
      hideLabel: true,
      value: status,
      options: [
        { value: '', label: t('terms.all-statuses') },
        ...formStatuses.map((one) => ({ value: one, label: t(`formStatus.${one}`) })),
      ],
      choose: (value) => filter({ status: formStatuses.find((one) => one === value) ?? '' }),
    })}
    ${choiceField({
      name: 'layer',
      label: t('terms.layer'),
      hideLabel: true,
      value: layer,
      options: layers.map((one) => ({ value: one, label: t(`layer.${one}`) })),
      choose: (value) => filter({ layer: layers.find((one) => one === value) ?? 'all' }),
    })}
    ${
      locale
        ? html`<label class="choice"
            ><input
              type="checkbox"
              .checked=${missingOnly}
              @change=${(event: Event) => filter({ missingOnly: (event.target as HTMLInputElement).checked })}
            />${t('glossary.missing-only', { locale: localeName(locale) })}</label
          >`
        : nothing
    }
  </search>`
}

/** How the fields stand beside each other. */
export const searchStyles = css`
  .search {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }

  .find {
    position: relative;
    flex: 1 1 18rem;
  }

  .find .input {
    padding-inline-start: 2.4rem;
  }

  .glass {
    position: absolute;
    inset: 0 auto 0 0.75rem;
    display: grid;
    place-items: center;
    color: var(--ink-soft);
  }

  .search .field:not(.find) {
    flex: 1 1 9rem;
    max-width: 16rem;
  }
`
