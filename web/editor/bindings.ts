// The keys of this person: those of the table of commands, unless they chose others. Kept with the account, and on this
// device for the time without a network.

import { path, Problem } from '../api/client.ts'
import { Store } from '../stores/store.ts'
import { commands, keyLabel, type CommandId } from './commands.ts'

type OwnKeys = Readonly<Record<string, readonly string[]>>

const storageKey = 'setara.keys'
const address = path`/api/me/preferences`

/** Which keys run which command. Sends `change` after every change. */
class Bindings extends Store {
  #own: OwnKeys = remembered()

  keysOf(id: CommandId): readonly string[] {
    return this.#own[id] ?? commands.find((command) => command.id === id)?.keys ?? []
  }

  isOwn(id: CommandId): boolean {
    return this.#own[id] !== undefined
  }

  /** The command that has a key already, or null. */
  holderOf(key: string): CommandId | null {
    return commands.find(({ id }) => this.keysOf(id).includes(key))?.id ?? null
  }

  /** Reads the keys of the account; without a network those of this device stay. */
  async load(): Promise<void> {
    const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => null)
    if (!response?.ok) return
    const { keys } = (await response.json()) as { keys: OwnKeys } // wire of our own server
    this.#take(keys)
  }

  /** Gives a command another key, taking it from the command that had it; null gives it its usual keys back. */
  async bind(id: CommandId, key: string | null): Promise<void> {
    const own = { ...this.#own }
    if (key === null) delete own[id]
    else {
      const holder = this.holderOf(key)
      if (holder && holder !== id) own[holder] = this.keysOf(holder).filter((one) => one !== key)
      own[id] = [key]
    }
    await this.#save(own)
  }

  async reset(): Promise<void> {
    await this.#save({})
  }

  async #save(own: OwnKeys): Promise<void> {
    this.#take(own)
    const response = await fetch(address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ keys: own }),
    }).catch(() => null)
    if (!response?.ok) throw new Problem('offline')
  }

  #take(own: OwnKeys): void {
    this.#own = own
    localStorage.setItem(storageKey, JSON.stringify(own))
    this.changed()
  }
}

function remembered(): OwnKeys {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(storageKey) ?? '{}') as OwnKeys // written above
  } catch {
    return {}
  }
}

/** The keys of whoever is signed in. */
export const bindings = new Bindings()

/** The first key of a command, as people know it; empty when it has none. */
export function keyOf(id: CommandId): string {
  return keyLabel(bindings.keysOf(id)[0] ?? '')
}
