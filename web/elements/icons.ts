// Our own small icon set, drawn on a 24 × 24 grid with lines. Nothing is ever fetched.

import { svg, type SVGTemplateResult } from 'lit'
import { html, type TemplateResult } from 'lit'

const drawings = {
  'arrow-left': svg`<path d="M19 12H5m6-6-6 6 6 6" />`,
  'arrow-right': svg`<path d="M5 12h14m-6-6 6 6-6 6" />`,
  bell: svg`<path d="M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500a2.200 2.200 0 0 0 4 0" />`,
  book: svg`<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5zM4 20.500A2.5 2.5 0 0 0 6.5 21H20v-3" />`,
  check: svg`<path d="m5 12.5 4.5 4.500L19 7.5" />`,
  'chevron-down': svg`<path d="m6 9 6 6 6-6" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2" /><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3" />`,
  desk: svg`<path d="M4 13h4l1.5 3h5L16 13h4M4 13l2.5-8h11L20 13v6H4z" />`,
  document: svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />`,
  download: svg`<path d="M12 4v11m-5-4.5 5 5 5-5M4 20h16" />`,
  edit: svg`<path d="m4 20 1-4L16 5l3 3L8 19zM14 7l3 3" />`,
  external: svg`<path d="M14 4h6v6m0-6-9 9M18 14v6H4V6h6" />`,
  globe: svg`<circle cx="12" cy="12" r="9" /><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9S15 18 12 21c-3-3-3.5-6-3.5-9S9 6 12 3z" />`,
  history: svg`<path d="M4 12a8 8 0 1 0 2.5-5.800L4 8.500M4 4v4.500h4.500M12 8v4.500l3 2" />`,
  info: svg`<circle cx="12" cy="12" r="9" /><path d="M12 11v5M12 7.900v.1" />`,
  key: svg`<circle cx="8" cy="15" r="4" /><path d="m11 12 8-8m-3 3 3 3" />`,
  list: svg`<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1" />`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2" /><path d="M8 11V8a4 4 0 0 1 8 0v3" />`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16" />`,
  moon: svg`<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z" />`,
  people: svg`<circle cx="9" cy="8" r="3.5" /><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.900a3.5 3.5 0 0 1 0 6.200M18 14.500c2 .8 3.200 2.600 3.5 5.5" />`,
  person: svg`<circle cx="12" cy="8" r="4" /><path d="M4 20.500c.8-4.5 3.800-6.5 8-6.500s7.200 2 8 6.5" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  publish: svg`<path d="M12 20V8m-5 4.5 5-5 5 5M4 4h16" />`,
  question: svg`<circle cx="12" cy="12" r="9" /><path d="M9.500 9.500a2.5 2.5 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.700M12 16.900v.1" />`,
  return: svg`<path d="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3" />`,
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`,
  settings: svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9" /><circle cx="15.5" cy="7" r="2.5" /><circle cx="8.5" cy="17" r="2.5" />`,
  sun: svg`<circle cx="12" cy="12" r="4" /><path d="M12 2.500v2m0 15v2m9.5-9.500h-2m-15 0h-2m16.200-6.700-1.400 1.400M6.700 17.300l-1.400 1.400m13.400 0-1.400-1.400M6.700 6.700 5.300 5.300" />`,
  trash: svg`<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5" />`,
  upload: svg`<path d="M12 16V5m-5 4.5 5-5 5 5M4 20h16" />`,
  warning: svg`<path d="M12 3.5 2.5 20h19zM12 10v4.500M12 17.400v.1" />`,
} satisfies Record<string, SVGTemplateResult>

export type IconName = keyof typeof drawings

/** Draws an icon; it is decoration, so the control around it needs a name of its own. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${drawings[name]}
  </svg>`
}
