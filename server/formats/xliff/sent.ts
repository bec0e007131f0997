// What leaves for other tools, and how it is known again when it comes home. The id of a unit says which sentence it is,
// which version of its translation left, and what both texts were: tools drop attributes of others, but keep ids.

import { createHash } from 'node:crypto'

import type { BlockRole, Treatment } from '#domain/article.ts'
import type { Code, CodedText } from '#domain/inline.ts'
import type { State, SubState } from '#domain/workflow.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { codedTextOf, readNodes } from '../inline-nodes.ts'

/** Versions of XLIFF that an edition is written in. */
export const sentVersions = ['1.2', '2.0', '2.1', '2.2'] as const
export type SentVersion = (typeof sentVersions)[number]

/** A note for whoever translates. */
export interface SentNote {
  readonly category: 'role' | 'source' | 'question' | 'return' | 'term' | 'history'
  readonly text: string
}

/** A name in the source with its forms in the language of the edition. */
export interface SentTerm {
  readonly source: string
  readonly forms: readonly string[]
  readonly note: string
}

/** An earlier translation of the same or a similar sentence. */
export interface SentMatch {
  readonly source: CodedText
  readonly target: CodedText
  /** From 0 to 100. */
  readonly similarity: number
  readonly origin: string
}

/** A sentence with its translation. */
export interface SentSegment {
  readonly ordinal: number
  readonly source: CodedText
  readonly target: CodedText
  readonly state: State
  readonly subState: SubState | null
  readonly version: number
  readonly notes: readonly SentNote[]
  readonly terms: readonly SentTerm[]
  readonly matches: readonly SentMatch[]
}

/** A block with its sentences. */
export interface SentBlock {
  readonly ordinal: number
  readonly role: BlockRole
  readonly treatment: Treatment
  readonly codes: readonly Code[]
  readonly segments: readonly SentSegment[]
}

/** An edition as it leaves. */
export interface SentEdition {
  readonly editionId: string
  readonly fileName: string
  readonly title: string
  readonly sourceLocale: 'en'
  readonly locale: TargetLocale
  /** Most characters that a target may have. */
  readonly longest: number
  readonly blocks: readonly SentBlock[]
}

/** Our own namespace in files that leave. */
export const ownNamespace = 'urn:setara:exchange:1'

/** A text as it can be written: without what no file may hold, and with codes that nest. */
export function writtenText(text: CodedText, codes: readonly Code[]): CodedText {
  return codedTextOf(readNodes(text, codes))
}

/** A short name of a written text, to know later whether it is still the same. */
export function hashOf(text: CodedText): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

/** Names a unit: `s0012-3-9f3a1c2e-77aa01bc`. */
export function unitIdOf({ ordinal, version, source, target }: SentSegment, codes: readonly Code[]): string {
  const hashes = [source, target].map((text) => hashOf(writtenText(text, codes)))
  return [`s${String(ordinal).padStart(4, '0')}`, version, ...hashes].join('-')
}

/** What the id of a unit says, wherever in the id it stands: some tools put something before or behind it. */
export interface SentName {
  readonly ordinal: number
  readonly version: number
  readonly source: string
  readonly target: string
}

/** Reads the id of a unit, or gives null when it is none of ours. */
export function readUnitId(id: string): SentName | null {
  const [, ordinal, version, source, target] =
    /(?:^|[^a-z\d])s(\d{1,7})-(\d{1,9})-([\da-f]{8})-([\da-f]{8})(?![\da-f])/i.exec(id) ?? []
  if (!ordinal || !version || !source || !target) return null
  return { ordinal: Number(ordinal), version: Number(version), source, target }
}
