import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import type { BlockRole } from '#domain/article.ts'
import type { ChangeClass } from '#domain/source-update/outdated.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { confirmTranslation } from '../../server/actions/confirm-translation.ts'
import type { ActionContext } from '../../server/actions/context.ts'
import { listRows, readEdition, type RowView } from '../../server/actions/editions.ts'
import { importArticle } from '../../server/actions/import-article.ts'
import { previewUpdate } from '../../server/actions/preview-update.ts'
import { addProject } from '../../server/actions/projects.ts'
import { publishEdition } from '../../server/actions/publish-edition.ts'
import { exportEdition, exportRelease, listReleases } from '../../server/actions/releases.ts'
import { readSourceHistory, restoreFile } from '../../server/actions/source-versions.ts'
import { translateSegment } from '../../server/actions/translate-segment.ts'
import { updateArticle, type Updated } from '../../server/actions/update-article.ts'
import { noChoices } from '../../server/actions/update-plan.ts'
import { insertPerson } from '../../server/store/people.ts'
import { workplaceOn } from '../../server/workplace.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'
import { describeBoth, type Fresh } from '../store/both.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const opened = new WeakMap<Fresh, Promise<ReturnType<typeof workplaceOn>>>()

/** One database for all rules of a kind: each has a project of its own. */
function workplaceOf(fresh: Fresh) {
  const known = opened.get(fresh) ?? fresh.open().then(workplaceOn)
  opened.set(fresh, known)
  return known
}

/** A newsroom of two people with one article; every edition is approved as far as it is asked for. */
async function desk(
  fresh: Fresh,
  text: string,
  { locales = ['th'], fileName = 'news.txt' }: { locales?: readonly TargetLocale[]; fileName?: string } = {},
) {
  const workplace = await workplaceOf(fresh)
  const { db } = workplace.tools
  const operator = () => workplace.asOperator()
  const project = await addProject(operator(), { name: `News ${crypto.randomUUID()}` })
  const person = async (name: string): Promise<() => ActionContext> => {
    const email = `${name}.${crypto.randomUUID()}@example.org`
    const added = await insertPerson(db, { name, email, administrator: true })
    if (!added) throw new Error('not added')
    return () => ({
      ...operator(),
      person: { id: added.id, name, email, administrator: true, memberships: [], scopes: null },
    })
  }
  const [writer, reviewer] = [await person('writer'), await person('reviewer')]
  const { article, editions } = await importArticle(operator(), {
    ...{ projectId: project.id, fileName, content: bytes(text), locales, treatments: {} },
  })
  const rows = async (locale: TargetLocale = 'th') => {
    const editionId = editions.find((one) => one.locale === locale)?.id ?? ''
    return (await listRows(operator(), { editionId, cursor: null, limit: 200 })).items
  }
  const key = () => crypto.randomUUID()
  // Written past the checks, which would mind such words: what is tested here is what becomes of them.
  const write = async (row: RowView, target: string, state: 'draft' | 'translated' | 'reviewed') => {
    await sql`update translation set target = ${target}, version = version + 3, author_id = ${writer().person.id},
      state = ${state === 'draft' ? 'initial' : state}, sub_state = ${state === 'draft' ? 'draft' : null},
      reviewer_id = ${state === 'reviewed' ? reviewer().person.id : null}
      where id = ${row.translation.id}`.execute(db)
    const counter = state === 'draft' ? sql`total = total` : sql`${sql.ref(state)} = ${sql.ref(state)} + 1`
    await sql`update edition set ${counter} where id = ${row.translation.editionId}`.execute(db)
  }
  const approveAll = async () => {
    for (const locale of locales)
      for (const row of await rows(locale)) await write(row, wordsOf(row), 'reviewed')
  }
  const update = (
    next: string,
    choices: Partial<typeof noChoices> = {},
    base: number | null = null,
  ): Promise<Updated> =>
    updateArticle(operator(), {
      ...{ articleId: article.id, base, file: { fileName, content: bytes(next) } },
      choices: { ...noChoices, ...choices },
    })
  return { db, operator, writer, reviewer, article, editions, rows, write, approveAll, update, key }
}

