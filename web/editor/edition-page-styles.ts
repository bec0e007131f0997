// How the edition page is laid out: the article scrolls, the help beside or below it scrolls on its own.

import { css } from 'lit'

/** Styles of `<st-edition-page>`. */
export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: calc(100dvh - var(--header));
    min-height: 20rem;
    background: var(--paper);
  }

  st-problem,
  st-skeleton {
    margin: var(--space-5);
  }

  .columns {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr) 21rem;
    min-height: 0;
  }

  .columns.previewing {
    grid-template-columns: minmax(0, 1fr) minmax(20rem, 34rem) 21rem;
  }

  @media (width < 90rem) {
    .columns.previewing {
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem);
    }

    .columns.previewing st-edition-side {
      display: none;
    }
  }

  .article {
    position: relative;
    display: flex;
    min-width: 0;
    min-height: 0;
  }

  .ahead {
    position: absolute;
    inset-block-start: 0;
    width: 1px;
    opacity: 0;
    pointer-events: none;
  }

  lit-virtualizer {
    flex: 1;
    min-width: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
  }

  lit-virtualizer:focus {
    outline: none;
  }

  st-edition-row {
    width: 100%;
  }

  .nothing {
    position: absolute;
    inset: var(--space-6) 0 auto;
    text-align: center;
  }

  @media (width < 60rem) {
    .columns {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }

    .columns.previewing {
      grid-template: minmax(0, 1fr) 45% / minmax(0, 1fr);
    }
  }
`
