// An edition as XLIFF 1.2, 2.0, 2.1 or 2.2 for other translation tools, with all that we know of it. The package `xliff`
// knows neither states nor notes of units, modules nor attributes of others, so this is written by us. What is written
// is read again the way it would come home, and compared.

import { escapeText, escapeValue } from './markup.ts'
import { readNodes, type InlineNode } from '../inline-nodes.ts'
import { types12, types20 } from './create-units.ts'
import { modules } from './namespaces.ts'
import { readReturned } from './returned-reader.ts'
import {
  ownNamespace,
  unitIdOf,
  type SentBlock,
  type SentEdition,
  type SentSegment,
  type SentVersion,
  writtenText,
} from './sent.ts'
import { states12 } from './states.ts'

/**
 * Writes an edition.
 * @throws Error when the file does not read back as what was written: a fault of ours, never of the texts
 */
export function writeEdition(edition: SentEdition, version: SentVersion): string {
  const xml = version === '1.2' ? edition12(edition) : edition2(edition, version)
  compare(xml, edition)
  return xml
}

type Attributes = Readonly<Record<string, string | number | null>>

function tag(name: string, attributes: Attributes, content: string | null = null): string {
  const shown = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeValue(String(value))}"`))
    .join('')
  return content === null ? `<${name}${shown}/>` : `<${name}${shown}>${content}</${name}>`
}

const sentBlocks = ({ blocks }: SentEdition) =>
  blocks.filter(({ treatment, segments }) => treatment !== 'drop' && segments.length > 0)

const keyOf = ({ ordinal }: SentSegment) => `s${String(ordinal).padStart(4, '0')}`

function edition2(edition: SentEdition, version: SentVersion): string {
  const groups = sentBlocks(edition).map((block) =>
    tag(
      'group',
      { id: `b${block.ordinal}`, type: `st:${block.role}` },
      `\n${block.segments.map((segment) => unit2(edition, block, segment)).join('')}`,
    ),
  )
  // Lengths are counted in code points, and no text is normalised for it.
  const profiles = tag(
    'slr:profiles',
    { generalProfile: 'xliff:codepoints' },
    tag('slr:normalization', { general: 'none', storage: 'none' }),
  )
  const file = tag(
    'file',
    { id: 'f1', original: edition.fileName, 'st:edition': edition.editionId },
    `\n${profiles}\n${groups.map((group) => `${group}\n`).join('')}`,
  )
  const namespaces = {
    xmlns: `urn:oasis:names:tc:xliff:document:${version === '2.2' ? '2.2' : '2.0'}`,
    'xmlns:mtc': modules.mtc,
    'xmlns:gls': modules.gls,
    'xmlns:slr': modules.slr,
    'xmlns:st': ownNamespace,
  }
  const root = { version, srcLang: edition.sourceLocale, trgLang: edition.locale, ...namespaces }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('xliff', root, `\n${file}\n`)}\n`
}

function unit2(edition: SentEdition, block: SentBlock, segment: SentSegment): string {
  const { target, state, subState } = segment
  const hasTarget = writtenText(target, block.codes) !== ''
  const content = [
    segment.matches.length === 0 ? '' : `${tag('mtc:matches', {}, matches2(block, segment))}\n`,
    segment.terms.length === 0 ? '' : `${tag('gls:glossary', {}, glossary2(segment))}\n`,
    segment.notes.length === 0 ? '' : `${tag('notes', {}, notes2(segment))}\n`,
    tag(
      'segment',
      {
        id: 's1',
        state: hasTarget ? state : 'initial',
        subState: subState === null || subState === 'new' ? null : `st:${subState}`,
      },
      `\n${source2(block, segment.source, 'source')}\n${hasTarget ? `${source2(block, target, 'target')}\n` : ''}`,
    ),
    '\n',
  ]
  const attributes = {
    id: unitIdOf(segment, block.codes),
    name: keyOf(segment),
    translate: block.treatment === 'keep' ? 'no' : null,
    'xml:space': 'preserve',
    'slr:sizeRestriction': edition.longest,
    'st:version': segment.version,
  }
  return `${tag('unit', attributes, `\n${content.join('')}`)}\n`
}

const source2 = (block: SentBlock, text: string, name: 'source' | 'target') =>
  tag(name, {}, inline2(readNodes(text, block.codes)))

function matches2(block: SentBlock, { matches }: SentSegment): string {
  return matches
    .map(({ source, target, similarity, origin }) =>
      tag(
        'mtc:match',
        { ref: '#s1', similarity, matchQuality: similarity, origin },
        // Codes of other sentences are not those of this one.
        tag('source', {}, plain(block, source)) + tag('target', {}, plain(block, target)),
      ),
    )
    .join('')
}

function glossary2({ terms }: SentSegment): string {
  return terms
    .map(({ source, forms, note }) => {
      const written = forms.map((form) => tag('gls:translation', {}, escapeText(form))).join('')
      // An entry has a translation or a definition.
      const definition =
        note !== '' || forms.length === 0 ? tag('gls:definition', {}, escapeText(note || source)) : ''
      return tag('gls:glossEntry', {}, tag('gls:term', {}, escapeText(source)) + written + definition)
    })
    .join('')
}

const notes2 = ({ notes }: SentSegment) =>
  notes
    .map(({ category, text }, index) => tag('note', { id: `n${index + 1}`, category }, escapeText(text)))
    .join('')

function inline2(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapeText(node.text)
      const { id, deletable, type, display } = node.code
      const common = { id, canCopy: 'no', canDelete: deletable ? 'yes' : 'no' }
      const kind = types20[type]
      if (node.kind === 'pair')
        return tag('pc', { ...common, ...kind, dispStart: display }, inline2(node.children))
      if (node.kind === 'single') return tag('ph', { ...common, ...kind, disp: display })
      return node.part === 'open'
        ? tag('sc', { ...common, ...kind, isolated: 'yes', disp: display })
        : tag('ec', { ...common, ...kind, isolated: 'yes', disp: display })
    })
    .join('')
}

function plain(block: SentBlock, text: string): string {
  const wordsIn = (nodes: readonly InlineNode[]): string =>
    nodes
      .map((node) => (node.kind === 'text' ? node.text : node.kind === 'pair' ? wordsIn(node.children) : ''))
      .join('')
  return escapeText(wordsIn(readNodes(text, block.codes)))
}

function edition12(edition: SentEdition): string {
  const blocks = sentBlocks(edition)
  const groups = blocks.map((block) =>
    tag(
      'group',
      { id: `b${block.ordinal}`, restype: `x-${block.role}` },
      `\n${block.segments.map((segment) => unit12(edition, block, segment)).join('')}`,
    ),
  )
  const file = tag(
    'file',
    {
      original: edition.fileName,
      'source-language': edition.sourceLocale,
      'target-language': edition.locale,
      datatype: blocks.some(({ codes }) => codes.length > 0) ? 'html' : 'plaintext',
      'st:edition': edition.editionId,
    },
    `\n<body>\n${groups.map((group) => `${group}\n`).join('')}</body>\n`,
  )
  const root = { version: '1.2', xmlns: 'urn:oasis:names:tc:xliff:document:1.2', 'xmlns:st': ownNamespace }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('xliff', root, `\n${file}\n`)}\n`
}

