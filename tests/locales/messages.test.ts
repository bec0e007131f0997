import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'

import { type Locale, locales, targetLocales } from '#locales/locale.ts'
import type { MessageKey, Messages } from '#locales/messages.ts'
import { profileOf } from '#locales/profiles.ts'
import en from '#locales/en/ui.json'
import id from '#locales/id/ui.json'
import km from '#locales/km/ui.json'
import lo from '#locales/lo/ui.json'
import ms from '#locales/ms/ui.json'
import review from '#locales/review.json'
import th from '#locales/th/ui.json'
import vi from '#locales/vi/ui.json'

const messages: Readonly<Record<Locale, Messages>> = { en, th, id, lo, ms, km, vi }
// Object.keys loses the type; the keys of the English file are the message keys.
const keys = Object.keys(en) as MessageKey[]

type Ast = ReturnType<IntlMessageFormat['getAst']>

interface Shape {
  readonly names: readonly string[]
  /** Names of the branches of every plural. */
  readonly branches: readonly string[]
}

function shapeOf(ast: Ast): Shape {
  const names = new Set<string>()
  const branches: string[] = []
  const walk = (parts: Ast): void => {
    for (const part of parts) {
      if ('options' in part && part.options) {
        branches.push(...Object.keys(part.options))
        for (const option of Object.values(part.options)) walk(option.value)
      }
      if ('children' in part) walk(part.children)
      // Types 1 to 6 are those that name a value; the library's type does not say so.
      if (part.type > 0 && part.type < 7 && 'value' in part) names.add(part.value)
    }
  }
  walk(ast)
  return { names: [...names].sort(), branches }
}

function parse(locale: Locale, key: MessageKey): Shape {
  return shapeOf(new IntlMessageFormat(messages[locale][key], locale).getAst())
}

describe.each(locales)('the sentences in %s', (locale) => {
  test('are those of English, no more and no less', () => {
    expect(Object.keys(messages[locale]).sort()).toEqual([...keys].sort())
  })

  test('can be read as ICU messages and say something', () => {
    for (const key of keys) {
      expect(() => parse(locale, key), key).not.toThrow()
      expect(messages[locale][key].trim(), key).not.toBe('')
    }
  })

  test('name the same values as in English', () => {
    for (const key of keys) expect(parse(locale, key).names, key).toEqual(parse('en', key).names)
  })

  test('are composed (NFC) and have no spaces at their ends or twice', () => {
    for (const key of keys) {
      const text = messages[locale][key]
      expect(text, key).toBe(text.normalize('NFC').replace(/ {2,}/g, ' ').trim())
    }
  })
})

describe.each(targetLocales)('the sentences in %s', (locale) => {
  test('have no branch for a singular that the language does not have', () => {
    for (const key of keys) expect(parse(locale, key).branches, key).not.toContain('one')
  })

  test('have no letter of a neighbour’s script', () => {
    const { script } = profileOf(locale)
    const foreign = (['Thai', 'Lao', 'Khmer'] as const).filter((other) => other !== script)
    const pattern = new RegExp(`[${foreign.map((other) => `\\p{Script=${other}}`).join('')}]`, 'u')
    for (const key of keys) expect(messages[locale][key], key).not.toMatch(pattern)
  })

  test('are listed for review while nobody who speaks the language has read them', () => {
    const listed: readonly string[] | '*' | undefined = (review as Record<string, string[] | '*'>)[locale]
    if (!listed || listed === '*') return
    for (const key of listed) expect(keys).toContain(key)
  })
})
