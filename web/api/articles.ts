// Articles, their editions and releases.

import type { InferResponseType } from 'hono/client'

import type { BlockRole, Revisions, Treatment } from '#domain/article.ts'
import type { CodedText } from '#domain/inline.ts'
import type { ChangeClass } from '#domain/source-update/outdated.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, pageSize, path, query, until } from './client.ts'
import type { ReleaseFormat } from './formats.ts'
import { sendFile, sendJson, type JobWire } from './jobs.ts'

export const fetchArticles = (project: string, cursor: string | null = null, signal?: AbortSignal) =>
  answer(
    api.projects[':project'].articles.$get(
      { param: ids({ project }), query: { limit: pageSize, ...(cursor ? { cursor } : {}) } },
      until(signal),
    ),
  )

/** The bytes of a file as base64, as the import asks for them. */
export interface SourceFile {
  readonly fileName: string
  readonly content: string
}

/** A file with what becomes of its tracked changes. */
export interface FirstFile extends SourceFile {
  readonly revisions: Revisions
}

const previews = api.projects[':project'].articles.preview

/** Shows what a file would become; `told` hears which share of it has left. */
export const previewArticle = (
  project: string,
  file: FirstFile,
  told: (share: number) => void,
): Promise<InferResponseType<typeof previews.$post, 200>> =>
  // The route answers with the document.
  sendJson(path`/api/projects/${project}/articles/preview`, file, told) as Promise<
    InferResponseType<typeof previews.$post, 200>
  >

export const importArticle = (
  project: string,
  file: FirstFile,
  locales: readonly TargetLocale[],
  treatments: Readonly<Record<number, Treatment>>,
  roles: Readonly<Record<number, BlockRole>> = {},
) =>
  answer(
    api.projects[':project'].articles.$post({
      param: ids({ project }),
      json: { ...file, locales: [...locales], treatments, roles },
    }),
  )

