// Constraints of the modules: matches, glossary, metadata, resource data, validation rules.

import { modules } from '../namespaces.ts'
import { below, childOf, type XmlNode } from '../node.ts'
import { checkDataRefs } from './codes.ts'
import { reportRepeated, type CheckedFile, type Report, type Rule } from './rule.ts'

const id = (node: XmlNode) => node.attributes['id']
const inModule = (root: XmlNode, local: string) =>
  [...below(root)].filter((node) => node.uri === root.uri && node.local === local)

/** Matches have ids of their own, a type where there is a sub-type, and complete codes. */
export const matches: Rule = {
  id: 'mtc/match',
  spec: '#candidates',
  extension(element, _scope, report) {
    if (element.uri !== modules.mtc) return
    const all = inModule(element, 'match')
    reportRepeated(all, id, report, 'id of a match')
    for (const match of all) {
      if (match.attributes['subType'] !== undefined && match.attributes['type'] === undefined) {
        report(match, 'A sub-type stands without a type')
      }
      const data = match.children.find(({ local }) => local === 'originalData')
      reportRepeated(data?.children ?? [], id, report, 'id of data in a match')
      const ids = new Set(data?.children.map((child) => child.attributes['id'] ?? ''))
      for (const child of match.children) {
        if (child.local === 'source' || child.local === 'target') checkDataRefs(below(child), ids, report)
      }
    }
  },
}

/** A glossary entry says something about its term, under an id of its own. */
export const glossary: Rule = {
  id: 'gls/entry',
  spec: '#glossary-module',
  extension(element, _scope, report) {
    if (element.uri !== modules.gls) return
    const entries = inModule(element, 'glossEntry')
    reportRepeated([...entries, ...inModule(element, 'translation')], id, report, 'id in the glossary')
    for (const entry of entries) {
      if (!childOf(entry, 'translation') && !childOf(entry, 'definition')) {
        report(entry, 'A glossary entry has a translation or a definition')
      }
    }
  },
}

/** Groups of metadata have ids of their own. */
export const metadata: Rule = {
  id: 'mda/id-unique',
  spec: '#metadata_module',
  extension(element, _scope, report) {
    if (element.uri === modules.mda)
      reportRepeated([element, ...inModule(element, 'metaGroup')], id, report, 'id in the metadata')
  },
}

/** Resource items have ids of their own, are here or elsewhere, and are in the languages of the file. */
export const resources: Rule = {
  id: 'res/item',
  spec: '#resourceData_module',
  extension(element, { file }, report) {
    if (element.uri !== modules.res) return
    const items = inModule(element, 'resourceItem')
    const refs = inModule(element, 'resourceItemRef')
    reportRepeated([...items, ...refs], id, report, 'id of a resource')
    for (const item of items) checkItem(item, file, report)
  },
}

// NOTE: valid files of the OASIS suite have references to items that are nowhere, and targets in another language.
function checkItem(item: XmlNode, { document }: CheckedFile, report: Report): void {
  const parts = [
    { part: childOf(item, 'source'), language: document.sourceLanguage },
    { part: childOf(item, 'target'), language: null },
  ]
  let hasContent = false
  for (const { part, language } of parts) {
    if (!part) continue
    const isEmpty = part.children.length === 0 && part.text.trim() === ''
    const elsewhere = part.attributes['href'] !== undefined
    hasContent ||= !isEmpty
    if (isEmpty !== elsewhere) report(part, 'A resource has either content or the attribute href')
    const own = part.attributes['xml:lang']
    if (language !== null && own !== undefined && own.toLowerCase() !== language.toLowerCase())
      report(part, `The resource is ${own} in a file from ${language}`)
  }
  // What is elsewhere says nothing about itself.
  if (!hasContent && item.attributes['mimeType'] === undefined && parts.some(({ part }) => part))
    report(item, 'A resource without content here has the attribute mimeType')
}

const tests = ['isPresent', 'isNotPresent', 'startsWith', 'endsWith']

/** A rule of the validation module tests exactly one thing. */
export const validationRules: Rule = {
  id: 'val/rule',
  spec: '#validation_module',
  extension(element, { owner }, report) {
    if (element.uri !== modules.val) return
    for (const rule of inModule(element, 'rule')) {
      const { existsInSource, disabled } = rule.attributes
      const own = tests.filter((name) => rule.attributes[name] !== undefined)
      const count = own.length + rule.foreign.length
      if (count !== 1)
        report(rule, `A rule has exactly one of ${tests.join(', ')} or a rule of its own, and not ${count}`)
      if (existsInSource !== undefined && (own.length !== 1 || own[0] === 'isNotPresent')) {
        report(rule, 'existsInSource needs exactly one of isPresent, startsWith, endsWith')
      }
      if (rule.attributes['occurs'] !== undefined && rule.attributes['isPresent'] === undefined)
        report(rule, 'occurs counts what isPresent names, and stands without it')
      if (disabled === 'yes' && owner.local === 'file')
        report(rule, 'A rule of the file cannot be disabled there')
    }
  },
}
