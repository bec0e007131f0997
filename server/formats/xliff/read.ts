// Reads an XLIFF file of version 1.0–1.2 or 2.0–2.2 into places; the bytes stay as they are and are never written again
// but by splicing. Keys are ordinals, because ids repeat, are numbers or are called `__proto__`.

import { decodeXml, type DecodedXml } from '#glossary/xml/decode.ts'
import type { ExpandedName } from '#glossary/xml/names.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import { scanXml } from '#glossary/xml/scan.ts'
import { wholeText, type XmlText } from '#glossary/xml/text.ts'

import { asXliffError, XliffError, type XliffErrorCode } from './error.ts'
import { core, core22 } from './namespaces.ts'
import type { Dialect, ElementPlace, FilePlace, SegmentPlace, Span, UnitPlace } from './places.ts'
import { isLocked, isUnfinished, sdlSegment } from './vendors.ts'

/** What is known of a file when its root element has been read. */
export interface XliffHead {
  readonly version: string
  readonly dialect: Dialect
  /** The start tag of the root element. */
  readonly root: Span
  readonly sourceLanguage: string
  /** Empty where the file names none. */
  readonly targetLanguage: string
}

/** A file of which a unit can be read: the text at least from where the unit begins. */
export interface XliffReading {
  readonly xml: XmlText
  readonly dialect: Dialect
}

/** A read file. */
export interface XliffDocument extends XliffHead, XliffReading {
  readonly bytes: Uint8Array
  readonly decoded: DecodedXml
  readonly files: readonly FilePlace[]
  /** All units of all files in order. */
  readonly units: readonly UnitPlace[]
}

/** Reads an XLIFF file. @throws XliffError */
export function openXliff(bytes: Uint8Array): XliffDocument {
  try {
    const decoded = decodeXml(bytes)
    const xml = wholeText(decoded.text)
    const units: UnitPlace[] = []
    const reader = new XliffReader(xml, (unit) => {
      unit.file.units.push(unit)
      units.push(unit)
    })
    scanXml(decoded.text, reader)
    return { bytes, decoded, xml, ...reader.head(), files: reader.files, units }
  } catch (error) {
    throw asXliffError(error)
  }
}

/** Segments of a document in order, without ignorables. */
export function* segmentsOf(document: XliffDocument): Iterable<SegmentPlace> {
  for (const unit of document.units) yield* unit.segments
}

/** Versions that are read, with the namespaces that they may have. */
const versions: ReadonlyMap<string, { dialect: Dialect; namespaces: readonly string[] }> = new Map([
  ...['1.0', '1.1', '1.2'].map((version) => versionOf(version, '1.2', '')),
  // The schema of 2.2 allows the older versions in its namespace, and many files of 2.2 have the older namespace.
  ...['2.0', '2.1', '2.2'].map((version) => versionOf(version, '2', core, core22)),
])

function versionOf(version: string, dialect: Dialect, ...others: readonly string[]) {
  const namespaces = [`urn:oasis:names:tc:xliff:document:${version}`, ...others]
  return [version, { dialect, namespaces }] as const
}

type Kind =
  | 'document'
  | 'xliff'
  | 'file'
  | 'body'
  | 'group'
  | 'binary'
  | 'unit'
  | 'segment'
  | 'ignorable'
  | 'source'
  | 'segSource'
  | 'target'
  | 'inline'
  | 'mark'
  | 'other'

/** What a child is, by the kind of its parent; what stands nowhere here is passed over with all that is in it. */
const children: Readonly<Record<Dialect, Partial<Record<Kind, ReadonlyMap<string, Kind>>>>> = {
  '1.2': {
    xliff: new Map([['file', 'file']]),
    file: new Map([['body', 'body']]),
    body: new Map<string, Kind>([
      ['group', 'group'],
      ['trans-unit', 'unit'],
      ['bin-unit', 'binary'],
    ]),
    group: new Map<string, Kind>([
      ['group', 'group'],
      ['trans-unit', 'unit'],
      ['bin-unit', 'binary'],
    ]),
    binary: new Map([['trans-unit', 'unit']]),
    unit: new Map<string, Kind>([
      ['source', 'source'],
      ['seg-source', 'segSource'],
      ['target', 'target'],
    ]),
  },
  '2': {
    xliff: new Map([['file', 'file']]),
    file: new Map<string, Kind>([
      ['group', 'group'],
      ['unit', 'unit'],
    ]),
    group: new Map<string, Kind>([
      ['group', 'group'],
      ['unit', 'unit'],
    ]),
    unit: new Map<string, Kind>([
      ['segment', 'segment'],
      ['ignorable', 'ignorable'],
    ]),
    segment: new Map<string, Kind>([
      ['source', 'source'],
      ['target', 'target'],
    ]),
    ignorable: new Map<string, Kind>([
      ['source', 'source'],
      ['target', 'target'],
    ]),
  },
}

