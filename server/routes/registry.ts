// Every door of the server: who may come in, and what is behind it.
// A route that is not listed here does not start the server; a test walks this list for every kind of person.

import type { Permission } from '#domain/people.ts'

/**
 * What a door asks for before anything is read: a permission, or one of several (the action then demands
 * the right one at the very place), only to be signed in, or nothing at all.
 */
export type Entry = Permission | readonly Permission[] | 'signed-in' | 'public'

export interface Door {
  readonly entry: Entry
  readonly summary: string
  /** What the body brings beyond the usual: a source file inside JSON, or a file taken in piece by piece. */
  readonly brings?: 'source' | 'stream'
  /**
   * The answer is long and holds only texts, so that it travels compressed. Never where a secret is answered: its
   * length would then tell of it to whoever can add words beside it.
   * @see https://www.breachattack.com/
   */
  readonly compressed?: boolean
}

const door = (entry: Entry, summary: string): Door => ({ entry, summary })
const long = (entry: Entry, summary: string): Door => ({ entry, summary, compressed: true })

/** All doors by method and path. */
export const doors: Readonly<Record<string, Door>> = {
  'GET /livez': door('public', 'The process is alive'),
  'GET /readyz': door('public', 'The database answers and the schema is the expected one'),
  'GET /metrics': door('public', 'Figures in the Prometheus format; loopback or with SETARA_METRICS_TOKEN'),
  'GET /api/openapi.json': door('public', 'This description'),
  'GET /api/reference': door('public', 'The reference page of this interface'),
  'GET /api/reference/:file': door('public', 'Files of the reference page'),
  'GET /*': door('public', 'The pages of the editor'),

  'GET /api/session': door('public', 'Who is signed in'),
  'POST /api/session': door('public', 'Sign in with a password'),
  'POST /api/session/link': door('public', 'Sign in with a one-time link'),
  'DELETE /api/session': door('signed-in', 'Sign out'),
  'GET /api/invitations/:token': door('public', 'What an invitation is for'),
  'POST /api/invitations/:token': door('public', 'Accept an invitation'),

  'PATCH /api/me': door('signed-in', 'Change one’s name, language or password'),
  'GET /api/me/sessions': door('signed-in', 'List one’s sessions'),
  'DELETE /api/me/sessions/:session': door('signed-in', 'End one of one’s sessions'),
  'GET /api/me/tokens': door('signed-in', 'List one’s API tokens'),
  'POST /api/me/tokens': door('signed-in', 'Make an API token'),
  'DELETE /api/me/tokens/:token': door('signed-in', 'Withdraw an API token'),
  'GET /api/work': door('signed-in', 'What waits for me'),

  'GET /api/people': door('site.manage', 'List everybody who has an account'),
  'POST /api/people': door('site.manage', 'Add a person, with a link that signs them in once'),
  'PUT /api/people/:person/access': door('site.manage', 'Disable a person, or let them in again'),
  'POST /api/people/:person/sign-in-links': door('site.manage', 'Make a link that signs a person in once'),

  'GET /api/projects': door('signed-in', 'List my projects'),
  'POST /api/projects': door('site.manage', 'Add a project'),
  'PATCH /api/projects/:project': door(
    'project.manage',
    'Rename a project, or say how many approve its texts',
  ),
  'GET /api/projects/:project/checks': door('project.read', 'How strict the checks are'),
  'PUT /api/projects/:project/checks': door('project.manage', 'Set how strict a check is'),
  'GET /api/projects/:project/events': door(
    'project.read',
    'Follow the changes of a project (server-sent events)',
  ),
  'GET /api/projects/:project/colleagues': door('project.read', 'Who works in a project, by name and role'),
  'GET /api/projects/:project/members': door('member.read', 'List members and open invitations'),
  'PUT /api/projects/:project/members/:person': door('member.manage', 'Set the roles of a member'),
  'POST /api/projects/:project/invitations': door('member.manage', 'Invite somebody'),
  'DELETE /api/projects/:project/invitations/:invitation': door('member.manage', 'Withdraw an invitation'),

  'GET /api/projects/:project/articles': door('article.read', 'List articles'),
  'POST /api/projects/:project/articles': {
    ...door('article.import', 'Import an article'),
    brings: 'source',
  },
  'POST /api/projects/:project/articles/files': {
    ...door('article.import', 'Import a large XLIFF file, in the background'),
    brings: 'stream',
  },
  'POST /api/projects/:project/articles/preview': {
    ...door('article.import', 'Show what an import would store'),
    brings: 'source',
  },
  'POST /api/projects/:project/articles/fetch': door(
    'article.import',
    'Fetch an address as a file to import, where the operator allows it',
  ),
  'GET /api/articles/:article': long('article.read', 'Read an article'),
  'POST /api/articles/:article/update/preview': {
    ...door('article.import', 'Show what a new version of the source would change'),
    brings: 'source',
  },
  'POST /api/articles/:article/update': {
    ...door('article.import', 'Store a new version of the source'),
    brings: 'source',
  },
  'GET /api/articles/:article/versions': door(
    'article.read',
    'List the earlier files of an article and what was removed',
  ),
  'POST /api/articles/:article/versions/:version': door(
    'article.import',
    'Take an earlier file as the source again',
  ),
  'POST /api/articles/:article/removed/:segment': door('article.import', 'Put a removed sentence back'),
  'DELETE /api/articles/:article/segments/:segment': door(
    'article.import',
    'Remove a sentence that was put back',
  ),
  'PUT /api/articles/:article/segments/:segment': door('article.import', 'Correct a sentence of the source'),
  'POST /api/articles/:article/segments/:segment/split': door('article.import', 'Cut a sentence in two'),
  'POST /api/articles/:article/segments/:segment/join': door(
    'article.import',
    'Join a sentence with the next one of its block',
  ),
  'PUT /api/articles/:article/blocks/:block': door('article.import', 'Say what becomes of a block'),
  'DELETE /api/articles/:article': door('article.delete', 'Remove an article that was never released'),
  'POST /api/articles/:article/editions': door('edition.open', 'Open editions'),

  'GET /api/articles/:article/findings': door('article.read', 'What is doubtful about the source'),
  'GET /api/articles/:article/questions': door('article.read', 'List the questions about the source'),
  'POST /api/articles/:article/questions': door(
    'source.ask',
    'Ask about the source, or propose a correction',
  ),
  'POST /api/questions/:question/answer': door('source.answer', 'Answer a question for all languages'),

  'GET /api/editions/:edition': long('article.read', 'Read an edition'),
  'GET /api/editions/:edition/segments': long('article.read', 'Page through the rows of an edition'),
  'GET /api/editions/:edition/outline': long(
    'article.read',
    'The whole edition without texts: a line of fields for each sentence',
  ),
  'GET /api/editions/:edition/findings': door('article.read', 'What the checks find in a whole edition'),
  'POST /api/editions/:edition/dismissals': door(
    'translation.confirm',
    'Set a finding of a whole edition aside',
  ),
  'PUT /api/translations/:translation': door('translation.save', 'Save a translation'),
  'POST /api/translations/:translation/confirm': door('translation.confirm', 'Confirm a translation'),
  // A publisher may return what a reviewer approved.
  'POST /api/translations/:translation/review': door(
    ['translation.review', 'release.publish'],
    'Approve, return or reopen a translation',
  ),
  'POST /api/translations/:translation/dismissals': door('translation.confirm', 'Set a finding aside'),
  'GET /api/translations/:translation/history': door('article.read', 'Who did what to a translation'),

  'GET /api/editions/:edition/publication': door(
    'article.read',
    'What stands between an edition and its release',
  ),
  'POST /api/editions/:edition/releases': door('release.publish', 'Publish an edition'),
  'GET /api/editions/:edition/releases': door('release.read', 'List the releases of an edition'),
  'GET /api/releases/:release': door('release.read', 'Read a release'),
  'GET /api/releases/:release/files/:format': door('release.read', 'Download a release'),

  'GET /api/editions/:edition/xliff/:version': door('article.read', 'Take an edition to another tool'),
  'POST /api/editions/:edition/xliff': door('translation.save', 'Bring an edition home from another tool'),
  'POST /api/editions/:edition/xliff/files': {
    ...door('translation.save', 'Bring a large file home, in the background'),
    brings: 'stream',
  },
  'GET /api/editions/:edition/homecoming': door('article.read', 'How the file stands that came home last'),
  'POST /api/jobs/:job/apply': door('translation.save', 'Take over a file that was looked at'),
  'POST /api/editions/:edition/file': door(
    'article.read',
    'Ask for the file of the source with an edition in it',
  ),
  'GET /api/jobs/:job/file': door('article.read', 'Take home a file that was written in the background'),

  'GET /api/projects/:project/terms': long('term.read', 'Search the glossary'),
  'POST /api/projects/:project/terms': door('term.edit', 'Add a term'),
  'GET /api/projects/:project/terms.csv': door('term.read', 'Download the glossary as CSV'),
  'GET /api/projects/:project/terms.xlsx': door('term.read', 'Download the glossary as a workbook'),
  'GET /api/projects/:project/terms.tbx': door('term.read', 'Download the glossary as a term base'),
  'POST /api/projects/:project/terms/import': door(
    'term.edit',
    'Read a CSV file, a workbook or a term base into the glossary',
  ),
  'POST /api/projects/:project/terms/decide': door('term.approve', 'Give many forms a status'),
  'GET /api/projects/:project/terms/:term/uses': door('article.read', 'Where a term is used'),
  'GET /api/terms/:term': door('term.read', 'Read a term with its discussion and its history'),
  'PUT /api/terms/:term': door('term.edit', 'Change a term'),
  'DELETE /api/terms/:term': door('term.edit', 'Remove a term'),
  'POST /api/terms/:term/restore': door('term.edit', 'Bring a removed term back'),
  'POST /api/terms/:term/comments': door('term.propose', 'Say something about a term'),

  'GET /api/translations/:translation/comments': door('article.read', 'What was said about a segment'),
  'POST /api/translations/:translation/comments': door('project.take-part', 'Comment on a segment'),
  'PUT /api/comments/:comment': door('project.take-part', 'Settle a comment, or open it again'),
  'GET /api/translations/:translation/versions': door('article.read', 'The segment in the other languages'),
  'GET /api/editions/:edition/comments': door('article.read', 'How many comments are open, by segment'),
  'POST /api/editions/:edition/presence': door(
    'project.take-part',
    'Say where I am, and hear who else is there',
  ),
  'PUT /api/editions/:edition/assignments/:role': door(
    'edition.assign',
    'Give an edition to somebody, with a day',
  ),
  'GET /api/projects/:project/board': door('article.read', 'How every article stands in every language'),
  'GET /api/me/notifications': door('signed-in', 'What I was told'),
  'PUT /api/me/notifications/read': door('signed-in', 'I have read what I was told'),
  'GET /api/me/preferences': door('signed-in', 'My settings'),
  'PATCH /api/me/preferences': door('signed-in', 'Change my settings'),

  'GET /api/articles/:article/names': door('article.read', 'Who and what an article names'),
  'POST /api/articles/:article/names': door('term.edit', 'Look for the names of an article again'),
  'POST /api/articles/:article/names/questions': door('term.propose', 'Ask how a name is written'),
  'POST /api/articles/:article/names/forms': door('term.propose', 'Propose how a name is written'),
  'GET /api/projects/:project/name-questions': door('term.read', 'Open questions about names'),
  'POST /api/name-questions/:question/answer': door('term.approve', 'Answer a question about a name'),
  'GET /api/translations/:translation/matches': door('memory.read', 'What the memory has for a segment'),
  'GET /api/translations/:translation/repetitions': door('memory.read', 'The same sentence elsewhere'),
  'POST /api/translations/:translation/repetitions': door('translation.save', 'Fill the same sentences'),
  'GET /api/editions/:edition/matches': door('memory.read', 'Segments that the memory has word for word'),
  'POST /api/editions/:edition/pretranslation': door('edition.open', 'Fill an edition from the memory'),
  'DELETE /api/jobs/:job': door('article.import', 'Give up an import that has not ended'),
  'GET /api/jobs/:job': door('project.read', 'How far work in the background is'),
  'GET /api/articles/:article/analysis': door('article.read', 'How much work an article is'),
  'GET /api/projects/:project/memory': door('memory.read', 'What is in the memory'),
  'PUT /api/projects/:project/memory': door('memory.edit', 'Set the rules of pre-translation'),
  'GET /api/projects/:project/memory/concordance': door('memory.read', 'Search the memory'),
  'GET /api/projects/:project/memory.tmx': door('memory.read', 'Download the memory as TMX'),
  'POST /api/projects/:project/memory/files': {
    ...door('memory.edit', 'Read a TMX file into the memory, in the background'),
    brings: 'stream',
  },
  'DELETE /api/projects/:project/memory/files/:file': door('memory.edit', 'Take a file out of the memory'),
  'DELETE /api/projects/:project/memory/articles/:article': door(
    'memory.edit',
    'Take the units of an article out of the memory',
  ),
}
