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
