// A manager changes a source over its untouched file: slips in its words, borders of sentences, what becomes of a block.

import type { Article, BlockRole, Segment, Treatment } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { compareCodes, type CodedText } from '#domain/inline.ts'
import type { ChangeClass } from '#domain/source-update/outdated.ts'
import { inFile, isRestored, restoringLayers } from '#domain/source-update/restored.ts'
import { borderBetween, type SourceLayer } from '#domain/source-update/source-layer.ts'

import { blocksOf, segmentsOf } from '../store/articles.ts'
import { layersOf } from '../store/source-versions.ts'
import { changeLayers, demandArticle, type SegmentInput } from './change-layers.ts'
import type { ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import type { Changed } from './source-change.ts'
import { noChoices } from './update-plan.ts'

export interface CorrectionInput extends SegmentInput {
  /** The sentence as it should be; the words of the file take a correction back. */
  readonly source: CodedText
  /** What kind of change it is, wherever the same sentence stands. */
  readonly change: ChangeClass
}

/** Corrects a sentence of the source; translations react as they do to a new version. */
export async function correctSegment(ctx: ActionContext, input: CorrectionInput): Promise<Changed> {
  const { article, segment, siblings } = await demandSegment(ctx, input)
  const source = input.source.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim()
  const before = isRestored(segment) ? segment.source : inFile(segment)
  demandSameCodes(before, source)
  const layers = await layersOf(ctx.db, article.id)
  return changeLayers(ctx, article, {
    ...{ base: input.base, deed: 'article.corrected', choices: { ...noChoices, otherwise: input.change } },
    layers: isRestored(segment)
      ? layersRewording(layers, restoringLayers(layers, siblings).get(segment.id), source)
      : layersCorrecting(layers, before, source),
  })
}

function layersCorrecting(layers: readonly SourceLayer[], before: CodedText, after: CodedText) {
  const others = layers.filter((one) => one.kind !== 'correction' || one.before !== before)
  return before === after ? others : [...others, { kind: 'correction' as const, before, after }]
}

/** The file has no words of a sentence that was put back, so those that are put back become others. */
const layersRewording = (
  layers: readonly SourceLayer[],
  restoring: SourceLayer | undefined,
  inserted: CodedText,
) => layers.map((one) => (one === restoring ? { ...one, inserted } : one))

function demandSameCodes(before: CodedText, after: CodedText): void {
  const { missing, extra, misnested } = compareCodes(before, after)
  const [wrong] = [...missing, ...extra, ...misnested]
  if (wrong) {
    throw new WorkError('invalid', `The code {${wrong.id}} is not where the source has it`, {
      code: wrong.id,
      expected: 'the codes of the sentence, each once',
    })
  }
}

/** Cuts a sentence in two at an offset of its text. */
export async function splitSegment(
  ctx: ActionContext,
  input: SegmentInput & { readonly at: number },
): Promise<Changed> {
  const { article, segment, siblings } = await demandSegment(ctx, input)
  demandUncorrected(segment)
  const [head, tail] = [segment.source.slice(0, input.at), segment.source.slice(input.at)]
  if (!/[\p{L}\p{N}]/u.test(head) || !/[\p{L}\p{N}]/u.test(tail)) {
    throw new WorkError('invalid', 'A sentence is cut between words, with words on either side', {
      at: input.at,
      expected: `1 to ${segment.source.length - 1}`,
    })
  }
  const { before, after } = around(siblings, segment)
  return changeBorder(ctx, article, input.base, 'split', borderBetween(before + head, tail + after))
}

/** Makes one sentence of a sentence and the next one of its block. */
export async function joinSegments(ctx: ActionContext, input: SegmentInput): Promise<Changed> {
  const { article, segment, siblings } = await demandSegment(ctx, input)
  const next = siblings.find(({ ordinal }) => ordinal === segment.ordinal + 1)
  if (!next) {
    throw new WorkError('invalid', 'The last sentence of a block has none to be joined with', {
      expected: 'a sentence that another one of its block follows',
    })
  }
  for (const one of [segment, next]) demandUncorrected(one)
  const { before } = around(siblings, segment)
  const { after } = around(siblings, next)
  const border = borderBetween(before + segment.source, next.source + after)
  return changeBorder(ctx, article, input.base, 'join', border)
}

/** Says what becomes of a block, or what it is. */
export async function decideBlock(
  ctx: ActionContext,
  input: {
    readonly articleId: string
    readonly block: number
    readonly base: number
    readonly treatment: Treatment | null
    readonly role: BlockRole | null
  },
): Promise<Changed> {
  const article = await demandArticle(ctx, input.articleId)
  const { block, treatment, role } = input
  const blocks = await blocksOf(ctx.db, article.id)
  demandFound(blocks.find(({ ordinal }) => ordinal === block) ?? null)
  return changeLayers(ctx, article, {
    ...{ base: input.base, layers: null, deed: 'article.block-decided' },
    choices: {
      ...noChoices,
      treatments: treatment ? { [block]: treatment } : {},
      roles: role ? { [block]: role } : {},
    },
  })
}

async function demandSegment(ctx: ActionContext, { articleId, segmentId }: SegmentInput) {
  const article = await demandArticle(ctx, articleId)
  const segments = await segmentsOf(ctx.db, articleId)
  const segment = demandFound(segments.find(({ id }) => id === segmentId) ?? null)
  return { article, segment, siblings: segments.filter(({ block }) => block === segment.block) }
}

/** The words of the file say where a border is, so a corrected sentence is cut before it is corrected. */
function demandUncorrected(segment: Segment): void {
  if (segment.uncorrected == null) return
  throw new WorkError('invalid', 'A sentence that was corrected or put back is neither cut nor joined', {
    expected: 'a sentence as it stands in the file: take its correction back first',
  })
}

/** What stands before and after a sentence in its block, in the words of the file. */
function around(siblings: readonly Segment[], segment: Segment) {
  const text = (some: readonly Segment[]) => some.map((one) => inFile(one) + one.after).join('')
  return {
    before: text(siblings.filter(({ ordinal }) => ordinal < segment.ordinal)),
    after: text(siblings.filter(({ ordinal }) => ordinal > segment.ordinal)),
  }
}

async function changeBorder(
  ctx: ActionContext,
  article: Article,
  base: number,
  kind: 'split' | 'join',
  border: Pick<SourceLayer, 'before' | 'after'>,
): Promise<Changed> {
  const layers = await layersOf(ctx.db, article.id)
  const others = layers.filter(
    (one) => one.kind === 'insert' || one.before !== border.before || one.after !== border.after,
  )
  return changeLayers(ctx, article, { base, layers: [...others, { kind, ...border }], deed: 'article.recut' })
}