/** Most units have no ignorables, and share this. */
const none: SegmentPlace[] = []

const contentKinds = new Set<Kind>(['source', 'segSource', 'target', 'inline', 'mark'])

/** Reads the places of a file while it is scanned, and hands out each unit when it has ended. */
export class XliffReader implements XliffReading {
  readonly xml: XmlText
  readonly #take: (unit: UnitPlace) => void
  readonly #kinds: Kind[] = ['document']
  readonly #locks: (string | null)[] = [null]
  readonly #elements: ElementPlace[] = []
  #dialect: Dialect = '2'
  #version = ''
  #namespace = ''
  #rootTag: Span = { start: 0, end: 0 }
  #sourceLanguage = ''
  #targetLanguage = ''
  readonly #files: FilePlace[] = []
  /** Units of the file that is being read. */
  #count = 0
  #unit: UnitPlace | null = null
  #segment: SegmentPlace | null = null
  /** What SDL says of segments, by their mid. */
  #sdlSegments: Map<string, ReturnType<typeof sdlSegment>> | null = null
  /** The innermost source or target, also one that does not count. */
  #content: ElementPlace | null = null
  #targetMarks = new Map<string, ElementPlace[]>()

  constructor(text: XmlText, take: (unit: UnitPlace) => void) {
    this.xml = text
    this.#take = take
  }

  /** What the root element said, and the first file where it said nothing. */
  head(): XliffHead {
    const first = this.#files[0]
    return {
      version: this.#version,
      dialect: this.#dialect,
      root: this.#rootTag,
      sourceLanguage: this.#sourceLanguage || (first?.sourceLanguage ?? ''),
      targetLanguage: this.#targetLanguage || (first?.targetLanguage ?? ''),
    }
  }

  get files(): readonly FilePlace[] {
    return this.#files
  }

  get dialect(): Dialect {
    return this.#dialect
  }

