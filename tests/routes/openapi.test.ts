import { afterAll, beforeAll, expect, test } from 'vitest'

import { doors } from '../../server/routes/registry.ts'
import { newsroom, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
// The description is read as the JSON that it is.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let description: any

beforeAll(async () => {
  room = await newsroom()
  description = await (await room.app.request('http://localhost/api/openapi.json')).json()
})
afterAll(() => room.close())

test('the description names every door of the registry, each operation once', () => {
  expect(description.openapi).toBe('3.1.0')
  const described = Object.entries<object>(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(described.sort()).toEqual(
    Object.keys(doors)
      .filter((key) => !key.includes('*'))
      .sort(),
  )
  const ids = Object.values<Record<string, { operationId: string }>>(description.paths).flatMap(
    (operations) => Object.values(operations).map((operation) => operation.operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('a body is described by the schema that checks it', () => {
  const body = description.paths['/api/translations/{translation}'].put.requestBody
  expect(body.content['application/json'].schema).toMatchObject({
    type: 'object',
    properties: { target: { type: 'string', maxLength: 20_000 } },
    required: ['target'],
  })
})

test('writes of a translation say which headers they need', () => {
  const { parameters } = description.paths['/api/translations/{translation}/confirm'].post
  const headers = parameters.filter((parameter: { in: string }) => parameter.in === 'header')
  expect(headers.map((header: { name: string }) => header.name)).toEqual(['If-Match', 'Idempotency-Key'])
})

test('every reference leads somewhere', () => {
  const references = JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)
  let count = 0
  for (const [, path = ''] of references) {
    count += 1
    const found = path.split('/').reduce((at, key) => at?.[key], description)
    expect(found, path).toBeDefined()
  }
  expect(count).toBeGreaterThan(0)
})

test('the reference page and all it loads come from our own origin', async () => {
  const page = await room.app.request('http://localhost/api/reference')
  const text = await page.text()
  const files = Array.from(text.matchAll(/(?:src|href)="([^"]+)"/g), ([, address = '']) => address)
  expect(files).toHaveLength(3)
  for (const address of files) {
    expect(address).toMatch(/^\/api\/reference\//)
    expect((await room.app.request(`http://localhost${address}`)).status, address).toBe(200)
  }
})
