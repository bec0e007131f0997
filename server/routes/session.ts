// Signing in and out over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { readSession } from '../actions/me.ts'
import { signInByLink } from '../actions/sign-in-by-link.ts'
import { signIn } from '../actions/sign-in.ts'
import { signOut } from '../actions/sign-out.ts'
import { currentSession, deviceOf, dropSecret, heldSecret, holdSecret } from './browser.ts'
import { contextOf, visitOf, type Environment } from './environment.ts'
import { body } from './validate.ts'
import { Email, Link, Password } from './words.ts'

const SignInBody = z.strictObject({ email: Email, password: Password })
const LinkBody = z.strictObject({ token: Link })

export const session = new Hono<Environment>()
  .get('/session', async (c) => c.json(await readSession(visitOf(c), c.get('person'))))
  .post('/session', body(SignInBody), async (c) => {
    const input = { ...c.req.valid('json'), device: deviceOf(c), previous: heldSecret(c) }
    const { person, secret } = await signIn(visitOf(c), input)
    holdSecret(c, secret)
    return c.json({ person })
  })
  .post('/session/link', body(LinkBody), async (c) => {
    const input = { link: c.req.valid('json').token, device: deviceOf(c), previous: heldSecret(c) }
    const { person, secret } = await signInByLink(visitOf(c), input)
    holdSecret(c, secret)
    return c.json({ person })
  })
  .delete('/session', async (c) => {
    await signOut(contextOf(c), { sessionId: currentSession(c) })
    dropSecret(c)
    return c.body(null, 204)
  })
