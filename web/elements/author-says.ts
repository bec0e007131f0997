// What the author of a file says about its translation: notes and demands of a block, and what was not understood.

import { html, nothing } from 'lit'

import type { AuthorNote, SourceRemark } from '#domain/article.ts'

import { language } from '../i18n/language.ts'

type Translate = (key: string, values?: Readonly<Record<string, string | number | null>>) => string

/** Shows a note, or a demand in the language of the interface. */
export function authorNote(t: Translate, note: AuthorNote) {
  if (typeof note === 'string') return html`<span class="words" lang="en">${note}</span>`
  const about =
    note.words === null ? nothing : html`<strong class="words" lang="en">${note.words}</strong> — `
  if (note.kind === 'term') return html`${about}${t('articleSource.demand-term')}`
  if (note.kind === 'characters') {
    return html`${about}${t('articleSource.demand-characters')} <code lang="en">${note.allowed}</code>`
  }
  const { bytes, encoding } = note
  return html`${about}${t('articleSource.demand-storage', { bytes: language.number(bytes), encoding })}`
}

/** Lists what a file says about its translation that was left out. */
export function sourceRemarks(t: Translate, remarks: readonly SourceRemark[]) {
  if (remarks.length === 0) return nothing
  return html`<div class="note warn" role="note">
    <p>${t('import.remarks')}</p>
    <ul class="plain">
      ${remarks.map(
        ({ line, found }) =>
          html`<li class="small">
            ${t('import.remark-line', { line })} <code class="words" lang="en">${found}</code>
          </li>`,
      )}
    </ul>
  </div>`
}
