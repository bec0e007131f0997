// The service worker: the pages and the editions that were opened are there without a network, too.
// It answers from what it kept only when the server cannot be reached, and forgets everything when somebody signs out.

interface WorkerScope extends EventTarget {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}

interface FetchEvent extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}

const scope = self as unknown as WorkerScope // TypeScript has no types for both pages and workers at once

const shell = 'setara-shell'
const texts = 'setara-texts'
/** Most answers that are kept; the oldest go first. */
const mostKept = 3_000

const opened = /^\/api\/(?:session|editions\/[^/]+(?:\/(?:outline|segments|comments))?)$/
const writes = /^\/api\/translations\/([^/]+)(?:\/(?:confirm|review))?$/

scope.addEventListener('install', (event) => {
  const installing = caches
    .open(shell)
    .then((cache) => cache.add('/'))
    .then(() => scope.skipWaiting())
  ;(event as FetchEvent).waitUntil(installing)
})

scope.addEventListener('activate', (event) => (event as FetchEvent).waitUntil(scope.clients.claim()))

scope.addEventListener('fetch', (happened) => {
  const event = happened as FetchEvent // the event of this name
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== scope.location.origin) return
  if (request.method === 'GET') {
    if (url.pathname.startsWith('/assets/')) event.respondWith(fromShell(request))
    else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/'))
      event.respondWith(page(request))
    else if (opened.test(url.pathname)) event.respondWith(newest(request, url))
  } else if (request.method === 'DELETE' && url.pathname === '/api/session') {
    event.respondWith(forgetting(request))
  } else if (writes.test(url.pathname)) event.respondWith(written(request, url))
})

/** A full or broken cache must not keep from anybody what the server answers. */
async function harmless<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}

/** Files with a hash in their name never change. */
async function fromShell(request: Request): Promise<Response> {
  const kept = await harmless(() => caches.match(request))
  if (kept) return kept
  const response = await fetch(request)
  const copy = response.clone()
  if (response.ok) await harmless(async () => (await caches.open(shell)).put(request, copy))
  return response
}

/** Every address is the same page; the kept one serves while there is no network. */
async function page(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    const copy = response.clone()
    if (response.ok) await harmless(async () => (await caches.open(shell)).put('/', copy))
    return response
  } catch (error) {
    const kept = await (await caches.open(shell)).match('/')
    if (kept) return kept
    throw error
  }
}

/** What the server says, or what it said last. */
async function newest(request: Request, url: URL): Promise<Response> {
  const cache = await harmless(() => caches.open(texts))
  if (!cache) return fetch(request)
  try {
    const response = await fetch(request)
    // Not harmless: where the texts of the one before cannot be forgotten, nobody else is let in.
    if (url.pathname === '/api/session') await forgetOthers(cache, response)
    const copy = response.clone()
    if (response.ok) await harmless(() => keep(cache, request, copy))
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (!kept) throw error
    return url.pathname.endsWith('/segments') ? withWritten(cache, kept) : kept
  }
}

async function keep(cache: Cache, request: RequestInfo, response: Response): Promise<void> {
  // Deleted first, so that what is kept stays in the order of its last use.
  await cache.delete(request)
  await cache.put(request, response)
  const keys = await cache.keys()
  for (const key of keys.slice(0, Math.max(0, keys.length - mostKept))) await cache.delete(key)
}

interface Session {
  readonly person: { readonly id: string } | null
}

/** Another person at the same browser must not find the texts of the one before. */
async function forgetOthers(cache: Cache, response: Response): Promise<void> {
  const known = await cache.match('/api/session')
  const before = known ? ((await known.json()) as Session) : null // wire of our own server
  const now = response.ok ? ((await response.clone().json()) as Session) : null
  if (before?.person && now && before.person.id !== now.person?.id) await caches.delete(texts)
}

async function forgetting(request: Request): Promise<Response> {
  const response = await fetch(request)
  await caches.delete(texts)
  return response
}

interface Written {
  readonly translation: { readonly id: string; readonly version: number }
}

const addressOf = (translationId: string) => `/api/translations/${translationId}`

/** Remembers what was written since its page of rows was kept. */
async function written(request: Request, url: URL): Promise<Response> {
  const response = await fetch(request)
  const id = writes.exec(url.pathname)?.[1]
  if (response.ok && id) {
    const { translation } = (await response.clone().json()) as Written // wire of our own server
    await (await caches.open(texts)).put(addressOf(id), Response.json(translation))
  }
  return response
}

interface Rows {
  readonly items: readonly (Written & object)[]
}

async function withWritten(cache: Cache, page: Response): Promise<Response> {
  const rows = (await page.json()) as Rows // kept above
  const items = await Promise.all(
    rows.items.map(async (row) => {
      const later = await cache.match(addressOf(row.translation.id))
      const translation = later ? ((await later.json()) as Written['translation']) : null // kept above
      return translation && translation.version > row.translation.version ? { ...row, translation } : row
    }),
  )
  return Response.json({ ...rows, items })
}
