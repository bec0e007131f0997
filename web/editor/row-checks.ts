// What the checks say of a row while it is written, before the server is asked.

import type { BlockRole } from '#domain/article.ts'
import type { Suggestion } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'

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
  /** What was taken over in this window, by translation. */
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
    const { id, target, origin } = row.translation
    const taken = this.originOf(id, text) ?? (text === target ? origin : null)
    const suggestion = taken ? { text, ...taken } : undefined
    return this.#liveFindings(row, text, edition.locale, role, checkSettings, suggestion)
  }

  /** Where a text was taken over from in this window; null when it has been changed, or was written. */
  originOf(translationId: string, text: CodedText): Origin | null {
    const offered = this.#offered.get(translationId)
    return offered?.text === text ? { origin: offered.origin, match: offered.match } : null
  }
}
