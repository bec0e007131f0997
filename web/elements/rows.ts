// Styles of a list of people: who, what they are, and what can be done; one under the other where it is narrow.

import { css } from 'lit'

export const rows = css`
  .rows {
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
  }

  .rows > li + li {
    border-block-start: 1px solid var(--line);
  }

  .who {
    display: grid;
    flex: 1 1 14rem;
    min-width: 0;
  }

  .marks {
    display: flex;
    flex: 2 1 16rem;
    flex-wrap: wrap;
    gap: var(--space-1);
  }

  .marks li {
    padding: 0.05rem 0.6rem;
    border-radius: 99px;
    background: var(--sunk);
    font-size: var(--text-s);
  }

  .deeds {
    display: flex;
    flex-wrap: wrap;
  }
`
