// How were these words translated before? Searches the memory of a project in sources or targets.

import { originalRange, type MappedKey } from '#glossary/matchkey.ts'
import { plainText } from '#domain/inline.ts'
import { wordsOf } from '#domain/memory/unit-index.ts'
import { mappedSourceKey, type Unit } from '#domain/memory/unit.ts'
import { WorkError } from '#domain/errors.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { unitsById } from '../store/memory.ts'
import type { IndexState } from '../store/memory/unit-feed.ts'
import type { ActionContext } from './context.ts'
import { demandMemory } from './memory-place.ts'

export interface ConcordanceInput {
  readonly projectId: string
  readonly locale: TargetLocale
  readonly text: string
  readonly side: 'source' | 'target'
  readonly limit: number
}

/** A place in a plain text. */
export interface Highlight {
  readonly start: number
  readonly end: number
}

/** A unit that holds the words, its texts without codes, with the places to point at. */
export interface ConcordanceHit {
  readonly unit: Pick<Unit, 'id' | 'targetLocale' | 'origin' | 'author' | 'approver' | 'createdAt'>
  readonly source: string
  readonly target: string
  readonly highlights: readonly Highlight[]
  /** Whether the words stand together as they were asked for. */
  readonly phrase: boolean
}

export interface Concordance {
  readonly hits: readonly ConcordanceHit[]
  /** Whether there are more than were asked for. */
  readonly more: boolean
  readonly state: IndexState['state']
}

/** How many texts are ranked for the first that are shown. */
const ranked = 600
/** How often the index is asked again when it proposed units that are gone. */
const mostRounds = 5

/** Lists units that hold all the words: those with the whole phrase first, then short ones before long ones. */
export async function searchMemory(ctx: ActionContext, input: ConcordanceInput): Promise<Concordance> {
  const { projectId, side, limit } = input
  await demandMemory(ctx, projectId, 'memory.read')
  const words = wordsOf(input.text)
  const phrase = wordsOf(`"${input.text.replaceAll(/["“”]/g, ' ')}"`)[0] ?? ''
  if (words.length === 0) {
    throw new WorkError('invalid', 'Expected letters or digits to look for', { field: 'text' })
  }
  for (let round = 1; ; round += 1) {
    const ids = await holding(ctx, input, words, phrase)
    const first = ids.slice(0, limit + 1)
    const units = new Map((await unitsById(ctx.db, projectId, first)).map((unit) => [unit.id, unit]))
    const gone = first.filter((id) => !units.has(id))
    await ctx.memory.forget(gone)
    if (gone.length > 0 && round < mostRounds) continue
    const hits = first.flatMap((id) => {
      const unit = units.get(id)
      return unit ? [hitOf(unit, side, phrase, words)] : []
    })
    return {
      hits: hits.slice(0, limit),
      more: ids.length > limit,
      state: (await ctx.memory.state()).state,
    }
  }
}

async function holding(
  ctx: ActionContext,
  { projectId, side, locale }: ConcordanceInput,
  words: readonly string[],
  phrase: string,
): Promise<readonly number[]> {
  const scope = { projectId, side, sourceLocale: 'en', targetLocale: locale, limit: ranked }
  // The phrase has a question of its own: with words that are everywhere it would not be among the newest.
  const [together, apart] = await Promise.all([
    ctx.memory.holding({ ...scope, words: [phrase] }),
    words.length > 1 ? ctx.memory.holding({ ...scope, words }) : [],
  ])
  return [...new Set([...together, ...apart])]
}

function hitOf(
  unit: Unit,
  side: ConcordanceInput['side'],
  phrase: string,
  words: readonly string[],
): ConcordanceHit {
  const { id, targetLocale, origin, author, approver, createdAt } = unit
  const source = plainText(unit.source)
  const target = plainText(unit.target)
  const mapped = mappedSourceKey(side === 'source' ? source : target)
  const whole = mapped.key.includes(phrase)
  return {
    unit: { id, targetLocale, origin, author, approver, createdAt },
    ...{ source, target, phrase: whole },
    highlights: placesOf(mapped, whole ? [phrase] : words),
  }
}

/** Most places of one word that are pointed at. */
const mostHighlights = 40

function placesOf(mapped: MappedKey, words: readonly string[]): readonly Highlight[] {
  const places: Highlight[] = []
  for (const word of words) {
    let left = mostHighlights
    for (let at = mapped.key.indexOf(word); at >= 0; at = mapped.key.indexOf(word, at + word.length)) {
      if (left-- === 0) break
      places.push(originalRange(mapped, at, at + word.length))
    }
  }
  const sorted = places.sort((one, other) => one.start - other.start)
  return sorted.filter((place, index) => index === 0 || place.start >= (sorted[index - 1]?.end ?? 0))
}