/** Sends a large file; the job that makes an article of it is still under way then. */
export async function importFile(
  project: string,
  file: File,
  locales: readonly TargetLocale[],
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<JobWire> {
  const address =
    path`/api/projects/${project}/articles/files` + query({ name: file.name, to: locales.join(',') })
  const { job } = (await sendFile(address, file, told, signal)) as { readonly job: JobWire } // see the route
  return job
}

/** Gives up the reading of a large file. */
export const cancelImport = (job: string) => answer(api.jobs[':job'].$delete({ param: ids({ job }) }))

/** Lets the server fetch an address, where its operator allows that. */
export const fetchSource = async (project: string, address: string): Promise<SourceFile> =>
  answer(api.projects[':project'].articles.fetch.$post({ param: ids({ project }), json: { address } }))

const updates = api.articles[':article'].update.preview

/** Shows what a new version of the source would change; `told` hears which share of it has left. */
export const previewUpdate = (
  article: string,
  file: SourceFile,
  told: (share: number) => void,
): Promise<InferResponseType<typeof updates.$post, 200>> =>
  // The route answers with the plan.
  sendJson(path`/api/articles/${article}/update/preview`, file, told) as Promise<
    InferResponseType<typeof updates.$post, 200>
  >

export const updateArticle = (
  article: string,
  version: number,
  file: SourceFile,
  choices: {
    readonly classes: Readonly<Record<number, ChangeClass>>
    readonly treatments: Readonly<Record<number, Treatment>>
  },
) =>
  answer(
    api.articles[':article'].update.$post(
      { param: ids({ article }), json: { ...file, ...choices, otherwise: 'meaning', roles: {} } },
      { headers: { 'if-match': `"${version}"` } },
    ),
  )

export const fetchVersions = (article: string, signal?: AbortSignal) =>
  answer(api.articles[':article'].versions.$get({ param: ids({ article }) }, until(signal)))

export const restoreVersion = (article: string, version: number, base: number) =>
  answer(
    api.articles[':article'].versions[':version'].$post(
      { param: ids({ article, version: String(version) }) },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const restoreSentence = (article: string, segment: string, base: number) =>
  answer(
    api.articles[':article'].removed[':segment'].$post(
      { param: ids({ article, segment }) },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const removeRestored = (article: string, segment: string, base: number) =>
  answer(
    api.articles[':article'].segments[':segment'].$delete(
      { param: ids({ article, segment }) },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const correctSegment = (
  article: string,
  segment: string,
  base: number,
  correction: { readonly source: CodedText; readonly change: ChangeClass },
) =>
  answer(
    api.articles[':article'].segments[':segment'].$put(
      { param: ids({ article, segment }), json: correction },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const splitSegment = (article: string, segment: string, base: number, at: number) =>
  answer(
    api.articles[':article'].segments[':segment'].split.$post(
      { param: ids({ article, segment }), json: { at } },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const joinSegments = (article: string, segment: string, base: number) =>
  answer(
    api.articles[':article'].segments[':segment'].join.$post(
      { param: ids({ article, segment }) },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const decideBlock = (
  article: string,
  block: number,
  base: number,
  decision: { readonly treatment?: Treatment; readonly role?: BlockRole },
) =>
  answer(
    api.articles[':article'].blocks[':block'].$put(
      {
        param: ids({ article, block: String(block) }),
        json: { treatment: decision.treatment ?? null, role: decision.role ?? null },
      },
      { headers: { 'if-match': `"${base}"` } },
    ),
  )

export const fetchArticle = (article: string, signal?: AbortSignal) =>
  answer(api.articles[':article'].$get({ param: ids({ article }) }, until(signal)))

export const deleteArticle = (article: string) =>
  answer(api.articles[':article'].$delete({ param: ids({ article }) }))

export const openEditions = (article: string, locales: readonly TargetLocale[]) =>
  answer(
    api.articles[':article'].editions.$post({ param: ids({ article }), json: { locales: [...locales] } }),
  )

export const fetchEdition = (edition: string, signal?: AbortSignal) =>
  answer(api.editions[':edition'].$get({ param: ids({ edition }) }, until(signal)))

export const fetchPublication = (edition: string, signal?: AbortSignal) =>
  answer(api.editions[':edition'].publication.$get({ param: ids({ edition }) }, until(signal)))

/** What the checks find in a whole edition. */
export const fetchEditionFindings = (edition: string, signal?: AbortSignal) =>
  answer(api.editions[':edition'].findings.$get({ param: ids({ edition }) }, until(signal)))

export const dismissEditionFinding = (
  edition: string,
  finding: Pick<EditionFinding, 'message' | 'fingerprint'>,
  reason: string,
) => {
  const { message, fingerprint } = finding
  return answer(
    api.editions[':edition'].dismissals.$post({
      param: ids({ edition }),
      json: { message, fingerprint, reason },
    }),
  )
}

export const publish = (edition: string) =>
  answer(api.editions[':edition'].releases.$post({ param: ids({ edition }) }))

export const fetchReleases = (edition: string, signal?: AbortSignal) =>
  answer(api.editions[':edition'].releases.$get({ param: ids({ edition }) }, until(signal)))

export const fetchRelease = (release: string, signal?: AbortSignal) =>
  answer(api.releases[':release'].$get({ param: ids({ release }) }, until(signal)))

/** The address of a release as a file. */
export const releaseFile = (release: string, format: ReleaseFormat) =>
  `/api/releases/${encodeURIComponent(release)}/files/${format}`

/** The exported page, to be shown in a frame that runs nothing. */
export const releasePreview = (release: string) => `${releaseFile(release, 'html')}?inline=1`

export type ArticleCard = Awaited<ReturnType<typeof fetchArticles>>['items'][number]
export type ArticleDetail = Awaited<ReturnType<typeof fetchArticle>>
export type BlockCard = ArticleDetail['blocks'][number]
export type SegmentCard = BlockCard['segments'][number]
export type EditionCard = ArticleDetail['editions'][number]
export type DocumentPreview = Awaited<ReturnType<typeof previewArticle>>['document']
export type EditionDetail = Awaited<ReturnType<typeof fetchEdition>>
export type Publication = Awaited<ReturnType<typeof fetchPublication>>
export type Obstacle = Publication['reasons'][number]
export type Release = Awaited<ReturnType<typeof fetchReleases>>['items'][number]
export type EditionFinding = Awaited<ReturnType<typeof fetchEditionFindings>>['items'][number]
export type UpdatePreview = Awaited<ReturnType<typeof previewUpdate>>
export type PlannedChange = UpdatePreview['changes'][number]
export type SourceHistory = Awaited<ReturnType<typeof fetchVersions>>
