import { expect, test } from 'vitest'

import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import { confidences, formStatuses, isMandatory, mistakesOf, termClasses } from '#glossary/term.ts'
import { isTargetLocale, targetLocales } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

const stored = seedTerms.map((draft, i) => ({
  ...draft,
  id: `t${i}`,
  projectId: 'p',
  version: 1,
  updatedAt: '',
}))

test('the seed terms have the shape of terms', () => {
  for (const { source, acronym, termClass, caseSensitive, doNotTranslate, note } of seedTerms) {
    expect(source).toBe(source.trim().normalize('NFC'))
    expect(acronym).not.toBe('')
    expect(termClasses).toContain(termClass)
    expect([typeof caseSensitive, typeof doNotTranslate, typeof note]).toEqual([
      'boolean',
      'boolean',
      'string',
    ])
  }
  expect(new Set(seedTerms.map(({ source }) => source)).size).toBe(seedTerms.length)
})

test('the forms of the seed terms are in their language, and nothing unattested is more than proposed', () => {
  for (const { source, forms } of seedTerms) {
    for (const [locale, list] of Object.entries(forms)) {
      if (!isTargetLocale(locale)) throw new Error(`${source}: ${locale} is not a target language`)
      for (const { text, status, confidence } of list) {
        expect(text).toBe(text.trim().normalize('NFC'))
        expect(text).toMatch(new RegExp(profileOf(locale).letters, 'u'))
        expect(formStatuses).toContain(status)
        expect(confidences).toContain(confidence)
        if (status === 'approved' || status === 'locked') expect(confidence).toBe('A')
      }
    }
  }
})

test('there are at least 250 terms, in every class, and most of them in every language', () => {
  expect(seedTerms.length).toBeGreaterThanOrEqual(250)
  expect(new Set(seedTerms.map(({ termClass }) => termClass)).size).toBe(termClasses.length)
  for (const locale of targetLocales) {
    const written = seedTerms.filter(({ forms, doNotTranslate }) => forms[locale] ?? doNotTranslate)
    expect(written.length, locale).toBeGreaterThanOrEqual(250)
  }
})

test('every form says on what ground it stands and where that is from', () => {
  for (const { source, forms } of seedTerms) {
    for (const { text, confidence, evidence } of Object.values(forms).flat()) {
      const ground = `${source}: ${text}`
      expect(evidence?.trim(), ground).toBeTruthy()
      // What was attested names a source; what is only believed or constructed says so.
      const unattested = /^(?:common usage, not checked|constructed here)/.test(evidence ?? '')
      expect(unattested, ground).toBe(confidence !== 'A')
    }
  }
})

test('no seed term contradicts itself, and what is constructed is never mandatory', () => {
  for (const term of seedTerms) expect(mistakesOf(term), term.source).toEqual([])
})

test('persons of the region are not written back from Latin letters', () => {
  for (const { source, needsOriginalSpelling, forms } of seedTerms) {
    if (!needsOriginalSpelling) continue
    const agreed = Object.values(forms)
      .flat()
      .filter(({ status }) => isMandatory(status))
    expect(agreed, source).toEqual([])
  }
})

test('every seed term is found by its name and by its acronym', () => {
  const index = compileGlossary(stored)
  for (const term of stored) {
    expect(findTerms(index, `See ${term.source} here`).map((hit) => hit.term.source)).toEqual([term.source])
    if (!term.acronym) continue
    const [hit] = findTerms(index, `See ${term.acronym} here`)
    expect([hit?.term.source, hit?.term.acronym]).toContain(term.acronym)
  }
})
