// Judges what several writers and readers saw of versioned texts: was anything lost, doubled or overwritten?
//
// Every acknowledged write answers the version base + 1, so a text is a register whose writes carry their own
// order, and these rules are complete for linearizability, without a search:
//   1 no two acknowledged writes have the same version
//   2 an acknowledged write has the version base + 1
//   3 what is read under a version is what was written under it
//   4 nothing that begins after another has ended sees less than the other saw
//   5 in the end every acknowledged write is there

/** What one writer or reader saw; times are of one clock. */
export interface Seen {
  readonly key: string
  readonly begun: number
  readonly ended: number
  readonly version: number
  readonly value: string
}

export type Operation =
  | ({ readonly kind: 'read' } & Seen)
  | ({ readonly kind: 'acknowledged'; readonly base: number } & Seen)
  /** The connection was cut before the answer: it may have been written under base + 1, or not. */
  | ({ readonly kind: 'unknown'; readonly base: number } & Omit<Seen, 'version'>)

/** How a text stands in the end: the values of its versions in order, the first one being version `from`. */
export interface Final {
  readonly from: number
  readonly values: readonly string[]
}

/** Tells every breach of the rules, at most a few of each. */
export function breaches(
  operations: readonly Operation[],
  finals: Readonly<Record<string, Final>>,
): readonly string[] {
  return Object.entries(finals).flatMap(([key, final]) =>
    breachesOf(
      key,
      operations.filter((operation) => operation.key === key),
      final,
    ),
  )
}

function breachesOf(key: string, operations: readonly Operation[], final: Final): readonly string[] {
  const found: string[] = []
  const written = new Map<number, Set<string>>([[final.from, new Set([final.values[0] ?? ''])]])
  const acknowledged = new Map<number, string>()
  for (const operation of operations) {
    if (operation.kind === 'read') continue
    const version = operation.base + 1
    written.set(version, (written.get(version) ?? new Set()).add(operation.value))
    if (operation.kind === 'unknown') continue
    if (operation.version !== version) {
      found.push(
        `${key}: a write on version ${operation.base} was answered with version ${operation.version}`,
      )
    }
    const other = acknowledged.get(operation.version)
    if (other !== undefined) {
      found.push(`${key}: version ${operation.version} was given to ${other} and to ${operation.value}`)
    }
    acknowledged.set(operation.version, operation.value)
  }
  const seen = operations.filter((operation) => operation.kind !== 'unknown')
  for (const { kind, version, value } of seen) {
    if (kind === 'read' && !written.get(version)?.has(value)) {
      found.push(`${key}: version ${version} was read as ${value}, which nobody wrote under it`)
    }
  }
  found.push(...stepsBack(key, seen))

  const stored = (version: number) => final.values[version - final.from]
  for (const { kind, version, value } of seen) {
    if (kind === 'acknowledged' && stored(version) !== value) {
      found.push(`${key}: ${value} was acknowledged as version ${version}, stored is ${stored(version)}`)
    }
  }
  final.values.forEach((value, index) => {
    if (!written.get(final.from + index)?.has(value)) {
      found.push(`${key}: stored as version ${final.from + index} is ${value}, which nobody wrote under it`)
    }
  })
  return found
}

/** Finds what began after something newer had been seen already. */
function stepsBack(key: string, seen: readonly Seen[]): readonly string[] {
  const byEnd = seen.toSorted((one, other) => one.ended - other.ended)
  const found: string[] = []
  let newest = -Infinity
  let next = 0
  for (const one of seen.toSorted((a, b) => a.begun - b.begun)) {
    for (; byEnd[next] && (byEnd[next]?.ended ?? Infinity) < one.begun; next += 1) {
      newest = Math.max(newest, byEnd[next]?.version ?? newest)
    }
    if (one.version < newest) {
      found.push(`${key}: version ${one.version} was seen after version ${newest}`)
    }
  }
  return found
}
