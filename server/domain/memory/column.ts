// A list of numbers that grows, without the weight of objects.

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Room that a column has at least after it grew. */
const smallest = 16

/** Numbers of one kind, added at the end. */
export class Column<N extends Numbers> {
  readonly #kind: new (length: number) => N
  #values: N
  #length = 0

  constructor(kind: new (length: number) => N, capacity = 256) {
    this.#kind = kind
    this.#values = new kind(capacity)
  }

  /** A column that has these numbers already, and takes them over. */
  static holding<N extends Numbers>(kind: new (length: number) => N, values: N): Column<N> {
    const column = new Column(kind, 0)
    column.#values = values
    column.#length = values.length
    return column
  }

  /** The numbers; what lies behind `length` means nothing. Ask again after every push. */
  get values(): N {
    return this.#values
  }

  get length(): number {
    return this.#length
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.#values.byteLength
  }

  /** Adds a number and gives its place. */
  push(value: number): number {
    if (this.#length === this.#values.length) {
      const larger = new this.#kind(Math.ceil(this.#length * 1.4) + smallest)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length] = value
    return this.#length++
  }

  /** The numbers there are now; they stay as they are while others are added, unless somebody writes over them. */
  get written(): N {
    return this.#values.subarray(0, this.#length) as N
  }

  clear(): void {
    this.#length = 0
  }
}