/** A text for a sentence that can be told from all others. */
const wordsOf = ({ segment }: RowView) => `ข้อความ ${segment.source}`

const states = (rows: readonly RowView[]) =>
  rows.map(({ translation }) => translation.subState ?? translation.state)

describeBoth('a new version of the source', (fresh) => {
  test('the same bytes again change nothing', async () => {
    const { update, approveAll, article, db } = await desk(fresh, 'One. Two.')
    await approveAll()
    const lines = () => db.selectFrom('history').select('id').where('article_id', '=', article.id).execute()
    const before = await lines()
    expect(await update('One. Two.')).toMatchObject({
      outcome: 'unchanged',
      article: { id: article.id, version: 1 },
    })
    expect(await lines()).toEqual(before)
  })

  test('what is the same stays approved, whatever moves around it', async () => {
    const { update, approveAll, rows } = await desk(
      fresh,
      'Alpha is here. Beta is there.\n\nGamma came later. Delta left.',
    )
    await approveAll()
    const before = await rows()
    const updated = await update(
      'Gamma came later. Delta left.\n\nNobody was there.\n\nAlpha is here. Beta is there.',
    )
    expect(updated).toMatchObject({
      counts: { new: 1, removed: 0, changed: 0 },
      translations: { outdated: 0 },
    })
    const after = await rows()
    expect(states(after)).toEqual(['reviewed', 'reviewed', 'new', 'reviewed', 'reviewed'])
    const target = (all: readonly RowView[], source: string) =>
      all.find(({ segment }) => segment.source === source)?.translation
    for (const { segment, translation } of before)
      expect(target(after, segment.source)).toMatchObject({
        ...{ id: translation.id, target: translation.target, version: translation.version },
      })
  })

  test.each<[ChangeClass, string, string]>([
    ['typo', 'reviewed', 'reviewed'],
    ['style', 'reviewed', 'translated'],
    ['meaning', 'reviewed', 'outdated'],
    ['fact', 'reviewed', 'outdated'],
    ['style', 'translated', 'translated'],
    ['meaning', 'translated', 'outdated'],
    ['meaning', 'draft', 'outdated'],
    ['typo', 'draft', 'draft'],
  ])('a change of %s takes what was %s to %s', async (change, from, to) => {
    const { update, rows, write } = await desk(fresh, 'The school amis to grow quickly now. It rained.')
    for (const row of await rows())
      await write(row, wordsOf(row), from as 'draft' | 'translated' | 'reviewed')
    await update('The school aims to grow quickly now. It rained.', { classes: { 1: change } })
    const [changed, other] = await rows()
    expect(states([changed!, other!])).toEqual([to, from])
    expect(changed!.segment.source).toContain('aims')
    const kept = change === 'typo' || (change === 'style' && from !== 'reviewed' && to !== 'translated')
    expect(changed!.translation.outdated?.source ?? null).toBe(
      kept ? null : 'The school amis to grow quickly now.',
    )
  })

  test('the difference is shown against the words that were translated, over several versions', async () => {
    const { update, rows, writer, key, approveAll } = await desk(
      fresh,
      'The bridge was opened by the old mayor.',
    )
    await approveAll()
    await update('The bridge was opened by the young mayor.')
    await update('The bridge was closed by the young mayor.')
    const [row] = await rows()
    expect(row!.translation).toMatchObject({
      ...{
        subState: 'outdated',
        target: wordsOf(row!).replace(row!.segment.source, 'The bridge was opened by the old mayor.'),
      },
      outdated: { source: 'The bridge was opened by the old mayor.', state: 'reviewed' },
    })
    const { id: translationId, version } = row!.translation
    const target = 'สะพานถูกปิดโดยนายกเทศมนตรีหนุ่ม'
    await translateSegment(writer(), { translationId, base: version, idempotencyKey: key(), target })
    expect((await rows())[0]!.translation.outdated).not.toBeNull()
    await confirmTranslation(writer(), { translationId, base: version + 1, idempotencyKey: key() })
    expect((await rows())[0]!.translation).toMatchObject({ state: 'translated', outdated: null })
  })

  test('when the source says again what was translated, the approval is back', async () => {
    const { update, rows, approveAll } = await desk(fresh, 'The bridge was opened by the old mayor.')
    await approveAll()
    await update('The bridge was opened by the young mayor.')
    expect(await update('The bridge was opened by the old mayor.')).toMatchObject({
      translations: { outdated: 0, returned: 1 },
    })
    expect((await rows())[0]!.translation).toMatchObject({
      state: 'reviewed',
      outdated: null,
      reviewer: { name: 'reviewer' },
    })
  })

  test.each([
    ['a number', 'It has 5 rooms on the second floor today.', 'It has 6 rooms on the second floor today.'],
    ['a number in words', 'The school has five rooms for them.', 'The school has six rooms for them.'],
    ['a name', 'Ms. LIU Xiao spoke to the reporters today.', 'Ms. LIU Xiang spoke to the reporters today.'],
    ['a place', 'The ministers met in Vientiane last week.', 'The ministers met in Vienna last week.'],
    ['a month', 'They will meet again in June this year.', 'They will meet again in July this year.'],
  ])('%s that changed is no typing mistake', async (_, before, after) => {
    const { update, approveAll, rows, article, operator } = await desk(fresh, before)
    await approveAll()
    await expect(update(after, { otherwise: 'typo' })).rejects.toMatchObject({ code: 'class-refused' })
    expect(states(await rows())).toEqual(['reviewed'])
    const file = { fileName: 'news.txt', content: bytes(after) }
    const preview = await previewUpdate(operator(), { articleId: article.id, file })
    expect(preview.changes).toMatchObject([{ kind: 'changed', report: { suggested: 'fact' } }])
    await update(after, { otherwise: 'suggested' })
    expect(states(await rows())).toEqual(['outdated'])
  })

  test('what is removed is kept with its translations and comes back with them', async () => {
    const { update, approveAll, rows, article, operator } = await desk(
      fresh,
      'First here.\n\nSecond here.\n\nThird here.',
    )
    await approveAll()
    const [, second] = await rows()
    await update('First here.\n\nThird here.')
    expect((await rows()).length).toBe(2)
    const { removed } = await readSourceHistory(operator(), article.id)
    expect(removed).toMatchObject([
      {
        source: 'Second here.',
        version: 2,
        translations: [{ locale: 'th', target: second!.translation.target, state: 'reviewed' }],
      },
    ])
    expect(await update('Second here.\n\nFirst here.\n\nThird here.')).toMatchObject({
      counts: { restored: 1, new: 1 },
    })
    const [back] = await rows()
    expect(back!.translation).toMatchObject({
      id: second!.translation.id,
      target: second!.translation.target,
      state: 'reviewed',
    })
    expect((await readSourceHistory(operator(), article.id)).removed).toEqual([])
  })

  test('an earlier file can be taken again, with everything that hung on it', async () => {
    const { update, approveAll, rows, article, operator } = await desk(
      fresh,
      'Alpha is a small letter. Beta follows it.',
    )
    await approveAll()
    const before = (await rows()).map(({ translation }) => [
      translation.id,
      translation.target,
      translation.state,
    ])
    await update('Quite another article was written instead by somebody.')
    const { files } = await readSourceHistory(operator(), article.id)
    expect(files).toMatchObject([{ number: 1, fileName: 'news.txt' }])
    await restoreFile(operator(), { articleId: article.id, number: 1, base: 2 })
    expect(
      (await rows()).map(({ translation }) => [translation.id, translation.target, translation.state]),
    ).toEqual(before)
  })

  test('a sentence that is cut in two lends its translation to the first piece', async () => {
    const { update, approveAll, rows } = await desk(
      fresh,
      'It rained in the morning, and the sun shone at noon.',
    )
    await approveAll()
    expect(await update('It rained in the morning, and the sun\n\nshone at noon.')).toMatchObject({
      counts: { split: 2 },
    })
    expect(states(await rows())).toEqual(['outdated', 'new'])
    await update('It rained in the morning, and the sun shone at noon.')
    expect(states(await rows())).toEqual(['reviewed'])
  })

  test('codes keep their places when a link is added before them', async () => {
    const page = (text: string) => `<p>${text}</p>`
    const last = 'Then the <b>bold</b> one came in.'
    const { update, rows, write } = await desk(fresh, page(`It was quiet. ${last}`), {
      fileName: 'news.html',
    })
    const [first, second] = await rows()
    await write(first!, 'เงียบ', 'reviewed')
    await write(second!, `แล้ว ${second!.segment.source.slice(9)}`, 'reviewed')
    await update(page(`It was <a href="/x">quiet</a>. ${last}`))
    const [changed, kept] = await rows()
    expect(states([changed!, kept!])).toEqual(['outdated', 'reviewed'])
    expect(kept!.findings.filter(({ check }) => check === 'codes')).toEqual([])
    expect(kept!.translation.target).toBe(`แล้ว ${kept!.segment.source.slice(9)}`)
  })

  test('blocks keep what was decided about them', async () => {
    const text = (more: string) => `Read more\n\nThe headline of today\n\nIt rained a lot ${more}in the city.`
    const { update, db, article } = await desk(fresh, text(''))
    await update(text(''), { treatments: { 1: 'drop' }, roles: { 2: 'lead' } })
    await update(text('again '))
    const blocks = await db
      .selectFrom('block')
      .selectAll()
      .where('article_id', '=', article.id)
      .orderBy('ordinal')
      .execute()
    expect(blocks.map(({ treatment, role }) => [treatment, role])).toMatchObject([
      ['drop', expect.anything()],
      ['translate', 'lead' satisfies BlockRole],
      ['translate', 'body'],
    ])
  })

  test('a release stays as it was, knows that it is behind, and can be followed by another', async () => {
    const { update, approveAll, editions, operator, reviewer } = await desk(
      fresh,
      '<p>Alpha is here.</p><p>Beta is there.</p>',
      { fileName: 'news.html' },
    )
    await approveAll()
    const editionId = editions[0]!.id
    const { release } = await publishEdition(reviewer(), { editionId, publicUrl: null })
    const file = await exportRelease(operator(), { releaseId: release.id, format: 'original' })
    const updated = await update('<p>Beta is there.</p><p>Alpha is here.</p>')
    expect(updated).toMatchObject({ editions: [{ release: 1, behind: true }] })
    expect((await listReleases(operator(), editionId)).items).toMatchObject([
      { id: release.id, sourceVersion: 1, sha256: release.sha256 },
    ])
    expect((await exportRelease(operator(), { releaseId: release.id, format: 'original' })).content).toEqual(
      file.content,
    )
    const draft = await exportEdition(operator(), { editionId, format: 'original', draft: true })
    expect(Buffer.from(draft.content).toString()).toMatch(/Beta is there[^]*Alpha is here/)
    const second = await publishEdition(reviewer(), { editionId, publicUrl: null })
    expect(second.release).toMatchObject({ number: 2, sourceVersion: 2 })
  })

  test('who looked at an older version is told, and nothing is changed', async () => {
    const { update, rows } = await desk(fresh, 'One is here.')
    await update('One is there.', {}, 1)
    expect(await update('One is nowhere.', {}, 1)).toEqual({ outcome: 'conflict', version: 2 })
    expect((await rows())[0]!.segment.source).toBe('One is there.')
  })

  test('a save on the old words meets the new version, and one on words that stayed does not', async () => {
    const { update, rows, approveAll, writer, key } = await desk(fresh, 'One is here today. Two is there.')
    await approveAll()
    const [first, second] = await rows()
    await update('Nothing before. One is not here today. Two is there.')
    const save = ({ translation }: RowView) =>
      translateSegment(writer(), {
        ...{ translationId: translation.id, base: translation.version, idempotencyKey: key(), target: 'ใหม่' },
      })
    expect(await save(first!)).toMatchObject({ outcome: 'conflict' })
    expect(await save(second!)).toMatchObject({ outcome: 'saved' })
  })

  test('saves beside an update are neither lost nor counted twice', async () => {
    const many = (from: number) =>
      Array.from({ length: 30 }, (_, n) => `Sentence ${n + from} is about the town.`).join('\n\n')
    const { update, rows, writer, key, editions, operator } = await desk(fresh, many(0))
    const all = await rows()
    const saves = all.map((row) =>
      translateSegment(writer(), {
        ...{ translationId: row.translation.id, base: 0, idempotencyKey: key(), target: wordsOf(row) },
      }).catch((error: unknown) => error),
    )
    const updated = update(many(5))
    const results = await Promise.all(saves)
    expect((await updated).outcome).toBe('updated')
    const after = await rows()
    const { progress } = await readEdition(operator(), editions[0]!.id)
    expect(progress.total).toBe(30)
    const written = after.filter(({ translation }) => translation.target !== '').length
    expect(written).toBeGreaterThan(0)
    // What was saved is in the edition or among what was removed.
    const { removed } = await readSourceHistory(
      operator(),
      ((await updated) as { article: { id: string } }).article.id,
    )
    const saved = results.filter((one) => (one as { outcome?: string }).outcome === 'saved').length
    expect(written + removed.length).toBe(saved)
  })

  test('every change of a translation has its line in the history', async () => {
    const { update, approveAll, rows, db, article } = await desk(fresh, 'The school was closed. It rained.')
    await approveAll()
    await update('The school was opened. It rained.')
    const [row] = await rows()
    const lines = await db
      .selectFrom('history')
      .selectAll()
      .where('article_id', '=', article.id)
      .where('deed', 'in', ['translation.outdated', 'article.updated'])
      .orderBy('id')
      .execute()
    expect(lines).toMatchObject([
      {
        deed: 'translation.outdated',
        translation_id: row!.translation.id,
        after: { version: row!.translation.version, change: 'meaning', source: 'The school was opened.' },
      },
      { deed: 'article.updated', after: { version: 2, translations: { outdated: 1 } } },
    ])
  })
})

