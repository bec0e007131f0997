// Editions as files of other translation tools.

import type { InferResponseType } from 'hono/client'

import type { SourceFile } from './articles.ts'
import { answer, api, ids, path, query } from './client.ts'
import { sendFile, sendJson, type JobWire } from './jobs.ts'

/** Versions of XLIFF that an edition is offered in, the one that most tools read best first. */
export const xliffVersions = ['2.0', '1.2', '2.1', '2.2'] as const
export type XliffVersion = (typeof xliffVersions)[number]

/** The address of an edition as a file. */
export const editionFile = (edition: string, version: XliffVersion) =>
  `/api/editions/${encodeURIComponent(edition)}/xliff/${version}`

const home = api.editions[':edition'].xliff

export type HomecomingReport = InferResponseType<typeof home.$post, 200>

/** Brings a file home, or says what it would change; `told` hears which share of it has left. */
export const takeHome = (
  edition: string,
  file: SourceFile,
  preview: boolean,
  told: (share: number) => void,
): Promise<HomecomingReport> =>
  // The route answers with a report.
  sendJson(path`/api/editions/${edition}/xliff`, { ...file, preview }, told) as Promise<HomecomingReport>

/** Sends a large file home; the job that says what it would change is still under way then. */
export async function sendHome(
  edition: string,
  file: File,
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<JobWire> {
  const address = path`/api/editions/${edition}/xliff/files` + query({ name: file.name })
  const { job } = (await sendFile(address, file, told, signal)) as { readonly job: JobWire } // see the route
  return job
}

/** Asks for a large file to be taken over. */
export const applyHomecoming = (job: string) => answer(api.jobs[':job'].apply.$post({ param: ids({ job }) }))

/** How the large file stands that came home last. */
export const newestHomecoming = (edition: string) =>
  answer(api.editions[':edition'].homecoming.$get({ param: ids({ edition }) }))

/** What such a job ends with. */
export interface BroughtHome extends Pick<HomecomingReport, 'applied' | 'counts' | 'lines'> {
  readonly fileName: string
  /** How many lines somebody should look at; the first are here. */
  readonly noted: number
}

/** Asks for the file of the source with the edition in it. */
export const askForFile = (edition: string) =>
  answer(api.editions[':edition'].file.$post({ param: ids({ edition }) }))

/** What such a job ends with. */
export interface FileWritten {
  readonly name: string
  readonly changed: number
  readonly left: number
  readonly unwritten: readonly { readonly code: string; readonly line: number; readonly message: string }[]
}

/** The address of a file that a job has written. */
export const writtenFile = (job: string) => path`/api/jobs/${job}/file`

export type ReportLine = HomecomingReport['lines'][number]
