// The editor's requests. `send` arrives as an argument, so that the same code speaks to a server in a test.

import type { InferResponseType } from 'hono/client'

import type { Translation } from '#domain/article.ts'
import type { Finding } from '#domain/checks/finding.ts'
import type { CodedText } from '#domain/inline.ts'
import type { Origin } from '#domain/origin.ts'
import { readOutlineLines, type OutlineItem } from '#domain/outline.ts'
import type { ReturnCategory, Returned, SidedRange } from '#domain/review.ts'

import { Problem, path, query, type api } from '../api/client.ts'
import type { Page } from '../api/wire.ts'

type Answer<Route> = Route extends (...words: never[]) => unknown ? InferResponseType<Route, 200> : never

type Editions = (typeof api)['editions'][':edition']
type Translations = (typeof api)['translations'][':translation']

/** An edition as the editor opens it. */
export type EditionWire = Answer<Editions['$get']>

/** One segment with everything the editor shows of it. */
export type Row = Answer<Editions['segments']['$get']>['items'][number]

/** A term found in the source, with its forms in the language of the edition. */
export type TermHitWire = Row['terms'][number]

/** A finding, and why it was set aside if it was. */
export type RowFinding = Finding & { readonly dismissed: string | null }

/** One line of the history of a translation. */
export type HistoryLine = Omit<
  Answer<Translations['history']['$get']>['items'][number],
  'before' | 'after'
> & {
  /** What the deed changed; some deeds change no text. */
  readonly before: { readonly target?: CodedText } | null
  readonly after: {
    readonly target?: CodedText
    readonly returned?: Returned
    readonly taken?: Origin
  } | null
}

/** The newest texts that were confirmed and approved. */
export interface Landmarks {
  readonly confirmed: HistoryLine | null
  readonly approved: HistoryLine | null
}

/** A page of the history; the first one has what later texts are compared with. */
export type HistoryPage = Page<HistoryLine> & { readonly landmarks: Landmarks | null }

/** What the editor does to a translation. */
export type Deed =
  | { readonly kind: 'save'; readonly target: CodedText; readonly origin?: Origin | null }
  | { readonly kind: 'confirm' }
  | {
      readonly kind: 'review'
      readonly step: 'approve' | 'return' | 'reopen'
      readonly reason?: string
      readonly waiver?: string
      readonly category?: ReturnCategory | null
      readonly range?: SidedRange | null
    }

/** How a deed ended; `unreachable` is worth another try, with the same key. */
export type DeedAnswer =
  | { readonly outcome: 'done'; readonly translation: Translation; readonly findings: readonly RowFinding[] }
  | { readonly outcome: 'conflict'; readonly current: Translation }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  | {
      readonly outcome: 'unreachable'
      readonly signedOut: boolean
      readonly retryAfterSeconds: number | null
    }

/** What a write is based on, and the key that makes its repetition harmless. */
export interface DeedTerms {
  readonly version: number
  readonly key: string
}

/** Asks the server, on behalf of the editor. */
export interface EditionApi {
  edition(editionId: string): Promise<EditionWire>
  outline(editionId: string): Promise<readonly OutlineItem[]>
  /** Reads rows that follow a position in the article. */
  rows(editionId: string, afterOrdinal: number, limit: number): Promise<readonly Row[]>
  perform(translationId: string, deed: Deed, terms: DeedTerms): Promise<DeedAnswer>
  dismiss(translationId: string, check: string, reason: string): Promise<readonly RowFinding[]>
  history(translationId: string, cursor: string | null): Promise<HistoryPage>
}

// A browser lets requests outlive their page only while they are small.
const largestKeepalive = 15_000
const worthRetrying: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/** Makes the requests of the editor go through `send`. */
export function editionApi(send: (address: string, init: RequestInit) => Promise<Response>): EditionApi {
  const ask = async <T>(address: string, init: RequestInit = {}): Promise<T> => {
    const response = await send(address, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
    }).catch(() => {
      throw new Problem('offline')
    })
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) throw problemOf(response.status, answer)
    return answer as T // the shapes above are those of our own server
  }

  return {
    edition: (id) => ask(path`/api/editions/${id}`),
    outline: async (id) =>
      readOutlineLines(await ask<Answer<Editions['outline']['$get']>>(path`/api/editions/${id}/outline`)),
    rows: async (id, afterOrdinal, limit) => {
      const cursor = afterOrdinal > 0 ? cursorAfter(afterOrdinal) : null
      return (await ask<Page<Row>>(path`/api/editions/${id}/segments` + query({ cursor, limit }))).items
    },
    history: (id, cursor) => ask(path`/api/translations/${id}/history` + query({ cursor })),
    dismiss: async (id, check, reason) => {
      const body = JSON.stringify({ check, reason })
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', body, headers }
      return (await ask<{ findings: readonly RowFinding[] }>(path`/api/translations/${id}/dismissals`, init))
        .findings
    },
    perform: async (id, deed, { version, key }) => {
      const { method, address, body } = requestOf(id, deed)
      const text = JSON.stringify(body)
      const response = await send(address, {
        method,
        body: text,
        keepalive: text.length < largestKeepalive,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'if-match': `"${version}"`,
          'idempotency-key': key,
        },
      }).catch(() => null)
      return response
        ? answerOf(response)
        : { outcome: 'unreachable', signedOut: false, retryAfterSeconds: null }
    },
  }
}

// A position in the article is itself the key of the server's cursor, so any row can be read without those before it.
function cursorAfter(ordinal: number): string {
  return btoa(JSON.stringify(ordinal)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

function requestOf(id: string, deed: Deed): { method: string; address: string; body: unknown } {
  const address = path`/api/translations/${id}`
  if (deed.kind === 'save')
    return { method: 'PUT', address, body: { target: deed.target, origin: deed.origin ?? null } }
  if (deed.kind === 'confirm') return { method: 'POST', address: `${address}/confirm`, body: {} }
  const { kind: _, ...body } = deed
  return { method: 'POST', address: `${address}/review`, body }
}

async function answerOf(response: Response): Promise<DeedAnswer> {
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || null
  if (response.status === 401 || worthRetrying.has(response.status)) {
    return { outcome: 'unreachable', signedOut: response.status === 401, retryAfterSeconds }
  }
  const answer: unknown = await response.json().catch(() => null)
  // An answer cut off on its way: asking again with the same key gives the same answer.
  if (answer === null && response.ok) return { outcome: 'unreachable', signedOut: false, retryAfterSeconds }
  if (response.status === 412) {
    return { outcome: 'conflict', current: (answer as { current: Translation }).current } // wire of our own server
  }
  if (!response.ok) return { outcome: 'refused', problem: problemOf(response.status, answer) }
  const { translation, findings } = answer as { translation: Translation; findings: readonly RowFinding[] }
  return { outcome: 'done', translation, findings }
}

function problemOf(status: number, answer: unknown): Problem {
  const { code, details } = (answer ?? {}) as Partial<Problem> // problem+json, or nothing readable
  return new Problem(code ?? 'unexpected', status, details ?? {}, answer)
}
