// A new version of a source at the command line: what it changes in which language, before or after it is stored.

import { WorkError } from '#domain/errors.ts'
import { toNotation } from '#domain/inline.ts'
import { changeClasses } from '#domain/source-update/outdated.ts'

import type { ActionContext } from '../actions/context.ts'
import { previewUpdate } from '../actions/preview-update.ts'
import { updateArticle } from '../actions/update-article.ts'
import { noChoices, type UpdateChoices } from '../actions/update-plan.ts'

export interface UpdateRequest {
  readonly articleId: string
  readonly fileName: string
  readonly content: Uint8Array
  readonly preview: boolean
  /** Class of every change of words; without one each may be of meaning. */
  readonly otherwise: string | null
}

/** Updates an article, or says what an update would change. */
export async function printUpdate(
  ctx: ActionContext,
  { articleId, fileName, content, preview, otherwise }: UpdateRequest,
  json: boolean,
  print: (text: string) => void,
): Promise<void> {
  const file = { fileName, content }
  const choices = { ...noChoices, otherwise: classNamed(otherwise) }
  if (preview) {
    const { document: _, treatments: __, ...shown } = await previewUpdate(ctx, { articleId, file })
    if (json) return print(JSON.stringify(shown))
    print(countsLine(shown.counts))
    for (const { kind, ordinal, before, after, report } of shown.changes) {
      const looks = report ? ` (looks like ${report.suggested})` : ''
      print(`${kind} ${ordinal}${looks}`)
      if (before !== null && kind !== 'moved') print(`  - ${toNotation(before)}`)
      if (after !== null) print(`  + ${toNotation(after)}`)
    }
    if (shown.more > 0) print(`and ${shown.more} more`)
    return
  }
  const updated = await updateArticle(ctx, { articleId, base: null, file, choices })
  if (json) return print(JSON.stringify(updated))
  if (updated.outcome === 'unchanged') return print('The same file: nothing changed')
  if (updated.outcome === 'conflict')
    throw new WorkError('already-exists', 'Somebody else changed the source')
  print(`version ${updated.article.version}: ${countsLine(updated.counts)}`)
  for (const { locale, progress, behind } of updated.editions) {
    const { total, initial, translated, reviewed, final } = progress
    const open = `${initial} open, ${translated} translated, ${reviewed + final} approved`
    print(`  ${locale}  ${open} of ${total}${behind ? '; its release is behind' : ''}`)
  }
}

function classNamed(name: string | null): UpdateChoices['otherwise'] {
  const known = (['suggested', ...changeClasses] as const).find((one) => one === (name ?? 'meaning'))
  if (!known) throw new WorkError('invalid', `--class is one of suggested, ${changeClasses.join(', ')}`)
  return known
}

function countsLine(counts: Readonly<Record<string, number>>): string {
  const named = Object.entries(counts).filter(([, count]) => count > 0)
  return named.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing'
}
