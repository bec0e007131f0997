// Validation in three levels: XML itself, the grammar of XLIFF, and what no grammar can say. The file is read once;
// only one unit at a time is kept.

import { decodeXml } from '#glossary/xml/decode.ts'
import { placesOf, XmlError } from '#glossary/xml/error.ts'
import type { ExpandedName } from '#glossary/xml/names.ts'
import type { ScannedElement } from '#glossary/xml/element.ts'
import { scanXml } from '#glossary/xml/scan.ts'

import type { XliffFinding } from './findings.ts'
import { core, core22 } from './namespaces.ts'
import { childOf, nodeOf, type XmlNode } from './node.ts'
import { openXliff } from './read.ts'
import { rules } from './rules/all.ts'
import {
  specification,
  type CheckedDocument,
  type CheckedFile,
  type CheckedPart,
  type CheckedUnit,
  type Report,
  type Rule,
} from './rules/rule.ts'
import { StructureCheck } from './structure.ts'
import { Structure12Check } from './structure12.ts'

/** How much is checked. */
export const validationLevels = ['wellformed', 'structure', 'full'] as const
export type ValidationLevel = (typeof validationLevels)[number]

/** What validation says of a file. */
export interface XliffReport {
  /** The version that the file says it has, or null. */
  readonly version: string | null
  readonly valid: boolean
  readonly findings: readonly XliffFinding[]
}

const longestVersion = 20
/** More findings than these help nobody. */
const mostFindings = 1000

/** Checks a file. Never throws for what a file contains. */
export function validateXliff(bytes: Uint8Array, level: ValidationLevel = 'full'): XliffReport {
  const checker = new Checker(level)
  try {
    const { text } = decodeXml(bytes)
    scanXml(text, checker)
    const place = placesOf(text)
    const findings = checker.findings
      .sort((one, other) => one.offset - other.offset)
      .map(({ offset, ...rest }): XliffFinding => ({ ...rest, ...place(offset) }))
    if (findings.length === 0 && level !== 'wellformed') openXliff(bytes)
    return { version: checker.version, valid: findings.length === 0, findings }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    const { code, message, offset, line, column } = error as XmlError<string>
    const rule = `xml/${code.toLowerCase().replaceAll('_', '-')}`
    return {
      version: checker.version,
      valid: false,
      findings: [{ rule, message, offset, line, column, spec: null }],
    }
  }
}

type Found = Omit<XliffFinding, 'line' | 'column'>

class Checker {
  readonly findings: Found[] = []
  version: string | null = null
  readonly #level: ValidationLevel
  readonly #stack: XmlNode[] = []
  #structure: StructureCheck | Structure12Check | null = null
  #document: CheckedDocument | null = null
  #file: CheckedFile | null = null
  readonly #fileIds = new Set<string>()

  constructor(level: ValidationLevel) {
    this.#level = level
  }

  open(element: ScannedElement, expand: (attribute: string) => ExpandedName): void {
    if (this.#level === 'wellformed') {
      if (this.version === null) this.version = (element.attribute('version') ?? '').slice(0, longestVersion)
      return
    }
    const parent = this.#stack.at(-1) ?? null
    const node = nodeOf(element, parent, expand)
    if (parent === null) this.#root(node)
    parent?.children.push(node)
    this.#stack.push(node)
    this.#structure?.open(node)
    if (this.#document && node.uri === this.#document.core) this.#opened(node, this.#document)
  }

  close(): void {
    const node = this.#stack.pop()
    if (!node) return
    this.#structure?.close()
    if (!this.#document) {
      node.parent?.children.pop()
      return
    }
    if (node.uri === this.#document.core) this.#closed(node)
  }

  text(text: string): void {
    const node = this.#stack.at(-1)
    if (!node) return
    if (!node.hasText && /[^ \t\r\n]/.test(text)) node.hasText = true
    // No rule needs more of a text than its beginning.
    if (node.text.length < 200) node.text += text.slice(0, 200)
  }

  #root(node: XmlNode): void {
    this.version = (node.attributes['version'] ?? '').slice(0, longestVersion)
    const report = (rule: string, at: XmlNode, message: string) => this.#add(rule, at, message, specification)
    if (node.uri !== core && node.uri !== core22) {
      // What is no XLIFF 2 is opened as 1.2, or refused there.
      this.#structure = new Structure12Check(report, this.#level === 'full' && this.version === '1.2')
      return
    }
    this.#structure = new StructureCheck(report)
    const known = ['2.0', '2.1', '2.2']
    if (!known.includes(this.version)) {
      const expected = `expected ${known.join(', ')}`
      report('structure/version', node, `"${this.version}" is no version of this namespace; ${expected}`)
    }
    if (this.#level !== 'full') return
    this.#document = {
      core: node.uri,
      sourceLanguage: node.attributes['srcLang'] ?? '',
      targetLanguage: node.attributes['trgLang'] ?? '',
    }
  }

  #opened(node: XmlNode, document: CheckedDocument): void {
    const id = node.attributes['id']
    if (node.local === 'file' && node.parent?.local === 'xliff') {
      this.#unique(this.#fileIds, node, id)
      this.#file = { document, node, units: new Set(), groups: new Set(), subFlows: [] }
    }
    if (node.local === 'unit' && this.#file) this.#unique(this.#file.units, node, id)
    if (node.local === 'group' && this.#file) this.#unique(this.#file.groups, node, id)
  }

  #unique(seen: Set<string>, node: XmlNode, id: string | undefined): void {
    if (id === undefined) return
    if (seen.has(id))
      this.#add(
        'core/id-unique',
        node,
        `The id "${id}" of <${node.name}> stands twice`,
        `${specification}#id`,
      )
    seen.add(id)
  }

