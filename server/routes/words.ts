// Schemas of what people write about themselves, and the addresses they are given.

import type { Context } from 'hono'
import { z } from 'zod'

import { passwordLength } from '#domain/password.ts'
import { roles } from '#domain/people.ts'
import { targetLocales } from '#locales/locale.ts'

import type { Environment } from './environment.ts'

// Marks that hide or turn letters around have no place in a name; joiners stay, scripts need them.
const visible = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u

/** A name: one line of visible letters. */
export const Name = z.string().trim().min(1).max(100).regex(visible, 'a name without control characters')

/** An address of electronic mail. */
export const Email = z.string().trim().max(254).pipe(z.email())

/** A password as it is typed; how good it is, the domain decides. */
export const Password = z.string().min(1).max(passwordLength.max)

/** A role in all languages or in one. */
export const HeldRole = z.strictObject({ role: z.enum(roles), locale: z.enum(targetLocales).nullable() })

/** The secret of a link. */
export const Link = z.string().min(1).max(200)

/** A page as others can open it. The origin of a browser was compared with our own before it got here. */
export function pageAddress(c: Context<Environment>, path: string): string {
  return `${c.get('dependencies').baseUrl ?? c.req.header('origin') ?? ''}${path}`
}
