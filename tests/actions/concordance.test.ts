// How were these words translated before? In any script, whatever signs are typed, and pointed at in the text as it stands.

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TargetLocale } from '#locales/locale.ts'

import { insertOrigin, insertPairs, showFile } from '../../server/store/memory.ts'
import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let reader: Colleague

const long = `${'and so on '.repeat(1990)}the very needle at its end`

const pairs: readonly (readonly [locale: TargetLocale, source: string, target: string])[] = [
  ['th', 'Water is life', 'น\u0E49\u0E4D\u0E32คือชีวิต ๒๕๖๗'],
  ['th', 'Of the ministry of\u00A0 water  and 100% of it', 'กระทรวง\u200Bน้ำ'],
  ['lo', 'The book of the year', 'ຫນັງສື\u200Bປະຈໍາປີ'],
  ['km', 'The sports team of Cambodia', 'កីឡា\u200Bកម្ពុជា ឆ្នាំ២០២៤'],
  ['vi', 'The meeting in Viet Nam', 'Cuộc ho\u0323p ở VIỆT NAM'],
  ['id', 'A path like C:\\temp_dir (see [a-z]+.*)', 'Lihat 50% di file_name \\ jalan'],
  ['id', 'Mixed 东盟 scripts 😀', 'Campuran ASEAN 东盟 อาเซียน 😀'],
  ['ms', long, 'Panjang'],
]

beforeAll(async () => {
  room = await newsroom()
  reader = await room.colleague('translator')
  const { db, projectId } = room
  const id = await insertOrigin(db, { projectId, name: 'words.tmx', personId: null })
  await insertPairs(
    db,
    { id, projectId },
    pairs.map(([targetLocale, source, target]) => ({
      ...{ sourceLocale: 'en', targetLocale, source, target, codes: [] },
      ...{ createdAt: null, previous: null, next: null },
    })),
  )
  await showFile(db, id)
  await room.memory.loaded()
})
afterAll(() => room.close())

async function ask(q: string, locale: TargetLocale, side: 'source' | 'target' = 'target') {
  const query = new URLSearchParams({ q, locale, side })
  return reader.page.send('GET', `/api/projects/${room.projectId}/memory/concordance?${query}`)
}

/** What is pointed at in the first hit. */
async function pointed(q: string, locale: TargetLocale, side: 'source' | 'target' = 'target') {
  const { status, json } = await ask(q, locale, side)
  expect(status).toBe(200)
  const [hit] = json.hits
  const marked = hit?.highlights.map(({ start, end }: { start: number; end: number }) =>
    (side === 'source' ? hit.source : hit.target).slice(start, end),
  )
  return { hits: json.hits.length, marked, phrase: hit?.phrase }
}

test.each<[words: string, locale: TargetLocale, marked: readonly string[]]>([
  ['น้ำ', 'th', ['น้ำ']],
  ['คือชีวิต', 'th', ['คือชีวิต']],
  ['2567', 'th', ['๒๕๖๗']],
  ['กระทรวงน้ำ', 'th', ['กระทรวง\u200Bน้ำ']],
  ['ໜັງສື', 'lo', ['ຫນັງສື\u200B']],
  ['ປະຈຳ', 'lo', ['ປະຈໍາ']],
  ['កីឡាកម្ពុជា', 'km', ['កីឡា\u200Bកម្ពុជា']],
  ['2024', 'km', ['២០២៤']],
  ['HỌP', 'vi', ['ho\u0323p']],
  ['việt nam', 'vi', ['VIỆT NAM']],
  ['东', 'id', ['东']],
  ['东盟', 'id', ['东盟']],
  ['😀', 'id', ['😀']],
  ['ASEAN 东盟 อาเซียน', 'id', ['ASEAN 东盟 อาเซียน']],
])('“%s” is found in %s and pointed at as it is written', async (words, locale, marked) => {
  const found = await pointed(words, locale)
  expect(found).toMatchObject({ marked, phrase: true })
})

test.each<[words: string, marked: readonly string[]]>([
  ['%', ['%']],
  ['50%', ['50%']],
  ['_', ['_']],
  ['file_name', ['file_name']],
  ['\\', ['\\']],
  ['e_n', ['e_n']],
])('“%s” means itself', async (words, marked) => {
  expect(await pointed(words, 'id')).toMatchObject({ hits: 1, marked })
})

test('signs of patterns mean themselves, and find nothing where they do not stand', async () => {
  expect(await pointed('[a-z]+.*)', 'id', 'source')).toMatchObject({ hits: 1, marked: ['[a-z]+.*)'] })
  for (const nothing of ['5_%', 'f%e', 'fi.e', '.*', 'Lihat|di', "'; drop table memory_unit; --"])
    expect((await ask(nothing, 'id')).json.hits).toEqual([])
})

test('a phrase is found over spaces of other kinds, and pointed at whole', async () => {
  const source = 'ministry of\u00A0 water  and'
  expect(await pointed('ministry of water and', 'th', 'source')).toMatchObject({
    marked: [source],
    phrase: true,
  })
  expect(await pointed('"of water" ministry', 'th', 'source')).toMatchObject({
    marked: ['ministry', 'of\u00A0 water'],
    phrase: false,
  })
})

test('words at the end of a very long sentence are found and pointed at', async () => {
  expect(await pointed('very needle', 'ms', 'source')).toMatchObject({ marked: ['very needle'] })
  const { json } = await ask('and so', 'ms', 'source')
  expect(json.hits[0].highlights.length).toBeGreaterThan(10)
})

test('what holds no letter, digit or sign is refused with a reason', async () => {
  for (const nothing of ['""', '“ ”', '\u200B\u200B']) {
    const { status, json } = await ask(nothing, 'id')
    expect([status, json.code]).toEqual([422, 'invalid'])
  }
})

test('what an article had before it was deleted hides nothing', async () => {
  const { db, projectId } = room
  const writer = await room.colleague('translator')
  const reviewer = await room.colleague('reviewer')
  const { article, editions } = await room.article(
    Array.from({ length: 40 }, (_, n) => `The orchid ${'very '.repeat(n)}blooms.`).join(' '),
    ['vi'],
  )
  for (const { translation } of (await writer.rows(editions[0]?.id ?? '')).slice(0, 40)) {
    await writer.save(translation.id, 'Hoa lan nở.', 0)
    await writer.confirm(translation.id, 1)
    await reviewer.review(translation.id, { step: 'approve' }, 2)
  }
  const id = await insertOrigin(db, { projectId, name: 'orchid.tmx', personId: null })
  const pair = {
    sourceLocale: 'en',
    targetLocale: 'vi',
    codes: [],
    createdAt: null,
    previous: null,
    next: null,
  }
  await insertPairs(db, { id, projectId }, [
    { ...pair, source: `An orchid ${'x '.repeat(200)}`, target: 'Lan' },
  ])
  await showFile(db, id)
  await expect.poll(async () => (await ask('orchid', 'vi', 'source')).json.more).toBe(true)
  await db.deleteFrom('segment').where('article_id', '=', article.id).execute()
  await db.deleteFrom('article').where('id', '=', article.id).execute()
  const { json } = await ask('orchid', 'vi', 'source')
  expect(json.hits.map(({ target }: { target: string }) => target)).toEqual(['Lan'])
})
