// What a rule of full validation is, and what it is shown.

import type { XmlNode } from '../node.ts'

/** Says that a node breaks the rule. */
export type Report = (at: XmlNode, message: string) => void

/** The whole file as far as the rules need it. */
export interface CheckedDocument {
  readonly core: string
  readonly sourceLanguage: string
  readonly targetLanguage: string
}

/** A `<file>` whose units are done: ids only. */
export interface CheckedFile {
  readonly document: CheckedDocument
  readonly node: XmlNode
  readonly units: Set<string>
  readonly groups: Set<string>
  /** What can only be judged when all units are known. */
  readonly subFlows: { readonly at: XmlNode; readonly id: string }[]
}

/** A segment or ignorable. */
export interface CheckedPart {
  readonly node: XmlNode
  readonly source: XmlNode | null
  readonly target: XmlNode | null
  /** Inline elements in the order of the file. */
  readonly inSource: readonly XmlNode[]
  readonly inTarget: readonly XmlNode[]
}

/** A `<unit>`, whole. */
export interface CheckedUnit {
  readonly file: CheckedFile
  readonly node: XmlNode
  readonly parts: readonly CheckedPart[]
  /** All inline elements of all sources, and of all targets. */
  readonly inSources: readonly XmlNode[]
  readonly inTargets: readonly XmlNode[]
  /** Ids of the original data. */
  readonly data: ReadonlyMap<string, XmlNode>
  readonly notes: ReadonlyMap<string, XmlNode>
  readonly hasCodes: boolean
}

/** Where an element of a module or extension stands. */
export interface Scope {
  readonly file: CheckedFile
  /** The file, group or unit that it is a child of. */
  readonly owner: XmlNode
  readonly unit: CheckedUnit | null
}

/** A rule that no grammar can say. */
export interface Rule {
  readonly id: string
  /** The part of the specification, behind {@link specification}; the whole address where another page says it. */
  readonly spec: string
  readonly unit?: (unit: CheckedUnit, report: Report) => void
  /** Called when all units of the file are done. */
  readonly file?: (file: CheckedFile, report: Report) => void
  /** Called for every element of another namespace directly in a file, group or unit. */
  readonly extension?: (element: XmlNode, scope: Scope, report: Report) => void
  /** Called for every core element that has attributes of other namespaces. */
  readonly attributes?: (element: XmlNode, report: Report) => void
  /** Called for every file, group and unit, before its children that are units. */
  readonly owner?: (owner: XmlNode, file: CheckedFile, report: Report) => void
}

/** Where the rules are written. */
export const specification = 'https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html'

/** Reports every value that stands a second time. */
export function reportRepeated(
  nodes: Iterable<XmlNode>,
  valueOf: (node: XmlNode) => string | undefined,
  report: Report,
  what: string,
): void {
  const seen = new Set<string>()
  for (const node of nodes) {
    const value = valueOf(node)
    if (value === undefined) continue
    if (seen.has(value)) report(node, `The ${what} "${value}" stands twice`)
    seen.add(value)
  }
}
