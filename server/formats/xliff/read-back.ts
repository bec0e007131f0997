// Reads a file that we wrote, to prove that nothing was lost: only what our own writer writes is understood.

import { SaxesParser } from 'saxes'

import { mark, type CodedText, type MarkPart } from '#domain/inline.ts'

/** A unit as it stands in a file. */
export interface ReadUnit {
  readonly id: string
  source: CodedText
  target: CodedText | null
  state: string | null
}

const startMarks: Readonly<Partial<Record<string, MarkPart>>> = {
  g: 'open',
  pc: 'open',
  bx: 'open',
  sc: 'open',
  x: 'single',
  ph: 'single',
  ex: 'close',
  ec: 'close',
}
const spans = new Set(['g', 'pc'])

/** Reads the units of a file in order. @throws Error when it is not well-formed */
export function readBack(xml: string): readonly ReadUnit[] {
  const units: ReadUnit[] = []
  const openSpans: number[] = []
  let part: 'source' | 'target' | null = null
  const append = (text: string) => {
    const unit = units.at(-1)
    if (unit && part) unit[part] = (unit[part] ?? '') + text
  }
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, attributes }) => {
    const value = (name: string): string | null => attributes[name]?.value ?? null
    const unit = units.at(-1)
    if (local === 'unit' || local === 'trans-unit')
      units.push({ id: value('id') ?? '', source: '', target: null, state: null })
    else if (local === 'segment' && unit) unit.state = value('state')
    else if (local === 'source' || local === 'target') {
      part = local
      append('')
      if (local === 'target' && unit) unit.state ??= value('state')
    } else if (part) {
      const found = startMarks[local]
      if (!found) throw new Error(`Element <${local}> in a ${part}; expected only what we write`)
      const id = Number(value('id'))
      if (spans.has(local)) openSpans.push(id)
      append(mark(id, found))
    }
  })
  parser.on('closetag', ({ local }) => {
    if (local === 'source' || local === 'target') part = null
    else if (part && spans.has(local)) append(mark(openSpans.pop() ?? 0, 'close'))
  })
  parser.on('text', append)
  parser.write(xml).close()
  return units
}
