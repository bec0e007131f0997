// An XLIFF file of somebody else as an article: every segment that may be translated is a block, and the translated
// article is that file with targets in it, everything else to the byte.

import type { GivenTarget, SourceBlock } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import type { CodedText } from '#domain/inline.ts'
import { isTargetLocale } from '#locales/locale.ts'

import type { Format } from './format.ts'
import { importLimits } from './limits.ts'
import { nameOf } from './text.ts'
import type { BlockTarget } from './units.ts'
import { XliffError } from './xliff/error.ts'
import type { XliffEdit } from './xliff/judge.ts'
import { mergeXliff } from './xliff/merge.ts'
import { openXliff, type XliffDocument } from './xliff/read.ts'
import { openSegmentsOf } from './xliff/segments.ts'
import { bytesBefore } from './xliff/splice.ts'

/** XLIFF 1.0–1.2 and 2.0–2.2 of any tool. */
export const xliffFormat: Format = {
  id: 'xliff',
  sniff(bytes, fileName) {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000)).replaceAll('\0', '')
    if (/<(?:[\w.-]+:)?xliff[\s>]/.test(head)) return 1
    return /\.(?:xlf|xliff|sdlxliff|mxliff|mqxliff|xlf2)$/i.test(fileName) ? 0.99 : 0
  },
  open(bytes, { fileName }) {
    const file = typed(() => openXliff(bytes))
    const places = typed(() => openSegments(file))
    return {
      document: {
        format: 'xliff',
        title: titleOf(file, fileName),
        description: null,
        publishedOn: null,
        author: null,
        blocks: places.map(({ block }) => block),
        ...givenTargets(file, places),
      },
      merge(targets, { locale }) {
        demandLanguage(file, locale)
        const options = locale ? { targetLanguage: locale } : {}
        return typed(() => Buffer.concat([...mergeXliff(file, editsOf(places, targets), options)]))
      },
    }
  },
}

interface OpenSegment {
  readonly block: SourceBlock
  readonly key: Pick<XliffEdit, 'file' | 'unit' | 'segment'>
  readonly target: CodedText | null
  readonly given: GivenTarget | null
}

/** The segments that may be edited and have words. */
function openSegments(file: XliffDocument): readonly OpenSegment[] {
  const byteAt = bytesBefore(file.decoded)
  const found: OpenSegment[] = []
  for (const unit of file.units) {
    for (const { place, at, codes, source, target, state } of openSegmentsOf(file, unit)) {
      if (source.length > importLimits.blockCharacters)
        throw tooLarge('characters in a segment', file, at.start)
      if (found.length >= importLimits.segments) throw tooLarge('segments', file, at.start)
      found.push({
        block: {
          role: 'body',
          level: null,
          codes,
          segments: [{ source, after: '' }],
          start: byteAt(at.open),
          end: byteAt(at.close),
        },
        key: { file: unit.file.ordinal, unit: unit.ordinal, segment: place.ordinal },
        target,
        given: target ? { target, isDraft: state === 'initial' } : null,
      })
    }
  }
  return found
}

function tooLarge(what: string, file: XliffDocument, offset: number): WorkError {
  const { line, column } = file.xml.placeOf(offset)
  const most = what === 'segments' ? importLimits.segments : importLimits.blockCharacters
  const problem = `Line ${line}, column ${column}: the file has more than ${most} ${what}`
  return new WorkError('too-large', problem, { line, column, limit: most })
}

/** Targets that the file brings, where it is in a language that we translate into. */
function givenTargets({ targetLanguage }: XliffDocument, places: readonly OpenSegment[]) {
  const locale = targetLanguage.toLowerCase().split(/[-_]/)[0] ?? ''
  if (!isTargetLocale(locale) || places.every(({ given }) => given === null)) return {}
  return { given: { locale, targets: places.map(({ given }) => given) } }
}

function titleOf({ files }: XliffDocument, fileName: string): string {
  const [first] = files
  const original = first && files.length === 1 ? (first.original.split(/[\\/]/).at(-1) ?? '') : ''
  return original || nameOf(fileName)
}

function demandLanguage({ targetLanguage }: XliffDocument, locale: string | null): void {
  const language = targetLanguage.toLowerCase().split(/[-_]/)[0] ?? ''
  if (locale === null || language === '' || language === locale) return
  const problem = `The file is for ${targetLanguage}; ${locale} would need a file of its own`
  throw new WorkError('invalid', problem, { found: targetLanguage, expected: locale })
}

function* editsOf(
  places: readonly OpenSegment[],
  targets: ReadonlyMap<number, BlockTarget>,
): Generator<XliffEdit> {
  for (const [index, { text, foreign, dropped }] of targets) {
    const place = places[index]
    if (!place || dropped) continue
    // Words that are still those of the source are no target.
    const isUntranslated = foreign ? foreign.length > 0 : text === place.block.segments[0]?.source
    if (isUntranslated || text === place.target) continue
    yield { ...place.key, target: text, state: 'translated' }
  }
}

function typed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof XliffError)) throw error
    const { code, message, line, column } = error
    const kind = code === 'LIMIT' ? 'too-large' : 'invalid'
    throw new WorkError(kind, `Line ${line}, column ${column}: ${message}`, {
      line,
      column,
      problem: message,
    })
  }
}
