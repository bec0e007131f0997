// Letters that were typed while a field was still opening: kept, and written as soon as it takes them.

/** Longest that letters wait; after that nobody would know any more where they belong. */
const patience = 5_000

/** Keeps what is typed between leaving one field and the opening of the next. */
export class TypedAhead {
  readonly #write: (text: string) => void
  #text = ''
  #opening = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  /** A field is being opened. */
  begin(): void {
    this.#opening = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(), patience)
  }

  /** Takes a key that went to no field. */
  take(event: KeyboardEvent): void {
    if (!this.#opening || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('')
    else if ([...event.key].length === 1) this.#text += event.key
    else return
    event.preventDefault()
  }

  /** The field takes letters now. */
  release(): void {
    const text = this.#text
    this.end()
    if (text !== '') this.#write(text)
  }

  /** No field will open. */
  end(): void {
    clearTimeout(this.#timer)
    this.#opening = false
    this.#text = ''
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
