// What only the command line does has no door, so the table cannot see it: it is refused by itself.

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ActionContext } from '../../server/actions/context.ts'
import { readAccounts } from '../../server/actions/accounts.ts'
import { addPerson, findPersonByEmail, setDisabled } from '../../server/actions/add-person.ts'
import { createSignInLink } from '../../server/actions/create-sign-in-link.ts'
import { importTerms } from '../../server/actions/exchange-terms.ts'
import { addProject } from '../../server/actions/projects.ts'
import { addTerms } from '../../server/actions/terms.ts'
import { peopleWorld, type World } from '../helpers/people.ts'

let world: World
let manager: ActionContext
let projectId: string
let personId: string

beforeAll(async () => {
  world = await peopleWorld()
  projectId = (await world.project('News')).id
  const roles = ['translator', 'reviewer', 'publisher', 'manager'] as const
  const member = await world.member(projectId, 'Member', ...roles.map((role) => ({ role, locale: null })))
  manager = await world.as(member)
  personId = (await world.person('Other')).id
})
afterAll(() => world.close())

const term = (status: 'proposed' | 'approved') => ({
  source: `Council ${status}`,
  acronym: null,
  termClass: 'organisation' as const,
  note: '',
  caseSensitive: true,
  doNotTranslate: false,
  forms: { vi: [{ text: 'Hội đồng', status, confidence: null, evidence: null }] },
})

const deeds: Readonly<Record<string, (ctx: ActionContext) => Promise<unknown>>> = {
  'adding a person': (ctx) =>
    addPerson(ctx, { name: 'New', email: 'new@example.org', administrator: true, password: null }),
  'disabling a person': (ctx) => setDisabled(ctx, { personId, disabled: true }),
  // These two have a door, but the guard refuses there already: this lock is the second one.
  'adding a project': (ctx) => addProject(ctx, { name: 'Another' }),
  'seeing every account': (ctx) => readAccounts(ctx, { search: '', cursor: null, limit: 10 }),
  'finding a person by address': (ctx) => findPersonByEmail(ctx, 'other2@example.org'),
  'making a sign-in link': (ctx) => createSignInLink(ctx, { personId }),
  'approving terms by a file': async (ctx) => {
    await addTerms(ctx, { projectId, drafts: [term('proposed')] })
    return importTerms(ctx, {
      ...{ projectId, shared: false, format: 'csv', apply: true },
      content: Buffer.from(
        'source,class,locale,form,status\nCouncil proposed,organisation,vi,Hội đồng,approved\n',
      ),
    })
  },
  'approving terms by adding many': (ctx) => addTerms(ctx, { projectId, drafts: [term('approved')] }),
}

test.for(Object.entries(deeds))('%s is not for a manager', async ([, deed]) => {
  await expect(deed(manager)).rejects.toMatchObject({ code: 'forbidden' })
})

test('adding many terms is not for a translator, proposed ones neither', async () => {
  const role = { role: 'translator', locale: null } as const
  const translator = await world.as(await world.member(projectId, 'Translator', role))
  await expect(addTerms(translator, { projectId, drafts: [term('proposed')] })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
