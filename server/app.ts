// The application: every route behind one guard. Made by main, by the command line and by tests alike.

import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import type { Logger } from 'pino'

import { WorkError } from '#domain/errors.ts'

import { importLimits } from './formats/limits.ts'
import type { Metrics } from './metrics.ts'
import { accounts } from './routes/accounts.ts'
import { articles } from './routes/articles.ts'
import { isLocal } from './routes/browser.ts'
import { checks } from './routes/checks.ts'
import { editions } from './routes/editions.ts'
import { exchange } from './routes/exchange.ts'
import type { Dependencies, Environment } from './routes/environment.ts'
import { doorKey, guard, recognise, sameOrigin } from './routes/guard.ts'
import { invitations } from './routes/invitations.ts'
import { me } from './routes/me.ts'
import { members } from './routes/members.ts'
import { names } from './routes/names.ts'
import { memory } from './routes/memory.ts'
import { describe } from './routes/openapi.ts'
import { servePages } from './routes/pages.ts'
import { nothingHere, problemHandler } from './routes/problems.ts'
import { projects } from './routes/projects.ts'
import { doors } from './routes/registry.ts'
import { releases } from './routes/releases.ts'
import { session } from './routes/session.ts'
import { systemRoutes } from './routes/system.ts'
import { terms } from './routes/terms.ts'
import { together } from './routes/together.ts'
import { newId } from './store/ids.ts'

/** What the application needs from the process it runs in. */
export interface AppOptions extends Dependencies {
  readonly log: Logger
  readonly metrics: Metrics
  readonly metricsToken: string | null
  readonly ready: () => Promise<boolean>
  /** Folder of the built pages; null serves the interface only. */
  readonly webFolder: string | null
  readonly version: string
}

const megabyte = 1024 * 1024

/** Makes the application. @throws Error when a route is not in the registry, or the registry lists none of it */
export function createApp(options: AppOptions) {
  const { log, metrics } = options
  const app = new Hono<Environment>()
  app.onError(problemHandler(log))
  app.notFound(nothingHere)

  app.use(async (c, next) => {
    c.set('dependencies', options)
    c.set('requestId', newId())
    c.set('person', null)
    c.set('recognised', null)
    await next()
  })
  app.use(observed(log, metrics))
  app.use(securityHeaders(options.secure))
  app.use('/api/*', noStore)
  app.use('/api/*', shortened)
  app.use('/api/*', limitedBody)
  app.use('/api/*', sameOrigin, recognise, guard)

  const routes = app
    .route(
      '/',
      systemRoutes({
        ready: options.ready,
        metrics: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
        metricsToken: options.metricsToken,
        describe: () => describe(app, options.version),
      }),
    )
    .route('/api', session)
    .route('/api', invitations)
    .route('/api', me)
    .route('/api', accounts)
    .route('/api', projects)
    .route('/api', members)
    .route('/api', articles)
    .route('/api', editions)
    .route('/api', checks)
    .route('/api', releases)
    .route('/api', exchange)
    .route('/api', terms)
    .route('/api', together)
    .route('/api', names)
    .route('/api', memory)

  if (options.webFolder) app.get('/*', servePages(options.webFolder))
  demandRegistered(app, options.webFolder !== null)
  return routes
}

/** The type of the interface, for the typed client of the browser. */
export type AppType = ReturnType<typeof createApp>

/** Fails at start when a route could be reached that nobody decided about. */
function demandRegistered(app: Hono<Environment>, withPages: boolean): void {
  const reachable = new Set(
    app.routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`),
  )
  const undecided = [...reachable].filter((key) => !(key in doors))
  if (undecided.length > 0) throw new Error(`Routes without a declared permission: ${undecided.join(', ')}`)
  const absent = Object.keys(doors).filter((key) => !reachable.has(key) && (withPages || key !== 'GET /*'))
  if (absent.length > 0) throw new Error(`The registry lists routes that are not there: ${absent.join(', ')}`)
}

const usualLimit = limitOf(16 * megabyte)
// The largest source file, as base64, and what is said about it.
const sourceLimit = limitOf(Math.ceil(importLimits.packedBytes / 3) * 4 + megabyte)

/** A body is read whole, so it has a limit; a door that takes it in piece by piece counts for itself. */
const limitedBody: MiddlewareHandler<Environment> = (c, next) => {
  const brings = doors[doorKey(c) ?? '']?.brings
  if (brings === 'stream') return next()
  return brings === 'source' ? sourceLimit(c, next) : usualLimit(c, next)
}

function limitOf(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new WorkError('too-large', `A request has at most ${maxSize} bytes`, { limit: maxSize })
    },
  })
}

const compressed = compress()

/** Long answers go compressed to other machines; to this one they are there sooner as they are. */
const shortened: MiddlewareHandler<Environment> = (c, next) =>
  doors[doorKey(c) ?? '']?.compressed && !isLocal(c) ? compressed(c, next) : next()

const noStore: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
}

/** Logs and counts requests by route; what people wrote or asked for never reaches the log. */
function observed(log: Logger, metrics: Metrics): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const ms = performance.now() - start
    const { method } = c.req
    const route = doorKey(c)?.split(' ')[1] ?? 'none'
    metrics.observe({ method, route, status: c.res.status, ms })
    log.info({
      requestId: c.get('requestId'),
      method,
      route,
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
      personId: c.get('person')?.id,
    })
  }
}

/** Guards every answer; an answer that brings a policy of its own keeps it. */
function securityHeaders(secure: boolean): MiddlewareHandler {
  const self = "'self'"
  const header = 'content-security-policy'
  const guarded = secureHeaders({
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'SAMEORIGIN',
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: 'same-origin',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [self],
      styleSrc: [self],
      imgSrc: [self, 'data:'],
      fontSrc: [self],
      connectSrc: [self],
      frameSrc: [self],
      manifestSrc: [self],
      workerSrc: [self],
      frameAncestors: [self],
      baseUri: ["'none'"],
      formAction: [self],
    },
  })
  return async (c, next) => {
    let own: string | null = null
    // NOTE: Hono sets its headers after the route has answered, so it would replace the sandbox of a preview.
    await guarded(c, async () => {
      await next()
      own = c.res.headers.get(header)
    })
    if (own !== null) c.header(header, own)
  }
}
