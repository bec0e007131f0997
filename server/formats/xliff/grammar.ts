// What may stand where in XLIFF 2: elements, their order and attributes, as tables of ours.
// Content: `a? (b|c)+ other*` in order; `text` allows words; `other` is any element of another namespace.
// Attributes: `name` optional, `name!` required, `name:type` with a type of values.ts.
// @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#detailedelements

import { core, core22, modules } from './namespaces.ts'

/** Attributes of other namespaces that an element may have: any, those of modules, or the named modules only. */
type ForeignRule = 'any' | 'none' | readonly string[]

interface Entry {
  readonly content: string
  readonly attributes: string
  readonly foreign?: ForeignRule
}

const { fs, slr, its, itsm } = modules
const inline = '(cp|ph|pc|sc|ec|mrk|sm|em)*'
const code = 'canCopy:yesNo canDelete:yesNo canReorder:yesNoFirstNo copyOf:nmtoken subType:user type:codeType'
const point = 'disp equiv dataRef:nmtoken subFlows:nmtokens'
const marker = 'id!:nmtoken translate:yesNo type:markerType ref:uri value'
const scoped =
  'id!:nmtoken canResegment:yesNo translate:yesNo srcDir:dir trgDir:dir xml:space:space xml:lang:lang'

const coreEntries: Readonly<Record<string, Entry>> = {
  xliff: {
    content: 'file+',
    attributes: 'version! srcLang!:lang trgLang:lang xml:space:space xml:lang:lang',
    foreign: 'any',
  },
  file: {
    content: 'skeleton? other* notes? (unit|group)+',
    attributes: `${scoped} original`,
    foreign: 'any',
  },
  skeleton: { content: 'text other*', attributes: 'href' },
  group: { content: 'other* notes? (unit|group)*', attributes: `${scoped} name type:user`, foreign: 'any' },
  unit: {
    content: 'other* notes? originalData? (segment|ignorable)+',
    attributes: `${scoped} name type:user`,
    foreign: 'any',
  },
  segment: {
    content: 'source target?',
    attributes: 'id:nmtoken canResegment:yesNo state:state subState:user',
    foreign: 'none',
  },
  ignorable: { content: 'source target?', attributes: 'id:nmtoken', foreign: 'none' },
  notes: { content: 'note+', attributes: '' },
  note: {
    content: 'text',
    attributes: 'id:nmtoken appliesTo:side category priority:priority',
    foreign: 'any',
  },
  originalData: { content: 'data+', attributes: '' },
  data: { content: 'text cp*', attributes: 'id!:nmtoken dir:dir xml:space:preserve' },
  source: { content: `text ${inline}`, attributes: 'xml:lang:lang xml:space:space' },
  target: { content: `text ${inline}`, attributes: 'xml:lang:lang xml:space:space order:positive' },
  cp: { content: '', attributes: 'hex!:hex' },
  ph: { content: '', attributes: `id!:nmtoken ${code} ${point}`, foreign: [fs, slr, its, itsm] },
  pc: {
    content: `text ${inline}`,
    attributes: `id!:nmtoken ${code} canOverlap:yesNo dir:dir dispStart dispEnd equivStart equivEnd dataRefStart:nmtoken dataRefEnd:nmtoken subFlowsStart:nmtokens subFlowsEnd:nmtokens`,
    foreign: [fs, slr, its, itsm],
  },
  sc: {
    content: '',
    attributes: `id!:nmtoken ${code} ${point} canOverlap:yesNo dir:dir isolated:yesNo`,
    foreign: [fs, slr, its, itsm],
  },
  ec: {
    content: '',
    attributes: `id:nmtoken ${code} ${point} canOverlap:yesNo dir:dir isolated:yesNo startRef:nmtoken`,
    foreign: [fs, slr, its, itsm],
  },
  mrk: { content: `text ${inline}`, attributes: marker, foreign: 'any' },
  sm: { content: '', attributes: marker, foreign: 'any' },
  em: { content: '', attributes: 'startRef!:nmtoken' },
}

/** What 2.2 has besides. @see https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-core-v2.2-part1.html */
const core22Entries: Readonly<Record<string, Entry>> = {
  ...coreEntries,
  xliff: { ...entryOf('xliff'), content: 'notes? mda:metadata? file+' },
  note: { ...entryOf('note'), attributes: `${entryOf('note').attributes} ref:uri` },
}

function entryOf(local: 'xliff' | 'note'): Entry {
  return coreEntries[local] ?? { content: '', attributes: '' }
}

