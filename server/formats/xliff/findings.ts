// What validation finds in a file.

/** A fault with the rule that it breaks. */
export interface XliffFinding {
  /** Stable name, for example `core/id-unique`. */
  readonly rule: string
  readonly message: string
  readonly offset: number
  readonly line: number
  readonly column: number
  /** Where the rule is written, or null for XML itself. */
  readonly spec: string | null
}
