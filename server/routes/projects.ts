// Projects over HTTP, and their live changes.

import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'

import { addProject, changeProject, readProjects } from '../actions/projects.ts'
import { contextOf, type Environment } from './environment.ts'
import { body, line } from './validate.ts'

const ProjectBody = z.object({ name: line(200) })
const ChangeBody = z
  .object({ name: line(200).optional(), secondReview: z.boolean().optional() })
  .refine(({ name, secondReview }) => name !== undefined || secondReview !== undefined, {
    error: 'expected name or secondReview',
  })

/** A silent stream is closed by proxies, and a person may lose their rights: both are looked at this often. */
const heartbeat = 15_000

export const projects = new Hono<Environment>()
  .get('/projects', async (c) => c.json(await readProjects(contextOf(c))))
  .post('/projects', body(ProjectBody), async (c) =>
    c.json(await addProject(contextOf(c), c.req.valid('json')), 201),
  )
  .patch('/projects/:project', body(ChangeBody), async (c) =>
    c.json(await changeProject(contextOf(c), { projectId: c.req.param('project'), ...c.req.valid('json') })),
  )
  .get('/projects/:project/events', async (c) => {
    const ctx = contextOf(c)
    const { changes, identity } = c.get('dependencies')
    const recognised = c.get('recognised')
    const last = Number(c.req.header('last-event-id'))
    const following = await changes.follow(
      ctx,
      c.req.param('project'),
      Number.isSafeInteger(last) && last > 0 ? last : null,
    )
    // Whoever loses their rights loses the stream at once; the browser asks again and is refused.
    const unwatch = identity.watch((personId) => {
      if (personId === null || personId === recognised?.person.id) following.end()
    })
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      stream.onAbort(() => following.end())
      try {
        await stream.writeSSE({ event: 'hello', data: '', retry: 2000 })
        while (!stream.aborted && !following.ended) {
          const signal = await following.next(heartbeat)
          if (following.ended) break
          // Awaited on purpose: a stalled reader holds up only its own bounded queue.
          if (!signal) await stream.write(': still here\n\n')
          else if (signal.type === 'change') {
            const { change } = signal
            await stream.writeSSE({ id: String(change.id), event: 'change', data: JSON.stringify(change) })
          } else if (signal.type === 'presence') {
            await stream.writeSSE({ event: 'presence', data: JSON.stringify(signal.presence) })
          } else {
            await stream.writeSSE({ event: signal.type, data: '' })
            if (signal.type === 'bye') break
          }
        }
      } finally {
        unwatch()
        following.end()
      }
    })
  })
