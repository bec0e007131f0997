// What the memory offers for the sentences of an edition that leaves: the tool at the other end has no memory of ours.

import { plainText } from '#domain/inline.ts'
import { matchesOf } from '#domain/memory/match.ts'
import type { GlossaryIndex } from '#glossary/matcher.ts'

import type { SentMatch } from '../formats/xliff/sent.ts'
import type { EditionRow, EditionWithContext } from '../store/editions.ts'
import type { ActionContext } from './context.ts'
import { termsIn } from './findings.ts'
import { unitsFor } from './memory-matches.ts'

/** Matches of one sentence. */
const most = 3
/** Sentences for which similar ones are looked for; each is a question of its own. */
const mostAsked = 400

/** Matches by the id of the translation, of those that nobody has confirmed. */
export async function sentMatches(
  ctx: Pick<ActionContext, 'db' | 'memory'>,
  edition: EditionWithContext,
  rows: readonly EditionRow[],
  index: GlossaryIndex,
): Promise<ReadonlyMap<string, readonly SentMatch[]>> {
  const wanted = rows.filter(({ translation }) => translation.state === 'initial').slice(0, mostAsked)
  const scope = { projectId: edition.projectId, sourceLocale: 'en', targetLocales: [edition.locale] }
  const sources = wanted.map(({ segment }) => segment.source)
  const units = await unitsFor(ctx, scope, sources)
  const sourceAt = new Map(rows.map(({ segment }) => [segment.ordinal, segment.source]))
  const found = new Map<string, readonly SentMatch[]>()
  for (const [n, { segment, translation }] of wanted.entries()) {
    const { source, ordinal } = segment
    const [previous, next] = [sourceAt.get(ordinal - 1) ?? null, sourceAt.get(ordinal + 1) ?? null]
    const fit = { source, previous, next }
    const others = (units[n] ?? []).filter(({ translationId }) => translationId !== translation.id)
    const matches = matchesOf(fit, others, edition.locale, (text) => termsIn(index, text))
    found.set(
      translation.id,
      matches.slice(0, most).map(({ unit, target, score }) => ({
        ...{ source: plainText(unit.source), target: plainText(target), origin: unit.origin.name },
        similarity: Math.min(score, 100),
      })),
    )
  }
  return found
}
