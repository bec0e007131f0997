// Live updates: every new history line of a project reaches everyone who follows it, in every server process.

import type { Kysely } from 'kysely'

import type { Presence } from '#domain/together.ts'

import {
  changeChannel,
  historySince,
  readAnnouncement,
  sharedTermsSince,
  type AnnouncedLine,
} from '../store/history.ts'
import { getProject } from '../store/projects.ts'
import type { Database } from '../store/schema.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { createPresenceBoard, presenceChannel, type PresenceBoard } from './presence.ts'

/** What followers are told: who did what where, never the texts. */
export interface Change {
  readonly id: number
  readonly deed: string
  readonly articleId: string | null
  readonly editionId: string | null
  readonly translationId: string | null
  readonly version: number | null
  readonly state: string | null
  readonly subState: string | null
  readonly personId: string | null
  readonly at: string
}

/** `resync`: more happened than could be kept, so the follower has to read everything again. `bye`: the server stops. */
export type Signal =
  | { readonly type: 'change'; readonly change: Change }
  | { readonly type: 'presence'; readonly presence: Presence }
  | { readonly type: 'resync' }
  | { readonly type: 'bye' }

/** One follower's bounded queue of signals. */
export interface Following {
  /** Waits for the next signal; null when nothing came within the time. */
  next(milliseconds: number): Promise<Signal | null>
  end(): void
  readonly ended: boolean
}

/** Tells followers about changes of their project. */
export interface ChangeHub {
  follow(ctx: ActionContext, projectId: string, after: number | null): Promise<Following>
  readonly followers: number
  /** Who is where, as far as this process has heard. */
  readonly present: PresenceBoard
  stop(): Promise<void>
}

/** Listens for a channel of the database, and for the gaps in which announcements may have been missed. */
export type Listen = (
  channel: string,
  onPayload: (payload: string) => void,
  onGap?: () => void,
) => Promise<() => Promise<void>>

/** Most signals that wait for one slow follower before they are replaced by one `resync`. */
export const longestQueue = 256

/** Starts listening and gives the hub. */
export async function createChangeHub(db: Kysely<Database>, listen: Listen): Promise<ChangeHub> {
  const followers = new Map<string, Set<Queue>>()
  const all = () => [...followers.values()].flatMap((queues) => [...queues])

  const unlisten = await listen(
    changeChannel,
    (payload) => {
      if (followers.size === 0) return
      const line = readAnnouncement(payload)
      // Something happened that we cannot tell apart, as a server of another version says it: read everything again.
      if (!line) return all().forEach((queue) => queue.push({ type: 'resync' }))
      const signal: Signal = { type: 'change', change: changeOf(line) }
      for (const queue of followers.get(line.projectId) ?? []) queue.push(signal)
    },
    () => all().forEach((queue) => queue.push({ type: 'resync' })),
  )

  const present = createPresenceBoard()
  const unlistenPresence = await listen(presenceChannel, (payload) => {
    const presence = present.hear(payload)
    if (!presence) return
    for (const queue of followers.get(presence.projectId) ?? [])
      queue.pushIfRoom({ type: 'presence', presence })
  })

  return {
    present,
    async follow(ctx, projectId, after) {
      demandMay(ctx, 'project.read', { projectId, locale: null })
      demandFound(await getProject(db, projectId))
      const queue = createQueue(() => {
        followers.get(projectId)?.delete(queue)
        if (followers.get(projectId)?.size === 0) followers.delete(projectId)
      })
      const queues = followers.get(projectId) ?? new Set()
      followers.set(projectId, queues.add(queue))
      if (after !== null) await replay(db, projectId, after, queue)
      return queue
    },
    get followers() {
      return all().length
    },
    async stop() {
      await unlisten()
      await unlistenPresence()
      for (const queue of all()) queue.push({ type: 'bye' })
    },
  }
}

async function replay(db: Kysely<Database>, projectId: string, after: number, queue: Queue): Promise<void> {
  const missed = await historySince(db, projectId, after, longestQueue)
  if (missed.length >= longestQueue) return queue.push({ type: 'resync' })
  for (const entry of missed) queue.push({ type: 'change', change: changeOf(entry) })
  // What changed in the shared glossary has no line in the project that could be told again.
  if (await sharedTermsSince(db, after)) queue.push({ type: 'resync' })
}

interface Queue extends Following {
  push(signal: Signal): void
  /** For what is said again soon: a slow follower rather misses it than loses changes for it. */
  pushIfRoom(signal: Signal): void
}

/** Presence waits for a follower only while so few signals wait before it. */
const roomForPresence = 32

function createQueue(onEnd: () => void): Queue {
  let waiting: Signal[] = []
  let wake: ((signal: Signal | null) => void) | null = null
  let ended = false
  const hand = (signal: Signal | null) => {
    const waked = wake
    wake = null
    waked?.(signal)
  }
  return {
    push(signal) {
      if (wake) return hand(signal)
      // What a stalled follower has not read is dropped as a whole, so memory stays bounded.
      if (waiting.length >= longestQueue) waiting = [{ type: 'resync' }]
      waiting.push(signal)
    },
    pushIfRoom(signal) {
      if (wake) hand(signal)
      else if (waiting.length < roomForPresence) waiting.push(signal)
    },
    next(milliseconds) {
      const signal = waiting.shift()
      if (signal) return Promise.resolve(signal)
      return new Promise((resolve) => {
        const timer = setTimeout(() => hand(null), milliseconds)
        wake = (next) => {
          clearTimeout(timer)
          resolve(next)
        }
      })
    },
    end() {
      ended = true
      onEnd()
      hand(null)
    },
    get ended() {
      return ended
    },
  }
}

function changeOf({ projectId: _, after, ...line }: AnnouncedLine): Change {
  return {
    ...line,
    version: after?.version ?? null,
    state: after?.state ?? null,
    subState: after?.subState ?? null,
  }
}
