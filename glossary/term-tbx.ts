// Terms as concepts of a term base (TBX-Basic), and back. A term base says less than an entry: what it has no
// category for stays as the glossary has it.

import { isTargetLocale, type TargetLocale, targetLocales } from '#locales/locale.ts'

import { problem, type TableProblem, type TableTerms } from './table.ts'
import { readTbx, type Tbx, type TbxConcept, type TbxDatum, type TbxTerm } from './tbx.ts'
import { writeTbx } from './tbx-write.ts'
import { type FormStatus, type TermDraft, termClasses, type TermForm } from './term.ts'
import { XmlError } from './xml/error.ts'

/** Writes terms as a term base, piece by piece. */
export function termsToTbx(terms: readonly TermDraft[]): Iterable<string> {
  return writeTbx({
    dialect: 'TBX-Basic',
    language: 'en',
    source: ['Setara'],
    concepts: terms.map(conceptOf),
  })
}

/** Reads terms from a term base of any tool: its English names are the sources. */
export function termsFromTbx(bytes: Uint8Array): TableTerms {
  try {
    return termsOf(readTbx(bytes))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    const damage = problem(error.line, 'tbx-damaged', { message: error.message })
    return { drafts: [], problems: [damage], columns: [] }
  }
}

/** What a term base says about an entry that is there already; all else is for new entries only. */
const said = ['source', 'locale', 'form', 'status'] as const

const datum = (kind: TbxDatum['kind'], category: string | null, text: string): TbxDatum => ({
  ...{ kind, category, text },
  ...{ target: null, details: [], start: 0 },
})

const statusNames: Readonly<Partial<Record<FormStatus, string>>> = {
  approved: 'preferredTerm-admn-sts',
  locked: 'preferredTerm-admn-sts',
  admitted: 'admittedTerm-admn-sts',
  forbidden: 'deprecatedTerm-admn-sts',
}

function conceptOf({ source, acronym, termClass, note, forms }: TermDraft): TbxConcept {
  const english: TbxTerm[] = [{ text: source, data: [] }]
  if (acronym && acronym !== source) {
    english.push({ text: acronym, data: [datum('termNote', 'termType', 'acronym')] })
  }
  const others = targetLocales.flatMap((language) => {
    const terms = (forms[language] ?? []).map(formTerm)
    return terms.length > 0 ? [{ language, data: [], terms }] : []
  })
  return {
    id: null,
    data: [datum('descrip', 'subjectField', termClass), ...(note ? [datum('note', null, note)] : [])],
    languages: [{ language: 'en', data: [], terms: english }, ...others],
  }
}

function formTerm({ text, status, evidence }: TermForm): TbxTerm {
  const name = statusNames[status]
  return {
    text,
    data: [
      ...(name ? [datum('termNote', 'administrativeStatus', name)] : []),
      ...(evidence ? [datum('note', null, evidence)] : []),
    ],
  }
}

function termsOf(tbx: Tbx): TableTerms {
  const drafts = new Map<string, TermDraft>()
  const problems: TableProblem[] = []
  for (const [at, concept] of tbx.concepts.entries()) {
    const where = concept.id ?? String(at + 1)
    const draft = draftOf(concept)
    if (!draft) problems.push(problem(0, 'tbx-no-english', { concept: where }))
    else if (isTooLong(draft)) problems.push(problem(0, 'tbx-too-long', { concept: where }))
    else if (!drafts.has(draft.source)) drafts.set(draft.source, draft)
    else problems.push(problem(0, 'tbx-twice', { concept: where, source: draft.source }))
  }
  return { drafts: [...drafts.values()], problems, columns: said }
}

function isTooLong({ source, acronym, note, forms }: TermDraft): boolean {
  const texts = Object.values(forms).flatMap((list) => list.map(({ text }) => text))
  return (
    [source, ...texts].some(({ length }) => length > 500) ||
    (acronym ?? '').length > 100 ||
    note.length > 5000
  )
}

const shortTypes: readonly string[] = ['acronym', 'abbreviation', 'initialism']

function draftOf({ data, languages }: TbxConcept): TermDraft | null {
  const english = languages
    .filter(({ language }) => primary(language) === 'en')
    .flatMap(({ terms }) => terms)
    .filter(({ text }) => textOf(text) !== '')
  const short = english.find((term) => shortTypes.includes(valueOf(term.data, 'termType') ?? ''))
  const name = english.find((term) => term !== short) ?? short
  if (!name) return null
  const source = textOf(name.text)
  const subject = valueOf(data, 'subjectField')
  return {
    source,
    acronym: short && short !== name ? textOf(short.text) : null,
    termClass: termClasses.find((one) => one === subject) ?? 'concept',
    caseSensitive: /\p{Lu}/u.test(source),
    doNotTranslate: false,
    note: data.find(({ kind }) => kind === 'note')?.text.trim() ?? '',
    forms: formsOf(languages),
  }
}

function formsOf(languages: TbxConcept['languages']): TermDraft['forms'] {
  const forms: Partial<Record<TargetLocale, readonly TermForm[]>> = {}
  for (const { language, terms } of languages) {
    const locale = primary(language)
    if (!isTargetLocale(locale)) continue
    const read = terms.map(formOf).filter(({ text }) => text !== '')
    const known = forms[locale] ?? []
    const added = read.filter(
      ({ text }, at) =>
        read.findIndex((other) => other.text === text) === at && !known.some((other) => other.text === text),
    )
    if (added.length > 0) forms[locale] = [...known, ...added]
  }
  return forms
}

const statusOf: Readonly<Record<string, FormStatus>> = {
  'preferredTerm-admn-sts': 'approved',
  preferred: 'approved',
  'admittedTerm-admn-sts': 'admitted',
  admitted: 'admitted',
  'deprecatedTerm-admn-sts': 'forbidden',
  deprecated: 'forbidden',
  'supersededTerm-admn-sts': 'forbidden',
  superseded: 'forbidden',
  obsolete: 'forbidden',
  notRecommended: 'forbidden',
}

function formOf({ text, data }: TbxTerm): TermForm {
  const status = valueOf(data, 'administrativeStatus') ?? valueOf(data, 'usageStatus') ?? ''
  const evidence = data
    .find(({ kind }) => kind === 'note')
    ?.text.trim()
    .slice(0, 2000)
  return {
    text: textOf(text),
    status: statusOf[status] ?? 'proposed',
    confidence: null,
    evidence: evidence || null,
  }
}

function valueOf(data: readonly TbxDatum[], category: string): string | undefined {
  return data.find((one) => one.category === category)?.text.trim()
}

function textOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

function primary(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? ''
}
