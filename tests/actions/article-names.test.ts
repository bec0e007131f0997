import { afterAll, beforeAll, expect, test } from 'vitest'

import { newsroom, type Colleague, type Newsroom } from '../helpers/world.ts'

let room: Newsroom
let terminologist: Colleague
let translator: Colleague

beforeAll(async () => {
  room = await newsroom()
  terminologist = await room.colleague('terminologist')
  translator = await room.colleague('translator', { locale: 'km' })
})
afterAll(() => room.close())

const text =
  'Prof. Anna Lindgren visited the Spice Research Institute (SRI) on 2 March 2026. Prof. Lindgren met the Saffron Council. The Spice Research Institute is old.'

/** A card, as far as a test looks into it by hand. */
interface Card {
  readonly name: string
  readonly forms: Readonly<Record<string, { readonly question: unknown }>>
}

async function namesOf(articleId: string, who: Colleague = translator) {
  const answer = await who.page.send('GET', `/api/articles/${articleId}/names`)
  const items: readonly Card[] = answer.json.items
  return new Map(items.map((card) => [card.name, card]))
}

test('an article has a card for each name, with every mention and its form in each language', async () => {
  const { article } = await room.article(text)
  const names = await namesOf(article.id)
  expect(names.get('Anna Lindgren')).toMatchObject({ kind: 'person', detail: 'Prof.', count: 2 })
  expect(names.get('Spice Research Institute')).toMatchObject({
    ...{ kind: 'organisation', detail: 'SRI', count: 2, term: null },
    mentions: [{ ordinal: 1 }, { ordinal: 3 }],
    forms: { km: { form: null, open: true, question: null } },
  })
  expect(names.get('2 March 2026')).toMatchObject({ kind: 'date', forms: { km: { open: false } } })
  expect(names.has('SRI'), 'the acronym stands on the card of its name').toBe(false)
})

test('a translator proposes and asks in their own language only, and decides nothing', async () => {
  const { article } = await room.article(text)
  const path = `/api/articles/${article.id}/names`
  const name = 'Saffron Council'
  const ask = (locales: string[]) =>
    translator.page.send('POST', `${path}/questions`, { name, locales, note: 'Is there a Khmer name?' })
  expect((await ask(['km', 'vi'])).status).toBe(403)
  expect((await ask(['km'])).json).toEqual({ asked: ['km'] })
  expect((await ask(['km'])).json, 'asked already').toEqual({ asked: [] })

  const propose = (body: object) => translator.page.send('POST', `${path}/forms`, { name, ...body })
  const proposal = { locale: 'km', text: 'ក្រុមប្រឹក្សារមៀត' }
  expect((await propose({ ...proposal, locale: 'vi' })).status).toBe(403)
  expect((await propose({ ...proposal, status: 'approved' })).status).toBe(403)
  expect((await propose(proposal)).status).toBe(201)
  expect((await namesOf(article.id)).get(name)).toMatchObject({
    term: { termClass: 'organisation' },
    forms: { km: { form: { status: 'proposed' }, open: true, question: { note: 'Is there a Khmer name?' } } },
  })
})

test('words that no rule takes for a name are given a form, or asked about, when somebody says what they are', async () => {
  const { article } = await room.article('The rice circle met the elders on Monday.')
  const path = `/api/articles/${article.id}/names`
  const say = (where: string, body: object) => translator.page.send('POST', `${path}/${where}`, body)
  const form = { locale: 'km', text: 'ក្រុមស្រូវ' }
  expect((await say('forms', { name: 'rice circle', ...form })).status).toBe(422)
  expect((await say('forms', { name: 'bean circle', kind: 'programme', ...form })).status).toBe(422)
  const given = await say('forms', { name: 'rice circle', kind: 'programme', ...form })
  expect(given).toMatchObject({ status: 201, json: { source: 'rice circle', termClass: 'programme' } })
  const asked = await say('questions', { name: 'elders', kind: 'organisation', locales: ['km'] })
  expect(asked.json).toEqual({ asked: ['km'] })
})

test('who decides about names, or answers for sources, finds at home what is asked', async () => {
  const manager = await room.colleague('manager')
  const { article } = await room.article('The Cardamom Society met.')
  const ask = { kind: 'question', text: 'Which society?' }
  await translator.page.send('POST', `/api/articles/${article.id}/questions`, ask)
  const work = async (who: Colleague) => (await who.page.send('GET', '/api/work')).json
  const mine = await work(manager)
  expect(mine.questions.at(-1)).toMatchObject({ text: 'Which society?', article: { id: article.id } })
  expect((await work(terminologist)).names).toMatchObject([
    { projectId: room.projectId, projectName: 'News' },
  ])
  expect(await work(translator)).toMatchObject({ questions: [], names: [] })
})

