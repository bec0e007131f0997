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

interface Breaker {
  readonly name: string
  /** Sticky: true where the rule holds. */
  readonly holds: RegExp
  /** Sticky: true where a join rule before it in the list holds. */
  readonly joined: RegExp | null
}

/** What is left of the rules for texts that match the same conditions. */
interface Cascade {
  readonly breakers: readonly Breaker[]
  /** Sticky: true where any break rule holds, which is asked before all others. */
  readonly anyHolds: RegExp
  /** Global: the rules of lists, whose borders need no mark before them. */
  readonly scanners: readonly RegExp[]
}

/**
 * Compiles a list of rules; the text given to the result has no line breaks and only single spaces.
 * NOTE: `before` of a break rule that has no `when` must end with neither a letter, a digit nor a space.
 * @param stops a character without which no break rule matches: most headings and captions have none
 */
export function compileRules(rules: readonly SentenceRule[], stops: RegExp): FindBorders {
  const conditions = [...new Set(rules.flatMap(({ when }) => when ?? []))]
  const cascades = new Map<string, Cascade>()
  return (text) => {
    if (!stops.test(text)) return []
    const met = conditions.filter((when) => when.test(text))
    const key = met.join(' ')
    const cascade = cascades.get(key) ?? cascadeOf(rules.filter(({ when }) => !when || met.includes(when)))
    cascades.set(key, cascade)
    return bordersBy(cascade, text)
  }
}

function bordersBy({ breakers, anyHolds, scanners }: Cascade, text: string): readonly SentenceBorder[] {
  const places = placesBehindMarks(text)
  const listed = scanners.flatMap((scanner) => Array.from(text.matchAll(scanner), ({ index }) => index))
  const candidates =
    listed.length === 0 ? places : [...new Set([...places, ...listed])].sort((left, right) => left - right)
  return candidates.flatMap((at) => {
    if (at === 0 || at === text.length || !matchesAt(anyHolds, text, at)) return []
    // What joins before the first break rule that holds also stands before all later ones.
    const rule = breakers.find(({ holds }) => matchesAt(holds, text, at))
    return rule && !(rule.joined && matchesAt(rule.joined, text, at)) ? [{ at, rule: rule.name }] : []
  })
}

/**
 * Lists the places behind characters that can end a sentence, and behind some more.
 * NOTE: characters are compared by number, because every character of an article passes here.
 */
function placesBehindMarks(text: string): readonly number[] {
  const places: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const inWord =
      code < 0x80
        ? code === 0x20 ||
          (code >= 0x61 && code <= 0x7a) ||
          (code >= 0x41 && code <= 0x5a) ||
          (code >= 0x30 && code <= 0x39)
        : (code >= 0xc0 && code < 0x250) ||
          (code >= 0x3400 && code < 0xa000) ||
          (code >= 0xd800 && code < 0xdc00)
    if (!inWord) places.push(at + 1)
  }
  return places
}

function cascadeOf(rules: readonly SentenceRule[]): Cascade {
  const breaks = rules.filter(({ kind }) => kind === 'break')
  return {
    breakers: breaks.map((rule) => ({
      name: rule.name,
      holds: new RegExp(atPosition(rule), 'uy'),
      joined: joinsOf(rules.slice(0, rules.indexOf(rule))),
    })),
    anyHolds: new RegExp(breaks.map(atPosition).join('|'), 'uy'),
    scanners: breaks.filter(({ when }) => when).map((rule) => new RegExp(atPosition(rule), 'gu')),
  }
}

/** Makes one pattern of all join rules; neighbours with the same `after` look ahead once. */
function joinsOf(rules: readonly SentenceRule[]): RegExp | null {
  const groups = new Map<string, string[]>()
  for (const { kind, before, after } of rules) {
    if (kind !== 'join') continue
    const group = groups.get(after)
    if (group) group.push(before)
    else groups.set(after, [before])
  }
  if (groups.size === 0) return null
  const patterns = Array.from(groups, ([after, before]) => atPosition({ before: before.join('|'), after }))
  return new RegExp(patterns.join('|'), 'uy')
}

/** Looks first where most places are decided: a space ahead is rare behind a mark, anything else is not. */
const atPosition = ({ before, after }: Pick<SentenceRule, 'before' | 'after'>): string =>
  /^ (?!\?)/.test(after) ? `(?=${after})(?<=${before})` : `(?<=${before})(?=${after})`

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
