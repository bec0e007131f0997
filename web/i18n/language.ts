// The language of the interface: catalogues arrive one at a time, and switching redraws without a reload.

import { dateTime, formatNumber, longDate } from '#locales/dates.ts'
import type { Locale } from '#locales/locale.ts'

import { firstLocale, rememberLocale, wordsOf } from './catalogues.ts'
import { writeMessage } from './icu.ts'

export type MessageValues = Readonly<Record<string, string | number | null | undefined>>

/** Which language people read, and its words, dates and numbers. Sends `change` after every switch. */
class Language extends EventTarget {
  locale: Locale = 'en'

  /** The words of every language that was chosen in this window; keys are flat: `work.title` is no path. */
  readonly #words = new Map<Locale, Readonly<Record<string, string>>>()

  async start(first: Locale = firstLocale()): Promise<void> {
    await this.choose(first)
  }

  /** Loads the catalogue, then switches; a language that cannot be loaded leaves the old one in place. */
  async choose(locale: Locale): Promise<void> {
    if (!this.#words.has(locale)) this.#words.set(locale, await wordsOf(locale))
    this.locale = locale
    document.documentElement.lang = locale
    rememberLocale(locale)
    this.dispatchEvent(new Event('change'))
  }

  /** The message of a key, filled with values. */
  text(key: string, values: MessageValues = {}): string {
    return writeMessage(this.#words.get(this.locale)?.[key], values, this.locale, key)
  }

  has(key: string): boolean {
    return this.#words.get(this.locale)?.[key] !== undefined
  }

  number(n: number): string {
    return formatNumber(this.locale, n)
  }

  /** A whole number of hundredths, so that 99.6 % never reads as done. */
  percent(part: number, whole: number): string {
    return `${this.number(whole === 0 ? 0 : Math.floor((part / whole) * 100))}%`
  }

  moment(iso: string): string {
    return dateTime(this.locale, iso, Intl.DateTimeFormat().resolvedOptions().timeZone)
  }

  day(iso: string): string {
    return longDate(this.locale, iso)
  }
}

export const language = new Language()
