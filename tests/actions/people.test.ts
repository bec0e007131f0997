import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { acceptInvitation, readInvitation } from '../../server/actions/accept-invitation.ts'
import { addPerson, setDisabled } from '../../server/actions/add-person.ts'
import { createSignInLink } from '../../server/actions/create-sign-in-link.ts'
import { invitePerson, withdrawInvitation } from '../../server/actions/invite-person.ts'
import { readMembers, setRoles } from '../../server/actions/members.ts'
import { endSession, readSessions } from '../../server/actions/sessions.ts'
import { signInByLink } from '../../server/actions/sign-in-by-link.ts'
import { createToken, readTokens, revokeToken } from '../../server/actions/tokens.ts'
import { updateMe } from '../../server/actions/update-me.ts'
import { getPerson } from '../../server/store/people.ts'
import { laptop, password, peopleWorld, type World } from '../helpers/people.ts'

const day = 24 * 60 * 60 * 1000
const nobody = { device: laptop, person: null, previous: null } as const
const newcomer = { ...nobody, name: 'Boupha', password: 'nine kites above the river' } as const

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

const secretOf = (path: string | null) => path?.split('/').at(-1) ?? ''
let mailbox = 0
const freshAddress = () => `boupha${(mailbox += 1)}@example.org`

/** A project with a manager, and an invitation of an address into it. */
async function invited(email = freshAddress()) {
  const project = await world.project('Visits')
  const manager = await world.as(await world.member(project.id, 'Mali', { role: 'manager', locale: null }))
  const input = { projectId: project.id, email, role: 'translator', locale: 'lo' } as const
  const { invitation, path } = await invitePerson(manager, input)
  return { project, manager, invitation, email, link: secretOf(path) }
}

const membersOf = async (projectId: string) =>
  world.db
    .selectFrom('membership')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('role', '!=', 'manager')
    .execute()

