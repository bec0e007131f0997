// Splits paragraphs into sentences, which become segments. Inline codes do not influence where.

import { readMark, type CodedText } from './inline.ts'
import {
  compileRules,
  type FindBorders,
  type SentenceBorder,
  type SentenceRule,
} from './segmentation/engine.ts'
import { rulesOf, type RuleSet } from './segmentation/rule-sets.ts'

/** A sentence and the white space after it; all sentences joined give the text again. */
export interface Sentence {
  readonly source: CodedText
  readonly after: string
}

/** What a project adds to the rules. */
export interface SplitOptions {
  /**
   * Words with stops that end no sentence, for example from the glossary: `Kemdikbud.`, `Yahoo! Inc.`
   * NOTE: the rules are compiled once per array, so pass the same array again.
   */
  readonly abbreviations?: readonly string[]
  /** Language of the text; English when nothing is said. */
  readonly language?: string
}

const abbreviationLimit = 500
const abbreviationLength = 100

const compiled = new Map<RuleSet, FindBorders>()
const extended = new WeakMap<readonly string[], Map<RuleSet, FindBorders>>()

/**
 * Splits a paragraph into sentences. A border goes after closing marks and before opening and single ones.
 * @example splitSentences('It rained. We left.') // [{source: 'It rained.', after: ' '}, {source: 'We left.', after: ''}]
 */
export function splitSentences(text: CodedText, options: SplitOptions = {}): readonly Sentence[] {
  return explainSentences(text, options).map(({ source, after }) => ({ source, after }))
}

/** A sentence with the rule that ended it, or null where the text ends. */
export interface ExplainedSentence extends Sentence {
  readonly rule: string | null
}

/** Splits a paragraph as {@link splitSentences} does, and names the rule of every border. */
export function explainSentences(text: CodedText, options: SplitOptions = {}): readonly ExplainedSentence[] {
  if (text === '') return []
  const { words, originOf } = readWords(text)
  const sentences: ExplainedSentence[] = []
  let start = 0
  for (const { at, rule } of bordersFor(options)(words)) {
    const end = settle(text, originOf(at - 1) + 1)
    const next = skipSpace(text, end)
    if (end <= start || next >= text.length) continue
    sentences.push({ source: text.slice(start, end), after: text.slice(end, next), rule })
    start = next
  }
  let end = text.length
  while (end > start + 1 && /\s/.test(text.charAt(end - 1))) end -= 1
  return [...sentences, { source: text.slice(start, end), after: text.slice(end), rule: null }]
}

/**
 * Lists the places where a text without codes is split, each with the rule that says so.
 * @example explainBorders('It rained. We left.') // [{at: 10, rule: 'stop'}]
 */
export function explainBorders(text: string, options: SplitOptions = {}): readonly SentenceBorder[] {
  const { words, originOf } = readWords(text)
  return bordersFor(options)(words).map(({ at, rule }) => ({ at: originOf(at - 1) + 1, rule }))
}

function bordersFor({ abbreviations, language = 'en' }: SplitOptions): FindBorders {
  const set = rulesOf(language)
  const more = abbreviations && abbreviations.length > 0 ? abbreviations : null
  const known = more ? (extended.get(more) ?? new Map<RuleSet, FindBorders>()) : compiled
  if (more) extended.set(more, known)
  const ready = known.get(set)
  if (ready) return ready
  const { prepare } = set
  const borders = compileRules(more ? [...rulesFor(more), ...set.rules] : set.rules, set.stops)
  const find: FindBorders = prepare ? (text) => borders(prepare(text)) : borders
  known.set(set, find)
  return find
}

/** Keeps together what a word with stops in it would break: `Yahoo! Inc.` has two such places. */
function rulesFor(abbreviations: readonly string[]): readonly SentenceRule[] {
  const usable = abbreviations
    .map((word) => word.trim().replace(/\s{1,100}/g, ' '))
    .filter((word) => word.length <= abbreviationLength && /[.!?]/.test(word))
    .slice(0, abbreviationLimit)
  return [...new Set(usable)].flatMap((word) =>
    Array.from(word.matchAll(/[.!?](?=\s|$)/g), ({ index }) => ({
      name: `word ${word} ${index}`,
      kind: 'join' as const,
      before: `(?<![\\p{L}\\p{N}_])${escapePattern(word.slice(0, index + 1))}`,
      after: index + 1 < word.length ? escapePattern(word.slice(index + 1)) : ' ?',
    })),
  )
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Marks, and white space that is not a single space. */
const rough = /[\uE001-\uF7FF]|[^\S ]|  /

/** The text as the rules see it, and where each of its characters stands in the coded text. */
function readWords(text: CodedText): { words: string; originOf: (at: number) => number } {
  // Most texts are already what the rules see.
  if (!rough.test(text)) return { words: text, originOf: (at) => at }
  const characters: string[] = []
  const origins: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (isMark(character)) continue
    const space = isSpace(character)
    if (space && characters.at(-1) === ' ') continue
    characters.push(space ? ' ' : character)
    origins.push(at)
  }
  // A border lies between two characters of the words, so both offsets exist.
  return { words: characters.join(''), originOf: (at) => origins[at] ?? 0 }
}

/** Moves a border behind the closing marks that stand between two sentences, with white space before them. */
function settle(text: CodedText, from: number): number {
  const opened = new Set<number>()
  let end = from
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at)
    const found = readMark(character)
    if (!found && !/\s/.test(character)) break
    if (found?.part === 'open') opened.add(found.id)
    // An empty pair belongs to the next sentence as a whole.
    if (found?.part === 'close' && !opened.has(found.id)) end = at + 1
  }
  return end
}

// Most characters are letters: the cheap comparison comes first, because every character of an article passes here.
const isMark = (character: string): boolean => character >= '\uE000' && readMark(character) !== null
const isSpace = (character: string): boolean =>
  character === ' ' || ((character < '!' || character >= '\u0085') && /\s/.test(character))

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1
  return at
}
