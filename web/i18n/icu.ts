// ICU messages: FormatJS formats them, with our own numbers.

import { createFormatters, createIntlCache, DEFAULT_INTL_CONFIG, formatMessage } from '@formatjs/intl'

import { formatNumber } from '#locales/dates.ts'
import { isLocale, type Locale } from '#locales/locale.ts'

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

/** Writes a message with its values; what is missing or broken shows itself instead of failing the page. */
export function writeMessage(
  message: string | undefined,
  values: Values,
  language: Locale,
  key: string,
): string {
  if (message === undefined) return key
  return filled(message, values, language) ?? formatted(withNumbers(message, values), values, language, key)
}

function formatted(message: string, values: Values, language: Locale, key: string): string {
  // The message is no fallback of another language, so its own language is the default one too.
  const config = {
    ...DEFAULT_INTL_CONFIG,
    locale: language,
    defaultLocale: language,
    onError: () => undefined,
    messages: { [key]: message },
  }
  return formatMessage(config, ownFormatters, { id: key, defaultMessage: message }, values).toString()
}

/**
 * Fills a message that has only words, or only values between them; null when it is one of another kind, or lacks a value.
 * Nine of ten are, and FormatJS takes a third of a millisecond for each when a page is drawn for the first time.
 */
function filled(message: string, values: Values, language: Locale): string | null {
  if (!/[{}<'|#]/.test(message)) return message
  if (/[<'|#]|\{[^{}]*[^\w\s{}][^{}]*\}/.test(message)) return null
  let whole = true
  const text = message.replace(/\{\s*(\w+)\s*\}/g, (_, name: string) => {
    const value = values[name]
    if (typeof value === 'string') return value
    if (typeof value === 'number') return formatNumber(language, value)
    whole = false
    return ''
  })
  return whole ? text : null
}

/** Languages without plurals write `{n}` alone; a number there is still to be written as one: `1,043`. */
function withNumbers(message: string, values: Values): string {
  return message.replace(/\{\s*(\w+)\s*\}/g, (argument, name: string) =>
    typeof values[name] === 'number' ? `{${name}, number}` : argument,
  )
}
