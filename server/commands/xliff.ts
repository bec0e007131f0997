// What the commands for XLIFF do. Each prints one line of JSON per file and fails when any file does.

import { WorkError } from '#domain/errors.ts'

import type { XliffEdit } from '../formats/xliff/judge.ts'
import { planMerge } from '../formats/xliff/merge.ts'
import { StreamedMerge } from '../formats/xliff/merge-stream.ts'
import { openXliff, type XliffDocument } from '../formats/xliff/read.ts'
import { spliced } from '../formats/xliff/splice.ts'
import { readUnit } from '../formats/xliff/unit.ts'
import {
  validateXliff,
  validationLevels,
  type ValidationLevel,
  type XliffReport,
} from '../formats/xliff/validate.ts'
import { bytesOf, piecesOf, shownError, writeStreamed } from './files.ts'

type Print = (text: string) => void

/** Merges files with nothing and with their own targets, and prints for each whether its bytes are the same. */
export async function roundTripFiles(files: readonly string[], print: Print): Promise<void> {
  let failed = 0
  for (const file of files) {
    const result = await roundTrip(file)
    if (!result.identical) failed += 1
    print(JSON.stringify({ file, ...result }))
  }
  if (failed > 0) throw new WorkError('invalid', `${failed} of ${files.length} files did not come back`)
}

async function roundTrip(file: string) {
  try {
    const document = openXliff(await bytesOf(file))
    const identical = sameBytes(document, []) && sameBytes(document, ownTargets(document))
    return { identical, error: null }
  } catch (error) {
    return { identical: false, error: shownError(error) }
  }
}

/** Every target that may be edited, as an edit that says what stands there. */
function* ownTargets(document: XliffDocument): Generator<XliffEdit> {
  for (const unit of document.units) {
    if (unit.locked !== null) continue
    const { segments } = readUnit(document, unit)
    for (const { place, target } of segments) {
      if (target === null || place.locked !== null) continue
      yield { file: unit.file.ordinal, unit: unit.ordinal, segment: place.ordinal, target }
    }
  }
}

function sameBytes(document: XliffDocument, edits: Iterable<XliffEdit>): boolean {
  const { splices, refusals } = planMerge(document, edits)
  if (refusals[0]) throw refusals[0]
  let at = 0
  for (const piece of spliced(document.bytes, document.decoded, splices)) {
    if (Buffer.compare(piece, document.bytes.subarray(at, at + piece.length)) !== 0) return false
    at += piece.length
  }
  return at === document.bytes.length
}

interface MergeCall {
  readonly file: string
  readonly edits: string
  readonly out: string
  readonly to: string | null
}

/** Puts edits into a file; when one is refused nothing is written and all refusals are printed. */
export async function mergeFile({ file, edits, out, to }: MergeCall, print: Print): Promise<void> {
  const line = (rest: object) => print(JSON.stringify({ file, out, ...rest }))
  const merge = new StreamedMerge(editsIn(edits), to ? { targetLanguage: to } : {})
  try {
    await writeStreamed(out, unlessRefused(merge, piecesOf(file)))
    line({ changed: merge.changed, error: null, refused: [] })
  } catch (error) {
    const shown = shownError(error)
    const { refusals } = merge
    const refused = refusals.map((refusal) => ({ segment: refusal.segment, ...shownError(refusal) }))
    line({ changed: 0, error: shown, refused })
    const told =
      refusals.length > 0 ? `${refusals.length} edits are refused; nothing is written` : shown.message
    throw new WorkError('invalid', told)
  }
}

/** The bytes of a merge; throws behind the last of them when an edit is refused, so that the file is not kept. */
function* unlessRefused(merge: StreamedMerge, bytes: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield* merge.pieces(bytes)
  if (merge.refusals[0]) throw merge.refusals[0]
}

/** Reads edits line by line while they are merged, so that their file is never whole in memory. */
function* editsIn(file: string): Generator<XliffEdit> {
  let number = 0
  for (const line of linesIn(file)) {
    number += 1
    if (line.trim() === '') continue
    const edit = readEdit(line)
    if (typeof edit === 'string') throw new WorkError('invalid', `${file}, line ${number} ${edit}`)
    yield edit
  }
}

function* linesIn(file: string): Generator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for (const piece of piecesOf(file)) {
    const text = rest + decoder.decode(piece, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      yield text.slice(from, end)
      from = end + 1
    }
    rest = text.slice(from)
  }
  yield rest + decoder.decode()
}

/** Reads an edit, or says what is wrong with it. */
function readEdit(line: string): XliffEdit | string {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return 'is not JSON'
  }
  if (typeof given !== 'object' || given === null) return 'is no object'
  const { unit, ignorable, target, state, subState, source } = given as GivenEdit
  const file = (given as GivenEdit)['file'] ?? 0
  const segment = (given as GivenEdit)['segment'] ?? 0
  if (
    !isOrdinal(file) ||
    !(typeof unit === 'string' || isOrdinal(unit)) ||
    !isOrdinal(segment) ||
    !isTextOrAbsent(target) ||
    !isTextOrAbsent(state) ||
    !isTextOrAbsent(subState) ||
    !isTextOrAbsent(source)
  )
    return 'is no edit; expected {"file":0,"unit":"u1","segment":0,"target":"…","state":"translated"}'
  const edit: Mutable<XliffEdit> = { file, unit, segment }
  if (ignorable === true) edit.ignorable = true
  if (target !== undefined) edit.notation = target
  if (state !== undefined) edit.state = state
  if (subState !== undefined) edit.subState = subState
  if (source !== undefined) edit.source = source
  return edit
}

/** What a line may say, before it is looked at. */
type GivenEdit = Readonly<Record<string, unknown>>

function isOrdinal(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Checks files and prints for each what is wrong with it. */
export async function checkFiles(files: readonly string[], level: unknown, print: Print): Promise<void> {
  const wanted = validationLevels.find((known) => known === (level ?? 'full'))
  if (!wanted) throw new WorkError('invalid', `--level is one of ${validationLevels.join(', ')}`)
  let invalid = 0
  for (const file of files) {
    const { version, valid, findings } = await checked(file, wanted)
    if (!valid) invalid += 1
    const shown = findings.map(({ rule, line, column, message }) => ({ rule, line, column, message }))
    print(JSON.stringify({ file, version, valid, findings: shown }))
  }
  if (invalid > 0) throw new WorkError('invalid', `${invalid} of ${files.length} files are invalid`)
}

async function checked(file: string, level: ValidationLevel): Promise<XliffReport> {
  let bytes: Uint8Array
  try {
    bytes = await bytesOf(file)
  } catch (error) {
    const { line, column, message } = shownError(error)
    const finding = { rule: 'file/unreadable', line, column, message, offset: 0, spec: null }
    return { version: null, valid: false, findings: [finding] }
  }
  return validateXliff(bytes, level)
}