  #closed(node: XmlNode): void {
    if (node.foreign.length > 0) this.#run('attributes', (rule, report) => rule.attributes?.(node, report))
    const file = this.#file
    if (!file) return
    const isOwner = node.local === 'unit' || node.local === 'group' || node === file.node
    if (!isOwner) return
    const unit = node.local === 'unit' ? unitOf(node, file) : null
    if (unit) this.#run('unit', (rule, report) => rule.unit?.(unit, report))
    this.#run('owner', (rule, report) => rule.owner?.(node, file, report))
    for (const child of node.children) {
      if (child.uri === file.document.core) continue
      this.#run('extension', (rule, report) => rule.extension?.(child, { file, owner: node, unit }, report))
    }
    if (node === file.node) {
      this.#run('file', (rule, report) => rule.file?.(file, report))
      this.#file = null
    }
    // A unit or group is done and needs no place in memory any more.
    node.parent?.children.pop()
  }

  #run(kind: keyof Rule, call: (rule: Rule, report: Report) => void): void {
    for (const rule of byKind[kind] ?? []) {
      const spec = rule.spec.startsWith('#') ? specification + rule.spec : rule.spec
      call(rule, (at, message) => this.#add(rule.id, at, message, spec))
    }
  }

  #add(rule: string, at: XmlNode, message: string, spec: string): void {
    if (this.findings.length < mostFindings) this.findings.push({ rule, message, offset: at.start, spec })
  }
}

const byKind: Partial<Record<keyof Rule, readonly Rule[]>> = Object.fromEntries(
  (['unit', 'file', 'extension', 'attributes', 'owner'] as const).map((kind) => [
    kind,
    rules.filter((rule) => rule[kind] !== undefined),
  ]),
)

function unitOf(node: XmlNode, file: CheckedFile): CheckedUnit {
  const parts: CheckedPart[] = []
  const inSources: XmlNode[] = []
  const inTargets: XmlNode[] = []
  for (const child of node.children) {
    if (child.uri !== node.uri || (child.local !== 'segment' && child.local !== 'ignorable')) continue
    const source = childOf(child, 'source')
    const target = childOf(child, 'target')
    const inSource = inlineOf(source)
    const inTarget = inlineOf(target)
    inSources.push(...inSource)
    inTargets.push(...inTarget)
    parts.push({ node: child, source, target, inSource, inTarget })
  }
  return {
    file,
    node,
    parts,
    inSources,
    inTargets,
    data: byId(childOf(node, 'originalData')),
    notes: byId(childOf(node, 'notes')),
    hasCodes: inSources.length > 0 || inTargets.length > 0,
  }
}

const noNodes: readonly XmlNode[] = []

function inlineOf(part: XmlNode | null): readonly XmlNode[] {
  if (!part || part.children.length === 0) return noNodes
  const found: XmlNode[] = []
  const visit = (node: XmlNode) => {
    for (const child of node.children) {
      found.push(child)
      visit(child)
    }
  }
  visit(part)
  return found
}

function byId(parent: XmlNode | null): ReadonlyMap<string, XmlNode> {
  return new Map((parent?.children ?? []).map((child) => [child.attributes['id'] ?? '', child]))
}
