// Marks of inline codes inside the field: each is one atomic chip that is never half selected or half deleted.

import { Decoration, EditorView, MatchDecorator, ViewPlugin, WidgetType } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'
import type { Extension } from '@codemirror/state'

import { readMark } from '#domain/inline.ts'
import type { Mark } from '#domain/inline.ts'

/** Words of a chip: what it shows, and what a screen reader says. */
export interface ChipWords {
  readonly shown: string
  readonly spoken: string
}

class Chip extends WidgetType {
  readonly mark: Mark
  readonly words: ChipWords

  constructor(mark: Mark, words: ChipWords) {
    super()
    this.mark = mark
    this.words = words
  }

  override eq(other: Chip): boolean {
    return (
      other.mark.id === this.mark.id &&
      other.mark.part === this.mark.part &&
      other.words.shown === this.words.shown &&
      other.words.spoken === this.words.spoken
    )
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span')
    chip.className = `chip chip-${this.mark.part}`
    chip.textContent = this.words.shown
    chip.title = this.words.spoken
    chip.setAttribute('role', 'img')
    chip.setAttribute('aria-label', this.words.spoken)
    return chip
  }

  // A click beside the number must still place the caret before or after the chip.
  override ignoreEvent(): boolean {
    return false
  }
}

/** Shows every mark of the document as a chip. */
export function chips(wordsOf: (mark: Mark) => ChipWords): Extension {
  const decorator = new MatchDecorator({
    regexp: /[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF]/g,
    decoration: ([character]) => {
      const mark = readMark(character)
      return mark && Decoration.replace({ widget: new Chip(mark, wordsOf(mark)) })
    },
  })
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet

      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view)
      }

      update(update: ViewUpdate): void {
        this.decorations = decorator.updateDeco(update, this.decorations)
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) =>
        EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
    },
  )
}
