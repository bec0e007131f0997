// Refuses paragraphs that take the parser minutes: it compares every sign of emphasis with all before it.

import { refusalAt } from '../decode.ts'

/** More than any text has that people wrote: the most seen in thousands of files are 371 and 270. */
const limits = { emphasis: 600, brackets: 2000 } as const

/** Lines that begin a block of their own. */
const opens = /^(?:[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|`{3}|~{3}|\|)/

/**
 * Demands that no paragraph holds more signs of emphasis or brackets than a person would write.
 * @throws WorkError `too-large`
 */
export function demandReadable(text: string): void {
  const signs = /[*_~]+|[[\]]|\n[ \t>]*(?=([^\n]{0,10}))/g
  let emphasis = 0
  let brackets = 0
  for (const { 0: sign, 1: line, index } of text.matchAll(signs)) {
    if (line !== undefined) {
      if (line === '' || line === '\r' || opens.test(line)) emphasis = brackets = 0
    } else if (sign === '[' || sign === ']') brackets += 1
    else emphasis += 1
    if (emphasis > limits.emphasis) {
      const problem = `a paragraph has more than ${limits.emphasis} signs of emphasis (*, _ or ~)`
      throw refusalAt('too-large', text, index, problem)
    }
    if (brackets > limits.brackets) {
      throw refusalAt('too-large', text, index, `a paragraph has more than ${limits.brackets} brackets`)
    }
  }
}
