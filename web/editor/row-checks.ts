// What the checks say of a row while it is written, before the server is asked.

import type { BlockRole } from '#domain/article.ts'
import type { Suggestion } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'

import type { EditionWire, Row, RowFinding } from './edition-api.ts'
import type { liveFindings as LiveFindings } from './live-findings.ts'

/** The checks of one edition. Their code comes in a chunk of its own, after the first sentence can be written in. */
export class RowChecks {
  #liveFindings: typeof LiveFindings | null = null
  #edition: EditionWire | null = null
  #coming: Promise<void> | null = null
  readonly #roleOf: (translationId: string) => BlockRole
  /** What was taken over in this window, by translation. */
  readonly #offered = new Map<string, Suggestion>()

  constructor(roleOf: (translationId: string) => BlockRole) {
    this.#roleOf = roleOf
  }

  begin(edition: EditionWire): void {
    this.#edition = edition
  }

  /** Whether the code is there; before that nothing is found. */
  get loaded(): boolean {
    return this.#liveFindings !== null
  }

  /** Loads the code. Without a network it is asked for again the next time. */
  load(): Promise<void> {
    this.#coming ??= import('./live-findings.ts').then(
      ({ liveFindings }) => void (this.#liveFindings = liveFindings),
      () => void (this.#coming = null),
    )
    return this.#coming
  }

  /** Remembers what somebody takes over, so that it can be told when it was not changed. */
  offer(translationId: string, suggestion: Suggestion): void {
    this.#offered.set(translationId, suggestion)
  }

  /** Checks a text that stands, or may stand, in a row. */
  of(row: Row, text: CodedText): readonly RowFinding[] {
    if (!this.#edition || !this.#liveFindings) return []
    const { edition, checkSettings } = this.#edition
    const { id, target, origin } = row.translation
    const taken = this.originOf(id, text) ?? (text === target ? origin : null)
    const suggestion = taken ? { text, ...taken } : undefined
    return this.#liveFindings(row, text, edition.locale, this.#roleOf(id), checkSettings, suggestion)
  }

  /** Where a text was taken over from in this window; null when it has been changed, or was written. */
  originOf(translationId: string, text: CodedText): Origin | null {
    const offered = this.#offered.get(translationId)
    return offered?.text === text ? { origin: offered.origin, match: offered.match } : null
  }
}
