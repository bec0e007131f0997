// The accounts of everybody, for administrators, over HTTP.

import { Hono } from 'hono'
import { z } from 'zod'

import { readAccounts } from '../actions/accounts.ts'
import { addPerson, setDisabled } from '../actions/add-person.ts'
import { createSignInLink } from '../actions/create-sign-in-link.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, PageQuery, pageInput, query } from './validate.ts'
import { Email, Name, pageAddress } from './words.ts'

const AccountsQuery = PageQuery.extend({ search: z.string().trim().max(200).default('') })
const AccountBody = z.strictObject({ name: Name, email: Email, administrator: z.boolean().default(false) })
const AccessBody = z.strictObject({ disabled: z.boolean() })

export const accounts = new Hono<Environment>()
  .get('/people', query(AccountsQuery), async (c) => {
    const { search, ...page } = c.req.valid('query')
    return c.json(await readAccounts(contextOf(c), { search, ...pageInput(page) }))
  })
  .post('/people', body(AccountBody), async (c) => {
    const { person, path } = await addPerson(contextOf(c), { ...c.req.valid('json'), password: null })
    return c.json({ person, link: path === null ? null : pageAddress(c, path) }, 201)
  })
  .put('/people/:person/access', body(AccessBody), async (c) =>
    c.json(await setDisabled(contextOf(c), { personId: c.req.param('person'), ...c.req.valid('json') })),
  )
  .post('/people/:person/sign-in-links', async (c) => {
    const { path, expiresAt } = await createSignInLink(contextOf(c), { personId: c.req.param('person') })
    return c.json({ link: pageAddress(c, path), expiresAt }, 201)
  })
