// Which elements a rule of ITS is about. Of XPath and CSS it is read what looks at an element, its attributes and its
// ancestors; a selector with anything else in it is not understood, never half.
// @see https://www.w3.org/TR/its20/#selection-global

import type { OpenToken } from './tokens.ts'

/** A way down to elements, or to an attribute of theirs. */
export interface Selector {
  readonly steps: readonly Step[]
  readonly attribute: string | null
}

interface Step {
  /** Whether it stands right in what the step before it found. */
  readonly child: boolean
  /** Name of the element; null for any. */
  readonly name: string | null
  readonly tests: readonly Test[]
}

interface Test {
  readonly attribute: string
  readonly how: keyof typeof comparisons
  readonly value: string
}

const comparisons = {
  present: () => true,
  is: (found: string, value: string) => found === value,
  word: (found: string, value: string) => found.split(/\s+/).includes(value),
  starts: (found: string, value: string) => found.startsWith(value),
  ends: (found: string, value: string) => found.endsWith(value),
  contains: (found: string, value: string) => found.includes(value),
}

/** Steps are counted in the bits of a number. */
const mostSteps = 20

const literal = `(?:"([^"]{0,200})"|'([^']{0,200})')`
const attributeName = '@([\\w:.-]{1,60})'
/** Conditions of XPath that are understood, with what they ask. */
const conditions: readonly { readonly pattern: RegExp; readonly how: Test['how'] }[] = [
  { pattern: new RegExp(`${attributeName}\\s{0,9}=\\s{0,9}${literal}`, 'y'), how: 'is' },
  {
    pattern: new RegExp(
      `contains\\(\\s{0,9}concat\\(\\s{0,9}["'] ["']\\s{0,9},\\s{0,9}(?:normalize-space\\()?${attributeName}\\)?\\s{0,9},` +
        `\\s{0,9}["'] ["']\\s{0,9}\\)\\s{0,9},\\s{0,9}(?:" ([^" ]{1,200}) "|' ([^' ]{1,200}) ')\\s{0,9}\\)`,
      'y',
    ),
    how: 'word',
  },
  {
    pattern: new RegExp(`contains\\(\\s{0,9}${attributeName}\\s{0,9},\\s{0,9}${literal}\\s{0,9}\\)`, 'y'),
    how: 'contains',
  },
  {
    pattern: new RegExp(`starts-with\\(\\s{0,9}${attributeName}\\s{0,9},\\s{0,9}${literal}\\s{0,9}\\)`, 'y'),
    how: 'starts',
  },
  { pattern: new RegExp(attributeName, 'y'), how: 'present' },
]

/**
 * Reads an absolute path of XPath, such as `//h:p[@class='note']/h:code` or `//h:img/@alt`.
 * @param isHtml whether a prefix stands for HTML; without one, XPath means elements that a page does not have
 */
export function readXPath(text: string, isHtml: (prefix: string) => boolean): readonly Selector[] | null {
  const scanner = new Scanner(text)
  const selectors: Selector[] = []
  do {
    const path = readPath(scanner, isHtml)
    if (!path) return null
    selectors.push(path)
  } while (scanner.take(/\s{0,9}\|\s{0,9}/y))
  return scanner.ended ? selectors : null
}

