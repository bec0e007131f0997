// The people of a project over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { invitePerson, withdrawInvitation } from '../actions/invite-person.ts'
import { readColleagues, readMembers, setRoles } from '../actions/members.ts'
import { contextOf, type Environment } from './environment.ts'
import { body } from './validate.ts'
import { Email, HeldRole, pageAddress } from './words.ts'

const RolesBody = z.strictObject({ roles: z.array(HeldRole).max(100) })
const InvitationBody = HeldRole.extend({ email: Email })

export const members = new Hono<Environment>()
  .get('/projects/:project/colleagues', async (c) =>
    c.json(await readColleagues(contextOf(c), { projectId: c.req.param('project') })),
  )
  .get('/projects/:project/members', async (c) =>
    c.json(await readMembers(contextOf(c), { projectId: c.req.param('project') })),
  )
  .put('/projects/:project/members/:person', body(RolesBody), async (c) => {
    const { project: projectId, person: personId } = c.req.param()
    return c.json(await setRoles(contextOf(c), { projectId, personId, ...c.req.valid('json') }))
  })
  .post('/projects/:project/invitations', body(InvitationBody), async (c) => {
    const input = { projectId: c.req.param('project'), ...c.req.valid('json') }
    const { invitation, path } = await invitePerson(contextOf(c), input)
    return c.json({ invitation, link: pageAddress(c, path) }, 201)
  })
  .delete('/projects/:project/invitations/:invitation', async (c) => {
    const { project: projectId, invitation: invitationId } = c.req.param()
    await withdrawInvitation(contextOf(c), { projectId, invitationId })
    return c.body(null, 204)
  })
