// Editions as files of other translation tools.

import type { SourceFile } from './articles.ts'
import { answer, api, ids } from './client.ts'

/** Versions of XLIFF that an edition is offered in, the one that most tools read best first. */
export const xliffVersions = ['2.0', '1.2', '2.1', '2.2'] as const
export type XliffVersion = (typeof xliffVersions)[number]

/** The address of an edition as a file. */
export const editionFile = (edition: string, version: XliffVersion) =>
  `/api/editions/${encodeURIComponent(edition)}/xliff/${version}`

export const takeHome = (edition: string, file: SourceFile, preview: boolean) =>
  answer(api.editions[':edition'].xliff.$post({ param: ids({ edition }), json: { ...file, preview } }))

export type HomecomingReport = Awaited<ReturnType<typeof takeHome>>
export type ReportLine = HomecomingReport['lines'][number]
