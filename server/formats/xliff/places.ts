// What an XLIFF file consists of, as places in its text: files, units, segments, sources and targets.

/** 1.2 stands for 1.0 and 1.1 too, which have the same elements. */
export type Dialect = '1.2' | '2'

/** A stretch of text between two UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** An element: its start tag, its content and its end; the three meet when it is empty. */
export interface ElementPlace {
  /** Offset of `<`. */
  readonly start: number
  /** Behind the start tag. */
  readonly open: number
  /** Before the end tag; equal to `open` in `<target/>`. */
  close: number
  /** Behind the end tag. */
  end: number
}

/** A `<file>`. */
export interface FilePlace {
  readonly ordinal: number
  readonly id: string
  readonly original: string
  readonly sourceLanguage: string
  readonly targetLanguage: string
  /** Units of this file by their ordinal in it. */
  readonly units: UnitPlace[]
}

/** A `<unit>` or `<trans-unit>`. */
export interface UnitPlace {
  readonly file: FilePlace
  readonly ordinal: number
  readonly id: string
  readonly start: number
  /** Behind the start tag. */
  readonly open: number
  end: number
  /** Why nobody may edit it, or null. */
  readonly locked: string | null
  /** Another tool says that its target is not finished. */
  readonly unfinished: boolean
  readonly segments: SegmentPlace[]
  ignorables: SegmentPlace[]
  /** 1.2: the whole elements; the segments then lie inside. */
  source: ElementPlace | null
  segSource: ElementPlace | null
  target: ElementPlace | null
}

/** A `<segment>`, an `<ignorable>`, a whole `<trans-unit>` or one `<mrk mtype="seg">` of it. */
export interface SegmentPlace {
  readonly unit: UnitPlace
  readonly kind: 'segment' | 'ignorable'
  /** Counted from 0 among the segments, or among the ignorables, of the unit. */
  readonly ordinal: number
  /** Start tag that carries the state in XLIFF 2: of the segment; null in 1.2, where the target carries it. */
  readonly tag: Span | null
  /** Identity of an `mrk` of 1.2, or null. */
  readonly mid: string | null
  source: ElementPlace | null
  target: ElementPlace | null
  locked: string | null
  unfinished: boolean
}

/** Names a segment for people and programs: `file/unit/segment`, all counted from 0, with the id of the unit. */
export function nameOf(segment: SegmentPlace): string {
  const { unit, kind, ordinal } = segment
  return `${unit.file.ordinal}/${unit.ordinal} (${unit.id})/${kind === 'ignorable' ? 'ignorable ' : ''}${ordinal}`
}
