// What the pages before sign-in share.

import { css, html, type TemplateResult } from 'lit'

import { PageTitled } from '../elements/page.ts'

const told = new WeakMap<EventTarget, string>()

/** Draws the title and tells the shell, as `st-page` does on the other pages. */
export function titled(page: EventTarget, heading: string): TemplateResult {
  if (told.get(page) !== heading) {
    told.set(page, heading)
    queueMicrotask(() => page.dispatchEvent(new PageTitled(heading)))
  }
  return html`<h1 class="words">${heading}</h1>`
}

export const doorStyles = css`
  .door {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    max-width: 26rem;
    margin: clamp(1.5rem, 9vh, 6rem) auto var(--space-6);
    padding-inline: var(--space-4);
  }

  .aside {
    gap: var(--space-2);
    padding-inline: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
`
