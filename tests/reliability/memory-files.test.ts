// The server is killed while a TMX file arrives and is read: its pairs are offered all or not at all, and its job says
// in the end what became of it. MEMORY_KILLS=10 kills at more moments.

import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { hasPostgres, startPostgres, type PrivatePostgres } from '../helpers/postgres.ts'
import { Client } from '../server/client.ts'
import { furnish, inPlace } from '../server/furnish.ts'
import { newPlace, startServer, type Place } from '../server/process.ts'

const kills = Number(process.env['MEMORY_KILLS'] ?? 4)
const longest = 120_000 + kills * 60_000
const pairs = 6000

const title =
  'a file that is read when the server is killed is offered whole or not at all, and its job says so'

beforeAll(() => build('server'))

describe('the embedded database', () => {
  test(title, () => inOwnPlace(null), longest)
})

describe.skipIf(!process.env['DATABASE_URL'] && !hasPostgres)('a PostgreSQL server', () => {
  let own: PrivatePostgres | undefined
  beforeAll(async () => {
    if (!process.env['DATABASE_URL']) own = await startPostgres()
  })
  afterAll(() => own?.remove())

  test(title, () => inOwnPlace(process.env['DATABASE_URL'] ?? own?.url ?? null), longest)
})

async function inOwnPlace(databaseServer: string | null): Promise<void> {
  const place = await newPlace(databaseServer)
  try {
    await killWhileFilesAreRead(place)
  } finally {
    await place.remove()
  }
}

/** A file whose sentences no other round has. */
function fileOf(round: number): Buffer {
  const padding = 'and so on '.repeat(12)
  const units = Array.from(
    { length: pairs },
    (_, n) =>
      `<tu><tuv xml:lang="en"><seg>Round ${round}, line ${n} ${padding}</seg></tuv><tuv xml:lang="vi"><seg>Vòng ${round}, dòng ${n}</seg></tuv></tu>`,
  )
  return Buffer.from(`<tmx version="1.4"><header srclang="en"/><body>${units.join('\n')}</body></tmx>`)
}

async function killWhileFilesAreRead(place: Place): Promise<void> {
  const { projectId, cookies } = await furnish(place, { text: 'Short news.', translators: 1, locale: 'vi' })
  const cookie = cookies[0] ?? ''
  let files = 0
  let job: string | null = null
  let took = 0
  const moments = new Set<string>()
  // The first round is not killed: it tells how long all of it takes.
  for (let round = 0; round <= kills; round += 1) {
    const server = await startServer(place)
    const client = new Client(server.url, cookie)
    const memory = async () => (await client.get(`/api/projects/${projectId}/memory`)).json
    const ended = async (id: string) => {
      const { json } = await client.get(`/api/jobs/${id}`)
      return json.state === 'done' || json.state === 'failed' ? json : null
    }
    if (job) {
      const left = job
      await expect
        .poll(() => ended(left))
        .toMatchObject({
          ...{ state: 'done', result: { units: pairs, added: pairs, known: 0 } },
        })
      files += 1
    }
    // Nothing is offered but whole files, in the table and in the index.
    await expect
      .poll(async () => (await memory()).index)
      .toMatchObject({
        ...{ state: 'ready', units: files * pairs },
      })
    const { origins, languages } = await memory()
    expect(origins.map(({ units }: { units: number }) => units)).toEqual(Array(files).fill(pairs))
    expect(languages).toEqual(files === 0 ? [] : [{ locale: 'vi', units: files * pairs }])

    const begun = performance.now()
    const sent = send(server.url, cookie, projectId, round)
    if (round === 0) {
      const id = (await sent) ?? ''
      await expect.poll(() => ended(id), { timeout: 60_000, interval: 20 }).toMatchObject({ state: 'done' })
      took = performance.now() - begun
      files += 1
    } else {
      await sleep(took * 1.1 * ((round - 1 + Math.random()) / kills))
    }
    server.signal('SIGKILL')
    await server.ended
    client.close()
    const acknowledged = round === 0 ? null : await sent
    const found = await inPlace(place, (workplace) => standing(workplace.tools.db, `round-${round}.tmx`))
    if (round === 0) continue
    moments.add(
      `${found.job ?? 'no job'}, ${found.rows === 0 ? 'nothing' : found.whole ? 'whole' : 'a part'}`,
    )
    if (acknowledged !== null) expect(found.job).not.toBeNull()
    if (found.whole) expect(found.rows).toBe(pairs)
    if (found.job === 'done') expect(found.whole).toBe(true)
    if (found.job === null) expect(found.rows).toBe(0)
    job = found.job === 'done' ? null : found.id
    if (found.job === 'done') files += 1
  }
  // At least once it was killed before the end, else nothing was tried.
  expect([...moments].filter((moment) => !moment.startsWith('done'))).not.toEqual([])
}

/** Sends the file of a round; gives the id of its job, or null when the server died first. */
async function send(url: string, cookie: string, projectId: string, round: number): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/api/projects/${projectId}/memory/files?name=round-${round}.tmx`, {
      ...{ method: 'POST', headers: { cookie, origin: url }, body: new Uint8Array(fileOf(round)) },
    })
    expect(answer.status).toBe(202)
    // What a route of ours answers.
    return ((await answer.json()) as { readonly job: { readonly id: string } }).job.id
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** What a kill has left of a file; its job is free to be taken over, as it is after a minute. */
async function standing(db: Parameters<Parameters<typeof inPlace>[1]>[0]['tools']['db'], fileName: string) {
  const { rows } = await sql<{ id: string; state: string; rows: number; whole: boolean }>`
    select job.id, job.state, (select count(*)::int from memory_unit where origin_id = input->>'uploadId') as rows,
      coalesce((select whole from memory_origin where id = input->>'uploadId'), false) as whole
    from job where input->>'fileName' = ${fileName}`.execute(db)
  await sql`update job set claimed_until = now() where state = 'running'`.execute(db)
  const [found] = rows
  if (found) return { id: found.id, job: found.state, rows: found.rows, whole: found.whole }
  const { rows: stray } = await sql`select 1 from memory_origin where name = ${fileName}`.execute(db)
  return { id: null, job: null, rows: stray.length, whole: false }
}
