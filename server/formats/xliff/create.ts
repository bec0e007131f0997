// A release as XLIFF 1.2 or 2.0–2.2 for other translation tools. The package `xliff` writes the elements; what it cannot
// write (states, the name of the file, the XML declaration) is spliced in, and the result is read back and compared.

import write20 from 'xliff/js2xliff'
import write12 from 'xliff/jsToXliff12'

import { codedTextOf } from '../inline-nodes.ts'
import type { Publication } from '../publication.ts'
import { readBack } from './read-back.ts'
import {
  escapeAttribute,
  inputOf,
  unitsOf,
  type SentUnit,
  type PackageVersion,
  type XliffVersion,
  type XliffWriter,
} from './create-units.ts'
import { core, core22 } from './namespaces.ts'
import { states12 } from './states.ts'

const writers: Readonly<Record<PackageVersion, XliffWriter>> = { '1.2': write12, '2.0': write20 }

/**
 * Writes a publication as XLIFF.
 * @throws Error when the file does not read back as what was written: a fault of ours, never of the texts
 */
export function writeXliff(publication: Publication, version: XliffVersion): string {
  const units = unitsOf(publication).flatMap((group) => group.units)
  const dialect: PackageVersion = version === '1.2' ? '1.2' : '2.0'
  // Any indent would put line breaks inside the sentences.
  const written = writers[dialect](inputOf(publication, dialect), { indent: '' }, () => undefined)
  const body = named(splice(written, publication, units, dialect), version)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`
  compare(xml, units, dialect)
  return xml
}

/** Gives the root element the name and namespace of a later version. */
function named(xml: string, version: XliffVersion): string {
  if (version === '1.2' || version === '2.0') return xml
  const end = xml.indexOf('>')
  const root = xml.slice(0, end).replace('version="2.0"', `version="${version}"`)
  return (version === '2.2' ? root.replace(`"${core}"`, `"${core22}"`) : root) + xml.slice(end)
}

/** Adds what the package leaves out. In words every `<` is escaped, so a tag found here is a tag. */
function splice(
  xml: string,
  publication: Publication,
  units: readonly SentUnit[],
  version: PackageVersion,
): string {
  const fileName = escapeAttribute(publication.fileName).replace(/"/g, '&quot;')
  const withBreaks = xml.replace(/<\/(?:unit|trans-unit|group)>|<(?:file|body|group)\b[^>]*>/g, '$&\n')
  if (version === '2.0') {
    const next = units.values()
    return withBreaks
      .replace('<file id="f1">', () => `<file id="f1" original="${fileName}">`)
      .replace(/<segment>/g, () => `<segment state="${stateOf(next.next().value, version)}">`)
  }
  const next = units.filter(({ target }) => target.length > 0).values()
  return withBreaks
    .replace(
      'datatype="plaintext"',
      () => `datatype="${publication.blocks.some(({ codes }) => codes.length > 0) ? 'html' : 'plaintext'}"`,
    )
    .replace(
      /<target>|<target\/>/g,
      (tag) => `<target state="${stateOf(next.next().value, version)}"${tag.slice(7)}`,
    )
}

const stateOf = (unit: SentUnit | undefined, version: PackageVersion): string => {
  // XLIFF 2 knows no other state for a segment without a target.
  const state = unit && unit.target.length > 0 ? unit.segment.state : 'initial'
  return version === '1.2' ? states12[state] : state
}

function compare(xml: string, units: readonly SentUnit[], version: PackageVersion): void {
  const read = readBack(xml)
  if (read.length !== units.length)
    throw new Error(`XLIFF reads back ${read.length} segments of ${units.length}`)
  units.forEach((unit, index) => {
    const found = read[index]
    const target = unit.target.length > 0 ? codedTextOf(unit.target) : null
    const state = version === '1.2' && target === null ? null : stateOf(unit, version)
    const same =
      found?.id === unit.id &&
      found.source === codedTextOf(unit.source) &&
      found.target === target &&
      found.state === state
    if (!same) throw new Error(`XLIFF does not read back segment ${unit.id} as it was written`)
  })
}
