// The glossary as a table for spreadsheets: one line for each form, or one line for a term without forms.
// Columns, in any order:
//   source                 the name or word in English                             needed
//   class                  organisation, title, programme, place, person, concept  needed
//   acronym, note          of the term
//   case_sensitive         yes or no
//   do_not_translate       yes or no
//   locale, form           language tag and how the term is written there
//   status                 proposed, approved, locked, admitted, forbidden; proposed when empty
//   confidence, evidence   A, B or C, and where the form was seen
// Lines with the same source and class are one term; what they leave empty is taken from the first.

import { type CsvError, parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'

import { isTargetLocale, type TargetLocale, targetLocales } from '#locales/locale.ts'

import { confidences, formStatuses, type TermDraft, termClasses, type TermForm } from './term.ts'

const columns = [
  'source',
  'class',
  'acronym',
  'case_sensitive',
  'do_not_translate',
  'note',
  'locale',
  'form',
  'status',
  'confidence',
  'evidence',
] as const
type Column = (typeof columns)[number]
type Line = Readonly<Record<Column, string>>

/** Why a line cannot be read: a key of ui.json with its values, and the same in English for programs. */
export interface CsvProblem {
  readonly line: number
  readonly key: `glossary.csv.${string}`
  readonly values: Readonly<Record<string, string>>
  readonly message: string
}

/** What a table says; a line with a problem is left out of the drafts. */
export interface CsvTerms {
  readonly drafts: readonly TermDraft[]
  readonly problems: readonly CsvProblem[]
}

/** Writes terms as CSV (UTF-8 with a byte order mark, as spreadsheets expect). */
export function termsToCsv(terms: readonly TermDraft[]): string {
  const lines = terms.flatMap((term) => {
    const forms = targetLocales.flatMap((locale) =>
      (term.forms[locale] ?? []).map((form) => formCells(locale, form)),
    )
    return (forms.length > 0 ? forms : [{}]).map((form) => ({ ...termCells(term), ...form }))
  })
  const guarded = lines.map((line: Partial<Line>) => columns.map((column) => guard(line[column] ?? '')))
  return stringify([[...columns], ...guarded], { bom: true, record_delimiter: '\r\n' })
}

/** Reads terms from CSV: with or without byte order mark, separated by commas, semicolons or tabs. */
export function termsFromCsv(text: string): CsvTerms {
  const problems: CsvProblem[] = []
  const terms = new Map<string, TermDraft>()
  const table = readTable(text, problems)
  for (const { cells, line } of table) {
    const read = readLine(cells, line, problems)
    if (!read) continue
    const key = `${read.draft.termClass} ${read.draft.source}`
    const first = terms.get(key)
    if (first && read.contradicts(first))
      problems.push(problem(line, 'contradiction', { source: first.source }))
    else terms.set(key, first ? withForms(first, read.draft) : read.draft)
  }
  return { drafts: [...terms.values()], problems }
}

function termCells(term: TermDraft): Partial<Line> {
  return {
    source: term.source,
    class: term.termClass,
    acronym: term.acronym ?? '',
    case_sensitive: term.caseSensitive ? 'yes' : 'no',
    do_not_translate: term.doNotTranslate ? 'yes' : 'no',
    note: term.note,
  }
}

function formCells(locale: TargetLocale, form: TermForm): Partial<Line> {
  const { text, status, confidence, evidence } = form
  return { locale, form: text, status, confidence: confidence ?? '', evidence: evidence ?? '' }
}

// Spreadsheets run a cell that begins with one of these signs as a formula; an apostrophe before it makes it text.
const formula = /^'*[=+\-@\t\r\n|%＝＋－＠]/u

function guard(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

function unguard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

interface TableLine {
  readonly cells: Line
  readonly line: number
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function readTable(text: string, problems: CsvProblem[]): readonly TableLine[] {
  let parsed: readonly Parsed[]
  try {
    // The library types what it returns without `info`.
    parsed = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[]
  } catch (error) {
    problems.push(problem(Number((error as CsvError).lines ?? 1), 'damaged', {}))
    return []
  }
  const [head, ...rest] = parsed
  const names = (head?.record ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const absent = (['source', 'class'] as const).filter((name) => !names.includes(name))
  for (const column of absent) problems.push(problem(1, 'column-missing', { column }))
  if (absent.length > 0) return []
  return rest.map(({ record, info }) => ({
    line: info.lines,
    // Every column gets a cell, so the record is a whole line.
    cells: Object.fromEntries(
      columns.map((column) => [column, cellOf(record[names.indexOf(column)] ?? '', column)]),
    ) as Line,
  }))
}

function cellOf(cell: string, column: Column): string {
  const text = unguard(cell).normalize('NFC')
  return column === 'note' || column === 'evidence' ? text : text.trim()
}

function separatorOf(text: string): string {
  const head = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign
}

interface ReadLine {
  readonly draft: TermDraft
  /** Whether the line says something else about the term than the first line did. */
  readonly contradicts: (first: TermDraft) => boolean
}

const yes: readonly string[] = ['yes', 'true', '1', 'y']
const no: readonly string[] = ['no', 'false', '0', 'n', '']

function readLine(cells: Line, line: number, problems: CsvProblem[]): ReadLine | null {
  const found: CsvProblem[] = []
  const refuse = (key: string, values: CsvProblem['values']): undefined => {
    found.push(problem(line, key, values))
    return undefined
  }
  const oneOf = <T extends string>(column: Column, known: readonly T[]): T | undefined => {
    const value = column === 'confidence' ? cells[column].toUpperCase() : cells[column].toLowerCase()
    const match = known.find((one) => one === value)
    return match ?? refuse('value-unknown', { column, value: cells[column], known: known.join(', ') })
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
  }
  const status = cells.status === '' ? 'proposed' : oneOf('status', formStatuses)
  const confidence = cells.confidence === '' ? null : oneOf('confidence', confidences)
  const locale = cells.locale.toLowerCase()
  if (cells.form !== '' && !isTargetLocale(locale)) {
    refuse('value-unknown', { column: 'locale', value: cells.locale, known: targetLocales.join(', ') })
  }
  if (cells.form === '' && cells.locale !== '') refuse('form-missing', { locale: cells.locale })
  problems.push(...found)
  if (found.length > 0 || !termClass || !status || confidence === undefined) return null
  const form: TermForm = { text: cells.form, status, confidence, evidence: cells.evidence || null }
  const forms = isTargetLocale(locale) ? { [locale]: [form] } : {}
  return {
    draft: { ...draft, termClass, forms },
    contradicts: (first) =>
      (cells.acronym !== '' && draft.acronym !== first.acronym) ||
      (cells.note !== '' && draft.note !== first.note) ||
      (cells.case_sensitive !== '' && draft.caseSensitive !== first.caseSensitive) ||
      (cells.do_not_translate !== '' && draft.doNotTranslate !== first.doNotTranslate),
  }
}

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
}

function problem(line: number, key: string, values: CsvProblem['values']): CsvProblem {
  const message = (sentences[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { line, key: `glossary.csv.${key}`, values, message }
}
