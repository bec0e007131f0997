// How the interface looks: colours, and letters with or without loops; kept on this device only.

import { Store } from './store.ts'
import { type ThemeName, themes } from './theme-names.ts'

const storageKey = 'setara.theme'
const loopsKey = 'setara.loops'

export class Theme extends Store {
  name: ThemeName = read()
  /** Whether Thai and Lao are set in letters with loops, as schoolbooks do. */
  loops = localStorage.getItem(loopsKey) === 'on'

  constructor() {
    super()
    this.#apply()
  }

  choose(name: ThemeName): void {
    this.name = name
    localStorage.setItem(storageKey, name)
    this.#apply()
    this.changed()
  }

  turnLoops(): void {
    this.loops = !this.loops
    localStorage.setItem(loopsKey, this.loops ? 'on' : 'off')
    this.#apply()
    this.changed()
  }

  #apply(): void {
    document.documentElement.toggleAttribute('data-loops', this.loops)
    if (this.name === 'device') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = this.name
  }
}

function read(): ThemeName {
  const value = localStorage.getItem(storageKey)
  return themes.find((name) => name === value) ?? 'device'
}
