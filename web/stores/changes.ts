// The live stream of a project: what others change arrives here as `st-change` events.

import type { Presence } from '#domain/together.ts'

import type { ChangeWire } from '../api/wire.ts'

/** Somebody changed a translation, a release or the glossary of the project. */
export class ProjectChanged extends Event {
  static readonly type = 'st-change'
  readonly change: ChangeWire

  constructor(change: ChangeWire) {
    super(ProjectChanged.type)
    this.change = change
  }
}

/** Somebody is somewhere in an edition of the project, or left. */
export class PresenceHeard extends Event {
  static readonly type = 'st-presence'
  readonly presence: Presence

  constructor(presence: Presence) {
    super(PresenceHeard.type)
    this.presence = presence
  }
}

/** A stream that comes back at once is nobody's business. */
const patience = 5_000
const firstWait = 1_000
const longestWait = 30_000

/**
 * One EventSource per project, shared by all that listen.
 * Sends `st-change` for a change, `st-resync` when changes may have been missed and everything must be read again,
 * and `change` when `connected` or `interrupted` turns.
 */
export class Changes extends EventTarget {
  connected = false
  /** The stream has been away for so long that people should know. */
  interrupted = false
  #projectId: string | null = null
  #source: EventSource | null = null
  #wait = firstWait
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Changes may have passed by since the last stream; everything has to be read again. */
  #missed = false
  #absence: ReturnType<typeof setTimeout> | undefined

  /** Listens to a project; `null` stops. */
  watch(projectId: string | null): void {
    if (projectId === this.#projectId) return
    this.#close()
    clearTimeout(this.#absence)
    this.interrupted = false
    this.#projectId = projectId
    this.#missed = false
    this.#wait = firstWait
    if (projectId) this.#open(projectId)
  }

  /**
   * Lets the stream go while nobody looks: a browser has only six connections to a server for all its windows,
   * and a stream holds one.
   */
  pause(): void {
    if (!this.#source) return
    this.#close()
    clearTimeout(this.#absence)
    this.#missed = true
  }

  /** Takes the stream up again after a pause. */
  resume(): void {
    if (this.#projectId && !this.#source) {
      clearTimeout(this.#timer)
      this.#open(this.#projectId)
    }
  }

  #open(projectId: string): void {
    const source = new EventSource(`/api/projects/${encodeURIComponent(projectId)}/events`)
    this.#source = source
    source.addEventListener('open', () => {
      // A stream that we had to open anew does not replay what happened in between.
      if (this.#missed) this.dispatchEvent(new Event('st-resync'))
      this.#missed = false
      this.#wait = firstWait
      this.#turn(true)
    })
    source.addEventListener('change', (event: MessageEvent<string>) => {
      this.dispatchEvent(new ProjectChanged(JSON.parse(event.data) as ChangeWire)) // our own server's wire format
    })
    source.addEventListener('presence', (event: MessageEvent<string>) => {
      this.dispatchEvent(new PresenceHeard(JSON.parse(event.data) as Presence)) // our own server's wire format
    })
    source.addEventListener('resync', () => this.dispatchEvent(new Event('st-resync')))
    source.addEventListener('bye', () => this.#again(projectId))
    source.addEventListener('error', () => {
      this.#turn(false)
      // Otherwise the browser reconnects by itself, with Last-Event-ID.
      if (source.readyState === EventSource.CLOSED) this.#again(projectId)
    })
  }

  #again(projectId: string): void {
    this.#close()
    this.#missed = true
    const wait = this.#wait
    this.#wait = Math.min(this.#wait * 2, longestWait)
    // Not all at once when a server restarts.
    this.#timer = setTimeout(() => this.#open(projectId), wait * (0.5 + Math.random()))
  }

  #close(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = null
    this.#turn(false)
  }

  #turn(connected: boolean): void {
    if (this.connected === connected) return
    this.connected = connected
    clearTimeout(this.#absence)
    if (connected) this.interrupted = false
    else this.#absence = setTimeout(() => this.#miss(), patience)
    this.dispatchEvent(new Event('change'))
  }

  #miss(): void {
    this.interrupted = this.#projectId !== null
    this.dispatchEvent(new Event('change'))
  }
}
