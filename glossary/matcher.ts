// Finds the terms of a glossary in a source text, and their forms in a target text.

import type { TargetLocale } from '#locales/locale.ts'

import { type MappedKey, mappedKey, matchKey, originalRange } from './matchkey.ts'
import type { Term, TermForm } from './term.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A term found in a source text. */
export interface TermHit {
  /** UTF-16 offsets in the coded text: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
  readonly term: Term
  /** Whether the full name or the acronym stands in the text. */
  readonly matched: 'source' | 'acronym'
}

/** A glossary prepared for {@link findTerms}; make it once, use it for every sentence. */
export interface GlossaryIndex {
  readonly size: number
  readonly root: Node
}

interface Node {
  /** Next token → node. */
  readonly next: Map<string, Node>
  /** Stem of the last token → what ends with it. */
  readonly ends: Map<string, Entry[]>
}

interface Entry {
  readonly term: Term
  readonly matched: TermHit['matched']
  readonly tokens: readonly Token[]
  readonly caseSensitive: boolean
}

// Longer names do not exist, and the limit keeps hostile glossaries from costing more than their size.
const longestTerm = 40

/** Prepares a glossary: full names and acronyms, by their words. */
export function compileGlossary(terms: readonly Term[]): GlossaryIndex {
  const root = newNode()
  for (const term of terms) {
    add(root, { term, matched: 'source', tokens: tokensOf(term.source), caseSensitive: term.caseSensitive })
    if (term.plural) {
      add(root, { term, matched: 'source', tokens: tokensOf(term.plural), caseSensitive: term.caseSensitive })
    }
    if (!term.acronym || term.acronym === term.source) continue
    add(root, { term, matched: 'acronym', tokens: tokensOf(term.acronym), caseSensitive: true })
  }
  return { size: terms.length, root }
}

/**
 * Lists the terms in a source text, in order and without overlaps; the longest match wins.
 * Plurals (`HEIs`), possessives (`ACC’s`), capitals of a headline and codes inside a name are seen through.
 */
export function findTerms(index: GlossaryIndex, source: string): readonly TermHit[] {
  const tokens = tokensOf(source)
  const candidates = tokens.flatMap((_, at) => candidatesAt(index.root, tokens, at))
  candidates.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start)
  const taken = new Uint8Array(tokens.length)
  return candidates
    .filter(({ start, end }) => {
      if (taken.subarray(start, end).includes(1)) return false
      taken.fill(1, start, end)
      return true
    })
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, entry }) => ({
      start: tokens[start]?.start ?? 0,
      end: tokens[end - 1]?.end ?? 0,
      term: entry.term,
      matched: entry.matched,
    }))
}

/** Gives the forms of a term in a language, also the forbidden ones. */
export function formsIn(term: Term, locale: TargetLocale): readonly TermForm[] {
  return term.forms[locale] ?? []
}

/** Tells whether a form stands anywhere in a target text, in any spelling that reads the same. */
export function formPresent(target: string, form: Pick<TermForm, 'text'>): boolean {
  const key = formKey(form.text)
  return key !== '' && formKey(target).includes(key)
}

/** A place in a target text. */
export interface FormRange {
  readonly start: number
  readonly end: number
}

// More places than these add nothing to what a check can say.
const mostRanges = 50

/** Prepares a target text for {@link formRanges}; make it once, ask it for every form. */
export function readTarget(target: string): MappedKey {
  return mappedKey(spaced(target))
}

/**
 * Lists the places where a form stands in a target text, at most fifty.
 * @param wholeWords leaves out places inside a longer word; for languages that put spaces between words
 */
export function formRanges(
  target: MappedKey,
  form: Pick<TermForm, 'text'>,
  wholeWords: boolean,
): readonly FormRange[] {
  const key = formKey(form.text)
  const found: FormRange[] = []
  if (key === '') return found
  let at = target.key.indexOf(key)
  for (; at >= 0 && found.length < mostRanges; at = target.key.indexOf(key, at + key.length)) {
    const around = [target.key[at - 1] ?? '', target.key[at + key.length] ?? '']
    if (wholeWords && around.some((character) => letter.test(character))) continue
    found.push(originalRange(target, at, at + key.length))
  }
  return found
}

const letter = /[\p{L}\p{M}\p{N}]/u
const pairMarks = /[\uE000-\uEFFF]/g
const singleMarks = /[\uF000-\uF8FF\u00A0\u202F]/g

