// Texts that the server does not have yet, kept on this device so that a crash loses nothing.

import { openDB } from 'idb'
import type { DBSchema } from 'idb'

import type { CodedText } from '#domain/inline.ts'

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
}

/** Where drafts are kept. */
export interface DraftShelf {
  read(editionId: string, personId: string): Promise<readonly Draft[]>
  write(draft: Draft): Promise<void>
  remove(translationId: string, personId: string): Promise<void>
}

interface Shelves extends DBSchema {
  drafts: { key: [string, string]; value: Draft; indexes: { place: [string, string] } }
}

/** Opens the shelf of this browser; where it has none (some private windows), drafts last as long as the page. */
export function openDrafts(): DraftShelf {
  const shelf = openShelf().catch(memoryDrafts)
  return {
    read: async (editionId, personId) => (await shelf).read(editionId, personId),
    write: async (draft) => (await shelf).write(draft),
    remove: async (translationId, personId) => (await shelf).remove(translationId, personId),
  }
}

async function openShelf(): Promise<DraftShelf> {
  const db = await openDB<Shelves>('setara-drafts', 1, {
    upgrade: (fresh) => {
      const store = fresh.createObjectStore('drafts', { keyPath: ['translationId', 'personId'] })
      store.createIndex('place', ['editionId', 'personId'])
    },
  })
  return {
    read: (editionId, personId) => db.getAllFromIndex('drafts', 'place', [editionId, personId]),
    write: async (draft) => void (await db.put('drafts', draft)),
    remove: (translationId, personId) => db.delete('drafts', [translationId, personId]),
  }
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
  }
}
