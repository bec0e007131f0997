// Messages with variants: what chooses among them, and which of them a segment is.

import { modules } from '../namespaces.ts'
import type { XmlNode } from '../node.ts'
import type { Report, Rule } from './rule.ts'

const of = (node: XmlNode, local: string): string | undefined =>
  node.foreign.find((attribute) => attribute.uri === modules.pgs && attribute.local === local)?.value

/** Where each attribute of the module stands. Examples of the standard put variants into units of a group, too. */
const places: Readonly<Record<string, ReadonlySet<string>>> = {
  switch: new Set(['unit', 'group']),
  case: new Set(['segment', 'unit']),
}

/** What a value of a selector looks like; those of the others are free. */
const numbers = /^(?:\d+(?:\.\d+)?|zero|one|two|few|many|other)$/
const selectors: Readonly<Record<string, RegExp>> = {
  plural: numbers,
  ordinal: numbers,
  gender: /./,
  select: /./,
}
/** The text of the standard separates selectors by commas, its examples by blanks. */
const separator = /[\s,]+/

/** Selectors are known, and each variant has a value for each of them. */
export const variants: Rule = {
  id: 'pgs/variant',
  spec: 'https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-extended-v2.2-part2.html#plural_gender_select_module',
  attributes(node, report) {
    for (const { uri, local, name } of node.foreign) {
      if (uri !== modules.pgs) continue
      const allowed = places[local]
      if (!allowed) report(node, `There is no attribute ${name}`)
      else if (!allowed.has(node.local)) report(node, `${name} may not stand on <${node.name}>`)
    }
    const chosen = of(node, 'switch')
    if (chosen !== undefined) checkSelectors(node, chosen, report)
    const values = of(node, 'case')
    if (values !== undefined) checkValues(node, values, report)
  },
}

function listOf(value: string): readonly string[] {
  return value.split(separator).filter((part) => part !== '')
}

function checkSelectors(node: XmlNode, chosen: string, report: Report): void {
  const list = listOf(chosen)
  if (list.length === 0) report(node, 'The switch names no selector')
  for (const one of list) {
    const [, selector = '', variable = ''] = /^([^:]*):(.*)$/.exec(one) ?? []
    if (selectors[selector] === undefined || variable === '')
      report(node, `"${one}": expected plural, ordinal, gender or select, a colon and the name of a variable`)
  }
}

function checkValues(node: XmlNode, values: string, report: Report): void {
  const chosen = node.parent ? of(node.parent, 'switch') : undefined
  if (chosen === undefined) {
    report(node, `The variant "${values}" stands in nothing that has a switch`)
    return
  }
  const wanted = listOf(chosen)
  const given = listOf(values)
  if (given.length !== wanted.length) {
    report(node, `The variant "${values}" has ${given.length} values for ${wanted.length} selectors`)
    return
  }
  wanted.forEach((one, index) => {
    const selector = one.slice(0, one.indexOf(':'))
    const value = given[index] ?? ''
    if (!(selectors[selector] ?? /./).test(value))
      report(node, `"${value}" is no ${selector}; expected a number or zero, one, two, few, many, other`)
  })
}
