// Every way through every door: what is asked for, and how it is asked.

import { randomUUID } from 'node:crypto'

import type { Role } from '#domain/people.ts'
import type { TermDraft } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { addComment } from '../../server/actions/comments.ts'
import { askQuestion } from '../../server/actions/ask-question.ts'
import { askAboutName } from '../../server/actions/article-names.ts'
import { receiveHomecoming } from '../../server/actions/bring-home.ts'
import { askForFile, writeEditionFile } from '../../server/actions/edition-file.ts'
import { confirmTranslation } from '../../server/actions/confirm-translation.ts'
import { readEditionFindings } from '../../server/actions/edition-findings.ts'
import { importMemory } from '../../server/actions/import-memory.ts'
import { importArticle } from '../../server/actions/import-article.ts'
import { receiveArticle } from '../../server/actions/import-file.ts'
import { preTranslate } from '../../server/actions/pre-translate.ts'
import { publishEdition } from '../../server/actions/publish-edition.ts'
import { restoreSentence } from '../../server/actions/restore-sentence.ts'
import { reviewSegment } from '../../server/actions/review-segment.ts'
import { addTerm, removeTerm } from '../../server/actions/terms.ts'
import { translateSegment } from '../../server/actions/translate-segment.ts'
import { updateArticle } from '../../server/actions/update-article.ts'
import { segmentsOf } from '../../server/store/articles.ts'
import { rowsOfEdition } from '../../server/store/editions.ts'
import { insertInvitation, insertSignInLink } from '../../server/store/identity/links.ts'
import { insertToken } from '../../server/store/identity/tokens.ts'
import { newId } from '../../server/store/ids.ts'
import { getJob } from '../../server/store/jobs.ts'
import { insertRole } from '../../server/store/people.ts'
import type { Side } from '../fixtures/security/authorisation.ts'
import { laptop } from '../helpers/people.ts'
import { locale, metricsToken, type Cast, type Standing } from './cast.ts'

/** One request, without who sends it. */
export interface Shot {
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The translation behind it, where there is one. */
  readonly translationId?: string
}

/** One way through a door. */
export interface Way {
  /** Makes what is asked for. */
  readonly prepare: (props: Props, who: Standing) => Promise<Shot>
  /** Fits what was made to whoever asks now. */
  readonly fit?: (cast: Cast, shot: Shot, who: Standing) => Promise<void>
  /** What is asked for belongs to whoever asks, so it is made anew for each. */
  readonly personal?: boolean
  /** The request may end the session it is sent in. */
  readonly spends?: boolean
}

/** The things of one project, or ids that lead nowhere. */
export type Props = ReturnType<typeof propsOf>

type Stage = 'draft' | 'translated' | 'reviewed' | 'final'

const future = () => new Date(Date.now() + 24 * 60 * 60 * 1000)
const encoded = (text: string) => Buffer.from(text).toString('base64')

/** A text that no check finds anything in. */
const source = 'The meeting began at nine.'
const target = 'Cuộc họp bắt đầu lúc chín giờ.'

/** A file without sentences comes home to any edition. */
const returnedFile =
  '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="en" datatype="plaintext"><body/></file></xliff>'

