// How lists of rows are laid out: one below the other, each as high as it is.

import { FlowLayout } from '@lit-labs/virtualizer/layouts/flow.js'

class RowLayout extends FlowLayout {
  /** Pixels on both sides of what is seen in which rows are drawn: each costs time before a place that was gone to is there. */
  protected override _overhang = 600
}

/** Given to every list. A list that is given none loads one when it is drawn, and draws its rows only then. */
export const rowLayout = { type: RowLayout }
