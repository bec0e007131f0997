// What the checks found, underlined where it stands, and signs that cannot be seen otherwise.

import { StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, highlightSpecialChars } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'

import type { Finding } from '#domain/checks/finding.ts'

/** Replaces the underlined findings. */
export const setFindings = StateEffect.define<readonly Finding[]>()

const underlined = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    let now = before.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setFindings)) now = decorate(effect.value, transaction.newDoc.length)
    }
    return now
  },
  provide: (field) => EditorView.decorations.from(field),
})

function decorate(findings: readonly Finding[], length: number): DecorationSet {
  return Decoration.set(
    findings.flatMap(({ target, severity }) => {
      if (!target) return []
      const [start, end] = [Math.max(0, target.start), Math.min(length, target.end)]
      return start < end ? [Decoration.mark({ class: `finding finding-${severity}` }).range(start, end)] : []
    }),
    true,
  )
}

// Marked, not replaced: the signs keep their place in the line and their chance to break it.
const invisibles: Record<string, string> = {
  '\u200B': 'sign sign-zwsp',
  '\u200C': 'sign sign-joiner',
  '\u200D': 'sign sign-joiner',
  '\u2060': 'sign sign-joiner',
  '\u00A0': 'sign sign-nbsp',
  '\u202F': 'sign sign-nbsp',
}

const decorator = new MatchDecorator({
  regexp: /[\u200B-\u200D\u2060\u00A0\u202F]/g,
  decoration: ([character]) => Decoration.mark({ class: invisibles[character] ?? 'sign' }),
})

const visibleSigns = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view)
    }

    update(update: ViewUpdate): void {
      this.decorations = decorator.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

const controls =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFC]/g

/** Underlines findings and shows zero-width spaces, joiners and no-break spaces. */
export const underlines: Extension = [
  underlined,
  visibleSigns,
  highlightSpecialChars({ specialChars: controls }),
]
