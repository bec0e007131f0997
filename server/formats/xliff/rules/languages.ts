// Languages of a file and of its texts.

import type { XmlNode } from '../node.ts'
import type { Rule } from './rule.ts'

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Targets need a target language. */
export const targetLanguage: Rule = {
  id: 'core/target-language',
  spec: '#trglang',
  unit({ file, parts }, report) {
    if (file.document.targetLanguage !== '') return
    const first = parts.find(({ target }) => target)?.target
    if (first) report(first, 'There is a target, but the file names no target language')
  },
}

/** The language of a source or target is that of the file, also where it is inherited. */
export const textLanguage: Rule = {
  id: 'core/text-language',
  spec: '#xml_lang',
  unit({ file: { document }, node, parts }, report) {
    const around = inherited(node, 'xml:lang')
    for (const { source, target } of parts) {
      const ofSource = source?.attributes['xml:lang'] ?? around
      const ofTarget = target?.attributes['xml:lang'] ?? around
      if (source && ofSource !== undefined && !same(ofSource, document.sourceLanguage)) {
        report(source, `The source is ${ofSource} in a file from ${document.sourceLanguage}`)
      }
      if (target && ofTarget !== undefined && !same(ofTarget, document.targetLanguage)) {
        report(target, `The target is ${ofTarget} in a file to ${document.targetLanguage || 'no language'}`)
      }
    }
  },
}

/** White space is treated alike in a source and its target. */
export const whiteSpace: Rule = {
  id: 'core/xml-space',
  spec: '#xml_space',
  unit({ parts, node }, report) {
    const around = inherited(node, 'xml:space') ?? 'default'
    for (const { source, target } of parts) {
      if (!source || !target) continue
      const ofSource = source.attributes['xml:space'] ?? around
      const ofTarget = target.attributes['xml:space'] ?? around
      if (ofSource !== ofTarget) report(target, `xml:space is ${ofTarget} here and ${ofSource} in the source`)
    }
  },
}

/** The value that an attribute has for all in a node. */
function inherited(node: XmlNode, name: string): string | undefined {
  for (let at: XmlNode | null = node; at; at = at.parent) {
    const value = at.attributes[name]
    if (value !== undefined) return value
  }
  return undefined
}
