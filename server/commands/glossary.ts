// What the commands for the glossary of a project do.

import { extname } from 'node:path'

import { WorkError } from '#domain/errors.ts'
import { type TableFormat, tableFormats } from '#glossary/table.ts'

import type { ActionContext } from '../actions/context.ts'
import { exportTerms, importTerms, type TermImport } from '../actions/exchange-terms.ts'
import { writeStreamed } from './files.ts'

/** Writes the glossary of a project into a file. */
export async function exportGlossary(
  ctx: ActionContext,
  {
    projectId,
    format,
    file,
  }: { readonly projectId: string; readonly format: TableFormat; readonly file: string },
  print: (text: string) => void,
): Promise<void> {
  const content = await exportTerms(ctx, { projectId, layer: 'all', format })
  await writeStreamed(file, [content])
  print(file)
}

/** A table that is to be read into the glossary of a project. */
interface GivenTable {
  readonly projectId: string
  readonly file: string
  readonly format: TableFormat
  readonly content: Uint8Array
}

/** Reads a table into the glossary and says what changed; with `preview` it only says what would change. */
export async function importGlossary(
  ctx: ActionContext,
  { projectId, file, format, content }: GivenTable,
  options: { readonly preview: boolean; readonly shared: boolean; readonly json: boolean },
  print: (text: string) => void,
): Promise<void> {
  const { preview, shared, json } = options
  const outcome = await importTerms(ctx, { projectId, shared, format, content, apply: !preview })
  if (json) print(JSON.stringify(outcome))
  else for (const line of told(outcome)) print(line)
  if (outcome.problems.length > 0) {
    throw new WorkError(
      'invalid',
      `${file}: nothing was stored, ${outcome.problems.length} lines are refused`,
    )
  }
}

function told({ applied, added, changed, unchanged, problems }: TermImport): readonly string[] {
  const verb = applied ? '' : 'would be '
  return [
    ...problems.map(({ line, message }) => `line ${line}: ${message}`),
    ...added.map(({ source, forms }) => `+ ${source} (${forms} forms)`),
    ...changed.flatMap(({ source, changes }) => [
      `~ ${source}`,
      ...changes.map(
        ({ field, locale, from, to }) => `    ${[field, locale].filter(Boolean).join(' ')}: ${from} → ${to}`,
      ),
    ]),
    `${added.length} ${verb}added, ${changed.length} ${verb}changed, ${unchanged} unchanged`,
  ]
}

/** How a file of names is written, by its ending. @throws WorkError `invalid` for any other ending */
export function tableFormatOf(file: string): TableFormat {
  const ending = extname(file).slice(1).toLowerCase()
  const format = tableFormats.find((known) => known === ending)
  if (format) return format
  throw new WorkError('invalid', `${file} ends in .${ending}; expected .${tableFormats.join(' or .')}`)
}
