// The CodeMirror side of the target field; loaded only when the first segment is opened for editing.

import {
  history,
  historyField,
  historyKeymap,
  isolateHistory,
  redo,
  standardKeymap,
} from '@codemirror/commands'
import { Compartment, EditorState, Transaction } from '@codemirror/state'
import type { Extension, TransactionSpec } from '@codemirror/state'
import { EditorView, drawSelection, keymap } from '@codemirror/view'

import type { Finding } from '#domain/checks/finding.ts'
import type { CodedText, Mark } from '#domain/inline.ts'
import type { Range } from '#domain/review.ts'

import type { MissingCode } from '../codes.ts'
import { placeCode } from '../codes.ts'
import { chips } from './chips.ts'
import type { ChipWords } from './chips.ts'
import { clipboard } from './clipboard.ts'
import type { ClipboardPlace } from './clipboard.ts'
import { admitted, foldLines, guard, mend } from './guard.ts'
import { setFindings, underlines } from './underlines.ts'
import { wordKeys } from './word-keys.ts'

/** What the field is opened with. */
export interface FieldOptions extends ClipboardPlace {
  readonly parent: HTMLElement
  readonly root: Document | ShadowRoot
  readonly text: CodedText
  readonly locale: string
  readonly label: string
  readonly describedBy: string
  readonly readonly: boolean
  /** Undo history of an earlier visit, from {@link TargetEditing.remember}. */
  readonly memory: unknown
  readonly chipWords: (mark: Mark) => ChipWords
  /** Called after each change; `composing` while an input method has not finished. */
  readonly changed: (text: CodedText, composing: boolean) => void
}

/** An open field. */
export interface TargetEditing {
  readonly composing: boolean
  readonly text: CodedText
  /** What is selected. */
  readonly selected: CodedText
  /** Where it is selected. */
  readonly selection: Range
  focus(): void
  destroy(): void
  /** Replaces the text from outside; waits for the end of a composition. */
  replaceText(text: CodedText): void
  underline(findings: readonly Finding[]): void
  insert(text: string): void
  place(code: MissingCode): void
  select(from: number, to: number): void
  selectAll(): void
  setReadonly(readonly: boolean): void
  /** Gives the text with its undo history, to be handed to the next field of this segment. */
  remember(): unknown
}

/** Opens a target field in an element. */
export function openField(options: FieldOptions): TargetEditing {
  const readonly = new Compartment()
  let composing = false
  let textBefore = options.text
  let waiting: (() => void)[] = []

  const afterComposition = (run: () => void): void => {
    if (composing) waiting.push(run)
    else run()
  }
  const compositionEnds = (view: EditorView): void => {
    composing = false
    const repair = mend(textBefore, view.state.doc.toString())
    if (repair) view.dispatch(repair)
    options.changed(view.state.doc.toString(), false)
    const runs = waiting
    waiting = []
    for (const run of runs) run()
  }

  const extensions: Extension = [
    EditorView.domEventHandlers({
      compositionstart: (_event, view) => {
        composing = true
        textBefore = view.state.doc.toString()
        return false
      },
      compositionend: (_event, view) => {
        // CodeMirror reads the final text from the document a moment after this event.
        setTimeout(() => {
          if (!view.composing) compositionEnds(view)
        }, 60)
        return false
      },
    }),
    guard(() => composing),
    clipboard(() => options),
    // A segment is one line; Enter with a modifier belongs to the page.
    keymap.of([{ key: 'Enter', run: () => true, shift: () => true }]),
    wordKeys(options.locale),
    keymap.of([...standardKeymap, ...historyKeymap, { key: 'Mod-Shift-z', run: redo, preventDefault: true }]),
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    chips(options.chipWords),
    underlines,
    readonly.of(readonlyExtension(options.readonly)),
    EditorView.contentAttributes.of({
      lang: options.locale,
      spellcheck: 'true',
      translate: 'no',
      'aria-label': options.label,
      'aria-multiline': 'true',
      'aria-describedby': options.describedBy,
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      if (update.transactions.every((one) => one.annotation(Transaction.remote))) return
      options.changed(update.state.doc.toString(), composing || update.view.composing)
    }),
    look,
  ]

  const view = new EditorView({
    parent: options.parent,
    root: options.root,
    state:
      recall(options.memory, options.text, extensions) ??
      EditorState.create({ doc: options.text, selection: { anchor: options.text.length }, extensions }),
  })

  const dispatch = (spec: TransactionSpec): void => afterComposition(() => view.dispatch(spec))

  return {
    get composing() {
      return composing || view.composing
    },
    get text() {
      return view.state.doc.toString()
    },
    get selected() {
      const { from, to } = view.state.selection.main
      return view.state.sliceDoc(from, to)
    },
    get selection() {
      const { from: start, to: end } = view.state.selection.main
      return { start, end }
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
    replaceText: (text) =>
      afterComposition(() => {
        const change = smallestChange(view.state.doc.toString(), text)
        if (!change) return
        view.dispatch({
          changes: change,
          annotations: [admitted.of('everything'), Transaction.remote.of(true), isolateHistory.of('full')],
        })
      }),
    underline: (findings) => dispatch({ effects: setFindings.of(findings) }),
    insert: (text) =>
      afterComposition(() => {
        const { from, to } = view.state.selection.main
        const insert = foldLines(text)
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          annotations: [admitted.of('marks'), isolateHistory.of('full')],
          scrollIntoView: true,
          userEvent: 'input.complete',
        })
      }),
    place: (code) =>
      afterComposition(() => {
        const { from, to } = view.state.selection.main
        const { insertions, anchor, head } = placeCode(code, from, to)
        view.dispatch({
          changes: insertions.map(({ at, text }) => ({ from: at, insert: text })),
          selection: { anchor, head },
          annotations: [admitted.of('marks'), isolateHistory.of('full')],
          scrollIntoView: true,
          userEvent: 'input.complete',
        })
      }),
    select: (from, to) => {
      const { length } = view.state.doc
      dispatch({
        selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
        scrollIntoView: true,
      })
    },
    selectAll: () => dispatch({ selection: { anchor: 0, head: view.state.doc.length } }),
    setReadonly: (value) => dispatch({ effects: readonly.reconfigure(readonlyExtension(value)) }),
    remember: () => view.state.toJSON({ history: historyField }),
  }
}

function readonlyExtension(value: boolean): Extension {
  return [
    EditorState.readOnly.of(value),
    EditorView.contentAttributes.of(value ? { 'aria-readonly': 'true' } : {}),
  ]
}

/** Restores an earlier visit, unless the text has changed since: its history would not fit. */
function recall(memory: unknown, text: string, extensions: Extension): EditorState | null {
  if (typeof memory !== 'object' || memory === null || !('doc' in memory) || memory.doc !== text) return null
  return EditorState.fromJSON(memory, { extensions }, { history: historyField })
}

/** Finds the one stretch that differs, so that the caret keeps its place in the rest. */
function smallestChange(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  let tail = 0
  const longest = Math.min(before.length, after.length) - from
  while (tail < longest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) }
}

// CodeMirror's base theme forces a monospaced face and its own line height on the scroller.
const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', minHeight: '1lh', caretColor: 'currentColor' },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': {
    borderLeftColor: 'currentColor',
    borderLeftWidth: '2px',
    marginLeft: '-1px',
  },
})
