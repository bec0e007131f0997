// Copy, cut, paste and drag. Other programs get `{1}…{/1}`; a private flavour with the identity of the
// segment keeps the codes inside it and lets other segments take only codes that mean the same.

import { EditorView } from '@codemirror/view'
import type { Extension } from '@codemirror/state'

import { marksOf, toNotation, withoutPrivateUse } from '#domain/inline.ts'
import type { Code, CodedText } from '#domain/inline.ts'

import { admitMarks, mapMarks } from '../codes.ts'
import { admitted, foldLines } from './guard.ts'

/** The private clipboard flavour. */
export const codedFlavour = 'application/x-setara-coded-text'

/** The segment that text is copied from or pasted into. */
export interface ClipboardPlace {
  readonly segmentId: string
  readonly source: CodedText
  readonly codes: readonly Code[]
}

interface Copied {
  readonly segmentId: string
  readonly text: CodedText
  readonly codes: readonly Code[]
}

/** Handles clipboard and drag events of the field. */
export function clipboard(place: () => ClipboardPlace): Extension {
  let dragged: { readonly from: number; readonly to: number } | null = null
  return EditorView.domEventHandlers({
    copy: (event, view) => writeSelection(view, event.clipboardData, place()) && stop(event),
    cut: (event, view) => {
      if (!writeSelection(view, event.clipboardData, place())) return false
      if (!view.state.readOnly) {
        view.dispatch({ ...view.state.replaceSelection(''), userEvent: 'delete.cut', scrollIntoView: true })
      }
      return stop(event)
    },
    paste: (event, view) => {
      if (!event.clipboardData || view.state.readOnly) return false
      const { from, to } = view.state.selection.main
      insertData(view, event.clipboardData, place(), from, to, 'input.paste')
      return stop(event)
    },
    dragstart: (event, view) => {
      const { from, to } = view.state.selection.main
      dragged = { from, to }
      writeSelection(view, event.dataTransfer, place())
      return false
    },
    dragend: () => {
      dragged = null
      return false
    },
    drop: (event, view) => {
      if (!event.dataTransfer || view.state.readOnly) return false
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
      const moved = dragged
      dragged = null
      if (moved && at >= moved.from && at <= moved.to) return stop(event)
      if (moved) moveText(view, moved, at)
      else insertData(view, event.dataTransfer, place(), at, at, 'input.drop')
      return stop(event)
    },
  })
}

function stop(event: Event): true {
  event.preventDefault()
  return true
}

function writeSelection(view: EditorView, data: DataTransfer | null, place: ClipboardPlace): boolean {
  const { from, to, empty } = view.state.selection.main
  if (empty || !data) return false
  writeCoded(data, view.state.sliceDoc(from, to), place)
  return true
}

/** Writes coded text to a clipboard: notation for everyone, the private flavour for Setara. */
export function writeCoded(
  data: DataTransfer,
  text: CodedText,
  place: Pick<ClipboardPlace, 'segmentId' | 'codes'>,
): void {
  const used = new Set(marksOf(text).map((mark) => mark.id))
  const copied: Copied = {
    segmentId: place.segmentId,
    text,
    codes: place.codes.filter((code) => used.has(code.id)),
  }
  data.clearData()
  data.setData('text/plain', toNotation(text))
  data.setData(codedFlavour, JSON.stringify(copied))
}

function insertData(
  view: EditorView,
  data: DataTransfer,
  place: ClipboardPlace,
  from: number,
  to: number,
  userEvent: string,
): void {
  const rest = view.state.sliceDoc(0, from) + view.state.sliceDoc(to)
  const insert = foldLines(readCoded(data, place, rest))
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    annotations: admitted.of('marks'),
    scrollIntoView: true,
    userEvent,
  })
}

/** Reads what may enter a segment whose target is `rest`. Foreign text never brings marks. */
export function readCoded(data: DataTransfer, place: ClipboardPlace, rest: CodedText): CodedText {
  const copied = parseCopied(data.getData(codedFlavour))
  if (!copied) return withoutPrivateUse(data.getData('text/plain'))
  const own =
    copied.segmentId === place.segmentId ? copied.text : mapMarks(copied.text, copied.codes, place.codes)
  return admitMarks(own, place.source, rest)
}

/** Parses the private flavour; any page may have written it, so nothing in it is trusted. */
function parseCopied(json: string): Copied | null {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null) return null
    const { segmentId, text, codes } = value as Partial<Record<keyof Copied, unknown>> // every field is tested below
    if (typeof segmentId !== 'string' || typeof text !== 'string' || !Array.isArray(codes)) return null
    return { segmentId, text, codes: codes.filter(isCode) }
  } catch {
    return null
  }
}

function isCode(value: unknown): value is Code {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'number' &&
    'kind' in value &&
    'raw' in value &&
    typeof value.raw === 'string'
  )
}

function moveText(view: EditorView, moved: { readonly from: number; readonly to: number }, at: number): void {
  const text = view.state.sliceDoc(moved.from, moved.to)
  const anchor = at > moved.to ? at - text.length : at
  view.dispatch({
    changes: [
      { from: moved.from, to: moved.to },
      { from: at, insert: text },
    ],
    selection: { anchor, head: anchor + text.length },
    annotations: admitted.of('marks'),
    userEvent: 'move.drop',
  })
}
