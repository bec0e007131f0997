// Which answers travel compressed: long ones without secrets, to other machines.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { doors } from '../../server/routes/registry.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'
import { origin } from '../helpers/people.ts'

let room: Newsroom
let reader: Colleague
let outline = ''

beforeAll(async () => {
  room = await newsroom()
  reader = await room.colleague('translator')
  const text = Array.from({ length: 40 }, (_, n) => `Sentence number ${n} ends here.`).join('\n\n')
  outline = `/api/editions/${(await room.article(text, ['vi'])).editions[0]?.id}/outline`
})
afterAll(() => room.close())

/** Asks from an address, as a browser does that takes compressed answers. */
function ask(path: string, remoteAddress: string, headers: Record<string, string> = {}) {
  return room.app.request(
    `${origin}${path}`,
    {
      headers: {
        cookie: reader.page.cookie,
        origin,
        host: 'localhost',
        'accept-encoding': 'gzip',
        ...headers,
      },
    },
    { incoming: { socket: { remoteAddress } } },
  )
}

describe('a long answer', () => {
  test('goes compressed to another machine, and says the same', async () => {
    const compressed = await ask(outline, '192.0.2.10')
    expect(compressed.headers.get('content-encoding')).toBe('gzip')
    expect(compressed.headers.get('vary')).toMatch(/accept-encoding/i)
    const whole = await ask(outline, '192.0.2.10', { 'accept-encoding': 'identity' })
    expect(whole.headers.get('content-encoding')).toBeNull()
    const bytes = await compressed.arrayBuffer()
    const text = await new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')),
    ).text()
    expect(text).toBe(await whole.text())
    expect(bytes.byteLength).toBeLessThan(text.length / 2)
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'goes as it is to this machine (%s)',
    async (address) => {
      expect((await ask(outline, address)).headers.get('content-encoding')).toBeNull()
    },
  )

  test('goes compressed to whoever a proxy on this machine speaks for', async () => {
    const answer = await ask(outline, '127.0.0.1', { 'x-forwarded-for': '192.0.2.10' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })
})

test('nothing that may hold a secret, and no stream, is compressed', async () => {
  const compressed = Object.entries(doors).filter(([, door]) => door.compressed)
  expect(compressed.length).toBeGreaterThan(3)
  for (const [key, { entry }] of compressed) {
    expect(key).toMatch(/^GET /)
    expect(['article.read', 'term.read']).toContain(entry)
  }
  expect((await ask('/api/session', '192.0.2.10')).headers.get('content-encoding')).toBeNull()
})