/** Elements of modules; core elements in them are written `xlf:…`, those of metadata `mda:…`. */
const moduleEntries: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  [modules.mtc]: {
    matches: { content: 'match+', attributes: '' },
    match: {
      content: 'mda:metadata? xlf:originalData? xlf:source xlf:target other*',
      attributes:
        'id:nmtoken matchQuality:percent matchSuitability:percent origin ref!:uri reference:yesNo similarity:percent subType:user type:matchType',
      foreign: 'any',
    },
  },
  [modules.gls]: {
    glossary: { content: 'glossEntry+', attributes: '' },
    glossEntry: {
      content: 'term translation* definition? other*',
      attributes: 'id:nmtoken ref:uri',
      foreign: 'any',
    },
    term: { content: 'text', attributes: 'source', foreign: 'any' },
    translation: { content: 'text', attributes: 'id:nmtoken ref:uri source', foreign: 'any' },
    definition: { content: 'text', attributes: 'source', foreign: 'any' },
  },
  [modules.mda]: {
    metadata: { content: 'metaGroup+', attributes: 'id:nmtoken' },
    metaGroup: { content: '(metaGroup|meta)+', attributes: 'id:nmtoken category appliesTo:metaSide' },
    meta: { content: 'text', attributes: 'type!' },
  },
  [modules.res]: {
    resourceData: { content: 'resourceItemRef* resourceItem*', attributes: '' },
    resourceItemRef: { content: '', attributes: 'id:nmtoken ref!:nmtoken', foreign: 'any' },
    resourceItem: {
      content: 'xlf22:notes? source? target? reference*',
      attributes: 'mimeType id:nmtoken context:yesNo',
      foreign: 'any',
    },
    source: { content: 'other*', attributes: 'href xml:lang:lang', foreign: 'any' },
    target: { content: 'other*', attributes: 'href xml:lang:lang', foreign: 'any' },
    reference: { content: '', attributes: 'href! xml:lang:lang', foreign: 'any' },
  },
  ...Object.fromEntries(
    [modules.ctr, modules.ctr21].map((uri) => [
      uri,
      {
        changeTrack: { content: 'revisions+', attributes: '' },
        revisions: {
          content: 'revision+',
          attributes: 'appliesTo!:nmtoken ref:nmtoken currentVersion:nmtoken',
          foreign: 'any',
        },
        revision: {
          content: 'item+',
          attributes: 'author datetime version:nmtoken checksum',
          foreign: 'any',
        },
        item: { content: 'text', attributes: 'property!', foreign: 'any' },
      } satisfies Record<string, Entry>,
    ]),
  ),
  [modules.slr]: {
    profiles: { content: 'normalization? other*', attributes: 'generalProfile storageProfile' },
    normalization: { content: '', attributes: 'general:normalization storage:normalization' },
    data: { content: 'other*', attributes: 'profile!', foreign: 'any' },
  },
  [modules.val]: {
    validation: { content: 'rule+', attributes: '', foreign: 'any' },
    rule: {
      content: '',
      attributes:
        'isPresent occurs:positive isNotPresent startsWith endsWith existsInSource:yesNo caseSensitive:yesNo normalization:normalization disabled:yesNo',
      foreign: 'any',
    },
  },
  [modules.its]: {
    locQualityIssues: { content: 'locQualityIssue+', attributes: 'xml:id! version' },
    locQualityIssue: {
      content: '',
      attributes:
        'version locQualityIssueType locQualityIssueComment locQualityIssueSeverity locQualityIssueProfileRef locQualityIssueEnabled',
    },
    provenanceRecords: { content: 'provenanceRecord+', attributes: 'xml:id! version' },
    provenanceRecord: {
      content: '',
      attributes:
        'version org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool revToolRef tool toolRef',
    },
  },
}

/** One place in the content of an element. */
export interface Particle {
  /** Names as `uri local`; null for any element of another namespace. */
  readonly names: ReadonlySet<string> | null
  readonly least: number
  readonly most: number
  /** As people read it. */
  readonly shown: string
}

/** What one element may have. */
export interface ElementGrammar {
  readonly particles: readonly Particle[]
  readonly text: boolean
  readonly attributes: ReadonlyMap<string, { readonly required: boolean; readonly type: string | null }>
  readonly required: readonly string[]
  readonly foreign: ForeignRule
}

const repeats: Readonly<Record<string, readonly [number, number]>> = {
  '?': [0, 1],
  '*': [0, Infinity],
  '+': [1, Infinity],
}

/** Core elements in modules are those of the file, whichever of the two cores that has. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  xlf: [core, core22],
  xlf22: [core22],
  mda: [modules.mda],
}

function compile(uri: string, { content, attributes, foreign }: Entry): ElementGrammar {
  const words = content.split(' ').filter(Boolean)
  const expand = (name: string): readonly string[] => {
    const [prefix = '', local] = name.split(':')
    if (local === undefined) return [`${uri} ${prefix}`]
    return (prefixes[prefix] ?? []).map((namespace) => `${namespace} ${local}`)
  }
  const particles = words
    .filter((word) => word !== 'text')
    .map((word): Particle => {
      const [, names = '', repeat = ''] = /^\(?([^)?*+]+)\)?([?*+]?)$/.exec(word) ?? []
      const [least, most] = repeats[repeat] ?? [1, 1]
      return {
        names: names === 'other' ? null : new Set(names.split('|').flatMap(expand)),
        least,
        most,
        shown: names,
      }
    })
  const known = attributes
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [, name = '', mark, type] = /^((?:xml:)?[^!:]+)(!?)(?::(.+))?$/.exec(word) ?? []
      return [name, { required: mark === '!', type: type ?? null }] as const
    })
  return {
    particles,
    text: words[0] === 'text',
    attributes: new Map(known),
    required: known.filter(([, { required }]) => required).map(([name]) => name),
    foreign: foreign ?? 'none',
  }
}

/** The grammar by `uri local`. Elements of no namespace of ours are not in it and may be anything. */
export const grammar: ReadonlyMap<string, ElementGrammar> = new Map(
  [
    [core, coreEntries] as const,
    [core22, core22Entries] as const,
    ...Object.entries(moduleEntries).map(([uri, entries]) => [uri, entries] as const),
  ].flatMap(([uri, entries]) =>
    Object.entries(entries).map(([local, entry]) => [`${uri} ${local}`, compile(uri, entry)] as const),
  ),
)

/** Namespaces of which every element is known: another one is a fault. */
export const closedNamespaces: ReadonlySet<string> = new Set([core, core22, ...Object.keys(moduleEntries)])
