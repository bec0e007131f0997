// The language of the interface: catalogues arrive one at a time, and switching redraws without a reload.

import { createInstance } from 'i18next'

import { dateTime, formatNumber, longDate } from '#locales/dates.ts'
import { isLocale, type Locale } from '#locales/locale.ts'

import { icuFormat } from './icu.ts'

export type MessageValues = Readonly<Record<string, string | number | null | undefined>>

const storageKey = 'setara.language'

const catalogues: Readonly<Record<Locale, () => Promise<{ default: Record<string, string> }>>> = {
  en: () => import('../../locales/en/ui.json'),
  th: () => import('../../locales/th/ui.json'),
  id: () => import('../../locales/id/ui.json'),
  lo: () => import('../../locales/lo/ui.json'),
  ms: () => import('../../locales/ms/ui.json'),
  km: () => import('../../locales/km/ui.json'),
  vi: () => import('../../locales/vi/ui.json'),
}

const i18n = createInstance()
i18n.use(icuFormat)

/** Which language people read, and its words, dates and numbers. Sends `change` after every switch. */
class Language extends EventTarget {
  locale: Locale = 'en'

  async start(preferred: readonly string[] = navigator.languages): Promise<void> {
    const first = stored() ?? firstKnown(preferred) ?? 'en'
    // Its words are on their way while everything else is made ready.
    catalogues[first]().catch(() => undefined)
    await i18n.init({
      lng: 'en',
      fallbackLng: false,
      // Keys are flat: `work.title` is one key, not a path.
      keySeparator: false,
      nsSeparator: false,
      defaultNS: 'ui',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    })
    await this.choose(first)
  }

  /** Loads the catalogue, then switches; a language that cannot be loaded leaves the old one in place. */
  async choose(locale: Locale): Promise<void> {
    if (!i18n.hasResourceBundle(locale, 'ui')) {
      i18n.addResourceBundle(locale, 'ui', (await catalogues[locale]()).default)
    }
    await i18n.changeLanguage(locale)
    this.locale = locale
    document.documentElement.lang = locale
    remember(locale)
    this.dispatchEvent(new Event('change'))
  }

  /** The message of a key, filled with values. */
  text(key: string, values: MessageValues = {}): string {
    return i18n.t(key, { ...values })
  }

  has(key: string): boolean {
    return i18n.exists(key)
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

function stored(): Locale | null {
  const value = localStorage.getItem(storageKey)
  return value !== null && isLocale(value) ? value : null
}

function remember(locale: Locale): void {
  localStorage.setItem(storageKey, locale)
}

function firstKnown(preferred: readonly string[]): Locale | null {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0] ?? ''
    if (isLocale(primary)) return primary
  }
  return null
}
