// Which of its forms a title or a name takes: of a woman or a man, plain or polite.

import { type FormRange, formRanges, formsIn, readTarget, type TermHit } from '#glossary/matcher.ts'
import type { FormGender, TermForm } from '#glossary/term.ts'

import type { CheckInput, Finding } from './finding.ts'
import { report } from './report.ts'

/** Reports a form of the other sex, and a plain form where the source is polite and a polite form is agreed. */
export function wrongForms(input: CheckInput): readonly Finding[] {
  const hits = input.terms.filter(({ term }) =>
    formsIn(term, input.locale).some(({ gender, honorific }) => gender || honorific),
  )
  if (hits.length === 0) return []
  const target = readTarget(input.target)
  const gender = genderOf(input.source)
  return hits.flatMap((hit) => {
    const forms = formsIn(hit.term, input.locale)
      .filter(({ status }) => status !== 'forbidden')
      .map((form): Written => ({ ...form, ranges: formRanges(target, form, false) }))
    return [...ofOtherSex(hit, forms, gender), ...plain(hit, forms, input)]
  })
}

interface Written extends TermForm {
  readonly ranges: readonly FormRange[]
}

const feminine =
  /\b(?:Ms|Mrs|Mme|Miss|Madame?|Her (?:Excellency|Majesty|Royal|Highness)|Dame|Lady|Queen|Princess)\b/
const masculine = /\b(?:Mr|Sir|His (?:Excellency|Majesty|Royal|Highness)|Lord|King|Prince)\b/

/** Whom the titles of a sentence speak of, where they all speak of one sex. */
function genderOf(source: string): FormGender | null {
  const [she, he] = [feminine.test(source), masculine.test(source)]
  if (she === he) return null
  return she ? 'feminine' : 'masculine'
}

function ofOtherSex(
  { start, end }: TermHit,
  forms: readonly Written[],
  gender: FormGender | null,
): readonly Finding[] {
  if (gender === null) return []
  const right = forms.filter((form) => form.gender === gender)
  const [expected] = right
  if (!expected || right.some(({ ranges }) => ranges.length > 0)) return []
  const wrong = forms.find((form) => form.gender && form.gender !== gender && form.ranges.length > 0)
  const range = wrong?.ranges.find((place) => !isInsideAnother(place, wrong, forms))
  if (!wrong || !range) return []
  const fix = right.length === 1 ? { ...range, text: expected.text } : null
  const values = { form: wrong.text, expected: expected.text }
  return [
    report('honorifics', 'warning', 'form-gender', { values, source: { start, end }, target: range, fix }),
  ]
}

const polite =
  /(?:\bH\.? ?E\.?|\b(?:His|Her|Their) (?:Excellenc(?:y|ies)|Majesty|Royal Highness)|\b(?:The )?(?:Right )?Hon(?:\.|ou?rable))[\s,]*(?:(?:Mr|Ms|Mrs|Mme|Dr|Prof)\.?\s*)*$/

// A polite form that was only proposed binds nobody.
function plain(
  { start, end }: TermHit,
  forms: readonly Written[],
  { source }: CheckInput,
): readonly Finding[] {
  if (!polite.test(source.slice(Math.max(0, start - 50), start))) return []
  const ceremonial = forms.filter(({ honorific }) => honorific)
  const agreed = ceremonial.find(({ status }) => status === 'approved' || status === 'locked')
  if (!agreed || ceremonial.some(({ ranges }) => ranges.length > 0)) return []
  const written = forms.find(({ ranges }) => ranges.length > 0)
  const [range] = written?.ranges ?? []
  if (!written || !range) return []
  const values = { form: written.text, expected: agreed.text }
  const fix = ceremonial.length === 1 ? { ...range, text: agreed.text } : null
  return [
    report('honorifics', 'warning', 'form-plain', { values, source: { start, end }, target: range, fix }),
  ]
}

function isInsideAnother(place: FormRange, own: Written, forms: readonly Written[]): boolean {
  return forms.some(
    (other) =>
      other !== own &&
      other.text.length > own.text.length &&
      other.ranges.some(({ start, end }) => start <= place.start && place.end <= end),
  )
}
