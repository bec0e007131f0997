// How a row looks: a line of the article, and when it is open, a place to work.

import { css } from 'lit'

/** Styles of `<st-edition-row>`. */
export const rowStyles = css`
  .row {
    display: grid;
    grid-template-columns: 3rem minmax(0, 1fr) minmax(0, 1fr) 7.5rem;
    gap: 0 var(--space-4);
    align-items: start;
    padding: 0.4rem var(--space-4) 0.4rem 0;
    border-block-end: 1px solid transparent;
    cursor: pointer;
  }

  :host([first]) .row {
    padding-block-start: 1.1rem;
  }

  :host([first]) .headline,
  :host([first]) .heading {
    padding-block-start: 1.6rem;
  }

  .category {
    font-weight: var(--strong);
  }

  q.about {
    background: var(--warn-soft);
  }

  .row:hover {
    background: var(--surface);
  }

  :host([active]) .row {
    padding-block-end: 0.9rem;
    background: var(--surface);
    box-shadow:
      inset 3px 0 0 var(--accent),
      0 0 0 1px var(--line);
    cursor: auto;
  }

  :host([layout='stacked']) .row {
    grid-template-columns: 3rem minmax(0, 1fr) 7.5rem;
  }

  :host([layout='stacked']) .target {
    grid-column: 2;
  }

  :host([layout='stacked']) .source {
    color: var(--ink-soft);
  }

  :host([layout='stacked']) .about {
    grid-area: 1 / 3 / span 2;
  }

  :host([layout='target']) .row {
    grid-template-columns: 3rem minmax(0, 46rem) 7.5rem;
  }

  :host([layout='target']:not([active])) .source {
    display: none;
  }

  :host([layout='target'][active]) :is(.source, .target) {
    grid-column: 2;
  }

  :host([layout='target'][active]) .about {
    grid-area: 1 / 3 / span 2;
  }

  .plum {
    color: var(--plum);
  }

  .person {
    display: inline-flex;
    align-items: center;
    gap: 0.2rem;
    max-width: 100%;
    color: var(--info);
    font-size: var(--text-s);
  }

  .person.writes {
    color: var(--warn);
  }

  .initials {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .gutter {
    display: grid;
    justify-items: end;
  }

  .ordinal {
    min-width: 2.25rem;
    min-height: 1.75rem;
    padding: 0 0.35rem;
    border: 0;
    border-radius: var(--radius-s);
    background: transparent;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
    text-align: end;
    cursor: pointer;
  }

  :host([active]) .ordinal {
    color: var(--accent);
    font-weight: var(--strong);
  }

  .text {
    overflow-wrap: anywhere;
  }

  .source .text {
    color: var(--ink);
  }

  .empty {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  :host(:not([active])) .labelled .target {
    padding-block-start: 1.25rem;
  }

  .role {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .headline .text {
    font-size: 1.25rem;
    font-weight: var(--strong);
  }

  .headline .text.empty {
    font-size: var(--text-s);
    font-weight: 400;
  }

  .headline .text[lang='th'],
  .headline .text[lang='lo'],
  .headline .text[lang='km'] {
    font-size: calc(1.3rem / var(--ui-scale));
  }

  .headline st-target-field {
    font-size: 1.15rem;
    font-weight: var(--strong);
  }

  .heading .text,
  .heading st-target-field {
    font-weight: var(--strong);
  }

  .caption .text:not(.empty) {
    padding-inline-start: var(--space-3);
    border-inline-start: 2px solid var(--line-strong);
    color: var(--ink-soft);
  }

  .quotation .text:not(.empty) {
    padding-inline-start: var(--space-4);
  }

  .list-item .text:not(.empty) {
    display: list-item;
    margin-inline-start: 1.25rem;
  }

  .date .text,
  .byline .text {
    color: var(--ink-soft);
  }

  .term {
    text-decoration: underline 2px;
    text-decoration-color: var(--accent);
    text-underline-offset: 0.22em;
    text-decoration-skip-ink: none;
  }

  .term.kept {
    text-decoration-style: dotted;
  }

  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    padding-block-start: 0.1rem;
  }

  .count {
    display: inline-flex;
    align-items: center;
    gap: 0.2rem;
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }

  .count.danger {
    color: var(--danger);
  }

  .count.warn {
    color: var(--warn);
  }

  .unsent {
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    background: var(--warn);
  }

  .target {
    display: grid;
    gap: var(--space-2);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }

  .sync[data-sync='offline'],
  .sync[data-sync='refused'] {
    color: var(--warn);
  }

  .newer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }

  /* Nearly as high as with its texts, so that few are drawn and little moves when they come. Never higher: near its end
     the list would become shorter than the place that it was asked to show, and take the open row away. */
  .row[aria-busy] {
    min-height: 3rem;
  }

  .bar {
    height: 1.2rem;
    margin-block: 0.2rem;
    border-radius: var(--radius-s);
    background: var(--sunk);
  }

  @media (width < 60rem) {
    .row {
      grid-template-columns: 2.5rem minmax(0, 1fr) auto;
      gap: var(--space-2);
      padding-inline-end: var(--space-3);
      border-block-end-color: var(--line);
    }

    .source,
    .bar {
      grid-column: 2 / 4;
    }

    .target {
      grid-column: 2 / 4;
      grid-row: 3;
    }

    .gutter {
      grid-row: 1;
    }

    .about {
      grid-column: 2 / 4;
      grid-row: 1;
      min-height: 1.75rem;
    }

    :host(:not([active])) .labelled .target {
      padding-block-start: 0;
    }

    .source {
      grid-row: 2;
    }

    :host([active]) .row {
      padding-inline-end: var(--space-2);
    }

    :host([active]) .target,
    :host([active]) .source {
      grid-column: 1 / 4;
      padding-inline-start: var(--space-2);
    }
  }
`
