// Styles of a table whose rows are cards where it is narrow; each cell then names its column itself.

import { css, unsafeCSS, type CSSResult } from 'lit'

/** What all of them have; `width` is the one below which rows are cards, e.g. `48rem`. */
export const narrowTable = (width: '48rem' | '56rem'): CSSResult => css`
  .language {
    display: none;
  }

  @media (width < ${unsafeCSS(width)}) {
    .table {
      overflow: visible;
      border: 0;
      background: none;
      box-shadow: none;
    }

    table,
    tbody,
    tr,
    th,
    td {
      display: block;
    }

    thead {
      position: absolute;
      clip-path: inset(50%);
    }

    tr {
      display: grid;
      gap: var(--space-3);
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--surface);
      box-shadow: var(--shadow);
    }

    tr + tr {
      margin-block-start: var(--space-4);
    }

    th,
    td {
      width: auto;
      min-width: 0;
      padding: 0;
      border: 0;
    }

    .language {
      display: block;
      font-size: var(--text-s);
    }
  }
`
