// What languages are called.

import type { Locale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { language } from './language.ts'

/** The name of a language in itself: `ខ្មែរ`. */
export function nativeName(locale: Locale): string {
  return profileOf(locale).nativeName
}

/** The name of a language in the language of the interface. */
export function localeName(locale: Locale): string {
  return language.text(`locale.${locale}`)
}
