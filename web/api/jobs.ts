// Work in the background: it is followed until it has ended, and files are sent to it as they are.

import type { InferResponseType } from 'hono/client'

import type { WorkErrorCode } from '#domain/errors.ts'

import { answer, api, ids, Problem, problemOf } from './client.ts'

const jobs = api.jobs[':job']
export type JobWire = InferResponseType<typeof jobs.$get, 200>

const pause = 700

/** Waits until work has ended; `told` hears how it stands. @throws Problem when it failed */
export async function jobEnded(
  begun: JobWire,
  told: (job: JobWire) => void,
  signal?: AbortSignal,
): Promise<JobWire> {
  let job = begun
  while (job.state === 'waiting' || job.state === 'running') {
    told(job)
    await new Promise((resolve) => setTimeout(resolve, pause))
    signal?.throwIfAborted()
    job = await answer(jobs.$get({ param: ids({ job: job.id }) }))
  }
  if (job.state === 'done') return job
  const { reason, detail, details } = (job.result ?? {}) as {
    readonly reason?: WorkErrorCode
    readonly detail?: string
    readonly details?: Readonly<Record<string, unknown>>
  }
  throw new Problem(reason ?? 'unexpected', 0, { ...details, ...(detail && { detail }) })
}

/** Sends a file as the body of a request; `told` hears which share of it has left. @throws Problem */
export const sendFile = (
  address: string,
  file: File,
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<unknown> => sent(address, file, 'application/octet-stream', told, signal)

/** Sends a value as JSON, such as a file with what is to be done with it; `told` hears which share has left. @throws Problem */
export const sendJson = (
  address: string,
  value: unknown,
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<unknown> => sent(address, JSON.stringify(value), 'application/json', told, signal)

function sent(
  address: string,
  body: File | string,
  type: string,
  told: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  // `fetch` does not say how much of a body has been sent.
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    request.open('POST', address)
    request.setRequestHeader('content-type', type)
    request.upload.addEventListener('progress', ({ loaded, total }) => told(total > 0 ? loaded / total : 0))
    request.addEventListener('error', () => reject(new Problem('offline')))
    request.addEventListener('abort', () => reject(new DOMException('Given up', 'AbortError')))
    request.addEventListener('load', () => {
      const { status, responseText } = request
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText))
      else void problemOf(new Response(responseText, { status })).then(reject)
    })
    signal?.addEventListener('abort', () => request.abort())
    request.send(body)
  })
}
