// How people reach each other over HTTP: comments, presence, notifications, assignments, own settings.

import { Hono } from 'hono'
import { z } from 'zod'

import { assignedRoles } from '#domain/together.ts'

import { assignEdition, readBoard } from '../actions/assignments.ts'
import { addComment, readComments, readOpenComments, resolveComment } from '../actions/comments.ts'
import { readNotifications, readUpTo } from '../actions/notifications.ts'
import { readOtherVersions } from '../actions/other-versions.ts'
import { changePreferences, mailChoices, readPreferences } from '../actions/preferences.ts'
import { announcePresence } from '../actions/presence.ts'
import { longestTarget } from '../actions/writing.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line } from './validate.ts'

const id = line(100)

const CommentBody = z
  .object({
    words: z.string().trim().max(4000).default(''),
    suggestion: z.string().min(1).max(longestTarget).nullable().default(null),
  })
  .refine(({ words, suggestion }) => words !== '' || suggestion !== null, {
    path: ['words'],
    error: 'expected words or a suggestion',
  })
const ResolveBody = z.object({ resolved: z.boolean() })
const PresenceBody = z.object({ translationId: id.nullable(), claims: z.boolean().default(false) })
const ReadBody = z.object({ upTo: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
const PreferencesBody = z.strictObject({
  keys: z.record(z.string().max(40), z.array(z.string().min(1).max(40)).max(3)).optional(),
  mail: z.enum(mailChoices).optional(),
})
const AssignmentBody = z.object({ personId: id.nullable(), dueOn: z.iso.date().nullable() })

export const together = new Hono<Environment>()
  .get('/translations/:translation/comments', async (c) =>
    c.json(await readComments(contextOf(c), { translationId: c.req.param('translation') })),
  )
  .post('/translations/:translation/comments', body(CommentBody), async (c) =>
    c.json(
      await addComment(contextOf(c), { translationId: c.req.param('translation'), ...c.req.valid('json') }),
      201,
    ),
  )
  .put('/comments/:comment', body(ResolveBody), async (c) =>
    c.json(await resolveComment(contextOf(c), { commentId: c.req.param('comment'), ...c.req.valid('json') })),
  )
  .get('/translations/:translation/versions', async (c) =>
    c.json(await readOtherVersions(contextOf(c), { translationId: c.req.param('translation') })),
  )
  .get('/editions/:edition/comments', async (c) =>
    c.json(await readOpenComments(contextOf(c), { editionId: c.req.param('edition') })),
  )
  .post('/editions/:edition/presence', body(PresenceBody), async (c) =>
    c.json(
      await announcePresence(contextOf(c), c.get('dependencies').changes.present, {
        editionId: c.req.param('edition'),
        ...c.req.valid('json'),
      }),
    ),
  )
  .put('/editions/:edition/assignments/:role', body(AssignmentBody), async (c) => {
    const role = z.enum(assignedRoles).safeParse(c.req.param('role'))
    if (!role.success) return c.notFound()
    return c.json(
      await assignEdition(contextOf(c), {
        editionId: c.req.param('edition'),
        role: role.data,
        ...c.req.valid('json'),
      }),
    )
  })
  .get('/projects/:project/board', async (c) =>
    c.json(await readBoard(contextOf(c), { projectId: c.req.param('project') })),
  )
  .get('/me/notifications', async (c) => c.json(await readNotifications(contextOf(c))))
  .put('/me/notifications/read', body(ReadBody), async (c) => {
    await readUpTo(contextOf(c), c.req.valid('json'))
    return c.body(null, 204)
  })
  .get('/me/preferences', async (c) => c.json(await readPreferences(contextOf(c))))
  .patch('/me/preferences', body(PreferencesBody), async (c) =>
    c.json(await changePreferences(contextOf(c), c.req.valid('json'))),
  )
