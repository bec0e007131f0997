// Keeps what an element shows up to date with what others do.

import type { ReactiveControllerHost } from 'lit'

import { type Changes, ProjectChanged } from './changes.ts'

/** Many changes arrive together when someone works quickly; one reading is enough for all of them. */
const pause = 1_500

/** Calls `again` some time after changes of the project that `matters`, while the element is in the page. */
export function refresh(
  host: ReactiveControllerHost,
  changes: () => Changes | undefined,
  again: () => void,
  matters: (change: ProjectChanged['change']) => boolean = () => true,
): void {
  let followed: Changes | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      again()
    }, pause)
  }
  const heard = (event: Event) => {
    if (!(event instanceof ProjectChanged) || matters(event.change)) later()
  }
  const start = () => {
    if (followed) return
    followed = changes()
    followed?.addEventListener(ProjectChanged.type, heard)
    followed?.addEventListener('st-resync', heard)
  }
  host.addController({
    hostConnected: start,
    hostUpdate: start,
    hostDisconnected: () => {
      clearTimeout(timer)
      timer = undefined
      followed?.removeEventListener(ProjectChanged.type, heard)
      followed?.removeEventListener('st-resync', heard)
      followed = undefined
    },
  })
}
