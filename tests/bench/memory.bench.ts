// The translation memory with a million units: likeness, words, batches, load and memory, on both databases.
// BENCH_UNITS=100000 makes it smaller, BENCH_DATABASE=embedded or postgresql runs one of the two.

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { sourceKey } from '#domain/memory/unit.ts'
import { matchesOf } from '#domain/memory/match.ts'

import { searchMemory } from '../../server/actions/concordance.ts'
import { exactMatches, findUnits } from '../../server/actions/memory-matches.ts'
import { addProject } from '../../server/actions/projects.ts'
import { openDatabase, type OpenDatabase } from '../../server/store/database.ts'
import { insertOrigin, insertPairs, showFile, type FilePair } from '../../server/store/memory.ts'
import { createMemoryIndex, type MemoryIndex } from '../../server/store/memory/unit-feed.ts'
import { migrate } from '../../server/store/migrate.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { offeredElsewhere } from '../reliability/two-servers.ts'
import { buildServer, newPlace } from '../server/process.ts'
import { corpusOf, generator } from './corpus.ts'
import { BruteForce, queriesOf, type Query, type QueryKind } from './memory-queries.ts'
import { kinds, placeOn, type Kind } from './stage.ts'
import { atMost, percentile, show, timed, type Figure } from './table.ts'

const wantedUnits = Number(process.env['BENCH_UNITS'] ?? 1_000_000)
const only = process.env['BENCH_DATABASE']
const unseenCount = 10_000
const workerFile = path.resolve('dist/server/memory-worker.js')
/** The effort of the search was chosen with queries of seed 11; these it has never seen. */
const seed = 4711

const languages = ['th', 'lo', 'km'] as const

/** Sentences in a language, made of words of our own interface texts; there is no large corpus to install. */
function madeSentences(locale: (typeof languages)[number]) {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  const texts = fs.readFileSync(path.resolve('locales', locale, 'ui.json'), 'utf8')
  const words = [...segmenter.segment(texts)]
    .map(({ segment }) => segment)
    .filter((word) => /^[\p{L}\p{M}]+$/u.test(word) && !/[A-Za-z]/.test(word))
  const random = generator(locale.charCodeAt(0))
  const any = () => words[Math.floor(random() * words.length)] ?? ''
  return { words, sentence: () => Array.from({ length: 8 + Math.floor(random() * 14) }, any).join('') }
}

const made = Object.fromEntries(languages.map((locale) => [locale, madeSentences(locale)])) as Record<
  (typeof languages)[number],
  ReturnType<typeof madeSentences>
>

const corpus = corpusOf(wantedUnits + unseenCount)
const stored = corpus.sentences.slice(0, wantedUnits)
const unseen = corpus.sentences.slice(wantedUnits)
const queries = queriesOf(stored, unseen, { natural: 200, words: 220, characters: 150 }, seed)

function pairOf(source: string, number: number): FilePair {
  const targetLocale = languages[number % languages.length] ?? 'th'
  return {
    ...{ sourceLocale: 'en', targetLocale, source, target: made[targetLocale].sentence() },
    ...{ codes: [], createdAt: null, previous: null, next: null },
  }
}

async function fill(database: OpenDatabase): Promise<string> {
  const db = database.kysely
  const workplace = workplaceOn(database)
  const projectId = (await addProject(workplace.asOperator(), { name: 'Memory' })).id
  const origin = { projectId, id: await insertOrigin(db, { projectId, name: 'corpus', personId: null }) }
  for (let start = 0; start < stored.length; start += 4000) {
    const some = stored.slice(start, start + 4000)
    await insertPairs(
      db,
      origin,
      some.map((source, n) => pairOf(source, start + n)),
    )
  }
  await showFile(db, origin.id)
  if (database.kind === 'postgresql') await sql`analyze`.execute(db)
  return projectId
}

async function fuzzyTimes(memory: MemoryIndex, projectId: string) {
  const times: number[] = []
  const used: number[] = []
  const best: number[] = []
  for (const { text } of queries) {
    const question = { projectId, sourceLocale: 'en', targetLocales: languages, source: text }
    const before = process.cpuUsage()
    const { ms, result } = await timed(() => memory.similar({ ...question, least: 0.7, limit: 12 }))
    const { user, system } = process.cpuUsage(before)
    times.push(ms)
    used.push((user + system) / 1000)
    best.push(result[0]?.similarity ?? 0)
  }
  return { times, used, best }
}

