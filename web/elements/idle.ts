// Work that nobody waits for.

/** Waits for a moment in which nothing else is to be done. Not every browser can tell. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: longestWait })
  else setTimeout(work)
}

/** Milliseconds after which the work is done even if there is always something else. */
const longestWait = 1_000
