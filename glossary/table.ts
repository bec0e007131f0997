// The glossary as a table for spreadsheets: one line for each form, or one line for a term without forms.
// Columns, in any order:
//   source                 the name or word in English                             needed
//   class                  organisation, title, programme, place, person, concept  needed
//   acronym, note          of the term
//   short, plural          how the source shortens the name, and its plural where no rule makes it
//   acronym_policy         latin, localised, both
//   surname                of a person: first or last
//   original_spelling      yes where the person’s own spelling still has to be asked for
//   case_sensitive         yes or no
//   do_not_translate       yes or no
//   locale, form           language tag and how the term is written there
//   status                 proposed, approved, locked, admitted, forbidden; proposed when empty
//   confidence, evidence   A, B or C, and where the form was seen
//   use, gender, honorific long, short or first mention; feminine or masculine; yes for the polite form
// Lines with the same source and class are one term; what they leave empty is taken from the first.

import { isTargetLocale, type TargetLocale, targetLocales } from '#locales/locale.ts'

import {
  acronymPolicies,
  confidences,
  formGenders,
  formStatuses,
  formUses,
  isMandatory,
  surnameOrders,
  type TermDraft,
  termClasses,
  type TermForm,
} from './term.ts'

/** The kinds of file a glossary comes and goes in. */
export const tableFormats = ['csv', 'xlsx', 'tbx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** The columns in the order in which they are written. */
export const columns = [
  'source',
  'class',
  'acronym',
  'short',
  'plural',
  'acronym_policy',
  'surname',
  'original_spelling',
  'case_sensitive',
  'do_not_translate',
  'note',
  'locale',
  'form',
  'status',
  'confidence',
  'evidence',
  'use',
  'gender',
  'honorific',
] as const
export type Column = (typeof columns)[number]
type Line = Readonly<Record<Column, string>>

/** Why a line cannot be read: a key of ui.json with its values, and the same in English for programs. */
export interface TableProblem {
  readonly line: number
  readonly key: `glossary.csv.${string}`
  readonly values: Readonly<Record<string, string>>
  readonly message: string
}

/** What a table says; a line with a problem is left out of the drafts. */
export interface TableTerms {
  readonly drafts: readonly TermDraft[]
  readonly problems: readonly TableProblem[]
  /** The columns that the table has: what is not among them it says nothing about. */
  readonly columns: readonly Column[]
}

/** One row as a file has it. */
export interface TableRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** Writes terms as rows of texts, the names of the columns first. */
export function tableOf(terms: readonly TermDraft[]): readonly (readonly string[])[] {
  const lines: Partial<Line>[] = terms.flatMap((term) => {
    const forms = targetLocales.flatMap((locale) =>
      (term.forms[locale] ?? []).map((form) => formCells(locale, form)),
    )
    return (forms.length > 0 ? forms : [{}]).map((form) => ({ ...termCells(term), ...form }))
  })
  return [[...columns], ...lines.map((line) => columns.map((column) => line[column] ?? ''))]
}

/** Reads terms from rows of texts, the names of the columns first. */
export function termsOfTable(rows: readonly TableRow[]): TableTerms {
  const problems: TableProblem[] = []
  const terms = new Map<string, TermDraft>()
  const names = (rows[0]?.cells ?? []).map(columnName)
  const absent = (['source', 'class'] as const).filter((name) => !names.includes(name))
  for (const column of absent) problems.push(problem(1, 'column-missing', { column }))
  const present = columns.filter((column) => names.includes(column))
  if (absent.length > 0) return { drafts: [], problems, columns: present }
  for (const { cells, line } of rows.slice(1)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    // Every column gets a cell, so the record is a whole line.
    const whole = Object.fromEntries(
      columns.map((column) => [column, cellOf(cells[names.indexOf(column)] ?? '', column)]),
    ) as Line
    const read = readLine(whole, line, problems)
    if (!read) continue
    const key = `${read.draft.termClass} ${read.draft.source}`
    const first = terms.get(key)
    if (first && read.contradicts(first)) {
      problems.push(problem(line, 'contradiction', { source: first.source }))
    } else terms.set(key, first ? withForms(first, read.draft) : read.draft)
  }
  return { drafts: [...terms.values()], problems, columns: present }
}

/** Makes a problem of a line; the sentence of its key is in ui.json. */
export function problem(line: number, key: string, values: TableProblem['values']): TableProblem {
  const message = (sentences[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { line, key: `glossary.csv.${key}`, values, message }
}

function columnName(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

function cellOf(cell: string, column: Column): string {
  const text = cell.normalize('NFC')
  return column === 'note' || column === 'evidence' ? text : text.trim()
}

const yesNo = (on: boolean | undefined): string => (on ? 'yes' : '')

function termCells(term: TermDraft): Partial<Line> {
  return {
    source: term.source,
    class: term.termClass,
    acronym: term.acronym ?? '',
    short: term.short ?? '',
    plural: term.plural ?? '',
    acronym_policy: term.acronymPolicy ?? '',
    surname: term.surnameOrder ?? '',
    original_spelling: yesNo(term.needsOriginalSpelling),
    case_sensitive: term.caseSensitive ? 'yes' : 'no',
    do_not_translate: term.doNotTranslate ? 'yes' : 'no',
    note: term.note,
  }
}

function formCells(locale: TargetLocale, form: TermForm): Partial<Line> {
  const { text, status, confidence, evidence, use, gender, honorific } = form
  return {
    ...{ locale, form: text, status, confidence: confidence ?? '', evidence: evidence ?? '' },
    ...{ use: use ?? '', gender: gender ?? '', honorific: yesNo(honorific) },
  }
}

interface ReadLine {
  readonly draft: TermDraft
  /** Whether the line says something else about the term than the first line did. */
  readonly contradicts: (first: TermDraft) => boolean
}

const yes: readonly string[] = ['yes', 'true', '1', 'y']
const no: readonly string[] = ['no', 'false', '0', 'n', '']

function readLine(cells: Line, line: number, problems: TableProblem[]): ReadLine | null {
  const found: TableProblem[] = []
  const refuse = (key: string, values: TableProblem['values']): undefined => {
    found.push(problem(line, key, values))
    return undefined
  }
  const oneOf = <T extends string>(column: Column, known: readonly T[]): T | undefined => {
    const value = column === 'confidence' ? cells[column].toUpperCase() : cells[column].toLowerCase()
    const match = known.find((one) => one === value)
    return match ?? refuse('value-unknown', { column, value: cells[column], known: known.join(', ') })
  }
  /** The value of a cell that may be empty, as a member to be spread into what it belongs to. */
  const maybe = <T extends string, K extends string>(
    key: K,
    column: Column,
    known: readonly T[],
  ): Partial<Record<K, T>> => {
    const value = cells[column] === '' ? undefined : oneOf(column, known)
    return value === undefined ? {} : ({ [key]: value } as Record<K, T>) // the one member just read
  }
  const flag = (column: Column): boolean => {
    const value = cells[column].toLowerCase()
    if (!yes.includes(value) && !no.includes(value)) {
      refuse('value-unknown', { column, value: cells[column], known: 'yes, no' })
    }
    return yes.includes(value)
  }
  if (cells.source === '') refuse('source-missing', {})
  const termClass = oneOf('class', termClasses)
  const draft = {
    source: cells.source,
    acronym: cells.acronym || null,
    caseSensitive: flag('case_sensitive'),
    doNotTranslate: flag('do_not_translate'),
    note: cells.note,
    ...(cells.short ? { short: cells.short } : {}),
    ...(cells.plural ? { plural: cells.plural } : {}),
    ...maybe('acronymPolicy', 'acronym_policy', acronymPolicies),
    ...maybe('surnameOrder', 'surname', surnameOrders),
    ...(flag('original_spelling') ? { needsOriginalSpelling: true } : {}),
  }
  if (termClass && termClass !== 'person' && (draft.surnameOrder || draft.needsOriginalSpelling)) {
    refuse('person-only', {})
  }
  const status = cells.status === '' ? 'proposed' : oneOf('status', formStatuses)
  const confidence = cells.confidence === '' ? null : oneOf('confidence', confidences)
  if (status && confidence === 'C' && isMandatory(status)) refuse('constructed-required', { status })
  const said = {
    ...maybe('use', 'use', formUses),
    ...maybe('gender', 'gender', formGenders),
    ...(flag('honorific') ? { honorific: true } : {}),
  }
  const locale = cells.locale.toLowerCase()
  if (cells.form !== '' && !isTargetLocale(locale)) {
    refuse('value-unknown', { column: 'locale', value: cells.locale, known: targetLocales.join(', ') })
  }
  if (cells.form === '' && cells.locale !== '') refuse('form-missing', { locale: cells.locale })
  for (const [column, longest] of Object.entries(longestCells)) {
    // The names of the limits are columns.
    if (cells[column as Column].length > longest) refuse('too-long', { column, longest: String(longest) })
  }
  problems.push(...found)
  if (found.length > 0 || !termClass || !status || confidence === undefined) return null
  const form: TermForm = { text: cells.form, status, confidence, evidence: cells.evidence || null, ...said }
  const forms = isTargetLocale(locale) ? { [locale]: [form] } : {}
  return {
    draft: { ...draft, termClass, forms },
    contradicts: (first) =>
      (cells.acronym !== '' && draft.acronym !== first.acronym) ||
      (cells.note !== '' && draft.note !== first.note) ||
      (cells.case_sensitive !== '' && draft.caseSensitive !== first.caseSensitive) ||
      (cells.do_not_translate !== '' && draft.doNotTranslate !== first.doNotTranslate) ||
      (cells.short !== '' && draft.short !== first.short) ||
      (cells.plural !== '' && draft.plural !== first.plural) ||
      (cells.acronym_policy !== '' && draft.acronymPolicy !== first.acronymPolicy) ||
      (cells.surname !== '' && draft.surnameOrder !== first.surnameOrder) ||
      (cells.original_spelling !== '' && draft.needsOriginalSpelling !== first.needsOriginalSpelling),
  }
}

/** What the pages and the interface for programs take too. */
const longestCells = {
  source: 500,
  form: 500,
  acronym: 100,
  short: 200,
  plural: 500,
  note: 5000,
  evidence: 2000,
} as const

function withForms(term: TermDraft, more: TermDraft): TermDraft {
  const forms: Partial<Record<TargetLocale, readonly TermForm[]>> = { ...term.forms }
  for (const locale of targetLocales) {
    const known = forms[locale] ?? []
    const added = (more.forms[locale] ?? []).filter(
      (form) => !known.some((other) => other.text === form.text),
    )
    if (added.length > 0) forms[locale] = [...known, ...added]
  }
  return { ...term, forms }
}

const sentences: Readonly<Record<string, string>> = {
  damaged: 'The table cannot be read here: a quotation mark is missing or misplaced',
  'column-missing': 'The column "{column}" is missing',
  'source-missing': 'The source is empty',
  'form-missing': 'A language is given ({locale}) without a form',
  'value-unknown': 'The column "{column}" has "{value}"; expected one of: {known}',
  contradiction: 'This line says something else about "{source}" than a line before',
  'constructed-required': 'A form that we constructed ourselves (C) cannot be {status}; expected proposed',
  'person-only': 'Only a person has a family name and a spelling of their own',
  'tbx-damaged': '{message}',
  'tbx-no-english': 'The concept {concept} has no English term',
  'tbx-too-long': 'The concept {concept} holds a text that is too long',
  'tbx-twice': 'The concept {concept} has the same English term ("{source}") as one before it',
  'too-long': 'The column "{column}" is longer than {longest} characters',
}
