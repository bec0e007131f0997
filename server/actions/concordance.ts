// How were these words translated before? Searches the memory of a project in sources or targets.

import { originalRange, mappedKey } from '#glossary/matchkey.ts'
import { plainText } from '#domain/inline.ts'
import { wordsOf } from '#domain/memory/unit-index.ts'
import type { Unit } from '#domain/memory/unit.ts'
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

/** Fewest characters that are looked for. */
const leastCharacters = 2
/** How many texts are ranked for the first that are shown. */
const ranked = 600

/** Lists units that hold all the words: those with the whole phrase first, then short ones before long ones. */
export async function searchMemory(ctx: ActionContext, input: ConcordanceInput): Promise<Concordance> {
  const { projectId, locale, side, limit } = input
  await demandMemory(ctx, projectId, 'memory.read')
  const words = wordsOf(input.text)
  const phrase = wordsOf(`"${input.text.replaceAll(/["“”]/g, ' ')}"`)[0] ?? ''
  if (!words.some((word) => word.length >= leastCharacters)) {
    throw new WorkError('invalid', `Expected at least ${leastCharacters} characters to look for`, {
      field: 'text',
    })
  }
  const scope = { projectId, side, sourceLocale: 'en', targetLocale: locale }
  // The phrase has a question of its own: with words that are everywhere it would not be among the newest.
  const [together, apart] = await Promise.all([
    ctx.memory.holding({ ...scope, words: [phrase], limit: ranked }),
    words.length > 1 ? ctx.memory.holding({ ...scope, words, limit: ranked }) : [],
  ])
  const ids = [...new Set([...together, ...apart])]
  const first = ids.slice(0, limit + 1)
  const units = new Map((await unitsById(ctx.db, projectId, first)).map((unit) => [unit.id, unit]))
  await ctx.memory.forget(first.filter((id) => !units.has(id)))
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

function hitOf(
  unit: Unit,
  side: ConcordanceInput['side'],
  phrase: string,
  words: readonly string[],
): ConcordanceHit {
  const { id, targetLocale, origin, author, approver, createdAt } = unit
  const source = plainText(unit.source)
  const target = plainText(unit.target)
  const mapped = mappedKey(side === 'source' ? source : target)
  const whole = mapped.key.includes(phrase)
  return {
    unit: { id, targetLocale, origin, author, approver, createdAt },
    ...{ source, target, phrase: whole },
    highlights: placesOf(mapped, whole ? [phrase] : words),
  }
}

const mostHighlights = 40

function placesOf(mapped: ReturnType<typeof mappedKey>, words: readonly string[]): readonly Highlight[] {
  const places: Highlight[] = []
  for (const word of words) {
    for (let at = mapped.key.indexOf(word); at >= 0; at = mapped.key.indexOf(word, at + word.length)) {
      places.push(originalRange(mapped, at, at + word.length))
      if (places.length === mostHighlights) break
    }
  }
  const sorted = places.sort((one, other) => one.start - other.start)
  return sorted.filter((place, index) => index === 0 || place.start >= (sorted[index - 1]?.end ?? 0))
}
