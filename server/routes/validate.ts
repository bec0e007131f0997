// Reading requests: one zod schema per input, checked once, described in OpenAPI from the same schema.

import type { Context } from 'hono'
import { validator } from 'hono/validator'
import { z } from 'zod'

import { WorkError } from '#domain/errors.ts'
import { isStorable } from '#domain/storable.ts'

/** Where the OpenAPI description finds the schema that a middleware checks. */
export const schemaOf = new WeakMap<object, { readonly in: 'json' | 'query'; readonly schema: z.ZodType }>()

/** Reads a JSON body. @throws WorkError `invalid` naming each field and what was expected */
export function body<S extends z.ZodType>(schema: S) {
  const middleware = validator('json', (value) => parsed(schema, value))
  schemaOf.set(middleware, { in: 'json', schema })
  return middleware
}

/** Reads the query. @throws WorkError `invalid` */
export function query<S extends z.ZodType>(schema: S) {
  const middleware = validator('query', (value) => parsed(schema, value))
  schemaOf.set(middleware, { in: 'query', schema })
  return middleware
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  demandStorable(value)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.join('.'),
    expected: issue.message,
  }))
  const first = fields[0]
  throw new WorkError(
    'invalid',
    `${first?.field || 'The request'}: ${first?.expected ?? 'not as expected'}`,
    {
      fields,
    },
  )
}

/** Refuses texts that no database keeps, wherever they stand. @throws WorkError `invalid` */
function demandStorable(value: unknown, field: readonly string[] = []): void {
  if (typeof value === 'string' && !isStorable(value)) {
    throw new WorkError('invalid', `${field.join('.') || 'The request'}: holds a character that is none`, {
      fields: [{ field: field.join('.'), expected: 'text without NUL and half surrogate pairs' }],
    })
  }
  if (typeof value !== 'object' || value === null || field.length > deepest) return
  for (const [key, inner] of Object.entries(value)) {
    demandStorable(key, field)
    demandStorable(inner, [...field, key])
  }
}

/** No schema goes deeper; what stands below is refused or dropped by it. */
const deepest = 8

/** The version a write is based on, from `If-Match: "7"`. @throws WorkError `precondition-required`, `invalid` */
export function baseVersion(c: Context): number {
  const header = c.req.header('if-match')
  if (header === undefined) {
    throw new WorkError('precondition-required', 'A write names the version it is based on: If-Match: "7"')
  }
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined) throw new WorkError('invalid', 'If-Match holds one version in quotes, as in "7"')
  return Number(version)
}

/** The key that names one intention. @throws WorkError `precondition-required`, `invalid` */
export function idempotencyKey(c: Context): string {
  const header = c.req.header('idempotency-key')
  if (header === undefined) {
    throw new WorkError('precondition-required', 'A write carries an Idempotency-Key, for example a UUID')
  }
  if (!/^[\x21-\x7e]{8,128}$/.test(header)) {
    throw new WorkError('invalid', 'An Idempotency-Key has 8 to 128 visible ASCII characters')
  }
  return header
}

/** The schema of a page of a list. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page as actions take it. */
export function pageInput(page: z.output<typeof PageQuery>) {
  return { cursor: page.cursor ?? null, limit: page.limit }
}

/** One line of text that a person wrote. */
export const line = (longest: number) => z.string().trim().min(1).max(longest)
