import { afterAll, beforeAll, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { Client } from './client.ts'
import { furnish } from './furnish.ts'
import { newPlace, startServer, type Place } from './process.ts'

let place: Place

beforeAll(async () => {
  build('server')
  place = await newPlace()
})
afterAll(() => place.remove())

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a file that takes too long to read is refused, the server answers meanwhile, and the next file is read', async () => {
  const { projectId, cookies } = await furnish(place, { text: 'A headline\n\nA sentence.', translators: 1 })
  const server = await startServer(place)
  const client = new Client(server.url, cookies[0])
  const preview = (fileName: string, text: string) =>
    client.send('POST', `/api/projects/${projectId}/articles/preview`, { fileName, content: base64(text) })

  let slowIsDone = false
  const slow = preview('list.md', '- a\n'.repeat(1_500_000)).then((answer) => {
    slowIsDone = true
    return answer
  })
  for (let asked = 0; asked < 5; asked += 1) {
    expect((await new Client(server.url).send('GET', '/readyz')).status).toBe(200)
  }
  expect(slowIsDone).toBe(false)
  const refused = await slow
  expect([refused.status, refused.json.code]).toEqual([413, 'too-large'])

  const read = await preview('note.txt', 'We use cookies.\n\nA headline\n\nA sentence. And one more.')
  expect(read.status).toBe(200)
  expect(read.json.document.blocks).toHaveLength(3)
  expect(read.json.document.flags).toMatchObject([{ block: 1, kind: 'boilerplate' }])

  const bad = await preview('broken.json', '{"a": "b"')
  expect([bad.status, bad.json.code]).toEqual([422, 'invalid'])

  client.close()
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
})
