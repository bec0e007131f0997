// The language of the interface: catalogues arrive one at a time, and switching redraws without a reload.

import { createInstance } from 'i18next'

import { dateTime, formatNumber, longDate } from '#locales/dates.ts'
import type { Locale } from '#locales/locale.ts'

import { firstLocale, rememberLocale, wordsOf } from './catalogues.ts'
import { writeMessage } from './icu.ts'

export type MessageValues = Readonly<Record<string, string | number | null | undefined>>

// i18next holds the words and knows which language is read. Messages are taken from it as they are and written by
// FormatJS: its own way of filling them costs a third of a millisecond for each when a page is drawn for the first time.
const i18n = createInstance()

/** Which language people read, and its words, dates and numbers. Sends `change` after every switch. */
class Language extends EventTarget {
  locale: Locale = 'en'

  async start(first: Locale = firstLocale()): Promise<void> {
    // Keys are flat: `work.title` is one key, not a path.
    await i18n.init({
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      defaultNS: 'ui',
      resources: {},
    })
    await this.choose(first)
  }

  /** Loads the catalogue, then switches; a language that cannot be loaded leaves the old one in place. */
  async choose(locale: Locale): Promise<void> {
    if (!i18n.hasResourceBundle(locale, 'ui')) i18n.addResourceBundle(locale, 'ui', await wordsOf(locale))
    await i18n.changeLanguage(locale)
    this.locale = locale
    document.documentElement.lang = locale
    rememberLocale(locale)
    this.dispatchEvent(new Event('change'))
  }

  /** The message of a key, filled with values. */
  text(key: string, values: MessageValues = {}): string {
    return writeMessage(this.#message(key), values, this.locale, key)
  }

  has(key: string): boolean {
    return this.#message(key) !== undefined
  }

  #message(key: string): string | undefined {
    const message: unknown = i18n.getResource(this.locale, 'ui', key)
    return typeof message === 'string' ? message : undefined
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
