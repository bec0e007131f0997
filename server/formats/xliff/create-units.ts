// A publication in the shape that the package `xliff` writes: one unit per sentence, in one group per block.

import type { Code } from '#domain/inline.ts'

import { oneLine } from '../clean.ts'
import { readNodes, type InlineNode } from '../inline-nodes.ts'
import { resourceKey } from '../i18next-json.ts'
import type { Publication, PublishedBlock, PublishedSegment } from '../publication.ts'

/** Versions of XLIFF that we write. */
export type XliffVersion = '1.2' | '2.0' | '2.1' | '2.2'
/** Those that the package writes; in what we write of them the later ones differ from 2.0 by their name only. */
export type PackageVersion = Extract<XliffVersion, '1.2' | '2.0'>

/** Words and inline elements, named as the package names them. */
export type XliffContent = readonly (string | Readonly<Record<string, XliffElement>>)[]

/** Attributes, and under `contents` what the element encloses. */
interface XliffElement {
  readonly [attribute: string]: string | XliffContent
}

/** What the package is given. */
export interface XliffInput {
  readonly sourceLanguage: string
  readonly targetLanguage: string
  readonly resources: Readonly<Record<string, Readonly<Record<string, XliffGroup>>>>
}

interface XliffGroup {
  readonly groupUnits: Readonly<Record<string, XliffUnit>>
  readonly additionalAttributes?: Readonly<Record<string, string>>
}

interface XliffUnit {
  readonly source: XliffContent
  readonly target?: XliffContent
  readonly additionalAttributes: Readonly<Record<string, string>>
}

/** A writer of the package; with a callback it answers at once. */
export type XliffWriter = (
  input: XliffInput,
  options: { readonly indent: string },
  callback: (error: unknown, xml: string) => void,
) => string

/** A sentence on its way into a file. */
export interface SentUnit {
  readonly id: string
  readonly segment: PublishedSegment
  readonly codes: readonly Code[]
  readonly source: readonly InlineNode[]
  readonly target: readonly InlineNode[]
}

/** Element names and attributes of the two versions. */
interface Dialect {
  readonly pair: string
  readonly single: string
  readonly open: string
  readonly close: string
  readonly attributes: (
    code: Code,
    element: 'pair' | 'single' | 'open' | 'close',
  ) => Readonly<Record<string, string>>
}

/** Our types of codes in the words of XLIFF 2. */
export const types20: Readonly<Record<Code['type'], { type: string; subType?: string }>> = {
  bold: { type: 'fmt', subType: 'xlf:b' },
  italic: { type: 'fmt', subType: 'xlf:i' },
  underline: { type: 'fmt', subType: 'xlf:u' },
  break: { type: 'fmt', subType: 'xlf:lb' },
  link: { type: 'link' },
  image: { type: 'image' },
  code: { type: 'other' },
  other: { type: 'other' },
}

/** Our types of codes in the words of XLIFF 1.2. */
export const types12: Readonly<Record<Code['type'], string>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underlined',
  break: 'lb',
  link: 'link',
  image: 'image',
  code: 'x-code',
  other: 'x-other',
}

const dialects: Readonly<Record<PackageVersion, Dialect>> = {
  '1.2': {
    pair: 'GenericSpan',
    single: 'Standalone',
    open: 'GenericSpanStart',
    close: 'GenericSpanEnd',
    attributes: ({ type, display, deletable }, element) => ({
      ...(element === 'close' ? {} : { ctype: types12[type] }),
      ...(element === 'single' ? { 'equiv-text': escapeAttribute(display) } : {}),
      ...(element === 'pair' || element === 'single' ? { clone: deletable ? 'yes' : 'no' } : {}),
    }),
  },
  '2.0': {
    pair: 'Span',
    single: 'Standalone',
    open: 'SpanStart',
    close: 'SpanEnd',
    attributes: ({ type, display, deletable }, element) => ({
      ...(element === 'open' || element === 'close' ? { isolated: 'yes' } : {}),
      canCopy: 'no',
      canDelete: deletable ? 'yes' : 'no',
      ...types20[type],
      ...(element === 'pair' ? { dispStart: escapeAttribute(display) } : { disp: escapeAttribute(display) }),
    }),
  },
}

/** The sentences of a publication in the order of the file; dropped blocks are not part of it. */
export function unitsOf(
  publication: Publication,
): readonly { block: PublishedBlock; units: readonly SentUnit[] }[] {
  return publication.blocks
    .filter(({ treatment, segments }) => treatment !== 'drop' && segments.length > 0)
    .map((block) => ({
      block,
      units: block.segments.map((segment): SentUnit => ({
        id: resourceKey(segment),
        segment,
        codes: block.codes,
        source: readNodes(segment.source, block.codes),
        target: readNodes(segment.target, block.codes),
      })),
    }))
}

/** Builds the input of the package. It changes what it is given, so this is always made anew. */
export function inputOf(publication: Publication, version: PackageVersion): XliffInput {
  const { fileName, sourceLocale } = publication
  const groups = unitsOf(publication).map(({ block, units }): [string, XliffGroup] => [
    `b${block.ordinal}`,
    {
      groupUnits: Object.fromEntries(units.map((unit) => [unit.id, unitInput(block, unit, version)])),
      additionalAttributes: version === '1.2' ? { restype: `x-${block.role}` } : { type: `st:${block.role}` },
    },
  ])
  // XLIFF 2 names a file by a token and has the name elsewhere; 1.2 has only the name.
  const file = version === '1.2' ? escapeAttribute(fileName) : 'f1'
  return {
    sourceLanguage: sourceLocale,
    targetLanguage: publication.locale,
    resources: { [file]: Object.fromEntries(groups) },
  }
}

function unitInput(
  block: PublishedBlock,
  { segment, source, target }: SentUnit,
  version: PackageVersion,
): XliffUnit {
  const approved = segment.state === 'reviewed' || segment.state === 'final'
  return {
    source: contentInput(source, dialects[version]),
    ...(target.length > 0 ? { target: contentInput(target, dialects[version]) } : {}),
    additionalAttributes: {
      [version === '1.2' ? 'resname' : 'name']: escapeAttribute(segment.id),
      ...(block.treatment === 'keep' ? { translate: 'no' } : {}),
      ...(version === '1.2' && target.length > 0 ? { approved: approved ? 'yes' : 'no' } : {}),
      'xml:space': 'preserve',
    },
  }
}

function contentInput(nodes: readonly InlineNode[], dialect: Dialect): XliffContent {
  return nodes.map((node) => {
    // NOTE: the writer takes `&amp;` in words for its own escaping and would lose it.
    if (node.kind === 'text') return node.text.replaceAll('&amp;', '&amp;amp;')
    const element = node.kind === 'orphan' ? node.part : node.kind
    const attributes = { id: String(node.code.id), ...dialect.attributes(node.code, element) }
    const written: XliffElement =
      node.kind === 'pair' ? { ...attributes, contents: contentInput(node.children, dialect) } : attributes
    return { [dialect[element]]: written }
  })
}

/** Escapes what the writer leaves as it is in attributes; quotes it escapes itself. */
export function escapeAttribute(value: string): string {
  return oneLine(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
