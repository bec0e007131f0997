// Which queries are worth keeping a plan for: planning a join costs PostgreSQL more than running it, but each kept plan
// holds memory of its session. Plain JavaScript, because the thread of the embedded database uses it too.

/** A query is kept when it comes this often: most that come once never come again. */
const often = 3
const mostKept = 200
/** Texts that are counted; a query with a list of values has another text for each length of it. */
const mostCounted = 5000

const planned = /^\s*(?:select|with|insert|update|delete)\b/i

export class FrequentQueries {
  #names = new Map()
  #uses = new Map()
  #generation = 0

  /** The name under which the plan of a query is kept, or null. */
  nameOf(text) {
    const known = this.#names.get(text)
    if (known) return known
    if (this.#uses.size >= mostCounted) this.#uses.clear()
    const count = (this.#uses.get(text) ?? 0) + 1
    this.#uses.set(text, count)
    if (count < often || this.#names.size >= mostKept || !planned.test(text)) return null
    const name = `setara-${this.#generation}-${this.#names.size}`
    this.#names.set(text, name)
    return name
  }

  /** Begins again with other names: the tables have another shape now, and plans made before are refused. */
  forget() {
    this.#generation += 1
    this.#names.clear()
    this.#uses.clear()
  }
}
