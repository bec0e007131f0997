// The fields of a term that are about its source: its words, its kind, and how it is read and kept.

import { html, nothing, type TemplateResult } from 'lit'

import {
  type AcronymPolicy,
  acronymPolicies,
  type SurnameOrder,
  surnameOrders,
  type TermClass,
  termClasses,
  type TermDraft,
} from '#glossary/term.ts'

import { choiceField, textField } from '../elements/field.ts'
import type { Translate } from '../i18n/translate.ts'

/** The fields of a term that are about its source; `change` hears of every change. */
export function termWords(
  t: Translate,
  draft: TermDraft,
  tried: boolean,
  change: (change: Partial<TermDraft>) => void,
): TemplateResult {
  const { source, acronym, note, termClass, caseSensitive, doNotTranslate } = draft
  const { short, plural, acronymPolicy, surnameOrder, needsOriginalSpelling } = draft
  return html`<div class="words-grid">
      ${textField({
        name: 'source',
        label: t('glossary.source'),
        lang: 'en',
        value: source,
        required: true,
        ...(tried && !source.trim() ? { mistake: t('field.required') } : {}),
        input: (value) => change({ source: value }),
      })}
      ${textField({
        name: 'acronym',
        label: t('glossary.acronym'),
        lang: 'en',
        value: acronym ?? '',
        input: (value) => change({ acronym: value || null }),
      })}
      ${choiceField({
        name: 'termClass',
        label: t('glossary.class'),
        value: termClass,
        options: termClasses.map((one) => ({ value: one, label: t(`termClass.${one}`) })),
        choose: (value) => change({ termClass: value as TermClass }), // the values are the classes above
      })}
      ${textField({
        name: 'note',
        label: t('glossary.note'),
        value: note,
        input: (value) => change({ note: value }),
      })}
      ${
        acronym
          ? choiceField({
              name: 'acronymPolicy',
              label: t('terms.acronym-policy'),
              value: acronymPolicy ?? '',
              options: [
                { value: '', label: t('terms.not-said') },
                ...acronymPolicies.map((one) => ({ value: one, label: t(`acronymPolicy.${one}`) })),
              ],
              // The values are the policies above, or nothing.
              choose: (value) => change({ acronymPolicy: (value || undefined) as AcronymPolicy | undefined }),
            })
          : nothing
      }
      ${textField({
        name: 'short',
        label: t('terms.short'),
        lang: 'en',
        value: short ?? '',
        input: (value) => change({ short: value || undefined }),
      })}
      ${textField({
        name: 'plural',
        label: t('terms.plural'),
        lang: 'en',
        value: plural ?? '',
        input: (value) => change({ plural: value || undefined }),
      })}
      ${
        termClass === 'person'
          ? choiceField({
              name: 'surnameOrder',
              label: t('terms.surname'),
              value: surnameOrder ?? '',
              options: [
                { value: '', label: t('terms.not-said') },
                ...surnameOrders.map((one) => ({ value: one, label: t(`surnameOrder.${one}`) })),
              ],
              // The values are the orders above, or nothing.
              choose: (value) => change({ surnameOrder: (value || undefined) as SurnameOrder | undefined }),
            })
          : nothing
      }
    </div>
    <div class="row">
      ${tick(t('glossary.do-not-translate'), doNotTranslate, (on) => change({ doNotTranslate: on }))}
      ${tick(t('glossary.case-sensitive'), caseSensitive, (on) => change({ caseSensitive: on }))}
      ${
        termClass === 'person'
          ? tick(t('terms.needs-spelling'), needsOriginalSpelling ?? false, (on) =>
              change({ needsOriginalSpelling: on || undefined }),
            )
          : nothing
      }
    </div>`
}

/** A box to tick with its words. */
export function tick(label: string, checked: boolean, choose: (on: boolean) => void): TemplateResult {
  return html`<label class="choice"
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
    />${label}</label
  >`
}
