// The languages Setara knows: one source language, six target languages.

/** The six languages that an edition can be written in, as BCP 47 tags. */
export const targetLocales = ['th', 'id', 'lo', 'ms', 'km', 'vi'] as const

/** Every language of the interface; `en` is also the source language of articles. */
export const locales = ['en', ...targetLocales] as const

export type TargetLocale = (typeof targetLocales)[number]
export type Locale = (typeof locales)[number]

/** Tells whether a string names one of the six target languages. */
export function isTargetLocale(value: string): value is TargetLocale {
  return (targetLocales as readonly string[]).includes(value)
}

/** Tells whether a string names one of the seven interface languages. */
export function isLocale(value: string): value is Locale {
  return (locales as readonly string[]).includes(value)
}

/** Orders target languages as {@link targetLocales} lists them. */
export function compareLocales(one: TargetLocale, other: TargetLocale): number {
  return targetLocales.indexOf(one) - targetLocales.indexOf(other)
}

/** Languages so near that a translation into one helps whoever writes the other; never taken for the same. */
export const sisterLocales: Readonly<Partial<Record<TargetLocale, TargetLocale>>> = {
  id: 'ms',
  ms: 'id',
  th: 'lo',
  lo: 'th',
}
