// What every route finds in its context.

import type { Context } from 'hono'

import type { Person } from '#domain/people.ts'
import { WorkError } from '#domain/errors.ts'

import type { ActionContext } from '../actions/context.ts'
import type { ChangeHub } from '../actions/follow-changes.ts'
import type { Glossaries } from '../actions/glossaries.ts'
import type { Visit } from '../actions/own.ts'
import type { SourceFile } from '../actions/source-reading.ts'

/** What the application is made of; passed in once, by main and by tests. */
export interface Dependencies {
  readonly db: ActionContext['db']
  readonly glossaries: Glossaries
  readonly changes: ChangeHub
  readonly identity: ActionContext['identity']
  readonly memory: ActionContext['memory']
  readonly now: () => Date
  /** Address under which people reach the server, without a trailing slash; null when it is not known. */
  readonly baseUrl: string | null
  /** Address below which released articles stand; null when it is not known. */
  readonly publicUrl: string | null
  /** Whether people reach the server over HTTPS. */
  readonly secure: boolean
  /** Whether the last address in `X-Forwarded-For` is believed, because a proxy of ours wrote it. */
  readonly trustProxy?: boolean
  /** Fetches a page to import; absent where the operator does not allow it. */
  readonly fetchAddress?: ((address: string) => Promise<SourceFile>) | null
}

export interface Environment {
  Variables: {
    dependencies: Dependencies
    /** Who asks; null when nobody is signed in. */
    person: Person | null
    /** By which session or token they were recognised. */
    recognised: Awaited<ReturnType<ActionContext['identity']['recognise']>>
    requestId: string
  }
}

/** The context of the action behind a route. @throws WorkError `sign-in-required` */
export function contextOf(c: Context<Environment>): ActionContext {
  const person = c.get('person')
  if (!person) throw new WorkError('sign-in-required', 'Sign in first')
  return contextFor(c, person)
}

/** The context of an action done for somebody who is named otherwise, for example by an invitation. */
export function contextFor(c: Context<Environment>, person: Person): ActionContext {
  const { db, glossaries, identity, memory, now } = c.get('dependencies')
  return { db, glossaries, identity, memory, person, now: now() }
}

/** The context of an action for somebody who may not have signed in. */
export function visitOf(c: Context<Environment>): Visit {
  const { db, identity, now } = c.get('dependencies')
  return { db, identity, now: now() }
}
