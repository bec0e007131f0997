// Reading releases and taking them home as files.

import { createHash } from 'node:crypto'

import type { Release } from '#domain/article.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { apart } from '../formats/apart/apart.ts'
import { exportFormats, type ExportFormat } from '../formats/exports.ts'
import { writeHtmlPage } from '../formats/html-page.ts'
import { originalType, xliffType, type Missing } from '../formats/original.ts'
import type { Publication } from '../formats/publication.ts'
import { originalOf } from '../store/articles.ts'
import { getEdition, rowsOfEdition, type EditionWithContext } from '../store/editions.ts'
import { getRelease, releasesOf } from '../store/releases.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import { noteLeft } from './left-files.ts'
import { freeze } from './publish-edition.ts'
import { demandWhole } from './whole.ts'

/** Lists the releases of an edition, newest first. */
export async function listReleases(
  ctx: ActionContext,
  editionId: string,
): Promise<{ readonly items: readonly Release[] }> {
  await demandEdition(ctx, editionId)
  return { items: await releasesOf(ctx.db, editionId) }
}

async function demandEdition(ctx: ActionContext, editionId: string): Promise<EditionWithContext> {
  const edition = demandFound(await getEdition(ctx.db, editionId))
  demandMay(ctx, 'release.read', { projectId: edition.projectId, locale: null })
  return edition
}

/** A release as its page shows it. */
export interface ReleaseView {
  readonly release: Release
  readonly edition: { readonly id: string; readonly locale: TargetLocale; readonly projectId: string }
  readonly article: { readonly id: string; readonly title: string }
  readonly formats: readonly ReleaseFormat[]
}

async function demandRelease(ctx: ActionContext, releaseId: string) {
  const { publication, ...release } = demandFound(await getRelease(ctx.db, releaseId))
  const edition = await demandEdition(ctx, release.editionId)
  // The column was written by publishEdition and is never updated (a trigger sees to that).
  return { release, edition, publication: publication as Publication }
}

/** Reads a release. */
export async function readRelease(ctx: ActionContext, releaseId: string): Promise<ReleaseView> {
  const { release, edition, publication } = await demandRelease(ctx, releaseId)
  return {
    release,
    edition: { id: edition.id, locale: edition.locale, projectId: edition.projectId },
    article: { id: edition.articleId, title: publication.title },
    formats: exportFormatIds,
  }
}

/** A format of its own, or that of the file that the article came from. */
export type ReleaseFormat = ExportFormat | 'original'

/** Every format that a release can be taken home in. */
export const exportFormatIds: readonly ReleaseFormat[] = [
  // The keys of the table are its formats.
  ...(Object.keys(exportFormats) as readonly ExportFormat[]),
  'original',
]

/** A file to be taken home. */
export interface ExportedFile {
  readonly name: string
  readonly contentType: string
  readonly content: string | Uint8Array<ArrayBuffer>
  /** Hash of the style sheet in it, for a content security policy; null where there is none. */
  readonly style: string | null
}

/** Writes a release in a format. */
export async function exportRelease(
  ctx: ActionContext,
  input: { readonly releaseId: string; readonly format: ReleaseFormat; readonly missing?: Missing },
): Promise<ExportedFile> {
  const { release, publication, edition } = await demandRelease(ctx, input.releaseId)
  return fileOf(ctx, edition, release.sourceVersion, publication, input)
}

/** Writes the page of a release to be looked at here: the same page, with the letters of its language in it. */
export async function previewRelease(ctx: ActionContext, releaseId: string): Promise<ExportedFile> {
  const { publication } = await demandRelease(ctx, releaseId)
  // Fonts are a quarter of a megabyte, so they are read when somebody first looks.
  const { previewFonts } = await import('../formats/preview-fonts.ts')
  const file = written(publication, 'html')
  const content = writeHtmlPage(publication).replace(
    '<style>',
    () => `<style>\n${previewFonts(publication.locale)}`,
  )
  return { ...file, content, style: styleHash(content) }
}

/** Writes the newest release of an edition, or, when asked for a draft, its present state. */
export async function exportEdition(
  ctx: ActionContext,
  input: {
    readonly editionId: string
    readonly format: ReleaseFormat
    readonly draft: boolean
    /** For the format of the source; the others leave what is missing in the source language. */
    readonly missing?: Missing
  },
): Promise<ExportedFile> {
  const edition = await demandEdition(ctx, input.editionId)
  if (input.draft) {
    demandWhole(edition.progress.total)
    const rows = await rowsOfEdition(ctx.db, edition.id, 0, edition.progress.total + 1)
    const draft = await freeze(ctx, edition, rows, 0, null)
    return fileOf(ctx, edition, null, draft, input)
  }
  const newest = demandFound((await releasesOf(ctx.db, input.editionId))[0])
  return exportRelease(ctx, { ...input, releaseId: newest.id })
}

async function fileOf(
  ctx: ActionContext,
  edition: EditionWithContext,
  sourceVersion: number | null,
  publication: Publication,
  { format, missing = 'refuse' }: { readonly format: ReleaseFormat; readonly missing?: Missing },
): Promise<ExportedFile> {
  if (format !== 'original') return written(publication, format)
  const original = demandFound(await originalOf(ctx.db, edition.articleId, sourceVersion))
  const { extension, contentType } = originalType(publication.fileName)
  const content = new Uint8Array(await apart('writeOriginal', publication, original, missing))
  // Other formats do not come home.
  if (contentType === xliffType) await noteLeft(ctx.db, edition, [content])
  return { name: `${publication.slug}.${publication.locale}.${extension}`, contentType, content, style: null }
}

function written(publication: Publication, format: ExportFormat): ExportedFile {
  const { extension, contentType, write } = exportFormats[format]
  const content = write(publication)
  return {
    name: `${publication.slug}.${publication.locale}.${extension}`,
    contentType,
    content,
    style: typeof content === 'string' && format === 'html' ? styleHash(content) : null,
  }
}

function styleHash(page: string): string | null {
  // The texts of a page are escaped, so the first style element is ours.
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1]
  return style === undefined ? null : `sha256-${createHash('sha256').update(style).digest('base64')}`
}
