// How many characters have to be changed to make one text from another: Myers' bit-parallel algorithm in blocks of
// 32 rows, given up as soon as a bound cannot be kept; only blocks that a way within the bound can touch are looked at.
// @see https://doi.org/10.1145/316542.316550
// @see https://doi.org/10.1016/0196-6774(85)90006-4 for the band

/* eslint-disable typescript/no-non-null-assertion -- every place that is read was written before: `!` costs nothing where millions are read */

/** Compares one text with many others. Make it once, set the pattern, ask for distances. */
export class Comparison {
  #length = 0
  #blocks = 0
  /** Slot of each character that the pattern has; 0 for all others. */
  readonly #slots = new Uint16Array(0x10000)
  #characters: number[] = []
  #equal = new Int32Array(0)
  #plus = new Int32Array(0)
  #minus = new Int32Array(0)

  /** Length of the pattern in UTF-16 units. */
  get length(): number {
    return this.#length
  }

  /** Sets the text that others are compared with. */
  setPattern(pattern: string): void {
    for (const character of this.#characters) this.#slots[character] = 0
    const { length } = pattern
    this.#length = length
    this.#blocks = Math.max(1, (length + 31) >>> 5)
    this.#characters = []
    for (let i = 0; i < length; i++) {
      const character = pattern.charCodeAt(i)
      if (this.#slots[character] === 0) this.#slots[character] = this.#characters.push(character)
    }
    const needed = (this.#characters.length + 1) * this.#blocks
    if (this.#equal.length < needed) this.#equal = new Int32Array(needed * 2)
    else this.#equal.fill(0, 0, needed)
    for (let i = 0; i < length; i++) {
      const at = (this.#slots[pattern.charCodeAt(i)] ?? 0) * this.#blocks + (i >>> 5)
      this.#equal[at] = (this.#equal[at] ?? 0) | (1 << (i & 31))
    }
    if (this.#plus.length < this.#blocks) {
      this.#plus = new Int32Array(this.#blocks * 2)
      this.#minus = new Int32Array(this.#blocks * 2)
    }
  }

  /** How many blocks {@link distance} looks at for a text of a length, at most: what it costs. */
  steps(length: number, bound: number): number {
    return length * Math.min(this.#blocks, (bound >>> 5) + 2)
  }

  /** Counts the edits to the first `length` characters of a text; more than `bound` is told as `bound + 1`. */
  distance(text: Uint16Array, length: number, bound: number): number {
    const rows = this.#length
    if (Math.abs(rows - length) > bound) return bound + 1
    if (rows === 0 || length === 0) return Math.max(rows, length)
    const blocks = this.#blocks
    const slots = this.#slots
    const equal = this.#equal
    const plus = this.#plus
    const minus = this.#minus
    plus.fill(-1, 0, blocks)
    minus.fill(0, 0, blocks)
    const lastBlock = blocks - 1
    const lastBit = 1 << ((rows - 1) & 31)
    // A way with no more edits than the bound leaves the diagonal by so many rows at most, downwards and upwards.
    const below = Math.floor((bound + rows - length) / 2)
    const above = Math.floor((bound - rows + length) / 2)
    let first = 0
    let last = Math.min(lastBlock, below >>> 5)
    // Of the lowest row that is looked at. What lies outside is taken as worse than it is, which no such way notices.
    let score = Math.min(rows, (last + 1) << 5)
    for (let column = 0; column < length; column++) {
      if (last < lastBlock && column + below >= (last + 1) << 5) {
        last++
        score += Math.min(32, rows - (last << 5))
      }
      if (column - above >= (first + 1) << 5) first++
      const bottom = last === lastBlock ? lastBit : 1 << 31
      const row = slots[text[column]!]! * blocks
      let up = 1
      let down = 0
      for (let block = first; block <= last; block++) {
        const pv = plus[block]!
        const mv = minus[block]!
        let eq = equal[row + block]!
        const xv = eq | mv
        eq |= down
        const xh = ((((eq & pv) + pv) | 0) ^ pv) | eq
        let ph = mv | ~(xh | pv)
        let mh = pv & xh
        if (block === last) {
          if ((ph & bottom) !== 0) score++
          else if ((mh & bottom) !== 0) score--
        }
        const upOut = ph >>> 31
        const downOut = mh >>> 31
        ph = (ph << 1) | up
        mh = (mh << 1) | down
        plus[block] = mh | ~(xv | ph)
        minus[block] = ph & xv
        up = upOut
        down = downOut
      }
      // Every column that is left can take away one edit at most.
      if (last === lastBlock && score - (length - 1 - column) > bound) return bound + 1
    }
    return score > bound ? bound + 1 : score
  }
}

/** Writes a text as the array that {@link Comparison.distance} takes. */
export function charactersOf(text: string): Uint16Array {
  const characters = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) characters[i] = text.charCodeAt(i)
  return characters
}

// Its tables are large; nothing here waits, so one is enough for everybody.
const shared = new Comparison()

/** Counts the edits between two texts, in UTF-16 units; more than `bound` is told as `bound + 1`. */
export function editDistance(one: string, other: string, bound = Math.max(one.length, other.length)): number {
  shared.setPattern(one)
  return shared.distance(charactersOf(other), other.length, bound)
}
