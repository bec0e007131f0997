// Every command of the editor with its keys, its words and when it is open. The help dialog is this table.

import type { Item } from './edition-store.ts'

export type CommandId =
  | 'confirm'
  | 'previous'
  | 'next'
  | 'next-finding'
  | 'insert-term'
  | 'next-code'
  | 'copy-source'
  | 'return'
  | 'search'
  | 'help'

/** What the page knows when a key is pressed. */
export interface Situation {
  readonly item: Item | undefined
  /** Whether the key was pressed where people type. */
  readonly typing: boolean
}

/** One line of the table. */
export interface Command {
  readonly id: CommandId
  /** `Mod` is Ctrl, on a Mac ⌘. Never Ctrl with Alt: that is AltGr, with which people type. */
  readonly keys: readonly string[]
  /** Key of its name in locales/<tag>/ui.json. */
  readonly label: string
  readonly when: (situation: Situation) => boolean
}

const always = (): boolean => true
const writing = ({ item }: Situation): boolean => item?.row?.can['save'] === true
const opened = ({ item }: Situation): boolean => Boolean(item?.row)

export const commands: readonly Command[] = [
  { id: 'confirm', keys: ['Mod+Enter'], label: 'editor.command.confirm', when: opened },
  { id: 'previous', keys: ['Alt+ArrowUp'], label: 'editor.command.previous', when: always },
  { id: 'next', keys: ['Alt+ArrowDown'], label: 'editor.command.next', when: always },
  { id: 'next-finding', keys: ['Alt+N'], label: 'editor.command.next-finding', when: always },
  { id: 'insert-term', keys: ['Alt+1…9'], label: 'editor.command.insert-term', when: writing },
  { id: 'next-code', keys: ['Alt+T', 'Mod+.'], label: 'editor.command.next-code', when: writing },
  { id: 'copy-source', keys: ['Alt+C'], label: 'editor.command.copy-source', when: writing },
  { id: 'return', keys: ['Alt+R'], label: 'editor.command.return', when: opened },
  { id: 'search', keys: ['Alt+F'], label: 'editor.command.search', when: always },
  { id: 'help', keys: ['F1', '?'], label: 'editor.command.help', when: ({ typing }) => !typing },
]

/** A command that a key asks for; `digit` is the number of a term. */
export interface Asked {
  readonly command: Command
  readonly digit: number | null
}

/** Finds the command of a key press, or null. A key that an input method uses is never ours. */
export function commandOf(event: KeyboardEvent, situation: Situation): Asked | null {
  if (event.isComposing || event.keyCode === composingKey || event.getModifierState('AltGraph')) return null
  const pressed = pressedKey(event)
  const digit = /^Alt\+[1-9]$/.test(pressed) ? Number(pressed.at(-1)) : null
  const wanted = digit === null ? pressed : 'Alt+1…9'
  for (const command of commands) {
    // F1 helps while typing too; a question mark is then a question mark.
    const help = pressed === 'F1' && command.id === 'help'
    if (command.keys.includes(wanted) && (help || command.when(situation))) return { command, digit }
  }
  return null
}

/** `keyCode` of a key that went to an input method; browsers send it where `isComposing` comes too late. */
const composingKey = 229

function pressedKey(event: KeyboardEvent): string {
  const name = keyName(event)
  const mod = isMac() ? event.metaKey : event.ctrlKey
  const other = isMac() ? event.ctrlKey : event.metaKey
  if (other || (mod && event.altKey)) return ''
  const shift = event.shiftKey && name !== '?'
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+')
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

/** The first key of a command, as people know it. */
export function keyOf(id: CommandId): string {
  return keyLabel(commands.find((command) => command.id === id)?.keys[0] ?? '')
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
