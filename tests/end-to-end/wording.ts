// What a translator types in the test: words of the language around the names, numbers and addresses of the source.
// It is no translation, but it is text that the checks accept for the same reasons as a good one.

import { compileGlossary, findTerms, formsIn } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import type { Term } from '#glossary/term.ts'
import { newspaperDate } from '#locales/dates.ts'
import type { TargetLocale } from '#locales/locale.ts'

/** Real sentences of each language, long and short. */
const words = {
  km: ['គណៈប្រតិភូបានមកទស្សនា និងពិភាក្សាអំពីការអប់រំ', 'នៅក្នុងតំបន់'],
  th: ['คณะผู้แทนได้เข้าเยี่ยมชมและหารือเรื่องการศึกษา', 'ในภูมิภาค'],
  vi: ['đoàn đại biểu đã đến thăm và trao đổi về giáo dục', 'trong khu vực'],
} as const

export type TypedLocale = keyof typeof words
export const typedLocales = Object.keys(words) as readonly TypedLocale[]

const terms: readonly Term[] = seedTerms.map((draft, index) => ({
  ...draft,
  id: String(index),
  projectId: '',
  version: 1,
  updatedAt: '',
}))

/** The glossary that the sample project has. */
export const glossary = compileGlossary(terms)

/** Text to type for a source. */
export function wordingOf(source: string, locale: TypedLocale): string {
  const date = /^(\d{4})\.(\d\d)\.(\d\d)$/.exec(source.trim())
  if (date) return newspaperDate(locale, `${date[1]}-${date[2]}-${date[3]}`)
  const [long, short] = words[locale]
  const names = [...new Set(findTerms(glossary, source).map((hit) => formOf(hit, source, locale)))]
  // Numbers and addresses outside of the names stay as they are.
  const rest = names.reduce((text, name) => text.replaceAll(name, ' '), source)
  const kept = rest.match(/https?:\/\/\S+[^\s.,;)]|\d+(?:[.,]\d+)*/g) ?? []
  const filler = source.length > 60 ? long : short
  const text = [filler, ...names, ...kept].join(' ')
  return locale === 'vi' ? text[0]?.toUpperCase() + text.slice(1) : text
}

type Hit = ReturnType<typeof findTerms>[number]

function formOf({ term, start, end }: Hit, source: string, locale: TargetLocale): string {
  const forms = formsIn(term, locale).filter((form) => form.status !== 'forbidden')
  const agreed = ['locked', 'approved'].flatMap((status) => forms.filter((form) => form.status === status))[0]
  if (agreed) return agreed.text
  if (term.doNotTranslate) return source.slice(start, end)
  return forms[0]?.text ?? source.slice(start, end)
}
