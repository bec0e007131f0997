// Light, dark or as the device says; kept on this device only.

import { Store } from './store.ts'
import { type ThemeName, themes } from './theme-names.ts'

const storageKey = 'setara.theme'

export class Theme extends Store {
  name: ThemeName = read()

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

  #apply(): void {
    if (this.name === 'device') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = this.name
  }
}

function read(): ThemeName {
  const value = localStorage.getItem(storageKey)
  return themes.find((name) => name === value) ?? 'device'
}
