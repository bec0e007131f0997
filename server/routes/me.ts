// One's own account over HTTP: name, password, sessions, tokens.

import { Hono } from 'hono'
import { z } from 'zod'

import { scopes } from '#domain/people.ts'
import { locales } from '#locales/locale.ts'

import { endSession, readSessions } from '../actions/sessions.ts'
import { createToken, readTokens, revokeToken } from '../actions/tokens.ts'
import { updateMe } from '../actions/update-me.ts'
import { currentSession } from './browser.ts'
import { contextOf, type Environment } from './environment.ts'
import { body } from './validate.ts'
import { Name, Password } from './words.ts'

const MeBody = z.strictObject({
  name: Name.optional(),
  uiLocale: z.enum(locales).nullable().optional(),
  password: z.strictObject({ current: Password.nullable(), next: Password }).optional(),
})

const TokenBody = z.strictObject({
  name: Name,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  expiresInDays: z.number().int().min(1).max(366),
})

export const me = new Hono<Environment>()
  .patch('/me', body(MeBody), async (c) =>
    c.json(await updateMe(contextOf(c), { ...c.req.valid('json'), currentId: currentSession(c) })),
  )
  .get('/me/sessions', async (c) =>
    c.json(await readSessions(contextOf(c), { currentId: currentSession(c) })),
  )
  .delete('/me/sessions/:session', async (c) => {
    await endSession(contextOf(c), { sessionId: c.req.param('session') })
    return c.body(null, 204)
  })
  .get('/me/tokens', async (c) => c.json(await readTokens(contextOf(c))))
  .post('/me/tokens', body(TokenBody), async (c) =>
    c.json(await createToken(contextOf(c), c.req.valid('json')), 201),
  )
  .delete('/me/tokens/:token', async (c) => {
    await revokeToken(contextOf(c), { tokenId: c.req.param('token') })
    return c.body(null, 204)
  })
