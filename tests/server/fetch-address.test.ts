import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addressFetcher, isPublic, publicOnly } from '../../server/fetch-address.ts'

let server: Server
let base: string
let port: string
let asked = 0

const page = '<!doctype html><title>News</title><p>It rained.</p>'
const answers: Readonly<Record<string, RequestListener>> = {
  '/news.html': (_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  '/plain': (_, response) => response.setHeader('content-type', 'text/plain').end('It rained.'),
  '/once': (_, response) => response.writeHead(302, { location: '/news.html' }).end(),
  '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
  '/inside': (_, response) =>
    response.writeHead(302, { location: `http://127.0.0.2:${port}/news.html` }).end(),
  '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
  '/image': (_, response) => response.setHeader('content-type', 'image/png').end('x'),
  '/packed': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('x'),
  '/large': (_, response) => {
    response.setHeader('content-type', 'text/html')
    for (let n = 0; n < 40; n++) response.write('x'.repeat(1000))
    response.end()
  },
  '/slow': () => undefined,
  '/gone': (_, response) => response.writeHead(404).end(),
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1
    answers[request.url ?? '']?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  port = String((server.address() as AddressInfo).port)
  base = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** As in a newsroom, but one machine of this network counts as public. */
const fetcher = () =>
  addressFetcher({
    mayReach: (ip) => ip === '127.0.0.1' || isPublic(ip),
    ports: [port, ''],
    milliseconds: 1500,
    bytes: 20_000,
  })

test('a page is fetched as a file, also where it has moved to', async () => {
  const { fileName, content } = await fetcher()(`${base}/once`)
  expect([fileName, Buffer.from(content).toString()]).toEqual(['news.html', page])
  expect((await fetcher()(`${base}/plain`)).fileName).toBe('plain.txt')
})

describe('is refused with its reason:', () => {
  test.each([
    ['a page that leads into this network', '/inside', 'private'],
    ['a page that leads to a file', '/file', 'address'],
    ['a page that leads in a circle', '/round', 'redirects'],
    ['an image', '/image', 'type'],
    ['a packed answer', '/packed', 'encoding'],
    ['a page that does not come', '/slow', 'slow'],
    ['a page that is not there', '/gone', 'status'],
  ])('%s', async (_, path, reason) => {
    await expect(fetcher()(base + path)).rejects.toMatchObject({
      code: 'address-refused',
      details: { reason },
    })
  })

  test('a page that is too large', async () => {
    await expect(fetcher()(`${base}/large`)).rejects.toMatchObject({ code: 'too-large' })
  })

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://localhost/',
    'http://localhost./',
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:secret@example.org/',
    'http://example.org:8480/',
    'no address',
  ])('%s', async (address) => {
    const before = asked
    await expect(addressFetcher(publicOnly)(address)).rejects.toMatchObject({ code: 'address-refused' })
    expect(asked).toBe(before)
  })

  test('a name that leads into this network only when it is connected to', async () => {
    // The name is judged by what the connection itself was told, so looking it up before would not help.
    await expect(
      addressFetcher({ ...publicOnly, ports: [port] })(`http://localhost:${port}/plain`),
    ).rejects.toMatchObject({
      details: { reason: 'private' },
    })
  })
})

test.each<[string, boolean]>([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['192.168.1.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['0.0.0.0', false],
  ['::', false],
  ['fe80::1%eth0', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['::ffff:8.8.8.8', false],
  ['', false],
])('%s is on the public internet: %s', (ip, expected) => {
  expect(isPublic(ip)).toBe(expected)
})
