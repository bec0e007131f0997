// A newsroom full of hostile texts, brought in the way people bring texts in.

import { workOnJobs } from '../../server/actions/work-on-jobs.ts'
import { allPayloads } from '../fixtures/security/payloads.ts'
import type { Colleague, Newsroom } from '../helpers/world.ts'

export type HostileRoom = Awaited<ReturnType<typeof fillWithPayloads>>

const paragraphs = allPayloads.map((payload) => payload.replaceAll(/[\r\n\u2028\u2029]+/g, ' '))
const broken = '"><img src=x onerror=__xss()>'

/** Puts payloads into every text that people can write, and publishes all of it. */
export async function fillWithPayloads(room: Newsroom, most = Number.POSITIVE_INFINITY) {
  const { projectId } = room
  const author = await room.colleague('translator')
  const editor = await room.colleague(['reviewer', 'publisher', 'manager', 'terminologist'])
  const used = paragraphs.slice(0, most)
  /** Payloads that were refused, with the status and the code of the refusal. */
  const refused: string[] = []

  const must = async (who: Colleague, method: string, path: string, body: object, headers = {}) => {
    const answer = await who.page.send(method, path, body, headers)
    if (answer.status >= 400)
      refused.push(`${method} ${path.split('/')[2]} ${answer.status} ${answer.json.code}`)
    return answer
  }

  await must(editor, 'PATCH', `/api/projects/${projectId}`, { name: `${broken}{{x}}$t(a)</script>` })
  await must(author, 'PATCH', '/api/me', { name: `<svg onload=__xss()>${broken}` })
  await must(editor, 'PATCH', '/api/me', { name: "'-__xss()-' {name} </script><script>__xss()</script>" })
  await must(editor, 'POST', '/api/me/tokens', { name: broken, scopes: ['read'], expiresInDays: 1 })
  await must(editor, 'POST', `/api/projects/${projectId}/invitations`, {
    email: 'a.b+c@example.org',
    role: 'translator',
    locale: null,
  })
  for (const [index, payload] of used.entries()) {
    await must(editor, 'POST', `/api/projects/${projectId}/terms`, {
      source: payload.slice(0, 400),
      acronym: payload.slice(0, 90),
      termClass: 'organisation',
      note: payload,
      forms: { vi: [{ text: `${payload} ${index}`, status: 'proposed', evidence: payload }] },
    })
  }

  const text = [`Title ${broken}</script>`, ...used.map((payload) => `Told ${payload} today.`)].join('\n\n')
  const html = [
    `<title>${escaped(`Title ${broken}`)}</title><article><h1>${escaped(`Head </title>${broken}`)}</h1>`,
    ...used.map(
      (payload) =>
        `<p>Told ${escaped(payload)} <a href="${escaped(payload)}" title="${escaped(payload)}">here</a>` +
        ` <b>bold</b><img src="${escaped(payload)}" alt="${escaped(payload)}"> today.</p>`,
    ),
    '</article>',
  ].join('\n')

  async function publish(
    fileName: string,
    content: string,
    targetOf: (source: string, at: number) => string,
  ) {
    const imported = await must(editor, 'POST', `/api/projects/${projectId}/articles`, {
      fileName,
      content: Buffer.from(content).toString('base64'),
      locales: ['vi'],
    })
    const { article, editions } = imported.json
    const editionId: string = editions[0].id
    const rows: { segment: { id: string; source: string }; translation: { id: string } }[] = []
    let cursor = ''
    do {
      const page = await author.page.send('GET', `/api/editions/${editionId}/segments?limit=200${cursor}`)
      if (page.status !== 200) throw new Error(`The rows are not shown: ${page.text}`)
      rows.push(...page.json.items)
      cursor = page.json.nextCursor ? `&cursor=${page.json.nextCursor}` : ''
    } while (cursor)
    for (const [index, { segment, translation }] of rows.entries()) {
      await approve(translation.id, segment.source, targetOf(segment.source, index))
    }
    const release = await must(editor, 'POST', `/api/editions/${editionId}/releases`, {})
    return { articleId: article.id as string, editionId, releaseId: release.json.release?.id as string, rows }
  }

  async function approve(id: string, source: string, target: string) {
    let saved = await author.save(id, target, 0)
    if (saved.status !== 200) {
      refused.push(`target ${saved.status} ${saved.json.code}`)
      saved = await author.save(id, source, 0)
    }
    const { findings = [] } = saved.json as { findings?: { check: string; severity: string }[] }
    for (const check of new Set(findings.filter((f) => f.severity === 'error').map((f) => f.check))) {
      await must(author, 'POST', `/api/translations/${id}/dismissals`, { check, reason: `Fine ${broken}` })
    }
    await author.confirm(id, 1)
    const approved = await editor.review(id, { step: 'approve' }, 2)
    if (approved.status !== 200) refused.push(`approve ${approved.status} ${approved.json.code}`)
  }

  const plain = await publish(`${broken}.txt`, text, (_, index) => used[index % used.length] ?? 'x')
  const marked = await publish('news.html', html, (source) => source)

  // Some rows are in work again, so that reasons and histories are shown too.
  const [first, second] = (await author.rows(plain.editionId)) as {
    translation: { id: string; version: number }
  }[]
  if (first && second) {
    await editor.review(first.translation.id, { step: 'reopen' }, first.translation.version)
    await editor.review(
      first.translation.id,
      { step: 'return', reason: `Not so ${broken}` },
      first.translation.version + 1,
    )
  }
  await discuss(plain, author, editor)
  await takeIn(tmx(used), `${broken}.tmx`)
  return { author, editor, plain, marked, refused, projectId }

  /** Reads another tool's memory, as the job in the background does. */
  async function takeIn(file: string, name: string) {
    const address = `http://localhost/api/projects/${projectId}/memory/files?name=${encodeURIComponent(name)}`
    const headers = { cookie: editor.page.cookie, origin: 'http://localhost', host: 'localhost' }
    const answer = await room.app.request(address, { method: 'POST', headers, body: file })
    if (answer.status !== 202) throw new Error(`The memory is not taken in: ${answer.status}`)
    const worker = await workOnJobs(
      room,
      async () => async () => {},
      () => {},
    )
    await worker.look()
    await worker.stop()
  }

  /** Everything that people say about a text: comments, questions and their answers, names, terms. */
  async function discuss(of: typeof plain, asking: Colleague, answering: Colleague) {
    for (const [index, payload] of used.entries()) {
      const row = of.rows[index % of.rows.length]
      const words = `@${payload}`.slice(0, 4000)
      await must(asking, 'POST', `/api/translations/${row?.translation.id}/comments`, { words })
      const asked = await must(asking, 'POST', `/api/articles/${of.articleId}/questions`, {
        segmentId: row?.segment.id ?? null,
        kind: index % 2 === 0 ? 'question' : 'correction',
        text: payload.slice(0, 2000),
        proposal: index % 2 === 0 ? null : `Told ${payload} tomorrow.`,
      })
      const question = asked.json.question?.id ?? asked.json.id
      if (index % 3 === 0 && question) {
        await must(answering, 'POST', `/api/questions/${question}/answer`, {
          outcome: 'answered',
          answer: payload.slice(0, 2000),
        })
      }
    }
    const terms = await answering.page.send('GET', `/api/projects/${projectId}/terms?limit=20&q=__xss`)
    for (const { id } of terms.json.items) {
      await must(asking, 'POST', `/api/terms/${id}/comments`, { body: broken, locale: 'vi', form: broken })
    }
    await must(answering, 'POST', `/api/articles/${of.articleId}/names`, {})
    const names = await asking.page.send('GET', `/api/articles/${of.articleId}/names`)
    for (const { name } of names.json.items.slice(0, 20)) {
      await must(asking, 'POST', `/api/articles/${of.articleId}/names/questions`, {
        ...{ name, locales: ['vi'], note: broken },
      })
    }
  }
}

function tmx(payloads: readonly string[]): string {
  const units = payloads.map(
    (payload) =>
      `<tu tuid="${escaped(payload)}"><note>${escaped(payload)}</note><prop type="${escaped(broken)}">${escaped(payload)}</prop>` +
      `<tuv xml:lang="en"><seg>Told ${escaped(payload)} today.</seg></tuv>` +
      `<tuv xml:lang="vi" creationid="${escaped(payload)}"><seg>${escaped(payload)}</seg></tuv></tu>`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="${escaped(broken)}" ` +
    'creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>' +
    `<body>${units.join('')}</body></tmx>`
  )
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
