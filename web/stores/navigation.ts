// Where we are: the address bar as a store. Links in the page need no handler of their own.

import { Store } from './store.ts'

/** Asks whether the page may be left; `false` stays. */
export type LeaveGuard = () => boolean | Promise<boolean>

export class Navigation extends Store {
  url = new URL(location.href)
  #guard: LeaveGuard | null = null
  /** Counts the steps, to know which entry a refused “back” must return to. */
  #index = indexOf(history.state)

  start(): void {
    history.replaceState({ index: this.#index }, '')
    window.addEventListener('popstate', (event) => void this.#back(event))
    window.addEventListener('click', (event) => this.#click(event))
    window.addEventListener('beforeunload', (event) => {
      if (this.#guard) event.preventDefault()
    })
  }

  /** Goes to a path of this application. */
  async go(path: string, options: { replace?: boolean; force?: boolean } = {}): Promise<void> {
    const url = new URL(path, location.origin)
    if (!options.force && !(await this.#mayLeave(url))) return
    if (options.replace) history.replaceState({ index: this.#index }, '', url)
    else history.pushState({ index: ++this.#index }, '', url)
    this.#arrive(url)
  }

  /** Asks before leaving, while something is unsaved; call with `null` when it no longer is. */
  guard(guard: LeaveGuard | null): void {
    this.#guard = guard
  }

  async #mayLeave(url: URL): Promise<boolean> {
    if (!this.#guard || url.pathname === this.url.pathname) return true
    if (!(await this.#guard())) return false
    this.#guard = null
    return true
  }

  async #back(event: PopStateEvent): Promise<void> {
    const url = new URL(location.href)
    const index = indexOf(event.state)
    const steps = this.#index - index
    if (steps !== 0 && !(await this.#mayLeave(url))) {
      history.go(steps)
      return
    }
    this.#index = index
    if (url.href !== this.url.href) this.#arrive(url)
  }

  #arrive(url: URL): void {
    const moved = url.pathname !== this.url.pathname
    this.url = url
    if (moved) window.scrollTo(0, 0)
    this.changed()
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (!link?.href || link.target || link.hasAttribute('download')) return
    const url = new URL(link.href)
    if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return
    // A jump inside the page is the browser's own work.
    if (url.hash && url.pathname === location.pathname) return
    event.preventDefault()
    void this.go(url.pathname + url.search + url.hash)
  }
}

/** The position of an entry; what others put into the history counts as the first. */
function indexOf(state: unknown): number {
  const index = typeof state === 'object' && state !== null && 'index' in state ? state.index : 0
  return typeof index === 'number' ? index : 0
}
