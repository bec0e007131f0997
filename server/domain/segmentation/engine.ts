// Finds sentence borders by an ordered list of rules, as SRX does: a position is a border when a break rule
// matches there and no join rule before it in the list does.
// @see https://www.unicode.org/uli/pas/srx/srx20.html#Intro_Sequence

/** One rule of a cascade; `before` and `after` are regular expressions (flag `u`) around a position. */
export interface SentenceRule {
  /** What the rule is about, unique in its list. */
  readonly name: string
  readonly kind: 'break' | 'join'
  /** What stands before the position. NOTE: no unbounded quantifier, or hostile text takes minutes. */
  readonly before: string
  /** What stands after it. */
  readonly after: string
  /** The rule counts only in texts that this matches; tested once per text. */
  readonly when?: RegExp
}

/** Lists the borders of a text: offsets, ascending, each with the rule that made it. */
export type FindBorders = (text: string) => readonly SentenceBorder[]

/** A place where a sentence ends; white space after it belongs to no sentence. */
export interface SentenceBorder {
  readonly at: number
  readonly rule: string
}

interface Exception {
  readonly pattern: RegExp
  readonly when: RegExp | undefined
}

interface Breaker {
  readonly rule: SentenceRule
  readonly scanner: RegExp
  readonly exceptions: readonly Exception[]
}

/**
 * Compiles a list of rules; the text given to the result has no line breaks and only single spaces.
 * @param stops a character without which no break rule matches: most headings and captions have none
 */
export function compileRules(rules: readonly SentenceRule[], stops: RegExp): FindBorders {
  const breakers: Breaker[] = rules.flatMap((rule, index) =>
    rule.kind === 'break'
      ? [{ rule, scanner: atPosition(rule, 'gu'), exceptions: exceptionsOf(rules.slice(0, index)) }]
      : [],
  )
  return (text) => {
    if (!stops.test(text)) return []
    const borders = new Map<number, SentenceBorder>()
    for (const { rule, scanner, exceptions } of breakers) {
      if (rule.when && !rule.when.test(text)) continue
      const open = exceptions.filter(({ when }) => !when || when.test(text))
      for (const { index: at } of text.matchAll(scanner)) {
        if (at === 0 || at === text.length || borders.has(at)) continue
        if (open.some(({ pattern }) => matchesAt(pattern, text, at))) continue
        borders.set(at, { at, rule: rule.name })
      }
    }
    return [...borders.values()].sort((left, right) => left.at - right.at)
  }
}

/** Joins neighbours with the same `after` into one pattern, because a candidate is tested against all of them. */
function exceptionsOf(rules: readonly SentenceRule[]): readonly Exception[] {
  const groups = new Map<string, { before: string[]; after: string; when: RegExp | undefined }>()
  for (const { kind, before, after, when } of rules) {
    if (kind !== 'join') continue
    const key = `${after}\n${when?.source ?? ''}`
    const group = groups.get(key)
    if (group) group.before.push(before)
    else groups.set(key, { before: [before], after, when })
  }
  return [...groups.values()].map(({ before, after, when }) => ({
    pattern: atPosition({ before: before.join('|'), after }, 'uy'),
    when,
  }))
}

const atPosition = ({ before, after }: Pick<SentenceRule, 'before' | 'after'>, flags: string): RegExp =>
  new RegExp(`(?<=${before})(?=${after})`, flags)

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
