// Articles, their editions and releases.

import type { BlockRole, Treatment } from '#domain/article.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { answer, api, ids, pageSize, until } from './client.ts'
import type { ReleaseFormat } from './formats.ts'

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

export const previewArticle = (project: string, file: SourceFile, signal?: AbortSignal) =>
  answer(
    api.projects[':project'].articles.preview.$post({ param: ids({ project }), json: file }, until(signal)),
  )

export const importArticle = (
  project: string,
  file: SourceFile,
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
export type EditionCard = ArticleDetail['editions'][number]
export type DocumentPreview = Awaited<ReturnType<typeof previewArticle>>['document']
export type EditionDetail = Awaited<ReturnType<typeof fetchEdition>>
export type Publication = Awaited<ReturnType<typeof fetchPublication>>
export type Obstacle = Publication['reasons'][number]
export type Release = Awaited<ReturnType<typeof fetchReleases>>['items'][number]
export type EditionFinding = Awaited<ReturnType<typeof fetchEditionFindings>>['items'][number]