/** Makes the things that one side of the table asks for. */
export function propsOf(cast: Cast, side: Side) {
  const { room, db } = cast
  const { projectId: own, foreignProjectId: foreign } = room
  const projectId = { own, foreign, absent: newId() }[side]
  const otherProjectId = { own: foreign, foreign: own, absent: newId() }[side]
  const author = side === 'absent' ? null : cast.author[side]
  const reviewer = side === 'absent' ? null : cast.reviewer[side]

  async function article() {
    if (!author) return { articleId: newId(), editionId: newId() }
    const content = new TextEncoder().encode(source)
    const input = { projectId, fileName: 'news.txt', content, locales: [locale], treatments: {} }
    const { article: made, editions } = await importArticle(author(), input)
    return { articleId: made.id, editionId: editions[0]?.id ?? '' }
  }

  /** An article of two sentences whose source changed once, and its first sentence. */
  async function changedArticle() {
    const { articleId } = await article()
    if (!author) return { articleId, segmentId: newId() }
    const content = new TextEncoder().encode(`${source} It ended at ten.`)
    await updateArticle(author(), { articleId, base: null, file: { fileName: 'news.txt', content } })
    const [segment] = await segmentsOf(db, articleId)
    return { articleId, segmentId: segment?.id ?? newId() }
  }

  /** A translated sentence that the source of an article lost, or that was put back there since. */
  async function lostSentence(state: 'removed' | 'restored') {
    if (!author) return { articleId: newId(), segmentId: newId(), version: 2 }
    const file = (text: string) => ({ fileName: 'news.txt', content: new TextEncoder().encode(text) })
    const whole = { ...file(`It was Monday. ${source}`), projectId, locales: [locale], treatments: {} }
    const { article: made, editions } = await importArticle(author(), whole)
    const [, row] = await rowsOfEdition(db, editions[0]?.id ?? '', 0, 2)
    const write = { translationId: row?.translation.id ?? '', base: 0, idempotencyKey: randomUUID(), target }
    await translateSegment(author(), write)
    await updateArticle(author(), { articleId: made.id, base: null, file: file('It was Monday.') })
    const lost = { articleId: made.id, segmentId: row?.segment.id ?? '' }
    if (state === 'removed') return { ...lost, version: 2 }
    await restoreSentence(author(), { ...lost, base: 2 })
    return { ...lost, version: 3 }
  }

  /** An article that names somebody nobody has decided about. */
  async function named() {
    const name = unheard()
    if (!author) return { name, articleId: newId() }
    const content = new TextEncoder().encode(`The ${name} met.`)
    const input = { projectId, fileName: 'news.txt', content, locales: [], treatments: {} }
    return { name, articleId: (await importArticle(author(), input)).article.id }
  }

  /** An open question about a name. */
  async function nameQuestion() {
    if (!author) return newId()
    const { articleId, name } = await named()
    await askAboutName(author(), { articleId, name, locales: [locale], note: '' })
    const row = await db
      .selectFrom('term_question')
      .select('id')
      .where('project_id', '=', projectId)
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.id ?? newId()
  }

  /** A translation at a stage of its way. */
  async function text(stage: Stage) {
    const { articleId, editionId } = await article()
    if (!author || !reviewer) {
      return { articleId, editionId, translationId: newId(), releaseId: newId(), version: 1 }
    }
    const [row] = await rowsOfEdition(db, editionId, 0, 1)
    const translationId = row?.translation.id ?? ''
    let version = 0
    const write = () => ({ translationId, base: version++, idempotencyKey: randomUUID() })
    await translateSegment(author(), { ...write(), target })
    if (stage !== 'draft') await confirmTranslation(author(), write())
    if (stage === 'reviewed' || stage === 'final') {
      await reviewSegment(reviewer(), {
        ...write(),
        step: 'approve',
        reason: null,
        waiver: null,
        category: null,
        range: null,
      })
    }
    let releaseId = ''
    if (stage === 'final') {
      releaseId = (await publishEdition(author(), { editionId, publicUrl: null })).release.id
    }
    return { articleId, editionId, translationId, releaseId, version }
  }

  /** A question about the source of an article. */
  async function question() {
    if (!author) return newId()
    const { articleId } = await article()
    const input = { articleId, segmentId: null, kind: 'question', text: 'Which nine?' } as const
    return (await askQuestion(author(), { ...input, proposal: null, locale: null })).question.id
  }

  /** A finding of an edition as a whole: one sentence in two translations. */
  async function unlike() {
    if (!author) return { editionId: newId(), message: 'check.document.consistency', fingerprint: '' }
    const content = new TextEncoder().encode(`${source}\n\n${source}\n`)
    const input = { projectId, fileName: 'news.txt', content, locales: [locale], treatments: {} }
    const editionId = (await importArticle(author(), input)).editions[0]?.id ?? ''
    for (const [n, { translation }] of (await rowsOfEdition(db, editionId, 0, 9)).entries()) {
      const write = { translationId: translation.id, base: 0, idempotencyKey: randomUUID() }
      await translateSegment(author(), { ...write, target: n === 0 ? target : `Vâng, ${target}` })
    }
    const [finding] = (await readEditionFindings(author(), editionId)).items
    return { editionId, message: finding?.message ?? '', fingerprint: finding?.fingerprint ?? '' }
  }

  async function member(at: string, role: Role, language: TargetLocale | null) {
    if (side === 'absent') return newId()
    const id = await cast.person([])
    await insertRole(db, id, { projectId: at, role, locale: language })
    return id
  }

  async function invitation(at: string, language: TargetLocale | null) {
    if (!author) return { id: newId(), secret: randomUUID() }
    const made = await insertInvitation(db, {
      projectId: at,
      role: 'translator',
      locale: language,
      email: `${randomUUID()}@example.org`,
      invitedBy: author().person.id,
      now: new Date(),
      expiresAt: future(),
    })
    return { id: made.invitation.id, secret: made.secret }
  }

  async function memoryFile() {
    if (!author) return newId()
    const file = new TextEncoder().encode(tmx())
    const content = async function* () {
      yield file
    }
    const input = { projectId, originId: newId(), fileName: 'memory.tmx', content }
    return (await importMemory(author(), input)).originId
  }

  async function job() {
    if (!author) return newId()
    return (await preTranslate(author(), { editionId: (await article()).editionId, from: null })).job.id
  }

  /** An edition of an XLIFF file. */
  async function xliffEdition() {
    if (!author) return newId()
    const content = new TextEncoder().encode(
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="vi"><file id="f"><unit id="u"><segment><source>Rain.</source></segment></unit></file></xliff>',
    )
    const input = { projectId, fileName: 'rain.xlf', content, locales: [locale], treatments: {} }
    return (await importArticle(author(), input)).editions[0]?.id ?? ''
  }

  /** A file that was written in the background. */
  async function fileJob() {
    if (!author) return newId()
    const { job: asked } = await askForFile(author(), { editionId: await xliffEdition() })
    const waiting = await getJob(db, asked.id)
    if (!waiting) throw new Error('The job is gone')
    const written = await writeEditionFile({ db }, waiting)
    await db
      .updateTable('job')
      .set({ state: 'done', result: JSON.stringify(written) })
      .where('id', '=', asked.id)
      .execute()
    return asked.id
  }

  /** A file that was looked at, and may be taken over. */
  async function homecomingJob() {
    if (!author) return newId()
    const input = { editionId: await xliffEdition(), fileName: 'rain.xlf', preview: true }
    const { job: asked } = await receiveHomecoming(author(), { ...input, content: new Blob(['a']).stream() })
    await db.updateTable('job').set({ state: 'done' }).where('id', '=', asked.id).execute()
    return asked.id
  }

  async function importJob() {
    if (!author) return newId()
    const content = new Blob(['<xliff version="2.0"/>']).stream()
    return (await receiveArticle(author(), { projectId, fileName: 'a.xlf', locales: [], content })).job.id
  }

  async function term(status: 'proposed' | 'approved') {
    const draft = termDraft(status)
    if (!author) return { id: newId(), draft }
    return { id: (await addTerm(author(), { projectId, draft })).id, draft }
  }

  async function comment() {
    const { translationId } = await text('draft')
    if (!author) return newId()
    return (await addComment(author(), { translationId, words: 'Is this a title?', suggestion: null })).id
  }

  /** An entry that all projects share. */
  async function sharedTerm() {
    const draft = termDraft('proposed')
    return { id: (await addTerm(room.ctx(), { projectId: null, draft })).id, draft }
  }

  /** An entry that was removed. */
  async function removedTerm(status: 'proposed' | 'approved') {
    const { id } = await term(status)
    if (author) await removeTerm(author(), id)
    return id
  }

  /** The address of a new thing of a stranger's own. */
  async function strangers() {
    const personId = await cast.person([])
    return personId
  }

  async function session(personId: string) {
    await room.identity.startSession(personId, laptop)
    const row = await db
      .selectFrom('session')
      .select('id')
      .where('person_id', '=', personId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return row?.id ?? newId()
  }

  async function token(personId: string) {
    const now = new Date()
    const given = { personId, name: 'Program', scopes: ['read'], now, expiresAt: future() } as const
    return (await insertToken(db, given)).item.id
  }

  async function link() {
    if (side === 'absent') return randomUUID()
    return insertSignInLink(db, await cast.person([]), new Date(), future())
  }

  return {
    side,
    projectId,
    otherProjectId,
    article,
    question,
    unlike,
    changedArticle,
    lostSentence,
    text,
    member,
    invitation,
    term,
    comment,
    sharedTerm,
    named,
    nameQuestion,
    removedTerm,
    memoryFile,
    job,
    importJob,
    xliffEdition,
    fileJob,
    homecomingJob,
    link,
    session,
    token,
    strangers,
    withPassword: cast.withPassword,
  }
}

function termDraft(status: 'proposed' | 'approved'): TermDraft {
  return {
    source: `Council ${randomUUID()}`,
    acronym: null,
    termClass: 'organisation',
    caseSensitive: true,
    doNotTranslate: false,
    note: '',
    forms: {
      vi: [
        {
          text: 'Hội đồng',
          status,
          confidence: null,
          evidence: null,
        },
      ],
    },
  }
}

/** A name that nobody has decided about: another one each time. */
function unheard(): string {
  const letters = randomUUID().replace(/[\d-]/g, (sign) => 'ghijklmnop'[Number(sign)] ?? '')
  return `N${letters} Research Institute`
}

const at = (path: (props: Props) => string, body?: () => unknown): Way => ({
  prepare: async (props) => ({ path: path(props), ...(body ? { body: body() } : {}) }),
})

const fixed = (path: string, body?: () => unknown): Way => at(() => path, body)

const versioned = (version: number) => ({
  'if-match': `"${version}"`,
  'idempotency-key': randomUUID(),
})

const newFile = () => ({ fileName: 'news.txt', content: encoded(`${source} It ended at eleven.`) })

/** A request about the source of an article in its second version. */
const onSource = (path: (segmentId: string) => string, body?: object): Way => ({
  prepare: async ({ changedArticle }) => {
    const { articleId, segmentId } = await changedArticle()
    return {
      path: `/api/articles/${articleId}${path(segmentId)}`,
      ...(body ? { body, headers: { 'if-match': '"2"' } } : {}),
    }
  },
})

/** A request about a sentence that the source lost, or that was put back since. */
const onLost = (state: 'removed' | 'restored', folder: string): Way => ({
  prepare: async ({ lostSentence }) => {
    const { articleId, segmentId, version } = await lostSentence(state)
    return {
      ...{ path: `/api/articles/${articleId}/${folder}/${segmentId}`, body: {} },
      headers: { 'if-match': `"${version}"` },
    }
  },
})

/** A write on a translation at a stage. */
const onText = (stage: Stage, tail: string, body: unknown, fit?: Way['fit']): Way => ({
  prepare: async ({ text }) => {
    const { translationId, version } = await text(stage)
    const headers = versioned(version)
    return { path: `/api/translations/${translationId}${tail}`, body, headers, translationId }
  },
  ...(fit ? { fit } : {}),
})

/** Makes whoever asks the author of the text. */
const asAuthor: Way['fit'] = async ({ db }, { translationId }, { personId }) => {
  if (!translationId || !personId) return
  await db.updateTable('translation').set({ author_id: personId }).where('id', '=', translationId).execute()
}

/** A request about somebody's account. */
const onAccount = (tail: string, body?: object): Way => ({
  prepare: async ({ side, strangers }) => ({
    path: `/api/people/${side === 'absent' ? newId() : await strangers()}${tail}`,
    ...(body ? { body } : {}),
  }),
})

const ofArticle = (tail: string, body?: () => unknown): Way => ({
  prepare: async ({ article }) => ({
    path: `/api/articles/${(await article()).articleId}${tail}`,
    ...(body ? { body: body() } : {}),
  }),
})

const ofEdition = (tail: string): Way => ({
  prepare: async ({ text }) => ({ path: `/api/editions/${(await text('final')).editionId}${tail}` }),
})

const ofRelease = (tail: string): Way => ({
  prepare: async ({ text }) => ({ path: `/api/releases/${(await text('final')).releaseId}${tail}` }),
})

const setRole = (
  before: { role: Role; locale: TargetLocale | null },
  roles: readonly { role: Role; locale: TargetLocale | null }[],
): Way => ({
  prepare: async ({ projectId, member }) => ({
    path: `/api/projects/${projectId}/members/${await member(projectId, before.role, before.locale)}`,
    body: { roles },
  }),
})

const translatorOf = (language: TargetLocale | null) => ({ role: 'translator', locale: language }) as const
const reviewerOf = (language: TargetLocale | null) => ({ role: 'reviewer', locale: language }) as const
const giving = (language: TargetLocale | null) =>
  setRole(translatorOf('km'), [translatorOf('km'), reviewerOf(language)])

const inviting = (language: TargetLocale | null): Way => ({
  prepare: async ({ projectId }) => ({
    path: `/api/projects/${projectId}/invitations`,
    body: { email: `${randomUUID()}@example.org`, role: 'translator', locale: language },
  }),
})

const withdrawing = (language: TargetLocale | null): Way => ({
  prepare: async ({ projectId, invitation }) => ({
    path: `/api/projects/${projectId}/invitations/${(await invitation(projectId, language)).id}`,
  }),
})

const csvOf = (status: string) =>
  `source,class,locale,form,status\nForum ${randomUUID()},organisation,vi,Diễn đàn,${status}\n`

const onTerm = (before: 'proposed' | 'approved', after: 'proposed' | 'approved' | null): Way => ({
  prepare: async ({ term }) => {
    const { id, draft } = await term(before)
    if (after === null) return { path: `/api/terms/${id}` }
    const forms = { vi: [{ text: 'Hội đồng', status: after, confidence: null, evidence: null }] }
    return {
      path: `/api/terms/${id}`,
      body: { ...draft, note: 'Seen', forms },
      headers: { 'if-match': '"1"' },
    }
  },
})

const onSharedTerm = (body?: (draft: TermDraft) => unknown): Way => ({
  prepare: async ({ sharedTerm }) => {
    const { id, draft } = await sharedTerm()
    if (!body) return { path: `/api/terms/${id}` }
    return { path: `/api/terms/${id}`, body: body(draft), headers: { 'if-match': '"1"' } }
  },
})

const restoring = (status: 'proposed' | 'approved'): Way => ({
  prepare: async ({ removedTerm }) => ({ path: `/api/terms/${await removedTerm(status)}/restore` }),
})

/** All ways, by door and name; the table in fixtures/security has the same keys. */
export const ways: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  'GET /livez': { '': fixed('/livez') },
  'GET /readyz': { '': fixed('/readyz') },
  'GET /metrics': {
    'without its token': fixed('/metrics'),
    'with its token': {
      prepare: async () => ({ path: '/metrics', headers: { authorization: `Bearer ${metricsToken}` } }),
    },
  },
  'GET /api/openapi.json': { '': fixed('/api/openapi.json') },
  'GET /api/reference': { '': fixed('/api/reference') },
  'GET /api/reference/:file': { '': fixed('/api/reference/start.js') },
  'GET /*': { '': fixed('/work') },

  'GET /api/session': { '': fixed('/api/session') },
  'POST /api/session': {
    '': {
      spends: true,
      prepare: async ({ withPassword }) => ({ path: '/api/session', body: await withPassword() }),
    },
  },
  'POST /api/session/link': {
    '': {
      spends: true,
      prepare: async ({ link }) => ({ path: '/api/session/link', body: { token: await link() } }),
    },
  },
  'DELETE /api/session': { '': { ...fixed('/api/session'), spends: true } },
  'GET /api/invitations/:token': {
    '': {
      prepare: async ({ projectId, invitation }) => ({
        path: `/api/invitations/${(await invitation(projectId, null)).secret}`,
      }),
    },
  },
  'POST /api/invitations/:token': {
    '': {
      spends: true,
      prepare: async ({ projectId, invitation }) => ({
        path: `/api/invitations/${(await invitation(projectId, null)).secret}`,
        body: { name: 'Somebody new', password: 'eleven lanterns over the river' },
      }),
    },
  },

  'PATCH /api/me': { '': fixed('/api/me', () => ({ uiLocale: 'vi' })) },
  'GET /api/me/sessions': { '': fixed('/api/me/sessions') },
  'DELETE /api/me/sessions/:session': {
    '': {
      personal: true,
      prepare: async ({ side, session, strangers }, { personId }) => {
        const id =
          side === 'absent'
            ? newId()
            : await session(side === 'own' && personId ? personId : await strangers())
        return { path: `/api/me/sessions/${id}` }
      },
    },
  },
  'GET /api/me/tokens': { '': fixed('/api/me/tokens') },
  'POST /api/me/tokens': {
    '': fixed('/api/me/tokens', () => ({ name: 'Program', scopes: ['read'], expiresInDays: 1 })),
  },
  'DELETE /api/me/tokens/:token': {
    '': {
      personal: true,
      prepare: async ({ side, token, strangers }, { personId }) => {
        const id =
          side === 'absent' ? newId() : await token(side === 'own' && personId ? personId : await strangers())
        return { path: `/api/me/tokens/${id}` }
      },
    },
  },
  'GET /api/work': { '': fixed('/api/work') },

  'GET /api/people': { '': fixed('/api/people') },
  'POST /api/people': {
    '': fixed('/api/people', () => ({ name: 'Somebody new', email: `${randomUUID()}@example.org` })),
  },
  'PUT /api/people/:person/access': {
    disabling: onAccount('/access', { disabled: true }),
    enabling: onAccount('/access', { disabled: false }),
  },
  'POST /api/people/:person/sign-in-links': { '': onAccount('/sign-in-links') },

  'GET /api/projects': { '': fixed('/api/projects') },
  'POST /api/projects': { '': fixed('/api/projects', () => ({ name: `Project ${randomUUID()}` })) },
  'PATCH /api/projects/:project': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}`,
      () => ({ name: `Name ${randomUUID()}` }),
    ),
  },
  'GET /api/projects/:project/checks': { '': at(({ projectId }) => `/api/projects/${projectId}/checks`) },
  'PUT /api/projects/:project/checks': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/checks`,
      () => ({ check: 'length', locale: '*', strictness: 'info' }),
    ),
  },
  'GET /api/projects/:project/events': { '': at(({ projectId }) => `/api/projects/${projectId}/events`) },
  'GET /api/projects/:project/colleagues': {
    '': at(({ projectId }) => `/api/projects/${projectId}/colleagues`),
  },
  'GET /api/projects/:project/members': { '': at(({ projectId }) => `/api/projects/${projectId}/members`) },
  'PUT /api/projects/:project/members/:person': {
    'a role in Vietnamese': giving('vi'),
    'a role in Khmer': giving('km'),
    'a role in every language': giving(null),
    'taking a role in Vietnamese': setRole(translatorOf('vi'), []),
    'somebody of the other project': {
      prepare: async ({ projectId, otherProjectId, member }) => ({
        path: `/api/projects/${projectId}/members/${await member(otherProjectId, 'translator', 'km')}`,
        body: { roles: [translatorOf('km')] },
      }),
    },
  },
  'POST /api/projects/:project/invitations': {
    'a role in Vietnamese': inviting('vi'),
    'a role in Khmer': inviting('km'),
    'a role in every language': inviting(null),
  },
  'DELETE /api/projects/:project/invitations/:invitation': {
    'a role in Vietnamese': withdrawing('vi'),
    'a role in Khmer': withdrawing('km'),
    'of the other project': {
      prepare: async ({ projectId, otherProjectId, invitation }) => ({
        path: `/api/projects/${projectId}/invitations/${(await invitation(otherProjectId, 'km')).id}`,
      }),
    },
  },

  'GET /api/projects/:project/articles': { '': at(({ projectId }) => `/api/projects/${projectId}/articles`) },
  'POST /api/projects/:project/articles': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/articles`,
      () => ({ fileName: 'news.txt', content: encoded(source), locales: ['vi'] }),
    ),
  },
  'POST /api/projects/:project/articles/files': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/articles/files?name=large.xlf&to=vi`,
      () => ({ any: 'bytes are taken in' }),
    ),
  },
  'POST /api/projects/:project/articles/preview': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/articles/preview`,
      () => ({ fileName: 'news.txt', content: encoded(source) }),
    ),
  },
  'POST /api/projects/:project/articles/fetch': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/articles/fetch`,
      () => ({ address: 'https://example.org/news' }),
    ),
  },
  'GET /api/articles/:article': {
    '': { prepare: async ({ article }) => ({ path: `/api/articles/${(await article()).articleId}` }) },
  },
  'POST /api/articles/:article/update/preview': { '': onSource(() => '/update/preview', newFile()) },
  'POST /api/articles/:article/update': { '': onSource(() => '/update', newFile()) },
  'GET /api/articles/:article/versions': { '': onSource(() => '/versions') },
  'POST /api/articles/:article/versions/:version': { '': onSource(() => '/versions/1', {}) },
  'POST /api/articles/:article/removed/:segment': { '': onLost('removed', 'removed') },
  'DELETE /api/articles/:article/segments/:segment': { '': onLost('restored', 'segments') },
  'PUT /api/articles/:article/segments/:segment': {
    '': onSource((segment) => `/segments/${segment}`, { source: `${source}..` }),
  },
  'POST /api/articles/:article/segments/:segment/split': {
    '': onSource((segment) => `/segments/${segment}/split`, { at: 12 }),
  },
  'POST /api/articles/:article/segments/:segment/join': {
    '': onSource((segment) => `/segments/${segment}/join`, {}),
  },
  'PUT /api/articles/:article/blocks/:block': { '': onSource(() => '/blocks/1', { treatment: 'keep' }) },
  'DELETE /api/articles/:article': {
    '': { prepare: async ({ article }) => ({ path: `/api/articles/${(await article()).articleId}` }) },
    released: {
      prepare: async ({ text }) => ({ path: `/api/articles/${(await text('final')).articleId}` }),
    },
  },
  'POST /api/articles/:article/editions': {
    '': {
      prepare: async ({ article }) => ({
        path: `/api/articles/${(await article()).articleId}/editions`,
        body: { locales: ['th'] },
      }),
    },
  },

  'GET /api/articles/:article/findings': { '': ofArticle('/findings') },
  'GET /api/articles/:article/questions': { '': ofArticle('/questions') },
  'POST /api/articles/:article/questions': {
    '': ofArticle('/questions', () => ({ kind: 'question', text: `Which nine? ${randomUUID()}` })),
  },
  'POST /api/questions/:question/answer': {
    '': {
      prepare: async ({ question }) => ({
        path: `/api/questions/${await question()}/answer`,
        body: { outcome: 'answered', answer: 'In the morning' },
      }),
    },
  },

  'GET /api/editions/:edition': { '': ofEdition('') },
  'GET /api/editions/:edition/segments': { '': ofEdition('/segments') },
  'GET /api/editions/:edition/outline': { '': ofEdition('/outline') },
  'GET /api/editions/:edition/findings': { '': ofEdition('/findings') },
  'POST /api/editions/:edition/dismissals': {
    '': {
      prepare: async ({ unlike }) => {
        const { editionId, ...finding } = await unlike()
        return { path: `/api/editions/${editionId}/dismissals`, body: { ...finding, reason: 'Meant so' } }
      },
    },
  },
  'PUT /api/translations/:translation': { '': onText('draft', '', { target: `${target} ${target}` }) },
  'POST /api/translations/:translation/confirm': { '': onText('draft', '/confirm', {}) },
  'POST /api/translations/:translation/review': {
    approve: onText('translated', '/review', { step: 'approve' }),
    reopen: onText('reviewed', '/review', { step: 'reopen' }),
    return: onText('translated', '/review', { step: 'return', reason: 'Too literal' }),
    'approve one’s own': onText('translated', '/review', { step: 'approve' }, asAuthor),
    'approve one’s own with a waiver': onText(
      'translated',
      '/review',
      { step: 'approve', waiver: 'Nobody else reads Vietnamese' },
      asAuthor,
    ),
  },
  'POST /api/translations/:translation/dismissals': {
    '': onText('draft', '/dismissals', { check: 'numbers', reason: 'Meant so' }),
  },
  'GET /api/translations/:translation/history': { '': onText('draft', '/history', undefined) },

  'GET /api/editions/:edition/xliff/:version': { '': ofEdition('/xliff/2.1') },
  'POST /api/editions/:edition/xliff': {
    '': {
      prepare: async ({ text }) => ({
        path: `/api/editions/${(await text('draft')).editionId}/xliff`,
        body: { fileName: 'news.xlf', content: encoded(returnedFile) },
      }),
    },
  },

  'POST /api/editions/:edition/xliff/files': {
    '': {
      prepare: async ({ xliffEdition }) => ({
        path: `/api/editions/${await xliffEdition()}/xliff/files?name=large.xlf`,
        body: { any: 'bytes are taken in' },
      }),
    },
  },
  'GET /api/editions/:edition/homecoming': { '': ofEdition('/homecoming') },
  'POST /api/jobs/:job/apply': {
    '': {
      prepare: async ({ homecomingJob }) => ({ path: `/api/jobs/${await homecomingJob()}/apply`, body: {} }),
    },
  },
  'POST /api/editions/:edition/file': {
    '': {
      prepare: async ({ xliffEdition }) => ({ path: `/api/editions/${await xliffEdition()}/file`, body: {} }),
    },
  },
  'GET /api/jobs/:job/file': {
    '': { prepare: async ({ fileJob }) => ({ path: `/api/jobs/${await fileJob()}/file` }) },
  },

  'GET /api/editions/:edition/publication': { '': ofEdition('/publication') },
  'POST /api/editions/:edition/releases': {
    '': {
      prepare: async ({ text }) => ({
        path: `/api/editions/${(await text('reviewed')).editionId}/releases`,
        body: {},
      }),
    },
  },
  'GET /api/editions/:edition/releases': { '': ofEdition('/releases') },
  'GET /api/releases/:release': { '': ofRelease('') },
  'GET /api/releases/:release/files/:format': { '': ofRelease('/files/html') },

  'GET /api/projects/:project/terms': { '': at(({ projectId }) => `/api/projects/${projectId}/terms`) },
  'POST /api/projects/:project/terms': {
    proposed: at(
      ({ projectId }) => `/api/projects/${projectId}/terms`,
      () => termDraft('proposed'),
    ),
    approved: at(
      ({ projectId }) => `/api/projects/${projectId}/terms`,
      () => termDraft('approved'),
    ),
    'for all projects': at(
      ({ projectId }) => `/api/projects/${projectId}/terms`,
      () => ({ ...termDraft('proposed'), shared: true }),
    ),
  },
  'GET /api/projects/:project/terms.csv': {
    '': at(({ projectId }) => `/api/projects/${projectId}/terms.csv`),
  },
  'POST /api/projects/:project/terms/import': {
    proposed: at(
      ({ projectId }) => `/api/projects/${projectId}/terms/import`,
      () => ({ content: csvOf('proposed'), apply: true }),
    ),
    approved: at(
      ({ projectId }) => `/api/projects/${projectId}/terms/import`,
      () => ({ content: csvOf('approved'), apply: true }),
    ),
    'for all projects': at(
      ({ projectId }) => `/api/projects/${projectId}/terms/import`,
      () => ({ content: csvOf('proposed'), apply: true, shared: true }),
    ),
  },
  'GET /api/projects/:project/terms.xlsx': {
    '': at(({ projectId }) => `/api/projects/${projectId}/terms.xlsx`),
  },
  'GET /api/projects/:project/terms.tbx': {
    '': at(({ projectId }) => `/api/projects/${projectId}/terms.tbx`),
  },
  'POST /api/projects/:project/terms/decide': {
    '': {
      prepare: async ({ projectId, term }) => ({
        path: `/api/projects/${projectId}/terms/decide`,
        body: {
          status: 'approved',
          forms: [{ termId: (await term('proposed')).id, locale: 'vi', text: 'Hội đồng' }],
        },
      }),
    },
  },
  'GET /api/projects/:project/terms/:term/uses': {
    '': {
      prepare: async ({ projectId, term }) => ({
        path: `/api/projects/${projectId}/terms/${(await term('proposed')).id}/uses`,
      }),
    },
  },
  'GET /api/terms/:term': {
    '': { prepare: async ({ term }) => ({ path: `/api/terms/${(await term('proposed')).id}` }) },
  },
  'POST /api/terms/:term/restore': {
    proposed: restoring('proposed'),
    approved: restoring('approved'),
  },
  'POST /api/terms/:term/comments': {
    '': {
      prepare: async ({ term }) => ({
        path: `/api/terms/${(await term('proposed')).id}/comments`,
        body: { body: 'Is this how the ministry writes it?' },
      }),
    },
  },
  'PUT /api/terms/:term': {
    proposed: onTerm('proposed', 'proposed'),
    approving: onTerm('proposed', 'approved'),
    'for all projects': onSharedTerm((draft) => ({ ...draft, note: 'Seen' })),
  },
  'DELETE /api/terms/:term': {
    proposed: onTerm('proposed', null),
    approved: onTerm('approved', null),
    'for all projects': onSharedTerm(),
  },

  'GET /api/translations/:translation/comments': { '': onText('draft', '/comments', undefined) },
  'POST /api/translations/:translation/comments': {
    '': onText('draft', '/comments', { words: 'Is this a title?' }),
  },
  'PUT /api/comments/:comment': {
    '': {
      prepare: async ({ comment }) => ({
        path: `/api/comments/${await comment()}`,
        body: { resolved: true },
      }),
    },
  },
  'GET /api/translations/:translation/versions': { '': onText('draft', '/versions', undefined) },
  'GET /api/editions/:edition/comments': { '': ofEdition('/comments') },
  'POST /api/editions/:edition/presence': {
    '': {
      prepare: async ({ text }) => ({
        path: `/api/editions/${(await text('draft')).editionId}/presence`,
        body: { translationId: null },
      }),
    },
  },
  'PUT /api/editions/:edition/assignments/:role': {
    '': {
      prepare: async ({ text }) => ({
        path: `/api/editions/${(await text('draft')).editionId}/assignments/translator`,
        body: { personId: null, dueOn: '2026-03-02' },
      }),
    },
  },
  'GET /api/projects/:project/board': { '': at(({ projectId }) => `/api/projects/${projectId}/board`) },
  'GET /api/me/notifications': { '': fixed('/api/me/notifications') },
  'PUT /api/me/notifications/read': { '': fixed('/api/me/notifications/read', () => ({ upTo: 0 })) },
  'GET /api/me/preferences': { '': fixed('/api/me/preferences') },
  'PATCH /api/me/preferences': { '': fixed('/api/me/preferences', () => ({ mail: 'off' })) },

  'GET /api/articles/:article/names': {
    '': { prepare: async ({ named }) => ({ path: `/api/articles/${(await named()).articleId}/names` }) },
  },
  'POST /api/articles/:article/names': {
    '': { prepare: async ({ named }) => ({ path: `/api/articles/${(await named()).articleId}/names` }) },
  },
  'POST /api/articles/:article/names/questions': {
    '': {
      prepare: async ({ named }) => {
        const { articleId, name } = await named()
        return { path: `/api/articles/${articleId}/names/questions`, body: { name, locales: [locale] } }
      },
    },
  },
  'POST /api/articles/:article/names/forms': {
    '': {
      prepare: async ({ named }) => {
        const { articleId, name } = await named()
        return {
          path: `/api/articles/${articleId}/names/forms`,
          body: { name, locale, text: `Viện ${randomUUID()}` },
        }
      },
    },
    approved: {
      prepare: async ({ named }) => {
        const { articleId, name } = await named()
        return {
          path: `/api/articles/${articleId}/names/forms`,
          body: { name, locale, text: `Viện ${randomUUID()}`, status: 'approved' },
        }
      },
    },
  },
  'GET /api/projects/:project/name-questions': {
    '': at(({ projectId }) => `/api/projects/${projectId}/name-questions`),
  },
  'POST /api/name-questions/:question/answer': {
    '': {
      prepare: async ({ nameQuestion }) => ({
        path: `/api/name-questions/${await nameQuestion()}/answer`,
        body: { text: 'Viện Nhục đậu khấu' },
      }),
    },
  },
  'GET /api/translations/:translation/matches': { '': onText('draft', '/matches', undefined) },
  'GET /api/translations/:translation/repetitions': { '': onText('draft', '/repetitions', undefined) },
  'POST /api/translations/:translation/repetitions': { '': onText('draft', '/repetitions', {}) },
  'GET /api/editions/:edition/matches': { '': ofEdition('/matches') },
  'POST /api/editions/:edition/pretranslation': {
    '': {
      prepare: async ({ article }) => ({
        path: `/api/editions/${(await article()).editionId}/pretranslation`,
        body: {},
      }),
    },
  },
  'DELETE /api/jobs/:job': {
    '': { prepare: async ({ importJob }) => ({ path: `/api/jobs/${await importJob()}` }) },
  },
  'GET /api/jobs/:job': {
    '': { prepare: async ({ job }) => ({ path: `/api/jobs/${await job()}` }) },
  },
  'GET /api/articles/:article/analysis': { '': ofArticle('/analysis') },
  'GET /api/projects/:project/memory': { '': at(({ projectId }) => `/api/projects/${projectId}/memory`) },
  'PUT /api/projects/:project/memory': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/memory`,
      () => ({ fillFrom: 100 }),
    ),
  },
  'GET /api/projects/:project/memory/concordance': {
    '': at(({ projectId }) => `/api/projects/${projectId}/memory/concordance?q=meeting&locale=vi`),
  },
  'GET /api/projects/:project/memory.tmx': {
    '': at(({ projectId }) => `/api/projects/${projectId}/memory.tmx`),
  },
  'POST /api/projects/:project/memory/files': {
    '': at(
      ({ projectId }) => `/api/projects/${projectId}/memory/files?name=memory.tmx`,
      () => ({ any: 'bytes are taken in' }),
    ),
  },
  'DELETE /api/projects/:project/memory/files/:file': {
    '': {
      prepare: async ({ projectId, memoryFile }) => ({
        path: `/api/projects/${projectId}/memory/files/${await memoryFile()}`,
      }),
    },
    'of the other project': {
      prepare: async ({ otherProjectId, memoryFile }) => ({
        path: `/api/projects/${otherProjectId}/memory/files/${await memoryFile()}`,
      }),
    },
  },
  'DELETE /api/projects/:project/memory/articles/:article': {
    '': {
      prepare: async ({ projectId, text }) => ({
        path: `/api/projects/${projectId}/memory/articles/${(await text('reviewed')).articleId}`,
      }),
    },
    'of the other project': {
      prepare: async ({ otherProjectId, text }) => ({
        path: `/api/projects/${otherProjectId}/memory/articles/${(await text('reviewed')).articleId}`,
      }),
    },
  },
}

/** A memory with one pair that no other file has. */
function tmx(): string {
  const variant = (language: string, words: string) =>
    `<tuv xml:lang="${language}"><seg>${words} ${randomUUID()}</seg></tuv>`
  return `<tmx version="1.4"><header srclang="en"/><body><tu>${variant('en', 'Good')}${variant('vi', 'Tốt')}</tu></body></tmx>`
}