test('a question is answered once, for every article and by any decision about the term', async () => {
  const one = await room.article('The Clove Research Institute opened.')
  const other = await room.article('Officials left the Clove Research Institute.')
  const name = 'Clove Research Institute'
  await translator.page.send('POST', `/api/articles/${one.article.id}/names/questions`, {
    ...{ name, locales: ['km'] },
  })
  const questions = await terminologist.page.send('GET', `/api/projects/${room.projectId}/name-questions`)
  const question = questions.json.items.find((item: { name: string }) => item.name === name)
  expect(question).toMatchObject({ articleId: one.article.id, askedBy: { name: translator.name } })
  expect((await namesOf(other.article.id)).get(name)?.forms['km']?.question).not.toBeNull()

  const answered = await terminologist.page.send('POST', `/api/name-questions/${question.id}/answer`, {
    ...{ text: 'វិទ្យាស្ថានស្រាវជ្រាវខ្លាំពូ', confidence: 'A', evidence: 'Letter of the institute' },
  })
  expect(answered.json.forms.km).toMatchObject([{ status: 'approved', decided: { by: terminologist.id } }])
  for (const { article } of [one, other]) {
    expect((await namesOf(article.id)).get(name)?.forms['km']).toMatchObject({
      ...{ open: false, question: null },
      form: { status: 'approved' },
    })
  }
  const again = await terminologist.page.send('POST', `/api/name-questions/${question.id}/answer`, {
    text: 'ផ្សេង',
  })
  expect(again.status).toBe(404)

  // A decision on the glossary page closes a question as well.
  const proposal = { name, locale: 'lo', text: 'ສະຖາບັນການພູ' }
  await terminologist.page.send('POST', `/api/articles/${one.article.id}/names/questions`, {
    ...{ name, locales: ['lo'] },
  })
  await terminologist.page.send('POST', `/api/articles/${one.article.id}/names/forms`, proposal)
  await terminologist.page.send('POST', `/api/projects/${room.projectId}/terms/decide`, {
    status: 'locked',
    forms: [{ termId: answered.json.id, locale: 'lo', text: proposal.text }],
  })
  expect((await namesOf(one.article.id)).get(name)?.forms['lo']?.question).toBeNull()
})

test('a proposal for a shared name makes an entry of the project and leaves the shared one alone', async () => {
  const administrator = await room.colleague('manager', { administrator: true })
  const terms = `/api/projects/${room.projectId}/terms`
  const shared = await administrator.page.send('POST', terms, {
    ...{ source: 'Ginger Research Institute', termClass: 'organisation', shared: true },
    forms: { vi: [{ text: 'Viện Gừng', status: 'approved', confidence: 'A', evidence: null }] },
  })
  const { article } = await room.article('The Ginger Research Institute opened.')
  await translator.page.send('POST', `/api/articles/${article.id}/names/forms`, {
    ...{ name: 'Ginger Research Institute', locale: 'km', text: 'វិទ្យាស្ថានខ្ញី' },
  })
  const card = (await namesOf(article.id)).get('Ginger Research Institute')
  expect(card).toMatchObject({ term: { projectId: room.projectId }, forms: { vi: { open: false } } })
  const untouched = await administrator.page.send('GET', `/api/terms/${shared.json.id}`)
  expect(untouched.json.term.forms.km).toBeUndefined()
})

test('a name that the article does not have is not asked about', async () => {
  const { article } = await room.article(text)
  const answer = await translator.page.send('POST', `/api/articles/${article.id}/names/questions`, {
    ...{ name: 'Somebody Else', locales: ['km'] },
  })
  expect(answer).toMatchObject({ status: 422, json: { code: 'invalid' } })
})

test('names are looked for again with the glossary as it has become', async () => {
  const { article } = await room.article('They spoke about mace for hours.')
  await terminologist.page.send('POST', `/api/projects/${room.projectId}/terms`, {
    ...{ source: 'mace', termClass: 'programme', caseSensitive: false, forms: {} },
  })
  expect((await namesOf(article.id)).has('mace')).toBe(false)
  const again = await terminologist.page.send('POST', `/api/articles/${article.id}/names`)
  expect(again.json).toEqual({ found: 1 })
  expect((await namesOf(article.id)).has('mace')).toBe(true)
})
