// Word motion, word deletion and double click by dictionary. CodeMirror's own groups take a whole Thai
// sentence for one word, so that Ctrl+Backspace would erase it.

import { EditorSelection } from '@codemirror/state'
import type { Extension, SelectionRange } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Command, KeyBinding } from '@codemirror/view'

import { wordAround, wordBoundary } from '../words.ts'

/** Binds the word keys of the platform and double click to the words of a language. */
export function wordKeys(locale: string): Extension {
  const both = (key: string, run: Command, shift?: Command): KeyBinding => ({
    key: `Ctrl-${key}`,
    mac: `Alt-${key}`,
    run,
    ...(shift ? { shift } : {}),
    preventDefault: true,
  })
  return [
    keymap.of([
      both('ArrowLeft', moveByWord(locale, -1, false), moveByWord(locale, -1, true)),
      both('ArrowRight', moveByWord(locale, 1, false), moveByWord(locale, 1, true)),
      both('Backspace', deleteWord(locale, -1)),
      both('Delete', deleteWord(locale, 1)),
    ]),
    doubleClick(locale),
  ]
}

function moveByWord(locale: string, direction: -1 | 1, extend: boolean): Command {
  return (view) => {
    const { doc, selection } = view.state
    const head = wordBoundary(doc.toString(), selection.main.head, direction, locale)
    view.dispatch({
      selection: EditorSelection.single(extend ? selection.main.anchor : head, head),
      scrollIntoView: true,
      userEvent: 'select',
    })
    return true
  }
}

function deleteWord(locale: string, direction: -1 | 1): Command {
  return (view) => {
    if (view.state.readOnly) return false
    const { doc, selection } = view.state
    const { from, to, empty, head } = selection.main
    const reached = empty ? wordBoundary(doc.toString(), head, direction, locale) : from
    const range = empty ? { from: Math.min(head, reached), to: Math.max(head, reached) } : { from, to }
    if (range.from === range.to) return true
    view.dispatch({
      changes: range,
      scrollIntoView: true,
      userEvent: direction < 0 ? 'delete.backward' : 'delete.forward',
    })
    return true
  }
}

function doubleClick(locale: string): Extension {
  return EditorView.mouseSelectionStyle.of((view, down) => {
    if (down.detail !== 2 || down.button !== 0) return null
    const wordAtPoint = (event: MouseEvent): SelectionRange => {
      const position = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
      const { from, to } = wordAround(view.state.doc.toString(), position, locale)
      return EditorSelection.range(from, to)
    }
    const first = wordAtPoint(down)
    return {
      get: (event) => {
        const current = wordAtPoint(event)
        const [anchor, head] =
          current.from < first.from ? [first.to, current.from] : [first.from, Math.max(first.to, current.to)]
        return EditorSelection.single(anchor, head)
      },
      update: () => undefined,
    }
  })
}
