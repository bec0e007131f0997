// What the first page will ask the server for, asked while the code of that page is still on its way.

/** An answer that nobody has taken for so long belongs to a page that was left. */
const keptFor = 5_000

const asked = new Map<string, Promise<Response>>()

/** Asks for what the page of an address begins with. */
export function askEarly(pathname: string): void {
  for (const address of beginningOf(pathname)) {
    const answer = fetch(address, { headers: { accept: 'application/json' } })
    // Whoever takes it hears of the failure.
    answer.catch(() => undefined)
    asked.set(address, answer)
    setTimeout(() => asked.delete(address), keptFor)
  }
}

/** Does what `fetch` does; what was asked early is not asked again. */
export function fetchOnce(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input, location.origin)
  const address = url.pathname + url.search
  const early = (init.method ?? 'GET') === 'GET' && !init.signal ? asked.get(address) : undefined
  // Taken once: whoever asks again wants to know what it is now.
  asked.delete(address)
  return early ?? fetch(input, init)
}

/** The first requests of the pages for which every frame counts. */
function beginningOf(pathname: string): readonly string[] {
  const edition = /^\/editions\/([\w-]+)$/.exec(pathname)?.[1]
  if (!edition) return ['/api/session']
  const parts = ['', '/segments?limit=30', '/outline'].map((part) => `/api/editions/${edition}${part}`)
  return ['/api/session', ...parts]
}
