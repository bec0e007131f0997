// Reading a source file for a project: its glossary, and what people changed in the source, go with it.

import { createHash } from 'node:crypto'

import type { Revisions, SourceDocument } from '#domain/article.ts'
import type { FlaggedDocument } from '#domain/block-flags.ts'
import { plainText } from '#domain/inline.ts'
import { applyLayers } from '#domain/source-update/layers.ts'
import type { SourceLayer } from '#domain/source-update/source-layer.ts'

import { apart } from '../formats/apart/apart.ts'
import { termsOf } from '../store/terms.ts'
import type { ActionContext } from './context.ts'

/** A file as it came in. */
export interface SourceFile {
  readonly fileName: string
  readonly content: Uint8Array
  /** What becomes of its tracked changes; accepted when nothing is said. */
  readonly revisions?: Revisions | undefined
}

/** Reads a file as a source of a project. @throws WorkError `unsupported-file`, `too-large`, `invalid` */
export async function readSource(
  ctx: ActionContext,
  projectId: string,
  { fileName, content, revisions = 'accepted' }: SourceFile,
  layers: readonly SourceLayer[] = [],
): Promise<FlaggedDocument> {
  const options = { ...(await readOptions(ctx, projectId)), revisions }
  const document = await apart('readDocument', content, fileName, options)
  return { ...document, blocks: applyLayers(document.blocks, layers) }
}

/** Names with a stop inside, such as “Co., Ltd.” or “Yahoo!”, end no sentence: the glossary knows them. */
async function readOptions(ctx: ActionContext, projectId: string) {
  const terms = await termsOf(ctx.db, projectId)
  const names = terms.flatMap(({ source, acronym }) => (acronym ? [source, acronym] : [source]))
  return { abbreviations: names.filter((name) => /[.!?]/.test(name)) }
}

/** Names the bytes of a file. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** Counts the words of a source. */
export function wordsOf(document: SourceDocument): number {
  let words = 0
  for (const block of document.blocks) {
    for (const { source } of block.segments) {
      for (const part of segmenter.segment(plainText(source))) if (part.isWordLike) words++
    }
  }
  return words
}
