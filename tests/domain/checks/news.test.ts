import { describe, expect, test } from 'vitest'

import { findingsOf } from '#domain/checks/run.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import { type TargetLocale, targetLocales } from '#locales/locale.ts'

import { readSharedData, sharedData } from '../../helpers/shared.ts'

// Share of rows of professional news translations that may carry an error; in Lao and Khmer most are true errors.
const mostErrors: Readonly<Record<TargetLocale, number>> = {
  th: 0.01,
  id: 0.005,
  lo: 0.05,
  ms: 0.005,
  km: 0.055,
  vi: 0.015,
}

const glossary = compileGlossary(
  seedTerms.map((draft, i) => ({ ...draft, id: `t${i}`, projectId: 'p', version: 1, updatedAt: '' })),
)

function findingsIn(locale: TargetLocale, source: string, target: string) {
  const terms = findTerms(glossary, source)
  return findingsOf({ source, target, codes: [], locale, role: 'body', terms })
}

interface Row {
  readonly src: string
  readonly tgt: string
}

function hasError(locale: TargetLocale, { src, tgt }: Row): boolean {
  return findingsIn(locale, src, tgt).some((finding) => finding.severity === 'error')
}

describe.each(targetLocales)('in professional news in %s', (locale) => {
  const name = ['pairs', `news.${locale}.jsonl`] as const
  const rows = (): readonly Row[] =>
    readSharedData(...name)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)

  test.skipIf(!sharedData(...name))('hardly any sentence has an error-level finding', () => {
    const all = rows()
    const wrong = all.filter((row) => hasError(locale, row))
    expect(wrong.length / all.length).toBeLessThanOrEqual(mostErrors[locale])
  })

  test.skipIf(!sharedData(...name))(
    'a changed digit is nearly always found, as an error or a warning',
    () => {
      const isTold = ({ src, tgt }: Row): boolean =>
        findingsIn(locale, src, tgt).some((finding) => finding.check === 'numbers')
      const changed = rows()
        .filter((row) => /\d\d/.test(row.tgt) && !isTold(row))
        .map(({ src, tgt }) => ({
          src,
          tgt: tgt.replace(/\d(?=\d)/, (digit) => String((Number(digit) % 9) + 1)),
        }))
      const found = changed.filter(isTold)
      expect(changed.length).toBeGreaterThan(100)
      expect(found.length / changed.length).toBeGreaterThanOrEqual(0.9)
    },
  )

  test.skipIf(!sharedData(...name))('a source taken over as the translation is nearly always found', () => {
    const sentences = rows().filter(({ src }) => (src.match(/\b[a-z]+\b/g) ?? []).length >= 6)
    const found = sentences.filter(({ src }) => hasError(locale, { src, tgt: src }))
    expect(found.length / sentences.length).toBeGreaterThanOrEqual(0.95)
  })
})
