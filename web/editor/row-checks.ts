// What the checks say of a row while it is written, before the server is asked.

import type { BlockRole } from '#domain/article.ts'
import type { Suggestion } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'

import type { EditionWire, Row, RowFinding } from './edition-api.ts'
import type { liveFindings as LiveFindings } from './live-findings.ts'

/** Loads the checks, which come in a chunk of their own: the page asks for them early, too. */
export function loadChecks(): Promise<typeof import('./live-findings.ts')> {
  return import('./live-findings.ts')
}

/** The checks of one edition. */
export class RowChecks {
  #liveFindings: typeof LiveFindings | null = null
  #edition: EditionWire | null = null
  #roles: ReadonlyMap<number, BlockRole> = new Map()
  /** What was taken over from the memory in this window, by translation. */
  readonly #offered = new Map<string, Suggestion>()

  begin(edition: EditionWire, liveFindings: typeof LiveFindings): void {
    this.#edition = edition
    this.#liveFindings = liveFindings
    this.#roles = new Map(edition.blocks.map(({ ordinal, role }) => [ordinal, role]))
  }

  /** Remembers what somebody takes over, so that it can be told when it was not changed. */
  offer(translationId: string, suggestion: Suggestion): void {
    this.#offered.set(translationId, suggestion)
  }

  /** Checks a text that stands, or may stand, in a row. */
  of(row: Row, text: CodedText): readonly RowFinding[] {
    if (!this.#edition || !this.#liveFindings) return []
    const { edition, checkSettings } = this.#edition
    const role = this.#roles.get(row.segment.block) ?? 'body'
    const offered = this.#offered.get(row.translation.id)
    return this.#liveFindings(row, text, edition.locale, role, checkSettings, offered)
  }

  /** Adds to the findings of the server what only this window can know: what was taken over and not changed. */
  completed(row: Row, findings: readonly RowFinding[]): readonly RowFinding[] {
    const { id, target } = row.translation
    if (this.#offered.get(id)?.text !== target) return findings
    return [...findings, ...this.of(row, target).filter(({ check }) => check === 'unchanged')]
  }
}
