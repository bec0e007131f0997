// Where the text of a translation came from that nobody wrote for it.

export const origins = ['memory', 'machine', 'source'] as const

/** A pair of the memory, a machine, or the source itself, taken over as it was; it lapses when the text changes. */
export interface Origin {
  readonly origin: (typeof origins)[number]
  /** How alike the sentence is that it was made for, in per cent; 101 where its neighbours are the same, too. */
  readonly match: number
}

/** The highest `match`. */
export const closestMatch = 101
