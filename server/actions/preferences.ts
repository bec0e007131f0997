// Settings that follow a person to every device: their own keys, how the editor looks, whether they want mail.

import { getPreferences, savePreferences } from '../store/preferences.ts'
import type { ActionContext } from './context.ts'
import { demandInPerson } from './own.ts'

/** Ways to hear of what happened while one was away. */
export const mailChoices = ['digest', 'off'] as const

/** Everything a person can set. */
export interface Preferences {
  /** Own keys by command; a command that is not named keeps its usual ones. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  readonly mail: (typeof mailChoices)[number]
}

const usual: Preferences = { keys: {}, mail: 'digest' }

/** Reads the settings of the person. */
export async function readPreferences(ctx: ActionContext): Promise<Preferences> {
  demandInPerson(ctx)
  // Stored by changePreferences below; what an older version did not know is as usual.
  const stored = (await getPreferences(ctx.db, ctx.person.id)) as Partial<Preferences> | null
  return { ...usual, ...stored }
}

/** Replaces the settings that are given. */
export async function changePreferences(
  ctx: ActionContext,
  change: { readonly [name in keyof Preferences]?: Preferences[name] | undefined },
): Promise<Preferences> {
  const before = await readPreferences(ctx)
  const after = { keys: change.keys ?? before.keys, mail: change.mail ?? before.mail }
  await savePreferences(ctx.db, ctx.person.id, after)
  return after
}
