// Who is where in an edition right now. Told from process to process and kept in memory only, for less than a minute.

import { z } from 'zod'

import type { Translation } from '#domain/article.ts'
import { presenceLasts, type Presence } from '#domain/together.ts'

import { getEdition } from '../store/editions.ts'
import { notify, readPayload } from '../store/notify.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** Channel on which presence is announced to every server process. */
export const presenceChannel = 'setara_presence'

export interface PresenceInput {
  readonly editionId: string
  /** The segment that is open; null when the person leaves. */
  readonly translationId: Translation['id'] | null
  readonly claims: boolean
}

/** Tells everyone who follows the project where somebody is, and answers who else is there. */
export async function announcePresence(
  ctx: ActionContext,
  present: PresenceBoard,
  input: PresenceInput,
): Promise<{ readonly items: readonly Presence[] }> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'project.take-part', { projectId: edition.projectId, locale: null })
  const presence: Presence = {
    projectId: edition.projectId,
    editionId: edition.id,
    personId: ctx.person.id,
    name: ctx.person.name,
    translationId: input.translationId,
    claims: input.claims && input.translationId !== null,
    at: ctx.now.toISOString(),
  }
  await notify(ctx.db, presenceChannel, JSON.stringify(presence))
  const others = present.of(edition.id, ctx.now).filter((one) => one.personId !== ctx.person.id)
  return { items: others }
}

/** What one process knows of presence. */
export interface PresenceBoard {
  /** Notes an announcement and gives it back; null for what cannot be read. */
  hear(payload: string): Presence | null
  of(editionId: string, now: Date): readonly Presence[]
}

// As announcePresence writes it.
const announcedPresence = z.object({
  projectId: z.string(),
  editionId: z.string(),
  personId: z.string(),
  name: z.string(),
  translationId: z.string().nullable(),
  claims: z.boolean(),
  at: z.string(),
})

/** Most people that are remembered at once; beyond that the oldest are forgotten. */
const mostPresent = 2_000

/** Makes an empty board. */
export function createPresenceBoard(): PresenceBoard {
  // In the order of their last word, oldest first.
  const known = new Map<string, Presence>()
  return {
    hear(payload) {
      const presence = readPayload(payload, announcedPresence)
      if (!presence) return null
      const key = `${presence.editionId} ${presence.personId}`
      known.delete(key)
      if (presence.translationId !== null) known.set(key, presence)
      const oldest = known.keys().next()
      if (known.size > mostPresent && !oldest.done) known.delete(oldest.value)
      return presence
    },
    of: (editionId, now) =>
      [...known.values()].filter(
        (one) => one.editionId === editionId && now.getTime() - Date.parse(one.at) < presenceLasts,
      ),
  }
}
