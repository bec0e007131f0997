// What the commands for the translation memory do.

import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { analysisCsv, rows, type Analysis } from '#domain/memory/analysis.ts'
import { targetLocales, type TargetLocale } from '#locales/locale.ts'

import { analyseArticle, analyseSources, fitAt } from '../actions/analyse-article.ts'
import { exportMemory } from '../actions/export-memory.ts'
import { importMemory } from '../actions/import-memory.ts'
import { readDocument } from '../formats/formats.ts'
import type { Workplace } from '../workplace.ts'
import { newId } from '../store/ids.ts'
import { bytesIn, bytesOf, piecesOf } from './files.ts'

type Print = (text: string) => void

/** Reads a TMX file into the memory of a project and prints the report; progress goes to standard error. */
export async function importTmx(
  workplace: Workplace,
  given: { readonly projectId: string; readonly file: string; readonly json: boolean },
  print: Print,
): Promise<void> {
  const bytes = await bytesIn(given.file)
  let shown = 0
  const progress = (read: number): void => {
    const percent = Math.floor((50 * read) / Math.max(1, bytes))
    if (percent < shown + 5 && percent < 100) return
    shown = percent
    process.stderr.write(`${percent} %\n`)
  }
  const report = await importMemory(workplace.asOperator(), {
    ...{ projectId: given.projectId, originId: newId(), fileName: basename(given.file), progress },
    content: async function* () {
      yield* piecesOf(given.file)
    },
  })
  if (given.json) return print(JSON.stringify(report))
  print(`${report.fileName}: ${report.units} units, ${report.added} pairs added, ${report.known} known`)
  for (const [locale, count] of Object.entries(report.languages)) print(`  ${locale}  ${count}`)
  for (const [reason, count] of Object.entries(report.skipped)) if (count > 0) print(`  ${reason}  ${count}`)
}

/** Writes the memory of a project as TMX, as it is read, beside its place and then renamed. */
export async function exportTmx(
  workplace: Workplace,
  given: { readonly projectId: string; readonly locales: readonly TargetLocale[]; readonly out: string },
): Promise<void> {
  const pieces = await exportMemory(workplace.asOperator(), given)
  const aside = `${given.out}.${process.pid}.part`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(aside))
    await rename(aside, given.out)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** Prints how much work a file, or an article that is stored, is in some languages. */
export async function printAnalysis(
  workplace: Workplace,
  given: {
    readonly subject: string
    readonly projectId: string | null
    readonly locales: readonly TargetLocale[]
    readonly shape: 'table' | 'json' | 'csv'
  },
  print: Print,
): Promise<void> {
  const ctx = workplace.asOperator()
  const locales = given.locales.length > 0 ? given.locales : targetLocales
  // What is similar is only known when everything has been read.
  await ctx.memory.loaded()
  const { languages } = existsSync(given.subject)
    ? { languages: await analyseFile(workplace, given.subject, given.projectId, locales) }
    : await analyseArticle(ctx, { articleId: given.subject, locales })
  const table = new Map(languages.map(({ locale, analysis }) => [locale, analysis]))
  if (given.shape === 'json') return print(JSON.stringify({ subject: given.subject, languages }))
  if (given.shape === 'csv') return print(analysisCsv(table).trimEnd())
  for (const [locale, analysis] of table) for (const line of tableOf(locale, analysis)) print(line)
}

async function analyseFile(
  workplace: Workplace,
  file: string,
  projectId: string | null,
  locales: readonly TargetLocale[],
) {
  const document = readDocument(await bytesOf(file), basename(file))
  const sources = document.blocks.flatMap(({ segments }) => segments.map(({ source }) => source))
  const asked = sources.map((_, index) => fitAt(sources, index))
  return analyseSources(workplace.asOperator(), projectId, asked, locales)
}

function tableOf(locale: string, analysis: Analysis): readonly string[] {
  const line = (name: string, ...amounts: readonly (number | string)[]): string =>
    `  ${name.padEnd(12)}${amounts.map((amount) => String(amount).padStart(11)).join('')}`
  return [
    locale,
    line('', 'segments', 'words', 'characters'),
    ...([...rows, 'total'] as const).map((row) => {
      const { segments, words, characters } = analysis[row]
      return line(row, segments, words, characters)
    }),
  ]
}
