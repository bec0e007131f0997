// What refers to what in a file of XLIFF 1.2: units by their ids, segments by their marks, codes by their other end,
// phases and tools of the header. Only what the transitional schema has as a key or a reference, or the text says of pairs.
// @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#Struct_Details
// @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core-1.2-transitional.xsd

import type { XmlNode } from './node.ts'
import type { ReportAt } from './structure.ts'

const contents = new Set(['source', 'seg-source', 'target'])

/** Elements whose `phase-name` has to be one of the header (`KR_phase-name`); that of `alt-trans` need not. */
const ofPhase = new Set(['count', 'trans-unit', 'target'])
/** The same of `tool-id` (`KR_alt-trans_tool-id`). Those of files and phases may stand before the tools. */
const ofTool = new Set(['alt-trans'])

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
  /** How deep in the content we are; marks that stand in others are told apart by nothing. */
  #depth = 0
  /** Native codes that begin or end; `bx` and `ex` may stand in different units, because nothing says otherwise. */
  #begun: XmlNode[] = []
  #ended: XmlNode[] = []

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
    if (ofPhase.has(local)) this.#refers(node, 'phase-name', this.#phases)
    if (ofTool.has(local)) this.#refers(node, 'tool-id', this.#tools)
    if (this.#content) this.#inline(node)
    else if (contents.has(local) && this.#alternatives === 0) {
      this.#content = node
      this.#begun = []
      this.#ended = []
      if (local === 'seg-source') this.#marks = new Set()
    }
  }

  close(node: XmlNode): void {
    if (node.local === 'alt-trans') this.#alternatives -= 1
    if (node === this.#content) this.#endContent()
    else if (this.#content) this.#depth -= 1
  }

  /** Each `bpt` has its `ept`, in whatever order. @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#bpt */
  #endContent(): void {
    this.#content = null
    const begun = new Set(this.#begun)
    const byKey = new Map<string, XmlNode[]>()
    for (const begin of this.#begun.toReversed())
      for (const key of keysOf(begin)) {
        const same = byKey.get(key)
        if (same) same.push(begin)
        else byKey.set(key, [begin])
      }
    const nextOf = (key: string): XmlNode | undefined => {
      const same = byKey.get(key) ?? []
      for (let last = same.at(-1); last && !begun.has(last); last = same.at(-1)) same.pop()
      return same.at(-1)
    }
    for (const end of this.#ended) {
      const [first = '', second = ''] = keysOf(end)
      const begin = nextOf(first) ?? nextOf(second)
      if (begin) begun.delete(begin)
      else this.#report('core/code-pair', end, `<${end.name}> ends no bpt of this text`)
    }
    for (const left of begun)
      this.#report('core/code-pair', left, `<${left.name}> has no ept; one that stands alone is an it`)
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
    if (value === undefined || known.has(value)) return
    this.#report('core/reference', node, `${name} refers to "${value}", which the header of the file has not`)
  }

  #inline(node: XmlNode): void {
    this.#depth += 1
    const { local, attributes } = node
    if (local === 'mrk' && attributes['mid'] !== undefined) this.#mark(node, attributes['mid'])
    if (local === 'bpt') this.#begun.push(node)
    if (local === 'ept') this.#ended.push(node)
  }

  /** Marks of the segmented source and of the target (`U_tu_segsrc_mid`, `KR_tu_segsrc_mid`). */
  #mark(node: XmlNode, mid: string): void {
    const isOutermost = this.#depth === 1
    if (this.#content?.local === 'seg-source') {
      if (isOutermost && this.#marks?.has(mid))
        this.#report('core/mark', node, `The mid "${mid}" stands twice`)
      this.#marks?.add(mid)
    } else if (isOutermost && this.#content?.local === 'target' && this.#marks && !this.#marks.has(mid))
      this.#report('core/mark', node, `The mid "${mid}" is none of the segmented source`)
  }
}

/** By what a code is told from others: its `rid`, or without one its id. */
function keysOf({ attributes: { rid, id = '' } }: XmlNode): readonly string[] {
  return rid === undefined ? [`id ${id}`] : [`rid ${rid}`, `id ${id}`]
}
