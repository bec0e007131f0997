// The inline elements of XLIFF as codes of ours: which are pairs, which stand alone, and what identifies them.

import type { CodeType, MarkPart } from '#domain/inline.ts'

import type { Dialect } from './places.ts'

/** The attributes of an element by name. */
export interface Attributes {
  get(name: string): string | undefined
}

/** What an inline element is. */
export interface InlineKind {
  /** `pair` encloses words; `native` encloses mark-up of the original format, which is no words. */
  readonly shape: 'pair' | 'open' | 'close' | 'single' | 'native'
  /** For `native`: which mark it is. */
  readonly part?: MarkPart
  /** Prefix of the key, so that ids of different kinds of element do not meet. */
  readonly family: string
  /** Attributes that identify it, the first one present counts. */
  readonly identity: readonly string[]
  /** Annotations may be left out of a target, codes may not. */
  readonly annotation?: boolean
}

/** TMX has the inline elements of XLIFF 1.2 with other attributes. */
export type InlineDialect = Dialect | 'tmx'

const kinds: Readonly<Record<InlineDialect, ReadonlyMap<string, InlineKind>>> = {
  // @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#inlineelements
  '2': new Map<string, InlineKind>([
    ['cp', { shape: 'single', family: 'cp', identity: ['hex'] }],
    ['ph', { shape: 'single', family: 'ph', identity: ['id'] }],
    ['pc', { shape: 'pair', family: 'c', identity: ['id'] }],
    ['sc', { shape: 'open', family: 'c', identity: ['id'] }],
    ['ec', { shape: 'close', family: 'c', identity: ['startRef', 'id'] }],
    ['mrk', { shape: 'pair', family: 'm', identity: ['id'], annotation: true }],
    ['sm', { shape: 'open', family: 'm', identity: ['id'], annotation: true }],
    ['em', { shape: 'close', family: 'm', identity: ['startRef'], annotation: true }],
  ]),
  // @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#Struct_InLine
  '1.2': new Map<string, InlineKind>([
    ['g', { shape: 'pair', family: 'g', identity: ['id'] }],
    ['x', { shape: 'single', family: 'x', identity: ['id'] }],
    ['bx', { shape: 'open', family: 'b', identity: ['rid', 'id'] }],
    ['ex', { shape: 'close', family: 'b', identity: ['rid', 'id'] }],
    ['bpt', { shape: 'native', part: 'open', family: 'p', identity: ['rid', 'id'] }],
    ['ept', { shape: 'native', part: 'close', family: 'p', identity: ['rid', 'id'] }],
    ['it', { shape: 'native', part: 'single', family: 'it', identity: ['id'] }],
    ['ph', { shape: 'native', part: 'single', family: 'ph', identity: ['id'] }],
    ['mrk', { shape: 'pair', family: 'm', identity: ['mid', 'mtype'], annotation: true }],
  ]),
  // @see https://www.gala-global.org/tmx-14b#ContentMarkup_Rules
  tmx: new Map<string, InlineKind>([
    ['bpt', { shape: 'native', part: 'open', family: 'p', identity: ['i'] }],
    ['ept', { shape: 'native', part: 'close', family: 'p', identity: ['i'] }],
    ['it', { shape: 'native', part: 'single', family: 'it', identity: ['x', 'type'] }],
    ['ph', { shape: 'native', part: 'single', family: 'ph', identity: ['x', 'type'] }],
    ['ut', { shape: 'native', part: 'single', family: 'ut', identity: ['x'] }],
    ['hi', { shape: 'pair', family: 'hi', identity: ['x', 'type'], annotation: true }],
  ]),
}

/** Looks up an inline element of XLIFF; null for those of others. */
export function inlineKind(dialect: InlineDialect, local: string): InlineKind | null {
  return kinds[dialect].get(local) ?? null
}

/** Says whether the words of an annotation may not be edited. */
export function isProtected(dialect: InlineDialect, local: string, attributes: Attributes): boolean {
  if (dialect === '2') return attributes.get('translate') === 'no'
  return local === 'mrk' && attributes.get('mtype') === 'protected'
}

const types: ReadonlyMap<string, CodeType> = new Map<string, CodeType>([
  ['xlf:b', 'bold'],
  ['xlf:i', 'italic'],
  ['xlf:u', 'underline'],
  ['xlf:lb', 'break'],
  ['xlf:pb', 'break'],
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['underlined', 'underline'],
  ['lb', 'break'],
  ['pb', 'break'],
  ['link', 'link'],
  ['image', 'image'],
])

/** What a code does to its words, as far as the file tells. */
export function codeType(attributes: Attributes): CodeType {
  const told = ['subType', 'type', 'ctype'].map((name) => types.get(attributes.get(name) ?? ''))
  return told.find((type) => type !== undefined) ?? 'other'
}

const displays = ['disp', 'dispStart', 'equiv', 'equivStart', 'equiv-text', 'id', 'mid', 'startRef']

/** What a person sees on the chip of a code. */
export function displayOf(local: string, attributes: Attributes, native: string): string {
  const told = displays.map((name) => attributes.get(name)).find(Boolean)
  const shown = native.trim() || told || local
  return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown
}
