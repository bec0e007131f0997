// The styles that every element starts from.

import { css, unsafeCSS } from 'lit'

import baseCss from '../styles/base.css?inline'
import scriptsCss from '../styles/scripts.css?inline'

export const base = [
  unsafeCSS(baseCss),
  unsafeCSS(scriptsCss),
  css`
    :host {
      display: block;
      min-width: 0;
    }
  `,
]
