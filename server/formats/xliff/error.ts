// The refusals of XLIFF: of a file as a whole, and of an edit that is to be merged into one.

import { XmlError, type Place, type XmlErrorCode } from '#glossary/xml/error.ts'

/** What can be wrong with an XLIFF file or with an edit of one. */
export type XliffErrorCode =
  | XmlErrorCode
  | 'NOT_XLIFF' // another root element
  | 'VERSION' // a version that we do not read
  | 'UNKNOWN_KEY' // an edit names a segment that the file does not have
  | 'AMBIGUOUS_KEY' // an edit names a unit by an id that stands several times in its file
  | 'DUPLICATE_EDIT' // two edits of one segment
  | 'TAGS_MISMATCH' // codes of the source are missing in the target, or there are others
  | 'TAGS_NESTING' // codes of the target are closed in another order than opened
  | 'CHARACTERS' // a character that no XML file may contain
  | 'LOCKED' // translate="no", or locked by another tool
  | 'STALE_SOURCE' // the source is not the one that was translated
  | 'STATE' // a state that the segment cannot have
  | 'NO_TARGET_LANGUAGE' // a first target in a file that names no target language
  | 'UNSUPPORTED_TARGET' // a target whose shape does not correspond to its segmented source

/** A refusal of an XLIFF file or edit; `segment` names the segment as `file/unit/segment`. */
export class XliffError extends XmlError<XliffErrorCode> {
  override readonly name = 'XliffError'
  readonly segment: string | null

  constructor(code: XliffErrorCode, message: string, place: Place, segment: string | null = null) {
    super(code, message, place)
    this.segment = segment
  }
}

/** Gives the refusal that an error is; what is none of ours is a fault in the program and is thrown on. */
export function asXliffError(error: unknown): XliffError {
  if (error instanceof XliffError) return error
  if (error instanceof XmlError) return new XliffError(error.code as XmlErrorCode, error.message, error)
  throw error
}
