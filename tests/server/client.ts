// A browser of the tests, without the pages: keeps its cookie and its connections, sends its origin.

import http from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  // Tests look into answers as they please.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any
}

/** What a write sends beside its body. */
export function writeHeaders(base: number, key: string = crypto.randomUUID()): Record<string, string> {
  return { 'if-match': `"${base}"`, 'idempotency-key': key }
}

export class Client {
  cookie: string
  /** Address of the server; it changes when the server is started again. */
  url: string
  readonly #agent = new http.Agent({ keepAlive: true })

  constructor(url: string, cookie = '') {
    this.url = url
    this.cookie = cookie
  }

  /** Asks and answers; rejects when the connection is cut before the whole answer is there. */
  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const content = body === undefined ? null : Buffer.from(JSON.stringify(body))
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.url}${path}`, {
        agent: this.#agent,
        method,
        headers: {
          origin: this.url,
          ...(this.cookie ? { cookie: this.cookie } : {}),
          ...(content ? { 'content-type': 'application/json', 'content-length': content.length } : {}),
          ...headers,
        },
      })
      request.on('error', reject)
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('aborted', () => reject(new Error('The connection was cut')))
        response.on('end', () => {
          const set = response.headers['set-cookie']?.[0]?.split(';')[0]
          if (set) this.cookie = set
          const text = Buffer.concat(chunks).toString()
          const isJson = /json/.test(response.headers['content-type'] ?? '')
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson && text !== '' ? JSON.parse(text) : null,
          })
        })
      })
      request.end(content ?? undefined)
    })
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }

  save(translationId: string, target: string, base: number, key?: string): Promise<Answer> {
    return this.send('PUT', `/api/translations/${translationId}`, { target }, writeHeaders(base, key))
  }

  /** Follows the changes of a project and hands over every event until `close` or the end of the stream. */
  follow(projectId: string, onEvent: (event: string, data: string) => void = () => {}): Stream {
    let rest = ''
    let request: http.ClientRequest | null = null
    const opened = new Promise<void>((resolveOpen, rejectOpen) => {
      request = http.get(
        `${this.url}/api/projects/${projectId}/events`,
        { agent: false, headers: { cookie: this.cookie } },
        (response) => {
          if (response.statusCode !== 200) {
            rejectOpen(new Error(`The stream was answered with ${response.statusCode}`))
          }
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            const blocks = (rest + chunk).split('\n\n')
            rest = blocks.pop() ?? ''
            for (const block of blocks) {
              const event = /^event: (.*)$/m.exec(block)?.[1]
              if (event === 'hello') resolveOpen()
              if (event) onEvent(event, /^data: (.*)$/m.exec(block)?.[1] ?? '')
            }
          })
          response.on('close', () => finish('ended'))
          response.on('error', () => finish('cut'))
        },
      )
      request.on('error', (error) => {
        rejectOpen(error)
        finish('cut')
      })
    })
    let finish: (how: 'ended' | 'cut') => void = () => {}
    const ended = new Promise<'ended' | 'cut'>((resolve) => {
      finish = resolve
    })
    return { opened, ended, close: () => request?.destroy() }
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** A live stream. */
export interface Stream {
  readonly opened: Promise<void>
  readonly ended: Promise<'ended' | 'cut'>
  close(): void
}

/** Signs in with a one-time link of a demonstration account. */
export async function signedIn(url: string, link: string): Promise<Client> {
  const client = new Client(url)
  const { status, text } = await client.send('POST', '/api/session/link', {
    token: link.split('/').at(-1),
  })
  if (status !== 200) throw new Error(`Signing in was answered with ${status}: ${text}`)
  return client
}
