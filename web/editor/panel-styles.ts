// How the parts of the panel beside the article look.

import { css } from 'lit'

/** Styles of every part: a heading, and lists without marks. */
export const panelStyles = css`
  :host {
    display: block;
  }

  section {
    display: grid;
    gap: var(--space-2);
  }

  h3 {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }

  ul,
  ol {
    display: grid;
    gap: var(--space-3);
  }
`

/** Styles of a button that puts a form or a match into the text. */
export const insertStyles = css`
  .insert {
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--accent-soft);
    color: var(--ink);
    text-align: start;
    cursor: pointer;
  }

  .insert:hover:not([disabled]) {
    border-color: var(--accent);
  }

  .insert[disabled] {
    background: var(--sunk);
    cursor: default;
  }
`