/** The highest similarity of any stored sentence, for every query; kept, because it takes minutes to find. */
function truths(best: readonly number[]): readonly number[] {
  const file = path.join(os.tmpdir(), `setara-bench-truth-${wantedUnits}-${seed}.json`)
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as number[]
  const brute = new BruteForce(stored.map(sourceKey))
  const found = queries.map(({ text }, n) => brute.best(sourceKey(text), Math.max(best[n] ?? 0, 0.7 - 1e-6)))
  fs.writeFileSync(file, JSON.stringify(found))
  return found
}

function recall(kind: QueryKind, truth: readonly number[], best: readonly number[], target: number): Figure {
  const asked = queries.flatMap((query: Query, n) =>
    query.kind === kind && (truth[n] ?? 0) >= 0.7 ? [(best[n] ?? 0) >= (truth[n] ?? 0) - 1e-9] : [],
  )
  const share = (100 * asked.filter(Boolean).length) / asked.length
  return {
    name: `recall of the true best, ${kind} (${asked.length} with one ≥ 70 %)`,
    target: `≥ ${target} %`,
    measured: `${share.toFixed(2)} %`,
    met: share >= target,
  }
}

async function trigramFigures(database: OpenDatabase, best: readonly number[], ours: readonly number[]) {
  const db = database.kysely
  await sql`set statement_timeout = 0`.execute(db)
  await sql`create extension if not exists pg_trgm`.execute(db)
  await sql`create table bench_key as select id, lower(source) as key from memory_unit`.execute(db)
  await sql`create index bench_key_trigrams on bench_key using gin (key gin_trgm_ops)`.execute(db)
  const some = queries.map((_, n) => n).filter((n) => n % 12 === 0)
  const times: number[] = []
  let found = 0
  let asked = 0
  const truth = truths(best)
  for (const n of some) {
    const key = sourceKey(queries[n]?.text ?? '')
    const { ms, result } = await timed(() =>
      db.transaction().execute(async (tx) => {
        await sql`set local statement_timeout = 0`.execute(tx)
        await sql`set local pg_trgm.similarity_threshold = 0.4`.execute(tx)
        return sql<{ key: string }>`select key from bench_key where key % ${key}
          order by similarity(key, ${key}) desc limit 12`.execute(tx)
      }),
    )
    times.push(ms)
    if ((truth[n] ?? 0) < 0.7) continue
    asked += 1
    const theirs = new BruteForce(result.rows.map((row) => row.key)).best(key, 0)
    if (theirs >= (truth[n] ?? 0) - 1e-9) found += 1
  }
  const p95 = percentile(times, 0.95)
  const own = percentile(
    some.map((n) => ours[n] ?? 0),
    0.95,
  )
  return [
    { ...atMost(`pg_trgm ≥ 0.4, ${some.length} of the queries, p95`, 0, p95, 'ms'), target: '–', met: true },
    {
      ...{ name: 'pg_trgm, recall of the true best', target: '–', met: true },
      measured: `${found} of ${asked}`,
    },
    {
      name: 'p95 of pg_trgm ÷ ours, same queries',
      target: '≥ 20 ×',
      measured: `${(p95 / own).toFixed(0)} ×`,
      met: p95 / own >= 20,
    },
  ]
}

