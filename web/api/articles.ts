// Articles, their editions and releases.

import type { Treatment } from '#domain/article.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { api, path, query } from './client.ts'
import type {
  ArticleCard,
  ArticleDetail,
  Can,
  DocumentPreview,
  EditionCard,
  EditionDetail,
  Page,
  Publication,
  ReleaseDetail,
  ReleaseFormat,
  ReleaseWire,
} from './wire.ts'

export const fetchArticles = (project: string, cursor: string | null = null, signal?: AbortSignal) =>
  api.get<Page<ArticleCard> & { can: Can }>(path`/api/projects/${project}/articles` + query({ cursor }), {
    signal,
  })

/** The bytes of a file as base64, as the import asks for them. */
export interface SourceFile {
  readonly fileName: string
  readonly content: string
}

export const previewArticle = (project: string, file: SourceFile, signal?: AbortSignal) =>
  api.post<{ document: DocumentPreview }>(path`/api/projects/${project}/articles/preview`, file, { signal })

export const importArticle = (
  project: string,
  file: SourceFile,
  locales: readonly TargetLocale[],
  treatments: Readonly<Record<number, Treatment>>,
) =>
  api.post<{ article: { id: string }; editions: readonly EditionCard[] }>(
    path`/api/projects/${project}/articles`,
    { ...file, locales, treatments },
  )

export const fetchArticle = (id: string, signal?: AbortSignal) =>
  api.get<ArticleDetail>(path`/api/articles/${id}`, { signal })

export const deleteArticle = (id: string) => api.delete(path`/api/articles/${id}`)

export const openEditions = (article: string, locales: readonly TargetLocale[]) =>
  api.post<{ editions: readonly EditionCard[] }>(path`/api/articles/${article}/editions`, { locales })

export const fetchEdition = (id: string, signal?: AbortSignal) =>
  api.get<EditionDetail>(path`/api/editions/${id}`, { signal })

export const fetchPublication = (edition: string, signal?: AbortSignal) =>
  api.get<Publication>(path`/api/editions/${edition}/publication`, { signal })

export const publish = (edition: string) =>
  api.post<{ release: ReleaseWire }>(path`/api/editions/${edition}/releases`, {})

export const fetchReleases = (edition: string, signal?: AbortSignal) =>
  api.get<{ items: readonly ReleaseWire[] }>(path`/api/editions/${edition}/releases`, { signal })

export const fetchRelease = (id: string, signal?: AbortSignal) =>
  api.get<ReleaseDetail>(path`/api/releases/${id}`, { signal })

export const releaseFile = (id: string, format: ReleaseFormat) => path`/api/releases/${id}/files/${format}`

/** The exported page, to be shown in a frame that runs nothing. */
export const releasePreview = (id: string) => `${releaseFile(id, 'html')}?inline=1`
