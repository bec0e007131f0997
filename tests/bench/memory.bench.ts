// The translation memory with a hundred thousand and a million units: likeness, words, batches, load, memory, kills, on
// both databases. BENCH_UNITS=200000 makes it smaller, BENCH_DATABASE=embedded or postgresql runs one of the two,
// BENCH_CACHE=folder keeps what takes minutes to make: the corpus, the filled databases, the truth about the questions.

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { sourceKey } from '#domain/memory/unit.ts'
import { matchesOf } from '#domain/memory/match.ts'

import { searchMemory } from '../../server/actions/concordance.ts'
import { exactMatches, findUnits } from '../../server/actions/memory-matches.ts'
import { readMemory, removeOrigin } from '../../server/actions/memory-origins.ts'
import type { OpenDatabase } from '../../server/store/database.ts'
import { insertOrigin, insertPairs, showFile, type FilePair } from '../../server/store/memory.ts'
import { createMemoryIndex, type MemoryIndex } from '../../server/store/memory/unit-feed.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { build } from '../helpers/build.ts'
import { killAgainAndAgain } from '../reliability/memory-kills.ts'
import { offeredElsewhere } from '../reliability/two-servers.ts'
import { type Place } from '../server/process.ts'
import { keptFile } from './cache.ts'
import { corpusOf, generator } from './corpus.ts'
import { filled } from './filled.ts'
import { BruteForce, queriesOf, type Query, type QueryKind } from './memory-queries.ts'
import { kinds, placeOn, type Kind } from './stage.ts'
import { atMost, percentile, show, timed, type Figure } from './table.ts'

const wantedUnits = Number(process.env['BENCH_UNITS'] ?? 1_000_000)
const fewUnits = Math.min(100_000, wantedUnits)
const kills = Number(process.env['MEMORY_KILLS'] ?? 50)
const only = process.env['BENCH_DATABASE']
const unseenCount = 10_000
const workerFile = path.resolve('dist/server/memory-worker.js')
/** The effort of the search was chosen with queries of seed 11; these it has never seen. */
const seed = 4711

const languages = ['th', 'lo', 'km'] as const