async function concordanceFigures(
  memory: MemoryIndex,
  database: OpenDatabase,
  projectId: string,
): Promise<readonly Figure[]> {
  const ctx = { ...workplaceOn(database).asOperator(), memory }
  const random = generator(5)
  const figures: Figure[] = []
  for (const side of ['en', ...languages] as const) {
    const times: number[] = []
    for (let n = 0; n < 120; n++) {
      const locale = side === 'en' ? (languages[n % 3] ?? 'th') : side
      const text =
        side === 'en'
          ? (stored[Math.floor(random() * stored.length)] ?? '')
          : Array.from(
              { length: 3 },
              () => made[side].words[Math.floor(random() * made[side].words.length)],
            ).join('')
      const length = 2 + (n % 12)
      const start = Math.floor(random() * Math.max(1, text.length - length))
      const needle = text.slice(start, start + length).trim()
      if (needle.replaceAll(/[\s"“”]/g, '').length < 2 || needle.split(/\s/).every((word) => word.length < 2))
        continue
      const input = { projectId, locale, text: needle, limit: 30 }
      const { ms } = await timed(() =>
        searchMemory(ctx, { ...input, side: side === 'en' ? 'source' : 'target' }),
      )
      times.push(ms)
    }
    figures.push(
      atMost(
        `concordance, ${side}, ${times.length} needles of 2–13, p95`,
        150,
        percentile(times, 0.95),
        'ms',
      ),
    )
  }
  return figures
}

test.each(kinds.filter((kind) => only === undefined || kind === only))('memory (%s)', async (kind: Kind) => {
  buildServer()
  const place = await placeOn(kind)
  const database = await openDatabase(
    place.environment['DATABASE_URL']
      ? { url: place.environment['DATABASE_URL'] }
      : { folder: path.join(place.folder, 'database') },
  )
  await migrate(database.kysely)
  const filling = await timed(() => fill(database))
  const projectId = filling.result
  const memory = createMemoryIndex(database, { workerFile })

  // While the index is loaded, exact matches are asked for all the time.
  const meanwhile: number[] = []
  const loading = new AbortController()
  const asking = (async () => {
    const edition = { projectId, locale: 'th' } as const
    while (!loading.signal.aborted) {
      const segments = stored
        .slice(0, 20)
        .map((source, n) => ({ translationId: String(n), source, previous: null, next: null }))
      meanwhile.push((await timed(() => exactMatches({ db: database.kysely }, edition, segments))).ms)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const begun = process.cpuUsage()
  const load = await timed(() => memory.loaded())
  const loadUsed = process.cpuUsage(begun)
  loading.abort()
  await asking
  const state = await memory.state()
  expect(state.units).toBe(stored.length)

  const { times, used, best } = await fuzzyTimes(memory, projectId)
  const whole: number[] = []
  for (const { text } of queries) {
    const { ms } = await timed(async () => {
      const units = await findUnits({ db: database.kysely, memory }, projectId, 'th', text)
      return matchesOf({ source: text, previous: null, next: null }, units, 'th', () => [])
    })
    whole.push(ms)
  }
  const large = stored.length >= 1_000_000
  const bounds = large ? [15, 50, 100] : [3, 15, 100]
  const figures: Figure[] = [
    ...[0.5, 0.95, 0.99].map((share, n) =>
      atMost(`fuzzy lookup in the index, p${share * 100}`, bounds[n] ?? 0, percentile(times, share), 'ms'),
    ),
    ...[0.5, 0.95, 0.99].map((share, n) =>
      atMost(
        `offer for a segment (same, framed, similar, read, scored), p${share * 100}`,
        bounds[n] ?? 0,
        percentile(whole, share),
        'ms',
      ),
    ),
  ]
  // What a busy machine does not change: the time of the processor, with all threads of this process.
  const processor = [0.5, 0.95, 0.99].map((share) => percentile(used, share).toFixed(1)).join(' / ')
  figures.push({
    ...{ name: 'processor time of a fuzzy lookup, p50 / p95 / p99', target: '–', met: true },
    measured: `${processor} ms`,
  })
  const truth = truths(best)
  figures.push(recall('natural', truth, best, 99.5), recall('words', truth, best, 99.5))
  figures.push(recall('characters', truth, best, 97))

  const batch: number[] = []
  for (let round = 0; round < 12; round++) {
    const sources = [...stored.slice(round * 500, round * 500 + 400), ...unseen.slice(0, 100)]
    const segments = sources.map((source, n) => ({
      translationId: String(n),
      source,
      previous: null,
      next: null,
    }))
    batch.push(
      (await timed(() => exactMatches({ db: database.kysely }, { projectId, locale: 'th' }, segments))).ms,
    )
  }
  figures.push(atMost('exact matches of 500 segments, median of 12', 50, percentile(batch, 0.5), 'ms'))
  figures.push(atMost('memory of the index', 600, state.bytes / 1e6, 'MB'))
  figures.push(atMost('load of the index from the table', 20, load.ms / 1000, 's'))
  const loadSeconds = (loadUsed.user + loadUsed.system) / 1_000_000
  figures.push({
    ...{ name: 'processor time of the load, with what is asked meanwhile', target: '–', met: true },
    measured: `${loadSeconds.toFixed(1)} s`,
  })
  figures.push({
    ...atMost('20 exact matches meanwhile, p95', 0, percentile(meanwhile, 0.95), 'ms'),
    target: '–',
    met: true,
  })
  figures.push(...(await concordanceFigures(memory, database, projectId)))
  if (database.kind === 'postgresql' && place.environment['DATABASE_URL']) {
    figures.push(await otherProcess(place.environment['DATABASE_URL']))
    figures.push(...(await trigramFigures(database, best, times)))
  }
  const title = `memory, ${kind}, ${stored.length} units (${corpus.found} sentences found, ${corpus.recombined} put together; targets in th, lo, km made of interface words; filled in ${(filling.ms / 1000).toFixed(0)} s)`
  show(title, figures)
  await memory.close()
  await database.close()
  await place.remove()
})

/** How long after the answer to its approval in one server process a unit is offered by another one. */
async function otherProcess(url: string): Promise<Figure> {
  const place = await newPlace(url)
  try {
    const longest = Math.max(...(await offeredElsewhere(place))) / 1000
    return atMost('approved in one server process, offered by another, the longest of 8', 2, longest, 's')
  } finally {
    await place.remove()
  }
}
