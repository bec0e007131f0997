// Invitations over HTTP, as the invited person sees them.

import { Hono } from 'hono'
import { z } from 'zod'

import { acceptInvitation, readInvitation } from '../actions/accept-invitation.ts'
import { deviceOf, heldSecret, holdSecret } from './browser.ts'
import { visitOf, type Environment } from './environment.ts'
import { body } from './validate.ts'
import { Name, Password } from './words.ts'

const AcceptBody = z.strictObject({ name: Name, password: Password })

export const invitations = new Hono<Environment>()
  .get('/invitations/:token', async (c) =>
    c.json(await readInvitation(visitOf(c), { link: c.req.param('token') })),
  )
  .post('/invitations/:token', body(AcceptBody), async (c) => {
    const { person, secret } = await acceptInvitation(visitOf(c), {
      ...c.req.valid('json'),
      link: c.req.param('token'),
      device: deviceOf(c),
      person: c.get('person'),
      previous: heldSecret(c),
    })
    if (secret) holdSecret(c, secret)
    return c.json({ person })
  })
