// The target field alone on a page; tests drive it through `window.field`.

import { language } from '../../../web/i18n/language.ts'
import '../../../web/styles/tokens.css'
import '../../../web/styles/scripts.css'
import '../../../web/editor/target-field.ts'
import type { FieldMemory, TargetChanged, TargetField } from '../../../web/editor/target-field.ts'

const memory: FieldMemory = new Map()
const changes: { text: string; composing: boolean }[] = []
let element: TargetField | null = null

/** What a test says about the field that it opens. */
export type FieldProperties = Partial<
  Pick<TargetField, 'segmentId' | 'text' | 'codes' | 'locale' | 'sourceText' | 'readonly' | 'findings'>
>

export interface Harness {
  readonly changes: readonly { text: string; composing: boolean }[]
  readonly element: TargetField | null
  open(properties: FieldProperties): Promise<void>
  close(): void
}

const harness: Harness = {
  changes,
  get element() {
    return element
  },
  async open(properties) {
    this.close()
    changes.length = 0
    const field = document.createElement('st-target-field')
    Object.assign(field, { label: 'Translation', locale: 'th', segmentId: 'one', memory }, properties)
    field.addEventListener('st-target-changed', (event: TargetChanged) => {
      changes.push({ text: event.text, composing: event.composing })
      // As the page does: the store takes the text and gives it back.
      field.text = event.text
    })
    const ready = new Promise((resolve) => field.addEventListener('st-target-ready', resolve, { once: true }))
    document.getElementById('place')?.append(field)
    element = field
    await ready
    field.focus()
  },
  close() {
    element?.remove()
    element = null
  },
}

declare global {
  interface Window {
    harness: Harness
  }
}

await language.start('en')
window.harness = harness