  /** Where the unit begins that is being read, or null between units. */
  get unitStart(): number | null {
    return this.#unit?.start ?? null
  }

  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void {
    const parent = this.#kinds.at(-1) ?? 'other'
    if (parent === 'document') return this.#root(element)
    const kind = this.#kindOf(element, parent)
    this.#kinds.push(kind)
    if (kind === 'other' || kind === 'inline') {
      if (kind === 'other') this.#noteSdlSegment(element)
      return
    }
    const place = { start: element.start, open: element.end, close: element.end, end: element.end }
    this.#elements.push(place)
    const unlocked = element.attribute('translate') === 'yes'
    const lock = unlocked ? null : (this.#locks.at(-1) ?? isLocked(element, expand))
    this.#locks.push(lock)
    this.#begin(kind, element, place, lock)
  }

  close(start: number, end: number): void {
    const kind = this.#kinds.pop() ?? 'other'
    if (kind === 'other' || kind === 'inline' || kind === 'document') return
    const place = this.#elements.pop()
    this.#locks.pop()
    // The end tag of `<a/>` is its start tag.
    if (place) {
      place.close = start === place.start ? place.open : start
      place.end = end
    }
    if (kind === 'unit' && this.#unit) this.#endUnit(this.#unit, end)
    if (kind === 'segment' || kind === 'ignorable') this.#segment = null
  }

  #root(element: ScannedElement): void {
    const { uri, local, start, end } = element
    const version = element.attribute('version') ?? ''
    if (local !== 'xliff')
      throw this.#refuse('NOT_XLIFF', `The root element is ${local.slice(0, 60)}, not xliff`, start)
    const known = versions.get(version)
    if (!known) {
      throw this.#refuse(
        'VERSION',
        `XLIFF version "${version.slice(0, 20)}" is not read; expected 1.0 to 1.2 or 2.0 to 2.2`,
        start,
      )
    }
    if (!known.namespaces.includes(uri)) {
      throw this.#refuse(
        'VERSION',
        `XLIFF ${version} does not have the namespace "${uri.slice(0, 80)}"`,
        start,
      )
    }
    this.#rootTag = { start, end }
    this.#version = version
    this.#dialect = known.dialect
    this.#namespace = uri
    this.#sourceLanguage = element.attribute('srcLang') ?? ''
    this.#targetLanguage = element.attribute('trgLang') ?? ''
    this.#kinds.push('xliff')
    this.#elements.push({ start, open: start, close: start, end: start })
    this.#locks.push(null)
  }

  #kindOf(element: ScannedElement, parent: Kind): Kind {
    const { uri, local } = element
    if (contentKinds.has(parent)) {
      const segmented = this.#dialect === '1.2' && local === 'mrk' && element.attribute('mtype') === 'seg'
      return segmented && uri === this.#namespace && !this.#kinds.includes('mark') ? 'mark' : 'inline'
    }
    if (uri !== this.#namespace) return 'other'
    return children[this.#dialect][parent]?.get(local) ?? 'other'
  }

  #begin(kind: Kind, element: ScannedElement, place: ElementPlace, lock: string | null): void {
    if (kind === 'file') this.#beginFile(element)
    else if (kind === 'unit') this.#beginUnit(element, place, lock)
    else if (kind === 'segment' || kind === 'ignorable') this.#beginSegment(kind, place)
    else if (kind === 'mark') this.#beginMark(element.attribute('mid') ?? '', place)
    else if (kind === 'source' || kind === 'target' || kind === 'segSource') this.#beginContent(kind, place)
  }

  #beginFile(element: ScannedElement): void {
    this.#count = 0
    this.#files.push({
      ordinal: this.#files.length,
      id: element.attribute('id') ?? '',
      original: element.attribute('original') ?? '',
      sourceLanguage: element.attribute('source-language') ?? this.#sourceLanguage,
      targetLanguage: element.attribute('target-language') ?? this.#targetLanguage,
      units: [],
    })
  }

  #beginUnit(element: ScannedElement, place: ElementPlace, locked: string | null): void {
    const file = this.#files.at(-1)
    if (!file) return
    const unit: UnitPlace = {
      file,
      ordinal: this.#count,
      id: element.attribute('id') ?? '',
      unfinished: isUnfinished(element),
      start: place.start,
      open: place.open,
      end: place.end,
      locked,
      segments: [],
      ignorables: none,
      source: null,
      segSource: null,
      target: null,
    }
    this.#count += 1
    this.#unit = unit
    this.#sdlSegments = null
    if (this.#targetMarks.size > 0) this.#targetMarks = new Map()
  }

  #beginSegment(kind: 'segment' | 'ignorable', place: ElementPlace): void {
    const unit = this.#unit
    if (!unit) return
    if (kind === 'ignorable' && unit.ignorables === none) unit.ignorables = []
    const all = kind === 'segment' ? unit.segments : unit.ignorables
    const tag = { start: place.start, end: place.open }
    this.#segment = {
      unit,
      kind,
      ordinal: all.length,
      tag,
      mid: null,
      source: null,
      target: null,
      locked: unit.locked,
      unfinished: unit.unfinished,
    }
    all.push(this.#segment)
  }

  #beginContent(kind: 'source' | 'segSource' | 'target', place: ElementPlace): void {
    this.#content = place
    // A second source or target is a fault that validation reports; the first one counts.
    if (this.#segment && kind !== 'segSource') this.#segment[kind] ??= place
    else if (this.#unit && this.#dialect === '1.2') this.#unit[kind] ??= place
  }

  #beginMark(mid: string, place: ElementPlace): void {
    const unit = this.#unit
    if (!unit || !this.#content) return
    if (this.#content === unit.segSource) {
      unit.segments.push({
        unit,
        kind: 'segment',
        ordinal: unit.segments.length,
        tag: null,
        mid,
        source: place,
        target: null,
        locked: unit.locked,
        unfinished: unit.unfinished,
      })
    } else if (this.#content === unit.target) {
      const same = this.#targetMarks.get(mid)
      if (same) same.push(place)
      else this.#targetMarks.set(mid, [place])
    }
  }

  #endUnit(unit: UnitPlace, end: number): void {
    unit.end = end
    this.#unit = null
    if (this.#dialect === '1.2') this.#joinMarks(unit)
    this.#take(unit)
  }

  /** In 1.2 a unit is a segment, or its marks are: those of the target belong to those of the source. */
  #joinMarks(unit: UnitPlace): void {
    if (unit.segments.length === 0) {
      if (!unit.source) return
      const { source, target, locked, unfinished } = unit
      unit.segments.push({
        unit,
        kind: 'segment',
        ordinal: 0,
        tag: null,
        mid: null,
        source,
        target,
        locked,
        unfinished,
      })
      return
    }
    const seen = new Map<string, number>()
    for (const segment of unit.segments) {
      const mid = segment.mid ?? ''
      // Marks repeat their mid in some files: the first of the source then has the first of the target.
      const occurrence = seen.get(mid) ?? 0
      segment.target = this.#targetMarks.get(mid)?.[occurrence] ?? null
      seen.set(mid, occurrence + 1)
      const told = this.#sdlSegments?.get(mid)
      if (told?.locked) segment.locked ??= 'locked by another tool'
      if (told) segment.unfinished = told.unfinished
    }
  }

  /** SDL keeps what it knows of segments beside the texts. */
  #noteSdlSegment(element: ScannedElement): void {
    if (!this.#unit || element.local !== 'seg' || element.uri === this.#namespace) return
    this.#sdlSegments ??= new Map()
    this.#sdlSegments.set(element.attribute('id') ?? '', sdlSegment(element))
  }

  #refuse(code: XliffErrorCode, message: string, offset: number): XliffError {
    return new XliffError(code, message, this.xml.placeOf(offset))
  }
}