/** Sentences in a language, made of words of our own interface texts; there is no large corpus to install. */
function madeSentences(locale: (typeof languages)[number]) {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  const file = fs.readFileSync(path.resolve('locales', locale, 'ui.json'), 'utf8')
  // One message after the other: every word of a text that is cut keeps all of it.
  const words = Object.values(JSON.parse(file) as Record<string, string>)
    .flatMap((message) => [...segmenter.segment(message)].map(({ segment }) => segment))
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
/** Another machine has other sentences, and another version other words. */
const corpusName = createHash('sha256')
  .update(stored.join('\n'))
  .update(languages.map((locale) => made[locale].words.join()).join())
  .digest('hex')
  .slice(0, 12)
const count = { natural: 400, words: 300, characters: 220 }

/** Sentences with the questions that are asked about them. */
interface Corpus {
  readonly sentences: readonly string[]
  readonly queries: readonly Query[]
}
const few: Corpus = corpusWith(stored.slice(0, fewUnits))
const whole: Corpus = corpusWith(stored)

function corpusWith(sentences: readonly string[]): Corpus {
  return { sentences, queries: queriesOf(sentences, unseen, count, seed) }
}

function pairOf(source: string, number: number): FilePair {
  const targetLocale = languages[number % languages.length] ?? 'th'
  return {
    ...{ sourceLocale: 'en', targetLocale, source, target: made[targetLocale].sentence() },
    ...{ codes: [], createdAt: null, previous: null, next: null },
  }
}

/** Reads sentences into the memory of a project as a file of their own. */
async function fill(database: OpenDatabase, projectId: string, from: number, to: number): Promise<void> {
  const db = database.kysely
  const id = await insertOrigin(db, { projectId, name: `corpus from ${from}`, personId: null })
  for (let start = from; start < to; start += batchRows) {
    const some = stored.slice(start, Math.min(start + batchRows, to))
    await insertPairs(
      db,
      { projectId, id },
      some.map((source, n) => pairOf(source, start + n)),
    )
  }
  await showFile(db, id)
}

const batchRows = 4000

interface Lookups {
  readonly times: readonly number[]
  readonly used: readonly number[]
  readonly best: readonly number[]
}

async function lookUp(memory: MemoryIndex, projectId: string, { queries }: Corpus): Promise<Lookups> {
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

/** The highest similarity of any sentence, for every query; kept, because it takes minutes to find. */
function truths({ sentences, queries }: Corpus, best: readonly number[]): readonly number[] {
  const name = [corpusName, sentences.length, queries.length, seed].join('-')
  const file = keptFile(`setara-bench-truth-${name}.json`)
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as number[]
  const brute = new BruteForce(sentences.map(sourceKey))
  const found = queries.map(({ text }, n) => brute.best(sourceKey(text), Math.max(best[n] ?? 0, 0.7 - 1e-6)))
  fs.writeFileSync(file, JSON.stringify(found))
  return found
}

const shares = [0.5, 0.95, 0.99] as const

function lookupFigures(corpus: Corpus, { times, used, best }: Lookups): readonly Figure[] {
  const size = `${corpus.sentences.length} units`
  const bounds = corpus.sentences.length > 100_000 ? [15, 50, 100] : [3, 15]
  const truth = truths(corpus, best)
  // What a busy machine does not change: the time of the processor, with all threads of this process.
  const processor = shares.map((share) => percentile(used, share).toFixed(1)).join(' / ')
  return [
    ...bounds.map((bound, n) =>
      atMost(
        `fuzzy lookup, ${size}, ${times.length} queries, p${(shares[n] ?? 0) * 100}`,
        bound,
        percentile(times, shares[n] ?? 0),
        'ms',
      ),
    ),
    told(`processor time of it, p50 / p95 / p99`, `${processor} ms`),
    recall(corpus, 'natural', truth, best, 99.5),
    recall(corpus, 'words', truth, best, 99.5),
    recall(corpus, 'characters', truth, best, 97),
  ]
}

/** A figure that has no target. */
const told = (name: string, measured: string): Figure => ({ name, target: '–', measured, met: true })

function recall(
  { queries }: Corpus,
  kind: QueryKind,
  truth: readonly number[],
  best: readonly number[],
  target: number,
): Figure {
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

/** Ours and the trigrams of PostgreSQL with the same sentences and questions, one after the other. */
async function trigramFigures(
  database: OpenDatabase,
  memory: MemoryIndex,
  projectId: string,
): Promise<readonly Figure[]> {
  const db = database.kysely
  await sql`set statement_timeout = 0`.execute(db)
  await sql`create extension if not exists pg_trgm`.execute(db)
  await sql`create table bench_key as select id, lower(source) as key from memory_unit`.execute(db)
  await sql`create index bench_key_trigrams on bench_key using gin (key gin_trgm_ops)`.execute(db)
  const some = { ...whole, queries: whole.queries.filter((_, n) => n % everySo === 0) }
  const ours = await lookUp(memory, projectId, some)
  const times: number[] = []
  const theirs: number[] = []
  for (const { text } of some.queries) {
    const key = sourceKey(text)
    const { ms, result } = await timed(() =>
      db.transaction().execute(async (tx) => {
        await sql`set local statement_timeout = 0`.execute(tx)
        await sql`set local pg_trgm.similarity_threshold = 0.4`.execute(tx)
        return sql<{ key: string }>`select key from bench_key where key % ${key}
          order by similarity(key, ${key}) desc limit 12`.execute(tx)
      }),
    )
    times.push(ms)
    theirs.push(new BruteForce(result.rows.map((row) => row.key)).best(key, 0))
  }
  const truth = truths(whole, []).filter((_, n) => n % everySo === 0)
  const asked = truth.flatMap((best, n) => (best >= 0.7 ? [n] : []))
  const found = (best: readonly number[]): number =>
    asked.filter((n) => (best[n] ?? 0) >= (truth[n] ?? 0) - 1e-9).length
  const [p95, own] = [percentile(times, 0.95), percentile(ours.times, 0.95)]
  expect(asked.length).toBeGreaterThan(20)
  return [
    told(`pg_trgm ≥ 0.4, ${some.queries.length} of the queries, p95`, `${p95.toFixed(0)} ms`),
    told('ours, the same queries, p95', `${own.toFixed(1)} ms`),
    {
      name: 'p95 of pg_trgm ÷ ours',
      target: '≥ 20 ×',
      measured: `${(p95 / own).toFixed(0)} ×`,
      met: p95 / own >= 20,
    },
    {
      name: `true best found, ours and pg_trgm, of ${asked.length}`,
      target: 'ours ≥',
      measured: `${found(ours.best)} and ${found(theirs)}`,
      met: found(ours.best) >= found(theirs),
    },
  ]
}

/** Every so many of the questions are asked of PostgreSQL too: each takes it a second or more. */
const everySo = 12

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

test.each(kinds.filter((kind) => only === undefined || kind === only))(
  'memory (%s)',
  async (kind: Kind) => {
    expect(new Set(stored).size).toBe(wantedUnits)
    expect(whole.queries.filter(({ kind: how }) => how !== 'natural').length).toBeGreaterThanOrEqual(500)
    build('server')
    const about = `memory, ${kind}, ${corpus.found} sentences found, ${corpus.recombined} put together, targets in th, lo, km made of interface words`
    // Each part is shown when it is there: all of it takes long.
    const begun = performance.now()
    const tell = (part: string, figures: readonly Figure[]): void =>
      show(`${about}: ${part}, after ${((performance.now() - begun) / 1000).toFixed(0)} s`, figures)
    const some = await filled(kind, `${corpusName}-${fewUnits}`, (database, projectId) =>
      fill(database, projectId, 0, fewUnits),
    )
    const small = createMemoryIndex(some.database, { workerFile })
    await small.loaded()
    expect((await small.state()).units).toBe(fewUnits)
    tell(`${fewUnits} units, ${some.how}`, lookupFigures(few, await lookUp(small, some.projectId, few)))
    await small.close()
    await some.close()

    const all = await filled(
      kind,
      `${corpusName}-${fewUnits}-${wantedUnits}`,
      async (database, projectId) => {
        await fill(database, projectId, 0, fewUnits)
        await fill(database, projectId, fewUnits, wantedUnits)
      },
    )
    const { database, projectId } = all
    const kept = { file: path.join(all.folder, 'memory'), least: 0 }
    tell(`the index, ${all.how}`, await loadFigures(database, kept, projectId))
    const memory = createMemoryIndex(database, { workerFile, kept })
    await memory.loaded()
    tell(`${wantedUnits} units`, lookupFigures(whole, await lookUp(memory, projectId, whole)))
    tell('a segment and an article', [
      ...(await offerFigures(database, memory, projectId)),
      await batchFigure(database, projectId),
    ])
    tell('words', await concordanceFigures(memory, database, projectId))
    if (kind === 'postgresql') tell('beside pg_trgm', await trigramFigures(database, memory, projectId))
    tell('a file goes', [await removalFigure(database, projectId)])
    await memory.close()
    await all.close()
    tell('processes', await processFigures(kind))
  },
  7_200_000,
)

/** Makes the index of the table as after an update, and takes it up as at any other start. */
async function loadFigures(
  database: OpenDatabase,
  kept: { readonly file: string; readonly least: number },
  projectId: string,
): Promise<readonly Figure[]> {
  const first = createMemoryIndex(database, { workerFile, kept })
  const making = await loadingFigures(database, first, projectId, 'the index is made of the table')
  const keeping = await timed(async () => {
    while (!fs.existsSync(kept.file)) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await first.close()
  const next = createMemoryIndex(database, { workerFile, kept })
  const taking = await loadingFigures(database, next, projectId, 'the kept index is taken up')
  await next.close()
  const size = `${(fs.statSync(kept.file).size / 1e6).toFixed(0)} MB`
  return [
    ...making,
    told(`the index is kept in the background, ${size}`, `${(keeping.ms / 1000).toFixed(1)} s`),
    ...taking,
  ]
}

/** Loads an index while exact matches are asked for all the time. */
async function loadingFigures(
  database: OpenDatabase,
  memory: MemoryIndex,
  projectId: string,
  how: string,
): Promise<readonly Figure[]> {
  const meanwhile: number[] = []
  const loading = new AbortController()
  const asking = (async () => {
    const segments = segmentsOf(stored.slice(0, 20))
    while (!loading.signal.aborted) {
      const ctx = { db: database.kysely }
      meanwhile.push((await timed(() => exactMatches(ctx, { projectId, locale: 'th' }, segments))).ms)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const begun = process.cpuUsage()
  const load = await timed(() => memory.loaded())
  const { user, system } = process.cpuUsage(begun)
  loading.abort()
  await asking
  const { units, bytes } = await memory.state()
  expect(units).toBe(stored.length)
  return [
    atMost(how, 20, load.ms / 1000, 's'),
    atMost(`memory of it, ${units} units`, 600, bytes / 1e6, 'MB'),
    told(
      'processor time of it, all threads, with what is asked meanwhile',
      `${((user + system) / 1e6).toFixed(1)} s`,
    ),
    told(
      `20 exact matches meanwhile, ${meanwhile.length} times, p95`,
      `${percentile(meanwhile, 0.95).toFixed(0)} ms`,
    ),
  ]
}

function segmentsOf(sources: readonly string[]) {
  return sources.map((source, n) => ({ translationId: String(n), source, previous: null, next: null }))
}

/** All that is done for the panel beside an open segment. */
async function offerFigures(
  database: OpenDatabase,
  memory: MemoryIndex,
  projectId: string,
): Promise<readonly Figure[]> {
  const times: number[] = []
  for (const { text } of whole.queries) {
    const { ms } = await timed(async () => {
      const units = await findUnits({ db: database.kysely, memory }, projectId, 'th', text)
      return matchesOf({ source: text, previous: null, next: null }, units, 'th', () => [])
    })
    times.push(ms)
  }
  return shares.map((share, n) =>
    atMost(
      `offer for a segment (same, framed, similar, read, scored), p${share * 100}`,
      [15, 50, 100][n] ?? 0,
      percentile(times, share),
      'ms',
    ),
  )
}

async function batchFigure(database: OpenDatabase, projectId: string): Promise<Figure> {
  const times: number[] = []
  for (let round = 0; round < 12; round++) {
    const start = (round * 400) % Math.max(1, stored.length - 400)
    const segments = segmentsOf([...stored.slice(start, start + 400), ...unseen.slice(0, 100)])
    const { ms, result } = await timed(() =>
      exactMatches({ db: database.kysely }, { projectId, locale: 'th' }, segments),
    )
    expect(result.length).toBeGreaterThan(100)
    times.push(ms)
  }
  return atMost(
    'exact matches of 500 segments of one article, median of 12',
    50,
    percentile(times, 0.5),
    'ms',
  )
}

/** A file is taken out while others ask. */
async function removalFigure(database: OpenDatabase, projectId: string): Promise<Figure> {
  const ctx = workplaceOn(database).asOperator()
  const file = (await readMemory(ctx, { projectId })).origins.find(({ units }) => units === fewUnits)
  const { ms, result } = await timed(() => removeOrigin(ctx, { projectId, kind: 'file', id: file?.id ?? '' }))
  expect(result.units).toBe(fewUnits)
  await ctx.memory.close()
  return told(`a file of ${fewUnits} pairs is taken out`, `${(ms / 1000).toFixed(1)} s`)
}

/** What real server processes do, in places of their own. */
async function processFigures(kind: Kind): Promise<readonly Figure[]> {
  const inPlaceOf = async <T>(work: (place: Place) => Promise<T>): Promise<T> => {
    const place = await placeOn(kind)
    try {
      return await work(place)
    } finally {
      await place.remove()
    }
  }
  const killed = await inPlaceOf((place) => killAgainAndAgain(place, kills))
  const figures: Figure[] = [
    {
      name: `kill -9 during writes, ${kills} rounds, ${killed.turns} approvals: lost or wrong`,
      ...{ target: '0', measured: '0', met: true },
    },
  ]
  // One process alone may have the embedded database.
  if (kind === 'embedded') return figures
  const times = await inPlaceOf(offeredElsewhere)
  return [
    ...figures,
    told(
      'approved in one server process, offered by another, p50',
      `${percentile(times, 0.5).toFixed(0)} ms`,
    ),
    atMost(`the same, the longest of ${times.length}`, 2, Math.max(...times) / 1000, 's'),
  ]
}