describe.skipIf(!sharedData('articles', 'acc-visit.txt'))('the sample article', () => {
  describeBoth('in six languages', (fresh) => {
    test('nothing approved is lost that need not be', async () => {
      const text = readSharedData('articles', 'acc-visit.txt')
      const { update, approveAll, rows, editions, operator } = await desk(fresh, text, {
        locales: targetLocales,
      })
      await approveAll()
      const total = (await rows()).length
      const next = secondVersion(text)
      const updated = await update(next, { otherwise: 'suggested' })
      if (updated.outcome !== 'updated') throw new Error(updated.outcome)
      expect(updated.counts).toMatchObject({
        ...{ moved: 3, changed: 1, new: 1, removed: 2, minor: 0, split: 0, joined: 0 },
      })
      expect(updated.counts.identical + updated.counts.context + 3 + 1 + 2).toBe(total)
      expect(updated.translations).toEqual({ outdated: 0, toRecheck: 0, returned: 0 })
      for (const { id } of editions) {
        const { progress } = await readEdition(operator(), id)
        expect(progress).toEqual({
          total: total - 1,
          initial: 1,
          translated: 0,
          reviewed: total - 2,
          final: 0,
        })
      }
    })
  })
})

/** The typing mistake is gone, the notices are dropped, one paragraph is new, three sentences stand elsewhere. */
function secondVersion(text: string): string {
  const blocks = text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
  const sentences = ['Ms. BI Xiaohan, Deputy', 'Mr. SIT Fung, Head', 'Nittaya Visonnavong,']
  const isMoved = (block: string) => sentences.some((start) => block.startsWith(start))
  const moved = blocks.filter(isMoved)
  const kept = blocks.slice(2).filter((block) => !isMoved(block))
  const next = [...kept.slice(0, 15), 'A second visit is planned for the coming spring.', ...kept.slice(15)]
  return [...next.slice(0, -1), ...moved, next.at(-1)].join('\n\n').replace('amis', 'aims')
}
