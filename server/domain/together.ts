// How people who work on the same article reach each other: mentions, notifications, assignments, presence.

/** What somebody can be told of. */
export const notificationKinds = ['mention', 'answer', 'suggestion', 'returned', 'assigned'] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** Roles that an edition can be given to somebody for, with a day by which it should be done. */
export const assignedRoles = ['translator', 'reviewer'] as const
export type AssignedRole = (typeof assignedRoles)[number]

/** Somebody a comment can name. */
export interface Mentionable {
  readonly id: string
  readonly name: string
}

/**
 * Finds the people whom a text names with `@`, such as `@Somsak Jaidee`: the longest name that fits counts,
 * in any script, and capitals make no difference.
 */
export function mentionsIn(text: string, people: readonly Mentionable[]): readonly Mentionable[] {
  const plain = text.normalize('NFC').toLowerCase()
  const longestFirst = [...people].sort((one, other) => other.name.length - one.name.length)
  const found = new Map<string, Mentionable>()
  for (let at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
    const named = longestFirst.find(({ name }) =>
      startsWithName(plain, at + 1, name.normalize('NFC').toLowerCase()),
    )
    if (named) found.set(named.id, named)
  }
  return [...found.values()]
}

// `@Ann` does not name Anna; scripts without spaces may go on directly behind a name.
function startsWithName(text: string, at: number, name: string): boolean {
  if (name === '' || !text.startsWith(name, at)) return false
  const next = text.slice(at + name.length, at + name.length + 2)
  return !/^[\p{Script=Latin}\p{Nd}\p{M}]/u.test(next)
}

/** Where somebody is in an edition; nothing of it is stored. */
export interface Presence {
  readonly projectId: string
  readonly editionId: string
  readonly personId: string
  readonly name: string
  /** The segment that is open; null when they left. */
  readonly translationId: string | null
  /** Whether they are writing in it: others see that it is taken, and may write all the same. */
  readonly claims: boolean
  readonly at: string
}

/** After so many milliseconds without a word somebody counts as gone. */
export const presenceLasts = 45_000
