// Somebody lets a program act for them, within limits, and ends that again.

import { WorkError } from '#domain/errors.ts'
import type { Scope } from '#domain/people.ts'

import { remember } from '../store/history.ts'
import { deleteToken, insertToken, listTokens, type ApiToken } from '../store/identity/tokens.ts'
import { doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { demandInPerson } from './own.ts'

const day = 24 * 60 * 60 * 1000
const mostTokens = 50

/** Lists the tokens of the person. */
export async function readTokens(ctx: ActionContext): Promise<{ readonly items: readonly ApiToken[] }> {
  demandInPerson(ctx)
  return { items: await listTokens(ctx.db, ctx.person.id) }
}

export interface CreateTokenInput {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresInDays: number
}

/** Makes a token. It never can do more than its owner may at the moment it is used. */
export async function createToken(
  ctx: ActionContext,
  input: CreateTokenInput,
): Promise<{ readonly token: string; readonly item: ApiToken }> {
  demandInPerson(ctx)
  return transaction(ctx.db, async (tx) => {
    const held = await listTokens(tx, ctx.person.id)
    if (held.length >= mostTokens) {
      throw new WorkError('too-large', `At most ${mostTokens} tokens; withdraw one first`, {
        most: mostTokens,
      })
    }
    const { secret, item } = await insertToken(tx, {
      personId: ctx.person.id,
      name: input.name,
      scopes: [...new Set(input.scopes)],
      now: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + input.expiresInDays * day),
    })
    await remember(tx, { deed: 'token.created', personId: doer(ctx), after: described(item) })
    return { token: secret, item }
  })
}

/** Withdraws a token of the person. */
export async function revokeToken(ctx: ActionContext, input: { readonly tokenId: string }): Promise<void> {
  demandInPerson(ctx)
  await transaction(ctx.db, async (tx) => {
    const item = demandFound(await deleteToken(tx, ctx.person.id, input.tokenId))
    await remember(tx, { deed: 'token.revoked', personId: doer(ctx), before: described(item) })
  })
  ctx.identity.forget(ctx.person.id)
}

function described({ id, name, scopes }: ApiToken) {
  return { id, name, scopes }
}
