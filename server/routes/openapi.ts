// The description of the interface (OpenAPI 3.1), made from the registry and from the schemas that check requests.

import type { Hono } from 'hono'
import { z } from 'zod'

import type { Environment } from './environment.ts'
import { doors, type Door } from './registry.ts'
import { schemaOf } from './validate.ts'

/** Describes every door of an application. */
export function describe(app: Hono<Environment>, version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [key, door] of Object.entries(doors)) {
    const [method = '', path = ''] = key.split(' ')
    if (path.includes('*')) continue
    const schemas = app.routes
      .filter((route) => route.method === method && route.path === path)
      .flatMap((route) => schemaOf.get(route.handler) ?? [])
    const address = path.replace(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(method, path, door, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Setara',
      version,
      description:
        'Texts with inline codes hold one private-use character per end of a code: U+E000 + id opens a pair, ' +
        'U+E800 + id closes it, U+F000 + id stands alone. The codes themselves come beside the segment.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'setara' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: problem },
    },
  }
}

interface RequestSchema {
  readonly in: 'json' | 'query'
  readonly schema: z.ZodType
}

function operation(method: string, path: string, door: Door, schemas: readonly RequestSchema[]): object {
  const json = schemas.find((found) => found.in === 'json')
  const write =
    method === 'PUT' ||
    /translations\/:\w+\/(confirm|review)$/.test(path) ||
    (method !== 'GET' && changesSource.test(path))
  return {
    summary: door.summary,
    description:
      door.entry === 'public' ? 'Open to everyone.' : `Needs: ${[door.entry].flat().join(' or ')}.`,
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    security: door.entry === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [
      ...Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...schemas.filter((found) => found.in === 'query').flatMap((found) => queryParameters(found.schema)),
      ...(write ? headersOf(path) : []),
    ],
    ...(json && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: z.toJSONSchema(json.schema, { io: 'input' }) } },
      },
    }),
    ...(door.brings === 'stream' && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    responses: {
      '2XX': { description: 'Done' },
      ...(write && {
        '412': { description: 'Somebody else wrote first; the body holds what is stored now' },
      }),
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function queryParameters(schema: z.ZodType): readonly object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }))
}

/** Doors that change the source of an article name the version they are based on. */
const changesSource = /^\/api\/articles\/:article\/(?:update$|versions\/:version|removed|segments|blocks)/

function headersOf(path: string): readonly object[] {
  const names = path.startsWith('/api/translations') ? ['If-Match', 'Idempotency-Key'] : []
  if (path === '/api/terms/:term' || changesSource.test(path)) names.push('If-Match')
  return names.map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } }))
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    details: { type: 'object' },
    requestId: { type: 'string' },
  },
}
