// The structure of XLIFF 1.2, as far as every tool keeps it: who contains whom, and what must be there. Attributes and
// elements of other namespaces are let pass, as in the transitional schema; vendors add many.

import type { XmlNode } from './node.ts'
import { References12 } from './references12.ts'
import type { ReportAt } from './structure.ts'
import { checkValues12 } from './values12.ts'

interface Entry {
  readonly children: string
  readonly required: string
  /** Children without which the element is incomplete. */
  readonly needs?: string
  readonly text?: boolean
}

const inline = 'g x bx ex bpt ept ph it mrk'
const groupItems = 'context-group count-group prop-group note'

/** @see https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#Struct_Details */
const entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ['xliff', { children: 'file', required: 'version', needs: 'file' }],
  ['file', { children: 'header body', required: 'original source-language datatype', needs: 'body' }],
  [
    'header',
    {
      children: 'skl phase-group glossary reference count-group note tool prop-group',
      required: '',
    },
  ],
  ['body', { children: 'group trans-unit bin-unit', required: '' }],
  ['group', { children: `${groupItems} group trans-unit bin-unit`, required: '' }],
  [
    'trans-unit',
    { children: `source seg-source target alt-trans ${groupItems}`, required: 'id', needs: 'source' },
  ],
  [
    'bin-unit',
    {
      children: `bin-source bin-target trans-unit ${groupItems}`,
      required: 'id mime-type',
      needs: 'bin-source',
    },
  ],
  ['alt-trans', { children: `source seg-source target ${groupItems}`, required: '' }],
  ['source', { children: inline, required: '', text: true }],
  ['seg-source', { children: inline, required: '', text: true }],
  ['target', { children: inline, required: '', text: true }],
  ['g', { children: inline, required: 'id', text: true }],
  ['x', { children: '', required: 'id' }],
  ['bx', { children: '', required: 'id' }],
  ['ex', { children: '', required: 'id' }],
  ['bpt', { children: 'sub', required: 'id', text: true }],
  ['ept', { children: 'sub', required: 'id', text: true }],
  ['ph', { children: 'sub', required: 'id', text: true }],
  ['it', { children: 'sub', required: 'id pos', text: true }],
  ['sub', { children: inline, required: '', text: true }],
  ['mrk', { children: inline, required: 'mtype', text: true }],
])

/** Children of which there is one at most. Alternatives may have several targets. */
const once: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['file', new Set(['header', 'body'])],
  ['trans-unit', new Set(['source', 'seg-source', 'target'])],
  ['bin-unit', new Set(['bin-source', 'bin-target'])],
  ['alt-trans', new Set(['source', 'seg-source'])],
])

const namespaces = new Set([
  '',
  'urn:oasis:names:tc:xliff:document:1.0',
  'urn:oasis:names:tc:xliff:document:1.1',
  'urn:oasis:names:tc:xliff:document:1.2',
])

/** Follows a file of version 1.0 to 1.2 through its elements. */
export class Structure12Check {
  readonly #report: ReportAt
  readonly #open: { readonly node: XmlNode; readonly entry: Entry | null; readonly seen: Set<string> }[] = []

  readonly #references: References12 | null
  /** The versions before 1.2 leave most values open. */
  #isClosed = true

  /** `isFull` follows references, too, which no grammar can say. */
  constructor(report: ReportAt, isFull: boolean) {
    this.#report = report
    this.#references = isFull ? new References12(report) : null
  }

  open(node: XmlNode): void {
    const parent = this.#open.at(-1)
    const isCore = namespaces.has(node.uri)
    const entry = isCore ? (entries.get(node.local) ?? null) : null
    if (parent?.entry && isCore && node.uri === parent.node.uri) {
      if (parent.seen.has(node.local) && once.get(parent.node.local)?.has(node.local))
        this.#report('structure/twice', node, `<${parent.node.name}> has a second <${node.name}>`)
      parent.seen.add(node.local)
      if (!parent.entry.children.split(' ').includes(node.local)) {
        this.#report('structure/element', node, `<${node.name}> may not stand in <${parent.node.name}>`)
      }
    }
    for (const name of entry?.required.split(' ').filter(Boolean) ?? []) {
      if (node.attributes[name] === undefined) {
        this.#report('structure/attribute-missing', node, `<${node.name}> lacks the attribute ${name}`)
      }
    }
    if (isCore) {
      if (node.local === 'xliff') this.#isClosed = node.attributes['version'] === '1.2'
      if (this.#isClosed) checkValues12(node, this.#report)
      this.#references?.open(node)
    }
    this.#open.push({ node, entry, seen: new Set() })
  }

  close(): void {
    const closed = this.#open.pop()
    if (closed) this.#references?.close(closed.node)
    if (!closed?.entry) return
    const { node, entry, seen } = closed
    if (entry.needs && !seen.has(entry.needs))
      this.#report('structure/missing', node, `<${node.name}> lacks ${entry.needs}`)
    if (node.hasText && !entry.text)
      this.#report('structure/text', node, `<${node.name}> may not contain text`)
  }
}
