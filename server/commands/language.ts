// What the language checks and the names of an article say about files; needs no database.

import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

import { IntlMessageFormat } from 'intl-messageformat'

import type { Finding } from '#domain/checks/finding.ts'
import { findingsOf } from '#domain/checks/run.ts'
import { WorkError } from '#domain/errors.ts'
import { withoutPrivateUse } from '#domain/inline.ts'
import { namesOf } from '#domain/names/article-names.ts'
import { termsFromCsv } from '#glossary/csv.ts'
import { compileGlossary, findTerms, type GlossaryIndex } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import type { TermDraft } from '#glossary/term.ts'
import { isTargetLocale } from '#locales/locale.ts'
import english from '#locales/en/ui.json'

import { readDocument } from '../formats/formats.ts'

/** One finding as a line of the command line tells it. */
interface ToldFinding {
  readonly check: string
  readonly severity: Finding['severity']
  /** UTF-16 offsets in the target, or null where the finding stands nowhere in it. */
  readonly start: number | null
  readonly end: number | null
  readonly message: string
  /** What to write from start to end instead, or null. */
  readonly fix: string | null
}

/**
 * Checks the pairs of a JSON Lines file (`{"src","tgt"}`) and prints one line for each. Lines that are no pairs keep no
 * other from being checked; they are told together at the end.
 * @throws WorkError `invalid` with the number of each such line and what is wrong with it
 */
export async function checkPairs(
  file: string,
  options: { readonly to: string | null; readonly glossary: string | null },
  print: (text: string) => void,
): Promise<void> {
  const locale = options.to ?? ''
  if (!isTargetLocale(locale)) throw new WorkError('invalid', `--to ${locale} is not a target language`)
  const glossary = await readGlossary(options.glossary)
  const refused: string[] = []
  let [row, wrong] = [0, 0]
  for await (const line of linesOf(file)) {
    row++
    if (line.trim() === '') continue
    const pair = readPair(line)
    if (typeof pair === 'string') {
      if (++wrong <= mostTold) refused.push(`${file}, line ${row}: ${pair}`)
      continue
    }
    const [source, target] = [withoutPrivateUse(pair.src), withoutPrivateUse(pair.tgt)]
    const terms = findTerms(glossary, source)
    const findings = findingsOf({ source, target, codes: [], locale, role: 'body', terms })
    print(JSON.stringify({ row, findings: findings.map(told) }))
  }
  if (wrong > mostTold) refused.push(`and ${wrong - mostTold} more`)
  if (wrong > 0) throw new WorkError('invalid', refused.join('\n'))
}

const mostTold = 20

function told(finding: Finding): ToldFinding {
  const place = finding.fix ?? finding.target
  return {
    check: finding.check,
    severity: finding.severity,
    start: place?.start ?? null,
    end: place?.end ?? null,
    message: sentenceOf(finding),
    fix: finding.fix?.text ?? null,
  }
}

// The keys of findings are keys of the English file, which the tests assert.
const sentences: Readonly<Record<string, string>> = english

function sentenceOf({ message, values }: Finding): string {
  return String(new IntlMessageFormat(sentences[message] ?? message, 'en').format({ ...values }))
}

const expected = 'expected {"src": "…", "tgt": "…"}'

/** The pair of a line, or what is wrong with it. */
function readPair(line: string): { readonly src: string; readonly tgt: string } | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    // The message repeats what is there, which may be bytes that a terminal obeys.
    const problem = error instanceof Error ? error.message.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD') : ''
    return `${expected}, but this is no JSON: ${problem}`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return expected
  const { src, tgt } = value as { readonly src?: unknown; readonly tgt?: unknown }
  if (typeof src === 'string' && typeof tgt === 'string') return { src, tgt }
  const wrong = Object.entries({ src, tgt }).filter(([, text]) => typeof text !== 'string')
  return `${expected}, but ${wrong.map(([name, text]) => `"${name}" ${text === undefined ? 'is missing' : 'is no text'}`).join(' and ')}`
}

/** The glossary of a CSV file, the seed glossary without a name, an empty one for `none`. */
async function readGlossary(file: string | null): Promise<GlossaryIndex> {
  if (file === null) return indexOf(seedTerms)
  if (file === 'none') return indexOf([])
  const { drafts, problems } = termsFromCsv(await readText(file))
  const [first] = problems
  if (first) throw new WorkError('invalid', `${file}, line ${first.line}: ${first.message}`)
  return indexOf(drafts)
}

function indexOf(drafts: readonly TermDraft[]): GlossaryIndex {
  return compileGlossary(
    drafts.map((draft, at) => ({ ...draft, id: String(at), projectId: '', version: 0, updatedAt: '' })),
  )
}

// NOTE: only line feeds end a line here; node:readline also ends one at U+2028, which JSON allows inside a string.
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  try {
    for await (const chunk of createReadStream(file)) {
      const [first = '', ...lines] = decoder.decode(chunk as Uint8Array, { stream: true }).split('\n')
      const next = lines.pop()
      rest += first
      if (next === undefined) continue
      yield rest
      yield* lines
      rest = next
    }
  } catch (error) {
    throw new WorkError('not-found', `${file} cannot be read: ${error instanceof Error ? error.message : ''}`)
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

async function readText(file: string): Promise<string> {
  return new TextDecoder('utf-8').decode(await readBytes(file))
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new WorkError('not-found', `${file} cannot be read: ${error instanceof Error ? error.message : ''}`)
  }
}

/** Prints the names of an article, one line of JSON each: what it is, its forms, and where it stands. */
export async function listNames(
  file: string,
  options: { readonly glossary: string | null },
  print: (text: string) => void,
): Promise<void> {
  const document = readDocument(await readBytes(file), basename(file))
  const segments = document.blocks.flatMap((block) => block.segments.map(({ source }) => source))
  for (const card of namesOf(segments, await readGlossary(options.glossary))) print(JSON.stringify(card))
}
