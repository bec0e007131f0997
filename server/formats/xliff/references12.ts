// What refers to what in a file of XLIFF 1.2: units by their ids, segments by their marks, codes by their other end,
// phases and tools of the header.
// @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#Struct_Details

import type { XmlNode } from './node.ts'
import type { ReportAt } from './structure.ts'

const contents = new Set(['source', 'seg-source', 'target'])

/** Follows the core elements of a file. */
export class References12 {
  readonly #report: ReportAt
  #units = new Set<string>()
  #phases = new Set<string>()
  #tools = new Set<string>()
  /** Depth of alternatives, which are worlds of their own. */
  #alternatives = 0
  /** The source, segmented source or target of a unit that is being read. */
  #content: XmlNode | null = null
  /** Marks of the segmented source of the unit. */
  #marks: Set<string> | null = null
  /** Native codes that have begun; `bx` and `ex` may stand in different units, because nothing else says so. */
  #codes = new Map<string, XmlNode>()

  constructor(report: ReportAt) {
    this.#report = report
  }

  open(node: XmlNode): void {
    const { local, attributes } = node
    if (local === 'file') {
      this.#units = new Set()
      this.#phases = new Set()
      this.#tools = new Set()
    } else if (local === 'phase') this.#phases.add(attributes['phase-name'] ?? '')
    else if (local === 'tool') this.#tools.add(attributes['tool-id'] ?? '')
    else if (local === 'alt-trans') this.#alternatives += 1
    else if (local === 'trans-unit' || local === 'bin-unit') this.#unit(node)
    this.#refers(node, 'phase-name', this.#phases)
    if (local !== 'file') this.#refers(node, 'tool-id', this.#tools)
    if (this.#content) this.#inline(node)
    else if (contents.has(local) && this.#alternatives === 0) {
      this.#content = node
      this.#codes = new Map()
      if (local === 'seg-source') this.#marks = new Set()
    }
  }

  close(node: XmlNode): void {
    if (node.local === 'alt-trans') this.#alternatives -= 1
    if (node !== this.#content) return
    for (const left of this.#codes.values())
      this.#report(
        'core/code-pair',
        left,
        `<${left.name}> has no ept after it; one that stands alone is an it`,
      )
    this.#content = null
  }

  #unit(node: XmlNode): void {
    const { id } = node.attributes
    this.#marks = null
    if (id === undefined) return
    if (this.#units.has(id))
      this.#report('core/id-unique', node, `The id "${id}" of <${node.name}> stands twice in the file`)
    this.#units.add(id)
  }

  #refers(node: XmlNode, name: string, known: ReadonlySet<string>): void {
    const value = node.attributes[name]
    if (value === undefined || node.local === 'phase' || node.local === 'tool' || known.has(value)) return
    this.#report('core/reference', node, `${name} refers to "${value}", which the header of the file has not`)
  }

  #inline(node: XmlNode): void {
    const { local, attributes } = node
    if (local === 'mrk' && attributes['mtype'] === 'seg') this.#mark(node, attributes['mid'])
    const key = attributes['rid'] ?? attributes['id'] ?? ''
    if (local === 'bpt') this.#codes.set(key, node)
    if (local === 'ept' && !this.#codes.delete(key))
      this.#report('core/code-pair', node, `<${node.name}> ends no bpt before it`)
  }

  #mark(node: XmlNode, mid: string | undefined): void {
    const isSource = this.#content?.local === 'seg-source'
    if (mid === undefined) {
      if (isSource)
        this.#report('structure/attribute-missing', node, `<${node.name}> lacks the attribute mid`)
    } else if (isSource) {
      if (this.#marks?.has(mid)) this.#report('core/mark', node, `The mid "${mid}" stands twice`)
      this.#marks?.add(mid)
    } else if (this.#content?.local === 'target' && this.#marks && !this.#marks.has(mid))
      this.#report('core/mark', node, `The mid "${mid}" is none of the segmented source`)
  }
}
