// What is typed while nothing takes it yet: kept, and given to whatever opens.

/** Longest that letters wait for a dialog; after that nobody would know any more where they belong. */
const patience = 5_000

/**
 * A box that nobody sees, which has the focus while the field of a row is still opening.
 * An input method composes only where text can be entered, so its words wait here like those of any keyboard.
 */
export class TypedAhead {
  /** Drawn by the page. */
  readonly box = document.createElement('input')
  #composing = false

  /** `composed` is called when an input method has finished a word. */
  constructor(composed: () => void) {
    const { box } = this
    box.className = 'ahead'
    box.hidden = true
    box.tabIndex = -1
    box.autocomplete = 'off'
    box.spellcheck = false
    box.addEventListener('compositionstart', () => (this.#composing = true))
    box.addEventListener('compositionend', () => {
      this.#composing = false
      composed()
    })
  }

  /** Whether an input method is in the middle of a word: nothing may take the focus away now. */
  get composing(): boolean {
    return this.#composing
  }

  /** What has been typed. */
  get text(): string {
    return this.box.value
  }

  /** A field is being opened; `label` says which one. */
  begin(label: string): void {
    this.box.ariaLabel = label
    this.box.hidden = false
    this.box.focus({ preventScroll: true })
  }

  /** The text has been taken, or no field will open. */
  end(): void {
    this.box.value = ''
    this.box.hidden = true
    this.#composing = false
  }
}

/**
 * Catches what is typed from now on, so that none of it goes into the text while something that will take it opens.
 * What it gives back ends that, and says what was typed.
 */
export function catchWords(): () => string {
  let text = ''
  const take = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Backspace') text = [...text].slice(0, -1).join('')
    else if ([...event.key].length === 1) text += event.key
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', take, true)
  const end = (): string => {
    window.removeEventListener('keydown', take, true)
    return text
  }
  setTimeout(end, patience)
  return end
}