describe('an invitation', () => {
  test('brings a new person into the project, signed in, with the role it names', async () => {
    const { project, link, email } = await invited(` Boupha.S@Example.org `)
    expect(await readInvitation(world.visit(), { link })).toEqual({
      email: 'boupha.s@example.org',
      projectName: 'Visits',
      role: 'translator',
      locale: 'lo',
      invitedBy: 'Mali',
      known: false,
    })
    const { person, secret } = await acceptInvitation(world.visit(), { ...newcomer, link })
    expect(person).toMatchObject({
      name: 'Boupha',
      email: email.trim().toLowerCase(),
      administrator: false,
      memberships: [{ projectId: project.id, role: 'translator', locale: 'lo' }],
      projects: [{ id: project.id, name: 'Visits' }],
    })
    const found = await world.identity.recognise({ kind: 'session', secret: secret ?? '' })
    expect(found?.person.id).toBe(person.id)
    const tried = await world.identity.signIn({ email, password: newcomer.password, device: laptop })
    expect(tried.outcome).toBe('signed-in')
  })

  test('is in the history of the project, without the address', async () => {
    const { project, link, email, manager } = await invited()
    const { person } = await acceptInvitation(world.visit(), { ...newcomer, link })
    const lines = await world.db
      .selectFrom('history')
      .selectAll()
      .where('project_id', '=', project.id)
      .orderBy('id')
      .execute()
    expect(lines.map(({ deed, person_id: who }) => [deed, who])).toEqual([
      ['person.invited', manager.person.id],
      ['person.joined', person.id],
    ])
    expect(JSON.stringify(lines)).not.toContain(email)
  })

  test('is stored without the secret of its link', async () => {
    const { link, project } = await invited()
    const rows = await world.db
      .selectFrom('invitation')
      .selectAll()
      .where('project_id', '=', project.id)
      .execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(link)
  })

  test.each<[string, (one: Awaited<ReturnType<typeof invited>>) => Promise<string>]>([
    [
      'that was used',
      async ({ link }) => {
        await acceptInvitation(world.visit(), { ...newcomer, link })
        return link
      },
    ],
    [
      'that was withdrawn',
      async ({ manager, invitation, link, project }) => {
        await withdrawInvitation(manager, { projectId: project.id, invitationId: invitation.id })
        return link
      },
    ],
    [
      'that was withdrawn while another one for the same address is open',
      async ({ manager, invitation, link, project, email }) => {
        await invitePerson(manager, { projectId: project.id, email, role: 'reviewer', locale: 'lo' })
        await withdrawInvitation(manager, { projectId: project.id, invitationId: invitation.id })
        return link
      },
    ],
    [
      'that is seven days old',
      async ({ link }) => {
        world.pass(7 * day)
        return link
      },
    ],
    [
      'whose project is gone',
      async ({ link, project }) => {
        await world.db.deleteFrom('project').where('id', '=', project.id).execute()
        return link
      },
    ],
    ['named by its id', async ({ invitation }) => invitation.id],
    ['nobody made', async () => 'A'.repeat(43)],
    ['with a NUL in it', async ({ link }) => `${link}\0`],
  ])('%s opens nothing', async (_, spoil) => {
    const one = await invited()
    const link = await spoil(one)
    const before = await membersOf(one.project.id)
    await expect(readInvitation(world.visit(), { link })).rejects.toMatchObject({ code: 'link-expired' })
    await expect(acceptInvitation(world.visit(), { ...newcomer, link })).rejects.toMatchObject({
      code: 'link-expired',
    })
    expect(await membersOf(one.project.id)).toEqual(before)
  })

  test('works once when two browsers accept it at the same moment', async () => {
    const { project, link } = await invited()
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => acceptInvitation(world.visit(), { ...newcomer, link })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const tried of tries) {
      if (tried.status === 'rejected') expect(tried.reason).toMatchObject({ code: 'link-expired' })
    }
    expect(await membersOf(project.id)).toHaveLength(1)
  })

  test('cannot be accepted and withdrawn both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { project, manager, invitation, link } = await invited()
      const [accepted, withdrawn] = await Promise.allSettled([
        acceptInvitation(world.visit(), { ...newcomer, link }),
        withdrawInvitation(manager, { projectId: project.id, invitationId: invitation.id }),
      ])
      expect([accepted.status, withdrawn.status].sort()).toEqual(['fulfilled', 'rejected'])
      expect(await membersOf(project.id)).toHaveLength(accepted.status === 'fulfilled' ? 1 : 0)
    }
  })

  test('cannot be used by somebody else who is signed in', async () => {
    const { project, link } = await invited()
    const stranger = await world.as(await world.person('Stranger'))
    const asStranger = { ...newcomer, link, person: stranger.person, previous: 'x'.repeat(43) }
    await expect(acceptInvitation(world.visit(), asStranger)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await membersOf(project.id)).toEqual([])
    await acceptInvitation(world.visit(), { ...newcomer, link })
  })

  test('is not accepted by a token of whom it is for', async () => {
    const lin = await world.as(await world.person('Lin'))
    const { project, link } = await invited(lin.person.email)
    const person = { ...lin.person, scopes: ['manage'] as const }
    const attempt = acceptInvitation(world.visit(), {
      ...newcomer,
      ...{ link, person, previous: 'x'.repeat(43) },
    })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
    expect(await membersOf(project.id)).toEqual([])
  })

  test('never opens an account that exists: whoever invited has seen the link', async () => {
    const victim = await world.person('Victim', { administrator: true })
    const { project, link } = await invited(victim.email)
    const attempt = acceptInvitation(world.visit(), { ...newcomer, link, name: 'Taken' })
    await expect(attempt).rejects.toMatchObject({ code: 'sign-in-failed' })
    expect(await getPerson(world.db, victim.id)).toEqual(victim)
    expect(await membersOf(project.id)).toEqual([])
    const { person } = await acceptInvitation(world.visit(), { ...newcomer, link, password })
    expect(person).toMatchObject({ id: victim.id, name: 'Victim' })
    expect(await membersOf(project.id)).toHaveLength(1)
  })

  test('gives no password to an account that has none', async () => {
    const victim = await world.person('Victim', { administrator: true, password: null })
    const { link } = await invited(victim.email)
    const attempt = acceptInvitation(world.visit(), { ...newcomer, link })
    await expect(attempt).rejects.toMatchObject({ code: 'sign-in-failed' })
    const account = world.db.selectFrom('account').selectAll().where('person_id', '=', victim.id)
    expect(await account.execute()).toEqual([])
  })

  test('is accepted with one click by whom it is for, in the session they are in', async () => {
    const lin = await world.person('Lin')
    const { project, link } = await invited(lin.email)
    const secret = (await world.identity.startSession(lin.id, laptop)) ?? ''
    const found = await world.identity.recognise({ kind: 'session', secret })
    const joined = await acceptInvitation(world.visit(), {
      ...newcomer,
      ...{ link, person: found?.person ?? null, previous: secret },
    })
    expect(joined.secret).toBeNull()
    expect(joined.person.memberships).toEqual([{ projectId: project.id, role: 'translator', locale: 'lo' }])
  })

  test('is not used up by a password that is not accepted', async () => {
    const { link } = await invited()
    await expect(
      acceptInvitation(world.visit(), { ...newcomer, link, password: 'passwordpassword' }),
    ).rejects.toMatchObject({ code: 'invalid', details: { reason: 'reason.password-common' } })
    await acceptInvitation(world.visit(), { ...newcomer, link })
  })

  test('into a role that is held already is refused', async () => {
    const { manager, project, link, email } = await invited()
    await acceptInvitation(world.visit(), { ...newcomer, link })
    const again = invitePerson(manager, { projectId: project.id, email, role: 'translator', locale: 'lo' })
    await expect(again).rejects.toMatchObject({ code: 'already-exists' })
  })
})

