// Who is signed in, and which project they are looking at.

import { isLocale } from '#locales/locale.ts'

import { fetchSession, type Me, signOut } from '../api/session.ts'
import { language } from '../i18n/language.ts'
import { Store } from './store.ts'

const projectKey = 'setara.project'

export class Session extends Store {
  person: Me | null = null
  /** Whether the first answer of the server has arrived. */
  known = false
  #projectId: string | null = localStorage.getItem(projectKey)

  /** Asks the server who we are. */
  async load(): Promise<void> {
    const { person } = await fetchSession()
    this.#set(person)
    if (person?.uiLocale && isLocale(person.uiLocale)) await language.choose(person.uiLocale)
  }

  /** Takes the person of a fresh sign-in or of a changed account. */
  accept(person: Me): void {
    this.#set(person)
    if (person.uiLocale && person.uiLocale !== language.locale) void language.choose(person.uiLocale)
  }

  async end(): Promise<void> {
    await signOut()
    this.#set(null)
  }

  /** The server no longer knows us, for example because the session was ended elsewhere. */
  lost(): void {
    if (this.person) this.#set(null)
  }

  /** The project of the navigation: the one last visited, or else the first. */
  get projectId(): string | null {
    const mine = this.person?.projects ?? []
    return mine.find((project) => project.id === this.#projectId)?.id ?? mine[0]?.id ?? null
  }

  visit(projectId: string): void {
    if (this.#projectId === projectId) return
    this.#projectId = projectId
    localStorage.setItem(projectKey, projectId)
    this.changed()
  }

  #set(person: Me | null): void {
    this.person = person
    this.known = true
    this.changed()
  }
}
