// The longest rising selection of a list of numbers, in n log n steps.

/**
 * Gives the positions of a longest selection that only rises.
 * @example longestRise([2, 0, 1, 3]) // [1, 2, 3]
 */
export function longestRise(numbers: readonly number[]): readonly number[] {
  // ends[n] is the position of the smallest number that a selection of n + 1 numbers can end with.
  const ends: number[] = []
  const before = new Int32Array(numbers.length).fill(-1)
  for (const [at, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = at
  }
  const rise: number[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) rise.push(at)
  return rise.reverse()
}
