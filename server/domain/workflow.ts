// The states of a translation and the only table that moves them.
// State and sub-state are those of XLIFF 2 (`state`, and `subState` with the prefix `st:`).
// @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#state

export const states = ['initial', 'translated', 'reviewed', 'final'] as const
export type State = (typeof states)[number]

/** Why a translation is still `initial`; null in every other state. */
export const subStates = ['new', 'draft', 'suggestion', 'returned', 'outdated'] as const
export type SubState = (typeof subStates)[number]

/**
 * What people do to a translation. `clear` is a save that leaves no text; `approve-once` is the first of two approvals; `recheck` and `outdate` are what a change
 * of the source does to it, when its wording or its meaning changed.
 */
export const steps = [
  'save',
  'clear',
  'confirm',
  'approve-once',
  'approve',
  'return',
  'reopen',
  'release',
  'recheck',
  'outdate',
] as const
export type Step = (typeof steps)[number]

/** Where a translation stands. */
export interface Standing {
  readonly state: State
  readonly subState: SubState | null
}

/** Says that a step is not open from where the translation stands. */
export interface Refusal {
  readonly refused: 'step-not-open'
  readonly from: Standing
  readonly step: Step
}

const at = (state: State, subState: SubState | null = null): Standing => ({ state, subState })

const outdated = at('initial', 'outdated')
const fresh = { clear: at('initial', 'new') } as const
// A returned or outdated text keeps its mark while it is being edited, until the translator confirms it.
const table: Record<State | SubState, Partial<Record<Step, Standing>>> = {
  initial: {},
  new: { ...fresh, save: at('initial', 'draft') },
  draft: { ...fresh, save: at('initial', 'draft'), confirm: at('translated'), outdate: outdated },
  suggestion: { ...fresh, save: at('initial', 'draft'), confirm: at('translated'), outdate: outdated },
  returned: { ...fresh, save: at('initial', 'returned'), confirm: at('translated') },
  outdated: { ...fresh, save: at('initial', 'outdated'), confirm: at('translated') },
  translated: {
    ...fresh,
    save: at('translated'),
    confirm: at('translated'),
    'approve-once': at('translated'),
    approve: at('reviewed'),
    return: at('initial', 'returned'),
    outdate: outdated,
  },
  // Editing an approved or released text takes it back to translated: someone else has to approve it again.
  reviewed: {
    ...fresh,
    save: at('translated'),
    return: at('initial', 'returned'),
    reopen: at('translated'),
    release: at('final'),
    recheck: at('translated'),
    outdate: outdated,
  },
  final: {
    ...fresh,
    save: at('translated'),
    return: at('initial', 'returned'),
    reopen: at('translated'),
    release: at('final'),
    recheck: at('translated'),
    outdate: outdated,
  },
}

/** Moves a translation by one step, or refuses. */
export function move(from: Standing, step: Step): Standing | Refusal {
  return table[from.subState ?? from.state][step] ?? { refused: 'step-not-open', from, step }
}
