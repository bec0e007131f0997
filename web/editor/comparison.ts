// How the text that stands in the field differs from what its translator confirmed and from what was approved last.

import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

import type { TargetLocale } from '#locales/locale.ts'

import { language } from '../i18n/language.ts'
import type { Translate } from './code-chip.ts'
import { differences } from './differences.ts'
import type { HistoryLine, Landmarks } from './edition-api.ts'
import type { Item } from './edition-item.ts'

/** Renders the comparisons that show a difference, or nothing. */
export function comparison(
  t: Translate,
  item: Item,
  landmarks: Landmarks | null,
  locale: TargetLocale,
): TemplateResult | typeof nothing {
  const shown = (['confirmed', 'approved'] as const).flatMap((kind) => {
    const line = landmarks?.[kind]
    const before = line?.after?.target
    return line && before !== undefined && before !== item.text ? [{ kind, line, before }] : []
  })
  if (shown.length === 0) return nothing
  const codes = item.row?.segment.codes ?? []
  // The same text twice says nothing more.
  const different = shown.filter(({ before }, n) => shown.findIndex((one) => one.before === before) === n)
  return html`<section aria-labelledby="compare">
    <h3 id="compare">${t('editing.compare')}</h3>
    <ul class="plain">
      ${different.map(
        ({ kind, line, before }) =>
          html`<li class="line">
            <div class="small">
              <strong>${t(`editing.compare.${kind}`, { name: nameOf(t, line) })}</strong>
              <span class="soft">· ${language.moment(line.at)}</span>
            </div>
            ${differences(t, before, item.text, codes, locale)}
          </li>`,
      )}
    </ul>
  </section>`
}

function nameOf(t: Translate, line: HistoryLine): string {
  return line.person?.name ?? t('editor.somebody')
}