function unit12(edition: SentEdition, block: SentBlock, segment: SentSegment): string {
  const { source, target, state, subState, notes, matches, terms } = segment
  const approved = state === 'reviewed' || state === 'final'
  const part = (text: string) => inline12(readNodes(text, block.codes))
  const alternatives = matches.map((match) =>
    tag(
      'alt-trans',
      { 'match-quality': `${match.similarity}%`, origin: match.origin },
      tag('source', {}, plain(block, match.source)) + tag('target', {}, plain(block, match.target)),
    ),
  )
  // 1.2 has no glossary, so that terms are notes.
  const told = [
    ...terms.map(({ source: term, forms, note }) => ({
      from: 'glossary',
      text: `${term}${forms.length > 0 ? ` = ${forms.join(' | ')}` : ''}${note ? ` (${note})` : ''}`,
    })),
    ...notes.map(({ category, text }) => ({ from: category, text })),
  ]
  const content = [
    tag('source', {}, part(source)),
    target === ''
      ? ''
      : tag(
          'target',
          {
            state: states12[state],
            'state-qualifier': subState === null || subState === 'new' ? null : `x-${subState}`,
          },
          part(target),
        ),
    ...alternatives,
    ...told.map(({ from, text }) => tag('note', { from }, escapeText(text))),
  ]
  const attributes = {
    id: unitIdOf(segment, block.codes),
    resname: keyOf(segment),
    translate: block.treatment === 'keep' ? 'no' : null,
    approved: target === '' ? null : approved ? 'yes' : 'no',
    maxwidth: edition.longest,
    'size-unit': 'char',
    'xml:space': 'preserve',
    'st:version': segment.version,
  }
  return `${tag('trans-unit', attributes, `\n${content.filter(Boolean).join('\n')}\n`)}\n`
}

function inline12(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapeText(node.text)
      const { id, deletable, type, display } = node.code
      const clone = deletable ? 'yes' : 'no'
      const ctype = types12[type]
      if (node.kind === 'pair') return tag('g', { id, ctype, clone }, inline12(node.children))
      if (node.kind === 'single') return tag('x', { id, ctype, clone, 'equiv-text': display })
      return node.part === 'open' ? tag('bx', { id, ctype, clone }) : tag('ex', { id })
    })
    .join('')
}

function compare(xml: string, edition: SentEdition): void {
  const { units } = readReturned(Buffer.from(xml))
  const sent = sentBlocks(edition).flatMap(({ segments, codes }) =>
    segments.map(({ source, target, ordinal }) => ({
      ordinal,
      source: writtenText(source, codes),
      target: writtenText(target, codes) || null,
    })),
  )
  if (units.length !== sent.length)
    throw new Error(`XLIFF reads back ${units.length} units of ${sent.length}`)
  sent.forEach(({ ordinal, source, target }, index) => {
    const unit = units[index]
    const same = unit?.name?.ordinal === ordinal && unit.source === source && unit.target === target
    if (!same) throw new Error(`XLIFF does not read back segment ${ordinal} as it was written`)
  })
}
