// How rows are laid out: chosen by the person, kept on this device.

export const layouts = ['side', 'stacked', 'target'] as const
/** Source beside the target, source above it, or the target alone for reading proofs. */
export type Layout = (typeof layouts)[number]

const storageKey = 'setara.layout'

export function rememberedLayout(): Layout {
  const value = localStorage.getItem(storageKey)
  return layouts.find((one) => one === value) ?? 'side'
}

export function rememberLayout(layout: Layout): void {
  localStorage.setItem(storageKey, layout)
}

/** The layout that comes after one, round the end. */
export function nextLayout(layout: Layout): Layout {
  return layouts[(layouts.indexOf(layout) + 1) % layouts.length] ?? 'side'
}
