// Values that attributes of XLIFF 1.2 may have, as far as both of its schemas close them. Spaces around a value are none.
// @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#Struct_Attributes

import type { XmlNode } from './node.ts'
import type { ReportAt } from './structure.ts'
import type { ValueType } from './values.ts'

/** Some words; where a list is open, also what begins with `x-`. */
function words(list: string, isOpen = false): ValueType {
  const all = new Set(list.split(' '))
  return {
    fits: (value) => all.has(value) || (isOpen && /^x-\S+$/.test(value)),
    expected: `one of ${[...all].join(', ')}${isOpen ? ' or x-…' : ''}`,
  }
}

const yesNo = words('yes no')
const language: ValueType = {
  fits: (value) => /^[a-z]{1,8}(?:-[a-z\d]{1,8})*$/i.test(value),
  expected: 'a language tag such as en or pt-BR',
}
// @see https://www.w3.org/TR/xmlschema-2/#dateTime
const date: ValueType = {
  fits: (value) =>
    /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  expected: 'a time such as 2007-01-31T10:00:00Z',
}
const priority: ValueType = {
  fits: (value) => /^(?:[1-9]|10)$/.test(value),
  expected: 'a number from 1 to 10',
}

/** Types by attribute; those that have the same name on different elements have the same values there. */
const types: ReadonlyMap<string, ValueType> = new Map([
  ['source-language', language],
  ['target-language', language],
  // @see https://www.w3.org/2001/xml.xsd: empty says that there is none
  ['xml:lang', { ...language, fits: (value) => value === '' || language.fits(value) }],
  ['date', date],
  ['priority', priority],
  ['approved', yesNo],
  ['translate', yesNo],
  ['merged-trans', yesNo],
  ['equiv-trans', yesNo],
  ['clone', yesNo],
  ['match-mandatory', yesNo],
  ['xml:space', words('default preserve')],
  ['pos', words('open close')],
  ['assoc', words('preceding following both')],
  ['annotates', words('source target general')],
  ['size-unit', words('byte char col cm dlgunit em ex glyph in mm percent pixel point row', true)],
  [
    'state',
    words(
      'final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation needs-translation new signed-off translated',
      true,
    ),
  ],
  [
    'state-qualifier',
    words(
      'exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion',
      true,
    ),
  ],
])

/** Reports attributes of a core element whose values are none. */
export function checkValues12(node: XmlNode, report: ReportAt): void {
  for (const name in node.attributes) {
    const type = types.get(name)
    const value = node.attributes[name] ?? ''
    if (!type || type.fits(value.trim())) continue
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    report('structure/value', node, `${name}="${shown}" of <${node.name}>: expected ${type.expected}`)
  }
}