// Codes and non-breaking spaces inside a form do not make it another form.
function formKey(text: string): string {
  return matchKey(spaced(text).replace(/ +/g, ' ').trim())
}

// Keeps the length, so that offsets stay those of the original; pair marks become invisible characters.
function spaced(text: string): string {
  return text
    .replace(pairMarks, '\u2060')
    .replace(singleMarks, ' ')
    .replace(/[’ʼ]/g, "'")
    .replace(/[‐‑]/g, '-')
}

function newNode(): Node {
  return { next: new Map(), ends: new Map() }
}

function add(root: Node, entry: Entry): void {
  const { tokens } = entry
  const last = tokens.at(-1)
  if (!last || tokens.length > longestTerm) return
  let node = root
  for (const token of tokens.slice(0, -1)) {
    let next = node.next.get(token.key)
    if (!next) node.next.set(token.key, (next = newNode()))
    node = next
  }
  const stem = stemOf(last.key)
  const ending = node.ends.get(stem)
  if (ending) ending.push(entry)
  else node.ends.set(stem, [entry])
  // `Prof.` is also written without its point.
  if (last.key === '.' && tokens.length > 1) add(root, { ...entry, tokens: tokens.slice(0, -1) })
}

interface Candidate {
  /** Positions in the list of tokens: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
  readonly entry: Entry
}

function candidatesAt(root: Node, tokens: readonly Token[], start: number): readonly Candidate[] {
  const found: Candidate[] = []
  let node: Node | undefined = root
  for (let at = start; node && at < tokens.length; at++) {
    const token: Token | undefined = tokens[at]
    if (!token) break
    const ending = node.ends.get(stemOf(token.key))
    const entry = ending && bestEntry(ending, tokens.slice(start, at + 1))
    if (entry) found.push({ start, end: at + 1, entry })
    node = node.next.get(token.key)
  }
  return found
}

// Among terms written alike the full name comes before an acronym, and the exact spelling before another.
function bestEntry(entries: readonly Entry[], written: readonly Token[]): Entry | undefined {
  const fitting = entries.filter((entry) => fits(entry, written))
  const exact = (entry: Entry): boolean => entry.tokens.every((token, i) => token.text === written[i]?.text)
  return (
    fitting.find((entry) => entry.matched === 'source' && exact(entry)) ??
    fitting.find((entry) => exact(entry)) ??
    fitting.find((entry) => entry.matched === 'source') ??
    fitting[0]
  )
}

function fits(entry: Entry, written: readonly Token[]): boolean {
  const last = entry.tokens.at(-1)
  const writtenLast = written.at(-1)
  if (!last || !writtenLast || !sameNumber(last, writtenLast, entry)) return false
  if (!entry.caseSensitive) return true
  if (written.length > 1 && written.every((token) => isUpper(token.text))) return true
  return written.every((token, i) => sameCase(entry.tokens[i]?.text ?? '', token.text, i === 0))
}

// One more ending than the term has (`HEIs`), or one less where the term itself is in the plural.
function sameNumber(term: Token, written: Token, entry: Entry): boolean {
  if (term.key === written.key) return true
  if (isPluralOf(written.key, term.key)) return term.text.length >= 3 || isUpper(term.text)
  return entry.matched === 'source' && term.key.length > 3 && isPluralOf(term.key, written.key)
}

function isPluralOf(plural: string, singular: string): boolean {
  return plural.length > singular.length && stemOf(plural) === stemOf(singular)
}

function stemOf(key: string): string {
  if (!key.endsWith('s') || key.endsWith('ss') || key.length < 3) return key
  if (key.endsWith('ies') && key.length > 4) return `${key.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh)es$/.test(key)) return key.slice(0, -2)
  return key.slice(0, -1)
}

function isUpper(text: string): boolean {
  return text === text.toUpperCase()
}

// Capitals as in the term; its first letter may be a capital because a sentence begins there.
function sameCase(term: string, written: string, first: boolean): boolean {
  for (let i = 0; i < Math.min(term.length, written.length); i++) {
    const [want = '', have = ''] = [term[i], written[i]]
    if (want === have || (first && i === 0 && want.toUpperCase() === have)) continue
    if (isUpper(want) !== isUpper(have)) return false
  }
  // What is longer is the ending of a plural, which is written in small letters.
  return written.length <= term.length || !isUpper(written.slice(term.length))
}
