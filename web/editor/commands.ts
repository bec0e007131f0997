// Every command of the editor with its usual keys, its words and when it is open. The list of keys, the palette and the
// keyboard are this one table.

import type { Item } from './edition-item.ts'

/** What the page knows when a key is pressed. */
export interface Situation {
  readonly item: Item | undefined
  /** Whether the key was pressed where people type. */
  readonly typing: boolean
}

interface Line {
  /** `Mod` is Ctrl, on a Mac ⌘. Never Ctrl with Alt: that is AltGr, with which people type. */
  readonly keys: readonly string[]
  /** Key of its name in locales/<tag>/ui.json. */
  readonly label: string
  readonly when: (situation: Situation) => boolean
}

const always = (): boolean => true
const writing = ({ item }: Situation): boolean => item?.row?.can['save'] === true
const opened = ({ item }: Situation): boolean => Boolean(item?.row)

const table = {
  confirm: { keys: ['Mod+Enter'], label: 'editor.command.confirm', when: opened },
  previous: { keys: ['Alt+ArrowUp'], label: 'editor.command.previous', when: always },
  next: { keys: ['Alt+ArrowDown'], label: 'editor.command.next', when: always },
  'go-to': { keys: ['Alt+G'], label: 'desk.command.go-to', when: always },
  'next-finding': { keys: ['Alt+N', 'F8'], label: 'editor.command.next-finding', when: always },
  'fix-finding': { keys: ['Alt+X'], label: 'desk.command.fix-finding', when: writing },
  'insert-term': { keys: ['Alt+1…9'], label: 'editor.command.insert-term', when: writing },
  'insert-match': { keys: ['Alt+J'], label: 'memory.insert-best', when: writing },
  'next-code': { keys: ['Alt+T', 'Mod+.'], label: 'editor.command.next-code', when: writing },
  'copy-source': { keys: ['Alt+C'], label: 'editor.command.copy-source', when: writing },
  'insert-zwsp': { keys: ['Alt+Z'], label: 'desk.command.insert-zwsp', when: writing },
  'insert-nbsp': { keys: ['Alt+B'], label: 'desk.command.insert-nbsp', when: writing },
  signs: { keys: ['Alt+I'], label: 'desk.command.signs', when: always },
  comment: { keys: ['Alt+M'], label: 'desk.command.comment', when: opened },
  return: { keys: ['Alt+R'], label: 'editor.command.return', when: opened },
  'approve-run': { keys: ['Alt+A'], label: 'desk.command.approve-run', when: opened },
  repetitions: { keys: ['Alt+E'], label: 'desk.command.repetitions', when: writing },
  split: { keys: ['Alt+S'], label: 'editing.command.split', when: opened },
  join: { keys: ['Alt+W'], label: 'editing.command.join', when: opened },
  search: { keys: ['Alt+F'], label: 'editor.command.search', when: always },
  replace: { keys: ['Alt+H'], label: 'desk.command.replace', when: always },
  concordance: { keys: ['Alt+K'], label: 'desk.command.concordance', when: always },
  surroundings: { keys: ['Alt+O'], label: 'desk.command.surroundings', when: always },
  layout: { keys: ['Alt+L'], label: 'desk.command.layout', when: always },
  preview: { keys: ['Alt+P'], label: 'desk.command.preview', when: always },
  palette: { keys: ['Mod+K'], label: 'desk.command.palette', when: always },
  help: { keys: ['F1', '?'], label: 'editor.command.help', when: ({ typing }) => !typing },
} as const satisfies Record<string, Line>

export type CommandId = keyof typeof table

/** One line of the table. */
export interface Command extends Line {
  readonly id: CommandId
}

export const commands: readonly Command[] = Object.entries(table).map(([id, line]) => ({
  id: id as CommandId, // the keys of the table are the ids
  ...line,
}))

/** A command that a key asks for; `digit` is the number of a term. */
export interface Asked {
  readonly command: Command
  readonly digit: number | null
}

/** Finds the command of a key press, or null. A key that an input method uses is never ours. */
export function commandOf(
  event: KeyboardEvent,
  situation: Situation,
  keysOf: (id: CommandId) => readonly string[],
): Asked | null {
  if (isInputMethods(event)) return null
  const pressed = pressedKey(event)
  const digit = /^Alt\+[1-9]$/.test(pressed) ? Number(pressed.at(-1)) : null
  const wanted = digit === null ? pressed : 'Alt+1…9'
  for (const command of commands) {
    // F1 helps while typing too; a question mark is then a question mark.
    const open = command.when(situation) || (command.id === 'help' && pressed.length > 1)
    if (open && keysOf(command.id).includes(wanted)) return { command, digit }
  }
  return null
}

/** Whether a key press belongs to an input method, or to AltGr, with which people type. */
export function isInputMethods(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === composingKey || event.getModifierState('AltGraph')
}

/** `keyCode` of a key that went to an input method; browsers send it where `isComposing` comes too late. */
const composingKey = 229

/** Writes a key press as the table does; empty for one that can be no command. */
export function pressedKey(event: KeyboardEvent): string {
  const name = keyName(event)
  const mod = isMac() ? event.metaKey : event.ctrlKey
  const other = isMac() ? event.ctrlKey : event.metaKey
  if (other || (mod && event.altKey)) return ''
  const shift = event.shiftKey && name !== '?'
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+')
}

/** Whether a key can be given to a command: it must not be one that people write or move with. */
export function canBeBound(key: string): boolean {
  return (
    /^(?:Mod|Alt)\+(?:Shift\+)?(?:[A-Z0-9.]|Enter|F\d{1,2})$|^F\d{1,2}$/.test(key) &&
    !/^Alt\+[1-9]$/.test(key)
  )
}

// A Thai or Khmer layout, and Option on a Mac, give other characters: the key is then known by its place.
function keyName({ key, code }: KeyboardEvent): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  const place = /^(?:Key([A-Z])|Digit(\d)|(Period))$/.exec(code)
  if (place && key !== '?') return place[1] ?? place[2] ?? '.'
  return key
}

/** Writes a key as people know it: `Ctrl+Enter`, on a Mac `⌘Enter`. */
export function keyLabel(key: string): string {
  const arrows = key.replace('ArrowUp', '↑').replace('ArrowDown', '↓')
  if (!isMac()) return arrows.replace('Mod', 'Ctrl')
  return arrows.replace('Mod+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧')
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
