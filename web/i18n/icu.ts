// ICU messages for i18next: FormatJS formats them, with our own numbers.

import { createFormatters, createIntlCache, DEFAULT_INTL_CONFIG, formatMessage } from '@formatjs/intl'

import { formatNumber } from '#locales/dates.ts'
import { isLocale } from '#locales/locale.ts'

type Values = Record<string, string | number | boolean | null | undefined>

// Browsers lack Lao and Khmer number data and would silently write English ones, so numbers inside messages are ours too.
const formatters = createFormatters(createIntlCache())
const getNumberFormat: typeof formatters.getNumberFormat = (locales, options) => {
  const locale = String(Array.isArray(locales) ? locales[0] : locales)
  const native = formatters.getNumberFormat(locales, options)
  // A percent or a currency keeps the browser's way: our messages have none.
  if (!isLocale(locale) || options?.style) return native
  return Object.assign(Object.create(native), { format: (n: number) => formatNumber(locale, n) })
}
const ownFormatters = { ...formatters, getNumberFormat }

/** i18next's plug-in point for message formats: each catalogue value is an ICU message. */
export const icuFormat = {
  type: 'i18nFormat' as const,
  parse(message: unknown, values: Values, language: string, _namespace: string, key: string): string {
    if (typeof message !== 'string') return key
    // The message is no fallback of another language, so its own language is the default one too.
    const config = {
      ...DEFAULT_INTL_CONFIG,
      locale: language,
      defaultLocale: language,
      onError: () => undefined,
    }
    const text = withNumbers(message, values)
    return formatMessage(
      { ...config, messages: { [key]: text } },
      ownFormatters,
      { id: key, defaultMessage: text },
      values,
    ).toString()
  },
  addLookupKeys: (finalKeys: string[]) => finalKeys,
}

/** Languages without plurals write `{n}` alone; a number there is still to be written as one: `1,043`. */
function withNumbers(message: string, values: Values): string {
  return message.replace(/\{\s*(\w+)\s*\}/g, (argument, name: string) =>
    typeof values[name] === 'number' ? `{${name}, number}` : argument,
  )
}
