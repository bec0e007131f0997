// What a hostile program can send: from other sites, too much, of the wrong shape, with letters that are none.

import { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { doors } from '../../server/routes/registry.ts'
import type { Environment } from '../../server/routes/environment.ts'
import { problemHandler } from '../../server/routes/problems.ts'
import { origin } from '../helpers/people.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'
import { contentsOf } from './cast.ts'

let room: Newsroom
let person: Colleague
const logged: string[] = []

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  room = await newsroom({ log })
  person = await room.colleague(['translator', 'reviewer', 'publisher', 'terminologist', 'manager'], {
    administrator: true,
  })
})
afterAll(async () => {
  expect(logged.filter((line) => /"level":(50|60)|"status":5\d\d/.test(line))).toEqual([])
  await room.close()
})

const unsafe = Object.keys(doors).filter((key) => !key.startsWith('GET '))
const parted = (door: string) => {
  const [method = '', path = ''] = door.split(' ')
  return { method, path: path.replace(/:\w+/g, '01a208a4-1230-7624-9b62-4eebddf496ee') }
}

function raw(method: string, path: string, init: { headers?: Record<string, string>; body?: BodyInit } = {}) {
  return room.app.request(`${origin}${path}`, { method, duplex: 'half', ...init } as RequestInit)
}