function readPath(scanner: Scanner, isHtml: (prefix: string) => boolean): Selector | null {
  const steps: Step[] = []
  scanner.take(/\s{1,9}/y)
  for (let axis = scanner.take(/\/\/?/y); axis; axis = scanner.take(/\/\/?/y)) {
    const child = axis[0] === '/'
    const attribute = scanner.take(/@([\w:.-]{1,60})/y)?.[1]
    if (attribute !== undefined) {
      if (child && steps.length === 0) return null
      return { steps: child ? steps : [...steps, { child: false, name: null, tests: [] }], attribute }
    }
    const [, any, prefix = '', name = ''] =
      scanner.take(/(\*)|(?:([\w.-]{1,60}):)?([\w-]{1,60})(?![\w:(.-])/y) ?? []
    if (any === undefined && (name === '' || !isHtml(prefix))) return null
    const tests = readConditions(scanner)
    if (!tests) return null
    steps.push({ child, name: any === undefined ? name : null, tests })
    if (steps.length > mostSteps) return null
  }
  return steps.length > 0 ? { steps, attribute: null } : null
}

function readConditions(scanner: Scanner): readonly Test[] | null {
  const tests: Test[] = []
  while (scanner.take(/\[\s{0,9}/y)) {
    do {
      const test = readCondition(scanner)
      if (!test) return null
      tests.push(test)
    } while (scanner.take(/\s{1,9}and\s{1,9}/y))
    if (!scanner.take(/\s{0,9}\]/y)) return null
  }
  return tests
}

function readCondition(scanner: Scanner): Test | null {
  for (const { pattern, how } of conditions) {
    const found = scanner.take(pattern)
    if (found) return { attribute: found[1] ?? '', how, value: found[2] ?? found[3] ?? '' }
  }
  return null
}

const operators: Readonly<Record<string, Test['how']>> = {
  '=': 'is',
  '~=': 'word',
  '^=': 'starts',
  '$=': 'ends',
  '*=': 'contains',
}

/** Reads selectors of CSS, such as `article > p.note, [data-brand]`. */
export function readCss(text: string): readonly Selector[] | null {
  const scanner = new Scanner(text.trim())
  const selectors: Selector[] = []
  do {
    const steps: Step[] = []
    let child = false
    for (;;) {
      const step = readCompound(scanner, child)
      if (!step || steps.length >= mostSteps) return null
      steps.push(step)
      const between = scanner.take(/\s{0,9}>\s{0,9}|\s{1,9}(?=[^,\s])/y)
      if (!between) break
      child = between[0].includes('>')
    }
    selectors.push({ steps, attribute: null })
  } while (scanner.take(/\s{0,9},\s{0,9}/y))
  return scanner.ended ? selectors : null
}

function readCompound(scanner: Scanner, child: boolean): Step | null {
  const start = scanner.at
  const named = scanner.take(/\*|[a-z][\w-]{0,60}/iy)?.[0]
  const tests: Test[] = []
  for (;;) {
    const [, sign, word = ''] = scanner.take(/([.#])(-?[a-z_][\w-]{0,100})/iy) ?? []
    if (sign)
      tests.push({ attribute: sign === '.' ? 'class' : 'id', how: sign === '.' ? 'word' : 'is', value: word })
    else {
      const found = scanner.take(
        /\[\s{0,9}([\w-]{1,60})\s{0,9}(?:([~^$*]?=)\s{0,9}(?:"([^"]{0,200})"|'([^']{0,200})'|([\w-]{1,200}))\s{0,9})?\]/y,
      )
      if (!found) break
      const [, attribute = '', operator, ...values] = found
      const how = operator ? operators[operator] : 'present'
      if (!how) return null
      tests.push({ attribute, how, value: values.find((value) => value !== undefined) ?? '' })
    }
  }
  const name = named === undefined || named === '*' ? null : named.toLowerCase()
  return scanner.at > start ? { child, name, tests } : null
}

/** Reads a text from left to right. */
class Scanner {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Takes what a sticky pattern matches here, or nothing. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  get ended(): boolean {
    return this.#text.slice(this.at).trim() === ''
  }
}

/** How far a selector has come at an element: bit `n` says that its first `n` steps end here, or somewhere above. */
export interface Reached {
  readonly here: number
  readonly above: number
}

/** Before any element, no step is needed. */
export const atRoot: Reached = { here: 1, above: 1 }

/** How far a selector comes at an element, from how far it came at its parent. */
export function reach(
  { steps }: Selector,
  parent: Reached,
  token: Pick<OpenToken, 'name' | 'attributes'>,
): Reached {
  let here = 0
  for (const [index, step] of steps.entries()) {
    const from = step.child ? parent.here : parent.above
    if ((from >> index) & 1 && fits(step, token)) here |= 1 << (index + 1)
  }
  return { here, above: parent.above | here }
}

/** Whether a selector ends at an element. */
export const selects = ({ steps }: Selector, { here }: Reached): boolean => ((here >> steps.length) & 1) === 1

function fits({ name, tests }: Step, token: Pick<OpenToken, 'name' | 'attributes'>): boolean {
  if (name !== null && name !== token.name) return false
  return tests.every(({ attribute, how, value }) => {
    const found = token.attributes.get(attribute)
    return found !== undefined && comparisons[how](found, value)
  })
}
