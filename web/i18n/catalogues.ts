// The words of the interface, one chunk for each language, and which language people read here.

import { isLocale, type Locale } from '#locales/locale.ts'

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

/** Loads the words of a language. */
export async function wordsOf(locale: Locale): Promise<Readonly<Record<string, string>>> {
  return (await catalogues[locale]()).default
}

/** The language that was chosen at this browser, or else the first that its owner prefers and we have. */
export function firstLocale(preferred: readonly string[] = navigator.languages): Locale {
  return stored() ?? firstKnown(preferred) ?? 'en'
}

/** Keeps the choice for the next visit. */
export function rememberLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale)
}

function stored(): Locale | null {
  const value = localStorage.getItem(storageKey)
  return value !== null && isLocale(value) ? value : null
}

function firstKnown(preferred: readonly string[]): Locale | null {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0] ?? ''
    if (isLocale(primary)) return primary
  }
  return null
}
