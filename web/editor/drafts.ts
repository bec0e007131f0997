// Texts that the server does not have yet, kept on this device so that a crash loses nothing.

import { openDB } from 'idb'
import type { DBSchema } from 'idb'

import type { CodedText } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'

/** A text that is not saved yet. */
export interface Draft {
  readonly translationId: string
  readonly editionId: string
  readonly personId: string
  readonly text: CodedText
  /** What it was written on. */
  readonly base: { readonly version: number; readonly target: CodedText }
  /** A text that was sent when the page was last seen, without an answer. */
  readonly sent: { readonly version: number; readonly target: CodedText } | null
  /** Where it was taken over from; absent in what was left by an older version of these pages. */
  readonly origin?: Origin | null
}

/** Where drafts are kept. */
export interface DraftShelf {
  read(editionId: string, personId: string): Promise<readonly Draft[]>
  write(draft: Draft): Promise<void>
  remove(translationId: string, personId: string): Promise<void>
  /** The newest text of a translation that another closed window left; it stays there until it is dropped. */
  left(translationId: string, personId: string): Promise<LeftDraft | null>
  drop(draft: LeftDraft): Promise<void>
}

/** A draft that a closed window left. */
export type LeftDraft = Draft & { readonly windowId: string }

/** A draft as it lies on the shelf: two windows of one person keep theirs apart. */
type KeptDraft = Draft & { readonly windowId: string; readonly at: number }

interface Shelves extends DBSchema {
  texts: { key: [string, string, string]; value: KeptDraft; indexes: { place: [string, string] } }
}

/** Opens the shelf of this browser; where it has none (some private windows), drafts last as long as the page. */
export function openDrafts(): DraftShelf {
  const shelf = openShelf().catch(memoryDrafts)
  return {
    read: async (editionId, personId) => (await shelf).read(editionId, personId),
    write: async (draft) => (await shelf).write(draft),
    remove: async (translationId, personId) => (await shelf).remove(translationId, personId),
    left: async (translationId, personId) => (await shelf).left(translationId, personId),
    drop: async (draft) => (await shelf).drop(draft),
  }
}

async function openShelf(): Promise<DraftShelf> {
  thisWindow ??= enterAsWindow()
  const windowId = await thisWindow
  const db = await openDB<Shelves>('setara-texts', 1, {
    upgrade: (fresh) => {
      const texts = fresh.createObjectStore('texts', { keyPath: ['translationId', 'personId', 'windowId'] })
      texts.createIndex('place', ['editionId', 'personId'])
    },
  })
  return {
    /** Takes over what windows left that are there no more; what an open one writes stays with it. */
    read: async (editionId, personId) => {
      const kept = await db.getAllFromIndex('texts', 'place', [editionId, personId])
      const open = await openWindows()
      const left = kept.filter((draft) => draft.windowId === windowId || !open.has(draft.windowId))
      // The newest of a segment; an older one of another window waits until this one has been decided.
      const newest = new Map(
        left.toSorted((one, other) => one.at - other.at).map((draft) => [draft.translationId, draft]),
      )
      for (const draft of newest.values()) {
        if (draft.windowId === windowId) continue
        await db.put('texts', { ...draft, windowId })
        await db.delete('texts', [draft.translationId, draft.personId, draft.windowId])
      }
      return [...newest.values()]
    },
    write: async (draft) => void (await db.put('texts', { ...draft, windowId, at: Date.now() })),
    remove: (translationId, personId) => db.delete('texts', [translationId, personId, windowId]),
    left: async (translationId, personId) => {
      const segment = [translationId, personId]
      const kept = await db.getAll('texts', IDBKeyRange.bound(segment, [...segment, []]))
      if (kept.every((draft) => draft.windowId === windowId)) return null
      const open = await openWindows()
      const left = kept.filter((draft) => draft.windowId !== windowId && !open.has(draft.windowId))
      return left.toSorted((one, other) => other.at - one.at)[0] ?? null
    },
    drop: ({ translationId, personId, windowId: left }) =>
      db.delete('texts', [translationId, personId, left]),
  }
}

const lockOf = (windowId: string): string => `setara window ${windowId}`

/** The name of this window: an edition that is read again finds what it wrote before. */
let thisWindow: Promise<string> | undefined

/** Gives this window a name and holds a lock for as long as it is there. Without locks all windows are one. */
async function enterAsWindow(): Promise<string> {
  // Locks are there over HTTPS and on loopback only.
  if (!('locks' in navigator)) return 'any'
  const windowId = crypto.randomUUID()
  await new Promise<void>((entered) => {
    void navigator.locks
      .request(lockOf(windowId), () => {
        entered()
        return new Promise(() => undefined)
      })
      .catch(() => entered())
  })
  return windowId
}

/** The names of the windows that are there. */
async function openWindows(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const prefix = lockOf('')
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? name.slice(prefix.length) : [])))
}

/** Keeps drafts in memory. */
export function memoryDrafts(): DraftShelf {
  const kept = new Map<string, Draft>()
  const keyOf = (translationId: string, personId: string): string => `${translationId} ${personId}`
  return {
    read: async (editionId, personId) =>
      [...kept.values()].filter((draft) => draft.editionId === editionId && draft.personId === personId),
    write: async (draft) => void kept.set(keyOf(draft.translationId, draft.personId), draft),
    remove: async (translationId, personId) => void kept.delete(keyOf(translationId, personId)),
    // Nothing outlives the page.
    left: async () => null,
    drop: async () => undefined,
  }
}
