// Gives an element the words of the interface and redraws it when the language changes.

import type { ReactiveControllerHost } from 'lit'

import { language, type MessageValues } from './language.ts'

/** Gives the words of a message. */
export type Translate = (key: string, values?: MessageValues) => string

/**
 * The message function of an element, to be kept in a field:
 * `private readonly t = translate(this)`, then `${this.t('work.title')}`.
 */
export function translate(host: ReactiveControllerHost): Translate {
  const redraw = () => host.requestUpdate()
  host.addController({
    hostConnected: () => language.addEventListener('change', redraw),
    hostDisconnected: () => language.removeEventListener('change', redraw),
  })
  return (key, values) => language.text(key, values)
}