describe('a sign-in link', () => {
  const made = async (personId: string) =>
    secretOf((await createSignInLink(world.operator(), { personId })).path)
  const used = (link: string) => signInByLink(world.visit(), { link, device: laptop, previous: null })

  test('signs in once', async () => {
    const lin = await world.person('Lin', { password: null })
    const link = await made(lin.id)
    expect((await used(link)).person.id).toBe(lin.id)
    await expect(used(link)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('signs in one of many who try at the same moment', async () => {
    const link = await made((await world.person('Lin')).id)
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => used(link)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('ends after a day', async () => {
    const link = await made((await world.person('Lin')).id)
    world.pass(day)
    await expect(used(link)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('ends the session the browser had before', async () => {
    const mallory = await world.person('Mallory')
    const planted = (await world.identity.startSession(mallory.id, laptop)) ?? ''
    const link = await made((await world.person('Lin')).id)
    await signInByLink(world.visit(), { link, device: laptop, previous: planted })
    await expect.poll(() => world.identity.recognise({ kind: 'session', secret: planted })).toBeNull()
  })

  test('does nothing for who is disabled', async () => {
    const lin = await world.person('Lin')
    const link = await made(lin.id)
    await setDisabled(world.operator(), { personId: lin.id, disabled: true })
    await expect(used(link)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('is worthless once its owner chose a new password', async () => {
    const lin = await world.person('Lin')
    const link = await made(lin.id)
    const change = { password: { current: password, next: 'nine kites above the river' }, currentId: '' }
    await updateMe(await world.as(lin), change)
    await expect(used(link)).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('is made by administrators only', async () => {
    const { manager } = await invited()
    const lin = await world.person('Lin')
    await expect(createSignInLink(manager, { personId: lin.id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('roles', () => {
  test('are set as a whole, take effect at once and are remembered', async () => {
    const { project, manager } = await invited()
    const lin = await world.member(
      project.id,
      'Lin',
      { role: 'translator', locale: 'th' },
      { role: 'reviewer', locale: 'km' },
    )
    const secret = (await world.identity.startSession(lin.id, laptop)) ?? ''
    const rolesNow = async () =>
      (await world.identity.recognise({ kind: 'session', secret }))?.person.memberships.map(
        ({ role, locale }) => ({ role, locale }),
      )
    expect(await rolesNow()).toHaveLength(2)
    const roles = [
      { role: 'translator', locale: 'th' },
      { role: 'publisher', locale: null },
    ] as const
    const member = await setRoles(manager, { projectId: project.id, personId: lin.id, roles })
    expect(member.roles).toEqual([roles[1], roles[0]])
    expect(await rolesNow()).toEqual([roles[1], roles[0]])
    const [line] = await world.db
      .selectFrom('history')
      .selectAll()
      .where('project_id', '=', project.id)
      .where('deed', '=', 'role.changed')
      .execute()
    expect(line).toMatchObject({
      person_id: manager.person.id,
      after: { personId: lin.id, roles: [roles[1], roles[0]] },
    })
  })

  test('that stay the same leave no line in the history', async () => {
    const { project, manager } = await invited()
    const lin = await world.member(project.id, 'Lin', { role: 'translator', locale: 'th' })
    await setRoles(manager, {
      projectId: project.id,
      personId: lin.id,
      roles: [{ role: 'translator', locale: 'th' }],
    })
    const lines = await world.db
      .selectFrom('history')
      .selectAll()
      .where('project_id', '=', project.id)
      .where('deed', '=', 'role.changed')
      .execute()
    expect(lines).toEqual([])
  })

  test('none of them removes the person from the project, at once', async () => {
    const { project, manager } = await invited()
    const lin = await world.member(project.id, 'Lin', { role: 'manager', locale: null })
    const removed = await world.as(lin)
    await setRoles(manager, { projectId: project.id, personId: lin.id, roles: [] })
    const now = await world.as(lin)
    await expect(readMembers(now, { projectId: project.id })).rejects.toMatchObject({ code: 'not-found' })
    expect(removed.person.memberships).toHaveLength(1)
    expect((await readMembers(manager, { projectId: project.id })).items.map(({ name }) => name)).toEqual([
      'Mali',
    ])
  })

  test('a stranger is invited, not put into a project', async () => {
    const { project, manager } = await invited()
    const lin = await world.person('Lin')
    const input = {
      projectId: project.id,
      personId: lin.id,
      roles: [{ role: 'translator', locale: 'th' }],
    } as const
    await expect(setRoles(manager, input)).rejects.toMatchObject({ code: 'not-found' })
    const administrator = await world.as(await world.person('Adi', { administrator: true }))
    expect((await setRoles(administrator, input)).roles).toEqual(input.roles)
  })

  test('whoever manages one language changes no other one and no role for all', async () => {
    const { project, invitation, link } = await invited()
    const thai = await world.as(await world.member(project.id, 'Tip', { role: 'manager', locale: 'th' }))
    const lin = await world.member(project.id, 'Lin', { role: 'reviewer', locale: 'km' })
    const set = (roles: Parameters<typeof setRoles>[1]['roles']) =>
      setRoles(thai, { projectId: project.id, personId: lin.id, roles })
    const held = { role: 'reviewer', locale: 'km' } as const
    await expect(set([])).rejects.toMatchObject({ code: 'forbidden' })
    await expect(set([held, { role: 'manager', locale: null }])).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      invitePerson(thai, { projectId: project.id, email: 'x@example.org', role: 'manager', locale: null }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    expect((await set([held, { role: 'translator', locale: 'th' }])).roles).toHaveLength(2)
    const withdrawal = withdrawInvitation(thai, { projectId: project.id, invitationId: invitation.id })
    await expect(withdrawal).rejects.toMatchObject({ code: 'forbidden' })
    expect((await readInvitation(world.visit(), { link })).projectName).toBe('Visits')
  })

  test.each(['translator', 'reviewer', 'publisher', 'terminologist'] as const)(
    'a %s neither sees nor changes members',
    async (role) => {
      const { project, invitation } = await invited()
      const lin = await world.as(await world.member(project.id, 'Lin', { role, locale: null }))
      const { id: projectId } = project
      const roles = [{ role: 'manager', locale: null }] as const
      for (const attempt of [
        readMembers(lin, { projectId }),
        setRoles(lin, { projectId, personId: lin.person.id, roles }),
        invitePerson(lin, { projectId, email: 'x@example.org', ...roles[0] }),
        withdrawInvitation(lin, { projectId, invitationId: invitation.id }),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
      }
    },
  )

  test('a manager of another project is told that there is nothing', async () => {
    const { project, invitation } = await invited()
    const other = await invited()
    const { id: projectId } = project
    for (const attempt of [
      readMembers(other.manager, { projectId }),
      setRoles(other.manager, { projectId, personId: other.manager.person.id, roles: [] }),
      invitePerson(other.manager, { projectId, email: 'x@example.org', role: 'manager', locale: null }),
      withdrawInvitation(other.manager, { projectId, invitationId: invitation.id }),
      withdrawInvitation(other.manager, { projectId: other.project.id, invitationId: invitation.id }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'not-found' })
    }
  })

  test('two managers who change the same person do so one after the other', async () => {
    const { project, manager } = await invited()
    const lin = await world.member(project.id, 'Lin', { role: 'translator', locale: 'th' })
    const locales = ['id', 'lo', 'ms', 'km', 'vi'] as const
    await Promise.all(
      locales.map((locale) =>
        setRoles(manager, { projectId: project.id, personId: lin.id, roles: [{ role: 'reviewer', locale }] }),
      ),
    )
    const { items } = await readMembers(manager, { projectId: project.id })
    expect(items.find(({ personId }) => personId === lin.id)?.roles).toHaveLength(1)
  })
})

describe('people', () => {
  test('are added by administrators, with a link that signs them in once', async () => {
    const { person, path } = await addPerson(world.operator(), {
      ...{ name: 'Siti', email: 'Siti@Example.org', administrator: false, password: null },
    })
    expect(person.email).toBe('siti@example.org')
    const link = secretOf(path)
    const { person: signedIn } = await signInByLink(world.visit(), { link, device: laptop, previous: null })
    expect(signedIn.id).toBe(person.id)
    const again = { name: 'Siti', email: ' SITI@example.org', administrator: true, password: null }
    await expect(addPerson(world.operator(), again)).rejects.toMatchObject({ code: 'already-exists' })
  })

  test('are not added by managers', async () => {
    const { manager } = await invited()
    const input = { name: 'Siti', email: 'siti2@example.org', administrator: true, password: null }
    await expect(addPerson(manager, input)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('are not shut out by managers', async () => {
    const { manager } = await invited()
    const lin = await world.person('Lin')
    const attempt = setDisabled(manager, { personId: lin.id, disabled: true })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getPerson(world.db, lin.id)).toMatchObject({ disabled: false })
  })
})

describe('one’s own', () => {
  test('a first password is chosen without a current one, a second is not', async () => {
    const lin = await world.as(await world.person('Lin', { password: null }))
    const change = (current: string | null, next: string) =>
      updateMe(lin, { password: { current, next }, currentId: '' })
    await change(null, 'nine kites above the river')
    const second = change(null, 'ten kites above the river')
    await expect(second).rejects.toMatchObject({ code: 'sign-in-failed' })
    await change('nine kites above the river', 'ten kites above the river')
  })

  test('a new password ends all other sessions, and this one goes on', async () => {
    const lin = await world.person('Lin')
    const here = (await world.identity.startSession(lin.id, laptop)) ?? ''
    const there = (await world.identity.startSession(lin.id, laptop)) ?? ''
    const seen = (secret: string) => world.identity.recognise({ kind: 'session', secret })
    const current = await seen(here)
    expect(await seen(there)).not.toBeNull()
    const ctx = { ...(await world.as(lin)), person: current?.person ?? never() }
    await updateMe(ctx, {
      password: { current: password, next: 'nine kites above the river' },
      currentId: current?.credentialId ?? '',
    })
    expect(await seen(there)).toBeNull()
    expect(await seen(here)).not.toBeNull()
  })

  test('guesses of the current password are limited', async () => {
    const lin = await world.as(await world.person('Lin'))
    const guess = () =>
      updateMe(lin, {
        password: { current: 'wrong wrong wrong', next: 'nine kites above the river' },
        currentId: '',
      })
    for (let n = 0; n < 5; n += 1) await expect(guess()).rejects.toMatchObject({ code: 'sign-in-failed' })
    await expect(guess()).rejects.toMatchObject({ code: 'too-many-attempts' })
  })

  test('a change that is refused in one part changes nothing', async () => {
    const lin = await world.person('Lin')
    const change = { name: 'Other', password: { current: password, next: 'short' }, currentId: '' }
    await expect(updateMe(await world.as(lin), change)).rejects.toMatchObject({ code: 'invalid' })
    expect(await getPerson(world.db, lin.id)).toEqual(lin)
  })

  test('sessions of others are not there', async () => {
    const lin = await world.as(await world.person('Lin'))
    const dara = await world.as(await world.person('Dara'))
    const { items } = await readSessions(dara, { currentId: '' })
    expect(items).toHaveLength(1)
    const foreign = endSession(lin, { sessionId: items[0]?.id ?? '' })
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
    expect((await readSessions(dara, { currentId: '' })).items).toHaveLength(1)
  })

  test('a token is shown once, listed without its secret and can be withdrawn', async () => {
    const lin = await world.as(await world.person('Lin'))
    const { token, item } = await createToken(lin, {
      name: 'Script',
      scopes: ['read', 'read'],
      expiresInDays: 30,
    })
    expect(token).toMatch(/^setara_[\w-]{43}$/)
    expect(item).toMatchObject({ name: 'Script', scopes: ['read'], lastUsedAt: null })
    const rows = await world.db
      .selectFrom('api_token')
      .selectAll()
      .where('person_id', '=', lin.person.id)
      .execute()
    expect(JSON.stringify([await readTokens(lin), rows])).not.toContain(token.slice('setara_'.length))
    expect(await world.identity.recognise({ kind: 'token', secret: token })).not.toBeNull()
    const dara = await world.as(await world.person('Dara'))
    await expect(revokeToken(dara, { tokenId: item.id })).rejects.toMatchObject({ code: 'not-found' })
    await revokeToken(lin, { tokenId: item.id })
    expect(await world.identity.recognise({ kind: 'token', secret: token })).toBeNull()
  })

  test('a token makes no tokens, ends no sessions and sets no password', async () => {
    const ctx = await world.as(await world.person('Lin'))
    const asToken = { ...ctx, person: { ...ctx.person, scopes: ['read', 'manage'] as const } }
    const attempts = [
      createToken(asToken, { name: 'x', scopes: ['manage'], expiresInDays: 1 }),
      readTokens(asToken),
      readSessions(asToken, { currentId: '' }),
      endSession(asToken, { sessionId: 'x' }),
      updateMe(asToken, {
        password: { current: password, next: 'nine kites above the river' },
        currentId: '',
      }),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
  })
})

function never(): never {
  throw new Error('There is a person')
}
