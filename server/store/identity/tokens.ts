// API tokens: a program acts for a person, with at most the named scopes.

import type { Kysely } from 'kysely'

import type { Scope } from '#domain/people.ts'

import { newId } from '../ids.ts'
import type { Database } from '../schema.ts'

import { hashOf, newSecret } from './secret.ts'

/** A token as its owner sees it; the secret itself is shown once and not kept. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

/** Marks a secret as a token of this product, so that scanners of public code can find leaked ones. */
export const tokenPrefix = 'setara_'

const columns = ['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'] as const

/** Makes a token; `secret` is what the program sends. */
export async function insertToken(
  db: Kysely<Database>,
  token: {
    readonly personId: string
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly now: Date
    readonly expiresAt: Date
  },
): Promise<{ readonly secret: string; readonly item: ApiToken }> {
  const secret = tokenPrefix + newSecret()
  const row = await db
    .insertInto('api_token')
    .values({
      id: newId(),
      person_id: token.personId,
      name: token.name,
      token_hash: hashOf(secret),
      scopes: JSON.stringify(token.scopes),
      created_at: token.now,
      expires_at: token.expiresAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return { secret, item: toToken(row) }
}

/** Lists the tokens of a person, the newest first. */
export async function listTokens(db: Kysely<Database>, personId: string): Promise<readonly ApiToken[]> {
  const rows = await db
    .selectFrom('api_token')
    .select(columns)
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toToken)
}

/** Ends a token of a person and gives what it was, or null. */
export async function deleteToken(
  db: Kysely<Database>,
  personId: string,
  id: string,
): Promise<ApiToken | null> {
  const row = await db
    .deleteFrom('api_token')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning(columns)
    .executeTakeFirst()
  return row ? toToken(row) : null
}

function toToken(row: {
  id: string
  name: string
  scopes: readonly Scope[]
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
}): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