describe('writes that other sites make a browser send', () => {
  const json = { 'content-type': 'application/json' }
  const spoofs: Readonly<Record<string, Record<string, string>>> = {
    'another site': { origin: 'https://evil.test', ...json },
    'another site without content type': { origin: 'https://evil.test' },
    'another site as plain text': { origin: 'https://evil.test', 'content-type': 'text/plain' },
    'another site as a form': {
      origin: 'https://evil.test',
      'content-type': 'application/x-www-form-urlencoded',
    },
    'no origin at all': { ...json },
    'no origin from another site': { 'sec-fetch-site': 'cross-site', ...json },
    'no origin from the same origin': { 'sec-fetch-site': 'same-origin', ...json },
    'the null origin of a sandbox': { origin: 'null', ...json },
    'another port': { origin: 'http://localhost:8081', ...json },
    'a look-alike with a suffix': { origin: 'http://localhost.evil.test', ...json },
    'a look-alike with a user': { origin: 'http://localhost@evil.test', ...json },
    'a look-alike with a path': { origin: 'http://localhost/', ...json },
    'a subdomain': { origin: 'http://a.localhost', 'sec-fetch-site': 'same-site', ...json },
    'our origin, but from another site': { origin, 'sec-fetch-site': 'cross-site', ...json },
    'our origin in capitals': { origin: 'HTTP://LOCALHOST', ...json },
    'two origins': { origin: `${origin}, https://evil.test`, ...json },
    'a forwarded host': { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test', ...json },
  }

  test.for(Object.entries(spoofs))('%s', async ([, headers]) => {
    const before = await contentsOf(room.db)
    for (const door of unsafe) {
      const { method, path } = parted(door)
      const answer = await raw(method, path, {
        headers: { host: 'localhost', cookie: person.page.cookie, ...headers },
        ...(method === 'DELETE' ? {} : { body: '{}' }),
      })
      expect(answer.status, door).toBe(403)
      expect(answer.headers.get('set-cookie'), door).toBeNull()
    }
    expect(await contentsOf(room.db)).toEqual(before)
  })

  test('where an address is configured, the Host header is not believed', async () => {
    const strict = await newsroom({ baseUrl: 'https://setara.example.org' })
    try {
      const ask = (headers: Record<string, string>) =>
        strict.app.request('https://evil.test/api/session', {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json', ...headers },
        })
      expect((await ask({ host: 'evil.test', origin: 'https://evil.test' })).status).toBe(403)
      expect((await ask({ host: 'evil.test', origin: 'https://setara.example.org' })).status).toBe(422)
    } finally {
      await strict.close()
    }
  })

  test('no answer lets another site read it', async () => {
    const answer = await raw('OPTIONS', '/api/session', {
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'PUT' },
    })
    const read = await raw('GET', '/api/session', { headers: { origin: 'https://evil.test' } })
    for (const { headers } of [answer, read]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('headers', () => {
  const paths = [
    '/livez',
    '/api/session',
    '/api/nothing',
    '/nothing',
    '/api/projects',
    '/api/openapi.json',
    '/metrics',
  ]

  test.for(paths)('guard the answer at %s', async (path) => {
    const { headers } = await raw('GET', path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toMatch(/frame-ancestors '(self|none)'/)
    expect(policy).toContain("base-uri 'none'")
    expect(policy).not.toMatch(/unsafe-|\*|https?:|data:.*script/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    if (path.startsWith('/api/')) expect(headers.get('cache-control')).toMatch(/no-store|max-age/)
  })

  test('over HTTPS browsers are told to stay there for a year', async () => {
    const secure = await newsroom({ secure: true })
    try {
      const { headers } = await secure.app.request('https://localhost/livez')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
    } finally {
      await secure.close()
    }
  })
})

/** A refusal as the interface promises it, without anything of the inside. */
function expectProblem(text: string, status: number, contentType: string | null): void {
  expect(status).toBeLessThan(500)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(contentType).toMatch(/^application\/problem\+json/)
  const problem: Record<string, unknown> = JSON.parse(text)
  expect(problem).toMatchObject({ type: expect.stringMatching(/^urn:setara:problem:[a-z-]+$/), status })
  expect(Object.keys(problem).sort()).toEqual([
    'code',
    'detail',
    'details',
    'requestId',
    'status',
    'title',
    'type',
  ])
  expect(text).not.toMatch(
    /\bat .+:\d+:\d+|node_modules|\/server\/|select .* from|kysely|pglite|stack|ENOENT/i,
  )
}

async function refusal(method: string, path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const response = await raw(method, path, {
    headers: {
      host: 'localhost',
      origin,
      cookie: person.page.cookie,
      'content-type': 'application/json',
      'if-match': '"1"',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    body,
  })
  const text = await response.text()
  return { status: response.status, text, contentType: response.headers.get('content-type') }
}

describe('bodies', () => {
  const bodies: Readonly<Record<string, string>> = {
    nothing: '',
    'no JSON': '{"a":',
    'a number': '7',
    null: 'null',
    'a list': '[]',
    'a text': '"x"',
    'a prototype': '{"__proto__":{"administrator":true},"constructor":{"prototype":{"administrator":true}}}',
    'deep nesting': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    'lists instead of texts':
      '{"name":["x"],"email":["x"],"password":["x"],"target":["x"],"source":["x"],"content":["x"],"fileName":["x"],"roles":"x","locales":"x"}',
    'objects instead of texts':
      '{"name":{},"email":{},"password":{},"target":{},"source":{},"content":{},"fileName":{},"roles":{},"locales":{}}',
    'numbers too large': '{"expiresInDays":1e308,"name":1e308,"scopes":["read"],"apply":1e999}',
  }
  const reading = unsafe.filter((door) => !door.startsWith('DELETE') && !/confirm$|releases$/.test(door))

  test.for(Object.entries(bodies))('of the wrong shape are refused: %s', async ([, body]) => {
    for (const door of reading) {
      const { method, path } = parted(door)
      if (door === 'PATCH /api/me' && body.startsWith('{')) continue
      const answer = await refusal(method, path, body)
      expectProblem(answer.text, answer.status, answer.contentType)
    }
    expect(({} as Record<string, unknown>)['administrator']).toBeUndefined()
  })

  test('a body of another kind is not read as JSON', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ]) {
      const answer = await refusal('POST', '/api/projects', '{"name":"Taken"}', { 'content-type': type })
      expectProblem(answer.text, answer.status, answer.contentType)
    }
  })

  test('larger than 16 MB are refused, also when they come in pieces of unknown number', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(0x20)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        if (sent > 64) controller.close()
        else controller.enqueue(piece)
      },
    })
    const chunked = await refusal('POST', '/api/projects', endless)
    expect(chunked).toMatchObject({ status: 413 })
    expectProblem(chunked.text, chunked.status, chunked.contentType)
    expect(sent).toBeLessThan(32)
    const known = await refusal('POST', '/api/projects', ' '.repeat(17 * 1024 * 1024), {
      'content-length': String(17 * 1024 * 1024),
    })
    expect(known.status).toBe(413)
  })
})

describe('ids and cursors', () => {
  const ids = [
    '0',
    '-1',
    'null',
    'undefined',
    "'",
    "' or 1=1--",
    '%27%3bselect',
    '%25',
    '%00',
    'a%00b',
    '%0d%0aset-cookie:x',
    '__proto__',
    'constructor',
    'toString',
    '..%2f..%2fetc%2fpasswd',
    '%E0%A4%A',
    '%ED%A0%80',
    '%F0%9F%98%80',
    '*',
    '(select)',
    '{}',
    '[]',
    '%20',
    '%E2%80%AE',
    'x'.repeat(5000),
  ]
  const withId = Object.keys(doors).filter((door) => door.includes(':') && !door.includes(':format'))

  test.for(ids)('an id such as %s leads nowhere', async (id) => {
    for (const door of withId) {
      const [method = '', pattern = ''] = door.split(' ')
      const response = await raw(
        method,
        pattern.replace(/:\w+/g, () => id),
        {
          headers: {
            host: 'localhost',
            origin,
            cookie: person.page.cookie,
            'content-type': 'application/json',
          },
          ...(['GET', 'DELETE'].includes(method) ? {} : { body: '{}' }),
        },
      )
      expect(response.status, door).toBeGreaterThanOrEqual(400)
      expect(response.status, `${door} ${id}`).toBeLessThan(500)
      await response.body?.cancel()
    }
  })

  const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const cursors = [
    'x',
    '%00',
    b64(null),
    b64(true),
    b64([]),
    b64({}),
    b64('x'),
    b64('\0'),
    b64('\uD800'),
    b64(-1),
    b64(1e300),
    b64(2 ** 53 - 1),
    b64({ source: 1, id: 2 }),
    b64({ source: '\0', id: '\0' }),
    b64({ source: [], id: {} }),
    b64({ source: 'a', id: "' or 1=1" }),
    b64({ __proto__: null, source: 'a' }),
    b64('x'.repeat(300)),
  ]

  test.for(cursors)(
    'a cursor that nobody gave out (%s) shows nothing of others and breaks nothing',
    async (cursor) => {
      const { editions } = await someArticle()
      const lists = [
        `/api/projects/${room.projectId}/articles`,
        `/api/projects/${room.projectId}/terms`,
        `/api/editions/${editions[0]?.id}/segments`,
        `/api/translations/${(await person.rows(editions[0]?.id ?? ''))[0].translation.id}/history`,
      ]
      for (const list of lists) {
        const answer = await person.page.send('GET', `${list}?cursor=${cursor}`)
        expect([200, 422], `${list} ${cursor} ${answer.text}`).toContain(answer.status)
      }
    },
  )

  test('a page has a size', async () => {
    for (const limit of ['0', '-1', '201', '1e9', 'NaN', '', '1;drop', '9'.repeat(50)]) {
      const { status } = await person.page.send('GET', `/api/projects/${room.projectId}/terms?limit=${limit}`)
      expect([422], limit).toContain(status)
    }
  })
})

let imported: Promise<Awaited<ReturnType<Newsroom['article']>>> | undefined
const someArticle = () => (imported ??= room.article('The meeting began at nine. It ended at ten.', ['vi']))

describe('letters that are none', () => {
  const letters: Readonly<Record<string, string>> = {
    NUL: 'a\u0000b',
    'a high surrogate alone': 'a\uD800b',
    'a low surrogate alone': 'a\uDC00b',
    'a turn of direction': 'a\u202Eb',
    'an isolated direction': 'a\u2066b\u2069',
    'a zero width space': 'a\u200Bb',
    'a byte order mark': 'a\uFEFFb',
    'a noncharacter': 'a\uFFFFb',
    'an escape': 'a\u001B[31mb',
    'line ends': 'a\r\nb\u2028c',
    'a private letter': 'a\uE001b',
    'a delete sign': 'a\u007Fb',
    'many marks': `a${'\u0301'.repeat(80)}b`,
    'a letter beyond the first plane': 'a\u{1F600}b',
  }

  test.for(Object.entries(letters))('%s is stored as it is or refused, in every text', async ([, text]) => {
    const { editions } = await someArticle()
    const [row] = await person.rows(editions[0]?.id ?? '')
    const id: string = row.translation.id
    const at = `/api/projects/${room.projectId}`
    const term = { source: `${text}${crypto.randomUUID()}`, termClass: 'concept', note: text, acronym: text }
    const forms = { vi: [{ text, status: 'proposed', evidence: text }] }
    const asks: readonly (readonly [method: string, path: string, body: object])[] = [
      ['PATCH', '/api/me', { name: text }],
      ['POST', '/api/me/tokens', { name: text, scopes: ['read'], expiresInDays: 1 }],
      ['PATCH', at, { name: text }],
      ['POST', '/api/projects', { name: `${text}${crypto.randomUUID()}` }],
      ['POST', `${at}/terms`, { ...term, forms }],
      [
        'POST',
        `${at}/terms/import`,
        { content: `source,class,note\n"${text}",concept,"${text}"\n`, apply: true },
      ],
      ['POST', `${at}/invitations`, { email: `${text}@example.org`, role: 'translator', locale: null }],
      [
        'POST',
        `${at}/articles`,
        { fileName: `${text}.txt`, content: btoa('One sentence here.'), locales: ['vi'] },
      ],
      [
        'POST',
        `${at}/articles`,
        { fileName: 'a.txt', content: base64(`Words ${text} here.`), locales: ['vi'] },
      ],
      [
        'POST',
        `${at}/articles`,
        { fileName: 'a.html', content: base64(`<p>Words ${text} here.</p>`), locales: ['vi'] },
      ],
      ['PUT', `/api/translations/${id}`, { target: text }],
      ['POST', `/api/translations/${id}/dismissals`, { check: 'numbers', reason: text }],
      ['POST', `/api/translations/${id}/review`, { step: 'return', reason: text }],
      ['POST', '/api/session', { email: `${text}@example.org`, password: text }],
      ['POST', '/api/session/link', { token: text }],
    ]
    for (const [method, path, body] of asks) {
      const version = (await person.rows(editions[0]?.id ?? ''))[0].translation.version as number
      const headers = { 'if-match': `"${version}"`, 'idempotency-key': crypto.randomUUID() }
      const answer = await person.page.send(method, path, body, headers)
      expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(500)
      if (answer.status >= 400) expectProblem(answer.text, answer.status, answer.headers.get('content-type'))
      else if (method === 'PATCH' && path === at) expect(answer.json.name).toBe(text)
      else if (path.endsWith('/terms') && answer.status === 201) expect(answer.json.note).toBe(text.trim())
    }
    for (const path of [
      `${at}/terms?q=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`,
      `/api/work?x=${encodeURI('%')}`,
    ]) {
      expect((await person.page.send('GET', path)).status).toBeLessThan(500)
    }
  })
})

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('files that are none', () => {
  const bytes = (...parts: readonly (string | readonly number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string))).toString('base64')
  const files: Readonly<Record<string, readonly [fileName: string, content: string]>> = {
    'an empty file': ['a.txt', ''],
    'white space only': ['a.txt', bytes('  \n\n ')],
    'a ZIP file called text': ['a.txt', bytes([0x50, 0x4b, 3, 4], 'x'.repeat(100))],
    'a PDF called HTML': ['a.html', bytes('%PDF-1.7\n%x\n')],
    'a PNG': ['a.txt', bytes([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    'bytes that are no letters': ['a.txt', bytes([0xff, 0xfe, 0xfd, 0x00, 0x01, 0x80, 0x81])],
    'broken UTF-8': ['a.txt', bytes('abc ', [0xc3, 0x28, 0xa0, 0xa1], ' def')],
    'a block too long': ['a.txt', bytes('word '.repeat(100_000))],
    'too many segments': ['a.txt', bytes('A sentence.\n\n'.repeat(30_000))],
    'nesting too deep': ['a.html', bytes('<div>'.repeat(100_000), 'words')],
    'too large': ['a.txt', bytes('A short sentence stands here.\n\n'.repeat(350_000))],
    'a name of a program': ['a.exe', bytes('MZ', [0x90, 0, 3])],
    'no base64': ['a.txt', '%%%%'],
    'an unknown format': ['a.docx', bytes([0x50, 0x4b, 3, 4])],
  }

  test.for(Object.entries(files))('%s is refused, and nothing is stored', async ([, file]) => {
    const [fileName, content] = file
    const before = await contentsOf(room.db)
    const path = `/api/projects/${room.projectId}/articles`
    const answer = await person.page.send('POST', path, { fileName, content, locales: ['vi'] })
    expect([413, 422], answer.text.slice(0, 200)).toContain(answer.status)
    expectProblem(answer.text, answer.status, answer.headers.get('content-type'))
    expect(await contentsOf(room.db)).toEqual(before)
  })

  const odd: Readonly<Record<string, string>> = {
    'elements and attributes with names of the prototype':
      '<constructor><__proto__ constructor=1 __proto__=2 tostring=3><p id=__proto__>Words here.</p><toString>More.</toString>',
    'a hundred thousand attributes': `<p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>Words here.</p>`,
    'a document type with entities':
      '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>Words &b; &c; here.</p>',
    'elements that never end': '<p>Words here<b><i><a href=x><table><td>'.repeat(40),
    'words of the prototype': '<p>The constructor of toString is __proto__ hasOwnProperty valueOf.</p>',
  }

  test.for(Object.entries(odd))('%s: read as words or refused, never a failure', async ([, html]) => {
    const path = `/api/projects/${room.projectId}/articles`
    const start = performance.now()
    const answer = await person.page.send('POST', path, {
      fileName: 'a.html',
      content: base64(html),
      locales: ['vi'],
    })
    expect([201, 413, 422], answer.text.slice(0, 300)).toContain(answer.status)
    expect(performance.now() - start).toBeLessThan(5000)
    if (answer.status !== 201) return
    const rows = await person.page.send('GET', `/api/editions/${answer.json.editions[0].id}/segments`)
    expect(rows.status).toBe(200)
    expect(rows.text).not.toContain('root:')
    expect((await person.page.send('GET', `/api/articles/${answer.json.article.id}`)).status).toBe(200)
  })

  test('treatments with the names of the prototype are refused', async () => {
    const body = `{"fileName":"a.txt","content":"${base64('Words here.')}","treatments":{"__proto__":"keep","constructor":"drop"}}`
    const answer = await refusal('POST', `/api/projects/${room.projectId}/articles`, body)
    expect([201, 422]).toContain(answer.status)
    expect(({} as Record<string, unknown>)['keep']).toBeUndefined()
  })
})

describe('posting back what was shown', () => {
  test('no field of an answer can be set by sending it', async () => {
    const shown = (await person.page.send('GET', '/api/session')).json.person
    const other = await room.colleague('translator')
    const back = { ...shown, id: person.id, administrator: true, memberships: [], projects: [], scopes: null }
    const answer = await other.page.send('PATCH', '/api/me', back)
    expect(answer.status).toBe(422)
    const after = (await other.page.send('GET', '/api/session')).json.person
    expect(after).toMatchObject({ id: other.id, administrator: false, memberships: [{ role: 'translator' }] })
  })

  test('a translation is never written but by its own fields', async () => {
    const { editions } = await room.article('The train leaves at seven.', ['vi'])
    const [row] = await person.rows(editions[0]?.id ?? '')
    const other = await room.colleague('translator')
    const back = {
      ...row.translation,
      target: 'Chữ',
      state: 'final',
      subState: null,
      version: 99,
      reviewer: { id: person.id },
      author: { id: person.id, name: 'x' },
      personId: person.id,
      editionId: 'x',
      translationId: 'x',
      base: 0,
    }
    const headers = { 'if-match': '"0"', 'idempotency-key': crypto.randomUUID() }
    const saved = await other.page.send('PUT', `/api/translations/${row.translation.id}`, back, headers)
    if (saved.status !== 422) {
      expect(saved.json.translation).toMatchObject({
        id: row.translation.id,
        state: 'initial',
        version: 1,
        author: { id: other.id },
        reviewer: null,
      })
    }
  })

  test('a term keeps its project, its id and its version', async () => {
    const at = `/api/projects/${room.projectId}/terms`
    const made = (await person.page.send('POST', at, { source: 'Forum', termClass: 'concept' })).json
    const back = {
      ...made,
      projectId: room.foreignProjectId,
      id: 'x',
      version: 99,
      updatedBy: 'x',
      note: 'Changed',
    }
    const changed = await person.page.send('PUT', `/api/terms/${made.id}`, back, { 'if-match': '"1"' })
    if (changed.status !== 422) {
      expect(changed.json).toMatchObject({ outcome: 'saved', term: { id: made.id, version: 2 } })
      expect(changed.json.term.projectId).toBe(room.projectId)
    }
  })

  test('an import cannot name its project, its author or its day', async () => {
    const body = {
      fileName: 'b.txt',
      content: base64('Words here.'),
      projectId: room.foreignProjectId,
      personId: 'x',
    }
    const answer = await person.page.send('POST', `/api/projects/${room.projectId}/articles`, body)
    if (answer.status !== 422) expect(answer.json.article.projectId).toBe(room.projectId)
  })
})

test('what fails inside is told to nobody', async () => {
  const lines: string[] = []
  const app = new Hono<Environment>()
  app.onError(problemHandler(pino({}, { write: (line: string) => void lines.push(line) })))
  app.get('/', () => {
    throw Object.assign(new Error("insert into person values ('canary-of-the-row')"), { code: '23502' })
  })
  const answer = await app.request('/')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/canary|insert|person/)
  expect(lines.join('')).not.toContain('canary')
})
