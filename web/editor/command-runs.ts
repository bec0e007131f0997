// What each command of the editor does.

import type { CommandId } from './commands.ts'
import type { EditionDeeds } from './edition-deeds.ts'
import type { EditionDialogs } from './edition-dialogs.ts'
import type { EditionHead } from './edition-head.ts'
import type { CommandAsked } from './edition-row.ts'
import type { EditionSide } from './edition-side.ts'
import { askJoin, askSplit, type RecutDesk } from './recut.ts'
import type { TargetField } from './target-field.ts'

/** The parts of the page that commands work on; what is not drawn yet is null. */
export interface CommandPlace extends RecutDesk {
  readonly field: TargetField | null
  readonly head: EditionHead | null
  readonly side: EditionSide | null
  readonly deeds: EditionDeeds
  readonly dialogs: EditionDialogs
  openComments(): void
  toggleSigns(): void
  toggleSurroundings(): void
  togglePreview(): Promise<void>
  nextLayout(): void
}

/** Runs a command; `digit` is the number of a term. */
export function runCommand(id: CommandId, digit: number | null, place: CommandPlace): void {
  const { deeds, dialogs, field, head } = place
  const runs: Record<CommandId, () => unknown> = {
    confirm: () => deeds.confirmOrApprove(),
    previous: () => deeds.step(-1),
    next: () => deeds.step(1),
    'go-to': () => head?.openNumber(),
    'next-finding': () => deeds.nextFinding(),
    'fix-finding': () => place.side?.fixFirst(),
    'insert-term': () => deeds.insertForm(digit),
    'insert-match': () => place.side?.insertNextMatch(),
    'next-code': () => field?.placeNextCode(),
    'copy-source': () => deeds.copySource(),
    'insert-zwsp': () => field?.insertText('\u200B'),
    'insert-nbsp': () => field?.insertText('\u00A0'),
    signs: () => place.toggleSigns(),
    comment: () => place.openComments(),
    return: () => deeds.askReturn(),
    split: () => askSplit(place),
    join: () => askJoin(place),
    'approve-run': () => deeds.approveRun(),
    repetitions: () => deeds.fillRepetitions(),
    search: () => head?.openSearch(),
    replace: () => dialogs.openReplace(),
    concordance: () => dialogs.openConcordance(),
    surroundings: () => place.toggleSurroundings(),
    layout: () => place.nextLayout(),
    preview: () => place.togglePreview(),
    palette: () => dialogs.openPalette(),
    help: () => dialogs.openKeys(),
  }
  void runs[id]()
}

/** Commands that need no open row. */
const runsWithoutRow: ReadonlySet<CommandAsked['command']> = new Set([
  'help',
  'palette',
  'layout',
  'preview',
  'replace',
  'surroundings',
])

/** Runs what a button asks for: a command, or one of the deeds that have no key. */
export function runAsked({ command }: CommandAsked, place: CommandPlace): void {
  const { store, deeds } = place
  const id = store?.activeId
  if (!id && !runsWithoutRow.has(command)) return
  if (command === 'approve' || command === 'reopen') void deeds.review(id ?? '', command)
  else if (command === 'take-newer') store?.takeNewer(id ?? '')
  else if (command === 'waive') deeds.askWaiver(id ?? '')
  else runCommand(command, null, place)
}
