// A store keeps state without DOM and says `change`; elements follow it.

import type { ReactiveControllerHost } from 'lit'

/** State that several elements look at. */
export class Store extends EventTarget {
  protected changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}

/** Redraws an element on every change of a store, for as long as the element is in the page. */
export function follow(host: ReactiveControllerHost, store: () => EventTarget | undefined): void {
  const redraw = () => host.requestUpdate()
  let followed: EventTarget | undefined
  const start = () => {
    if (followed) return
    followed = store()
    followed?.addEventListener('change', redraw)
  }
  host.addController({
    hostConnected: start,
    // Context arrives after the first connection, so the store may only be there now.
    hostUpdate: start,
    hostDisconnected: () => {
      followed?.removeEventListener('change', redraw)
      followed = undefined
    },
  })
}
