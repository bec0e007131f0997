// What people have not read reaches a real mail server, once.

import type { AddressInfo } from 'node:net'

import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openPost, type Post } from '../../server/post.ts'
import { updatePerson } from '../../server/store/people.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

interface Received {
  readonly to: string
  readonly text: string
}

let room: Newsroom
let mailServer: SMTPServer
let post: Post
let refuses = false
const received: Received[] = []

beforeAll(async () => {
  room = await newsroom()
  mailServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuses ? new Error('Not today') : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ')
        received.push({ to, text: decoded(Buffer.concat(parts).toString('utf8')) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', () => resolve()))
  const { port } = mailServer.server.address() as AddressInfo // it listens on a port
  post = openPost({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'setara@example.org',
    baseUrl: 'https://setara.example.org',
    workplace: workplaceOn(room.database),
    log: pino({ level: 'silent' }),
    after: 0,
  })
})
afterAll(async () => {
  await post?.stop()
  await new Promise<void>((resolve) => mailServer.close(() => resolve()))
  await room?.close()
})

/** Reads a mail enough for a test: soft breaks and bytes of quoted-printable, or base64. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\n\n')
  if (/base64/i.test(head)) return head + Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return head + Buffer.from(bytes, /=[0-9A-F]{2}/.test(body) ? 'latin1' : 'utf8').toString('utf8')
}

async function named(person: Colleague, words: string): Promise<string> {
  const speaker = await room.colleague('reviewer')
  const { editions } = await room.article('Ministers met on Monday.', ['th'])
  const [row] = await speaker.rows(editions[0]?.id ?? '')
  const id: string = row.translation.id
  await speaker.page.send('POST', `/api/translations/${id}/comments`, { words: `@${person.name} ${words}` })
  return editions[0]?.id ?? ''
}

const mailsTo = (person: Colleague) => received.filter(({ to }) => to === person.email)

describe('the mail of what was not read', () => {
  test('holds everything in the language of its reader, with the way there, and comes once', async () => {
    const reader = await room.colleague('translator')
    await updatePerson(room.db, reader.id, { uiLocale: 'th' })
    const editionId = await named(reader, 'ชื่อนี้ถูกไหม')
    await named(reader, 'and this one?')
    expect(await post.round()).toMatchObject({ sent: 1, failed: 0 })
    const [mail] = mailsTo(reader)
    expect(mail?.text).toContain('ชื่อนี้ถูกไหม')
    expect(mail?.text).toContain('and this one?')
    expect(mail?.text).toContain('กล่าวถึงคุณ')
    expect(mail?.text).toContain(`https://setara.example.org/editions/${editionId}?segment=1`)
    expect(await post.round()).toEqual({ sent: 0, failed: 0 })
    expect(mailsTo(reader)).toHaveLength(1)
  })

  test('does not come when it was read, or when it is not wanted', async () => {
    const [reads, silent] = [await room.colleague('translator'), await room.colleague('translator')]
    await named(reads, 'look')
    await named(silent, 'look')
    await reads.page.send('PUT', '/api/me/notifications/read', { upTo: Number.MAX_SAFE_INTEGER })
    await silent.page.send('PATCH', '/api/me/preferences', { mail: 'off' })
    await post.round()
    expect([...mailsTo(reads), ...mailsTo(silent)]).toEqual([])
  })

  test('is tried again when the mail server refuses', async () => {
    const reader = await room.colleague('translator')
    await named(reader, 'look')
    refuses = true
    expect(await post.round()).toMatchObject({ failed: 1 })
    refuses = false
    expect(await post.round()).toMatchObject({ sent: 1 })
    expect(mailsTo(reader)).toHaveLength(1)
  })

  test('carries no header that a comment tried to write', async () => {
    const reader = await room.colleague('translator')
    await named(reader, 'hello\r\nBcc: everybody@example.org\r\n\r\n<script>')
    await post.round()
    const [mail] = mailsTo(reader)
    expect(mail?.to).toBe(reader.email)
    expect(mail?.text.split('\r\n').some((line) => line.startsWith('Bcc:'))).toBe(false)
  })
})
