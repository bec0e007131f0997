// The terms of a glossary in a table: names in rows, languages in columns. It grows page by page and is never drawn in
// parts: who reads with a screen reader or searches in the page meets every row that was loaded, in a table with heads,
// which a list that holds only what is in the window cannot give. Rows outside of it cost nothing to draw.

import { css, html, nothing, type TemplateResult } from 'lit'

import type { TermForm } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import type { ListedTerm } from '../api/glossary.ts'
import { narrowTable } from '../elements/narrow-table.ts'
import { localeName } from '../i18n/names.ts'
import type { Translate } from '../i18n/translate.ts'

/** What the table shows and what it may do. */
export interface TermsTable {
  readonly terms: readonly ListedTerm[]
  /** The languages that have a column. */
  readonly locales: readonly TargetLocale[]
  /** Ids of the terms that are chosen, or null for who decides nothing. */
  readonly chosen: ReadonlySet<string> | null
  readonly open: (term: ListedTerm) => void
  readonly choose: (ids: readonly string[], on: boolean) => void
}

/** Draws the table. */
export function termsTable(t: Translate, table: TermsTable): TemplateResult {
  const { terms, locales, chosen } = table
  const ids = terms.map(({ id }) => id)
  return html`<div
    class="table ${locales.length === 1 ? 'one' : ''}"
    role="region"
    tabindex="0"
    aria-label=${t('glossary.title')}
  >
    <table>
      <thead>
        <tr>
          ${chosen ? html`<td class="choose">${tick(table, t('terms.choose-all'), ids, true)}</td>` : nothing}
          <th scope="col" class="source">${t('glossary.source')}</th>
          ${locales.map((locale) => html`<th scope="col">${localeName(locale)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${terms.map((term) => row(t, term, table))}
      </tbody>
    </table>
  </div>`
}

function row(t: Translate, term: ListedTerm, table: TermsTable): TemplateResult {
  const { locales, chosen, open } = table
  return html`<tr>
    ${
      chosen
        ? html`<td class="choose">
            ${tick(table, t('terms.choose', { source: term.source }), [term.id], false)}
          </td>`
        : nothing
    }
    <th scope="row" class="source">${source(t, term, open)}</th>
    ${locales.map(
      (locale) =>
        html`<td>
          <span class="language">${localeName(locale)}</span>
          ${forms(t, term, locale)}
        </td>`,
    )}
  </tr>`
}

function tick({ chosen, choose }: TermsTable, label: string, ids: readonly string[], wide: boolean) {
  return html`<label class="tick ${wide ? 'all' : ''}"
    ><input
      type="checkbox"
      aria-label=${label}
      .checked=${ids.every((id) => chosen?.has(id))}
      @change=${(event: Event) => choose(ids, (event.target as HTMLInputElement).checked)}
  /></label>`
}

function source(t: Translate, term: ListedTerm, open: TermsTable['open']) {
  return html`
    <button class="open" type="button" @click=${() => open(term)}>
      <span class="words" lang="en">${term.source}</span>${
        term.acronym ? html` <span class="soft" lang="en">(${term.acronym})</span>` : nothing
      }
    </button>
    <span class="kind">
      ${t(`termClass.${term.termClass}`)}${
        term.projectId === null
          ? html` · ${t('terms.is-shared')}`
          : term.overridesShared
            ? html` · ${t('terms.overrides')}`
            : nothing
      }
    </span>
    ${term.needsOriginalSpelling ? html`<span class="kind warn">${t('terms.needs-spelling')}</span>` : nothing}
    ${term.note ? html`<span class="kind words">${term.note}</span>` : nothing}
  `
}

function forms(t: Translate, term: ListedTerm, locale: TargetLocale) {
  const written = term.forms[locale] ?? []
  if (written.length > 0) return written.map((form) => formOf(t, form, locale))
  return html`<span class="soft small">
    ${
      term.doNotTranslate
        ? t('glossary.unchanged')
        : html`<span aria-hidden="true">–</span><span class="visually-hidden">${t('glossary.no-form')}</span>`
    }
  </span>`
}

function formOf(t: Translate, form: TermForm, locale: TargetLocale) {
  return html`<div class="form ${form.status}">
    <span class="words" lang=${locale}>${form.text}</span>
    ${form.status === 'approved' ? nothing : html`<span class="status">${t(`formStatus.${form.status}`)}</span>`}
  </div>`
}

const wideStyles = css`
  .table {
    overflow-x: auto;
    position: relative;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  thead th {
    background: var(--sunk);
  }

  td,
  tbody th {
    min-width: 8.5rem;
    padding-block: var(--space-2);
  }

  .source {
    min-width: 13rem;
    padding-inline-start: var(--space-4);
  }

  tbody .source {
    color: var(--ink);
    font-size: var(--text-m);
  }

  .one .source {
    width: 40%;
  }

  .open {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font-weight: var(--strong);
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }

  .open:hover {
    text-decoration-thickness: 2px;
  }

  .kind {
    display: block;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 400;
  }

  .form + .form {
    margin-block-start: var(--space-1);
  }

  .status {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .locked .status {
    color: var(--good);
    font-weight: var(--strong);
  }

  .forbidden .words {
    text-decoration: line-through;
  }

  .forbidden .status {
    color: var(--danger);
    font-weight: var(--strong);
  }

  .warn {
    color: var(--danger);
  }

  td.choose {
    min-width: 0;
    width: 1%;
    padding-inline-end: 0;
  }

  .choose ~ .source {
    padding-inline-start: var(--space-2);
  }

  thead td {
    background: var(--sunk);
  }

  .tick {
    display: grid;
    place-items: center;
    min-width: 1.75rem;
    min-height: 1.75rem;
  }

  /* Rows outside the window cost nothing to draw. */
  tbody tr {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 5rem;
  }
`

/** Styles of the table. */
export const tableStyles = [
  wideStyles,
  narrowTable('48rem'),
  css`
    @media (width < 48rem) {
      .one .source,
      td.choose {
        width: auto;
      }

      td,
      tbody th {
        padding-block: 0;
      }

      .source,
      .choose ~ .source {
        padding: 0;
      }

      td {
        display: grid;
        grid-template-columns: 6.5rem minmax(0, 1fr);
      }

      td.choose {
        display: block;
      }

      .tick {
        justify-items: start;
      }

      .language {
        grid-row: span 9;
        color: var(--ink-soft);
      }
    }
  `,
]
