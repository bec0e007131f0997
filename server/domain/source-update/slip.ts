// Slips of the pen: letters exchanged, lost, doubled or mistaken, and words written twice.

/** Tells whether two lists of words differ only by what a hurried hand does. */
export function isSlip(before: readonly string[], after: readonly string[]): boolean {
  let from = 0
  while (from < before.length && before[from] === after[from]) from += 1
  let [oldEnd, newEnd] = [before.length, after.length]
  while (oldEnd > from && newEnd > from && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1
    newEnd -= 1
  }
  const [old, now] = [before.slice(from, oldEnd), after.slice(from, newEnd)]
  if (old.length > mostWords || now.length > mostWords) return false
  // `the the`, and `work shop` for `workshop`.
  if (now.length === 0) return old.length === 1 && (old[0] === before[from - 1] || old[0] === before[oldEnd])
  if (old.length !== now.length) return old.join('') === now.join('')
  return old.every((word, at) => word === now[at] || isMistyped(word, now[at] ?? ''))
}

const mostWords = 3
const longestWord = 40

function isMistyped(word: string, right: string): boolean {
  const shorter = Math.min(word.length, right.length)
  if (shorter < 3 || Math.max(word.length, right.length) > longestWord) return false
  return distance(word, right) <= (shorter >= 8 ? 2 : 1)
}

/** How many letters have to be changed, added, left out or exchanged with their neighbour. */
export function distance(one: string, other: string): number {
  let last: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (last[j - 2] ?? 0) + 1)
      next.push(best)
    }
    last = row
    row = next
  }
  return row[other.length] ?? 0
}
