import { describe, expect, test } from 'vitest'

import { targetLocales } from '#locales/locale.ts'

import { findingsIn } from '../../helpers/news.ts'
import sentences from '../../fixtures/checks/sentences.json'

// Written for this test by the rules of each language's press: titles and their abbreviations, dates of the local
// calendar, digits of the script, quotations, amounts in words and in parts, spans of time, scores, votes, names as the
// paper spells them.
describe.each(targetLocales)('good sentences in %s', (locale) => {
  test.each(sentences)('$en', (sentence) => {
    const { en, [locale]: tgt } = sentence
    const told = findingsIn(locale, { src: en, tgt })
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, message, values }) => `${severity} ${message} ${JSON.stringify(values)}`)
    expect(told).toEqual([])
  })
})
