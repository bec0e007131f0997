// Remembers for a few seconds who a credential belongs to; told at once when that changes.

/** What is remembered under a credential's hash. */
interface Entry<T> {
  readonly value: T
  readonly personId: string
  readonly until: number
}

/** A bounded cache whose entries can be forgotten per person. */
export class IdentityCache<T> {
  readonly #entries = new Map<string, Entry<T>>()
  readonly #capacity: number
  readonly #lifetime: number
  #epoch = 0

  constructor(options: { readonly capacity: number; readonly lifetime: number }) {
    this.#capacity = options.capacity
    this.#lifetime = options.lifetime
  }

  get(key: string, now: number): T | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (entry.until > now) return entry.value
    this.#entries.delete(key)
    return undefined
  }

  /** Ask for this before reading the database, and give it to `keep`. */
  get epoch(): number {
    return this.#epoch
  }

  /**
   * Keeps what was read, unless anything was forgotten since the reading began: then the reading
   * may have been older than the change, and keeping it would bring a revoked right back.
   */
  keep(key: string, personId: string, value: T, now: number, epoch: number): void {
    if (epoch !== this.#epoch) return
    this.#entries.delete(key)
    this.#entries.set(key, { value, personId, until: now + this.#lifetime })
    if (this.#entries.size <= this.#capacity) return
    const oldest = this.#entries.keys().next()
    if (!oldest.done) this.#entries.delete(oldest.value)
  }

  /** Forgets one person, or everybody. */
  forget(personId: string | null): void {
    this.#epoch += 1
    if (personId === null) return this.#entries.clear()
    for (const [key, entry] of this.#entries) if (entry.personId === personId) this.#entries.delete(key)
  }
}
