// How large a file and its parts may be; what passes a limit is refused whole.

/** Limits of an import, the same for every format. */
export const importLimits = {
  bytes: 10 * 1024 * 1024,
  /** Of a format that packs its parts, such as Word. */
  packedBytes: 20 * 1024 * 1024,
  segments: 20_000,
  blockCharacters: 20_000,
  depth: 256,
  /** How long a file may take to be read, or to be written with other words. */
  milliseconds: 10_000,
} as const

/** Limits of a large file that is read in the background. */
export const largeLimits = {
  segments: 1_000_000,
  segmentCharacters: 20_000,
  /** How long a piece of a megabyte may take. */
  milliseconds: 10_000,
} as const
