// Refuses paragraphs that take the parser minutes: it compares every sign of emphasis with all before it.

import { refusalAt } from '../decode.ts'

/** More than any text has that people wrote: the most seen in thousands of files are 371 and 270. */
const limits = { emphasis: 600, brackets: 2000 } as const

/** Lines that begin a block of their own, behind white space and the signs of quotations; blank ones end one. */
const opens = /[ \t>]*(?:$|\r?\n|[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|`{3}|~{3}|\|)/my

/**
 * Demands that no paragraph holds more signs of emphasis or brackets than a person would write.
 * @throws WorkError `too-large`
 */
export function demandReadable(text: string): void {
  let emphasis = 0
  let brackets = 0
  let last = 0
  // NOTE: every character of a file passes here, so they are compared by number and nothing is made of them.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x0a) {
      opens.lastIndex = at + 1
      if ((emphasis > 0 || brackets > 0) && opens.test(text)) emphasis = brackets = 0
    } else if (code === 0x5b || code === 0x5d) brackets += 1
    else if (code === 0x2a || code === 0x5f || code === 0x7e) {
      const inRun = last === 0x2a || last === 0x5f || last === 0x7e
      if (!inRun) emphasis += 1
    }
    last = code
    if (emphasis > limits.emphasis) {
      const problem = `a paragraph has more than ${limits.emphasis} signs of emphasis (*, _ or ~)`
      throw refusalAt('too-large', text, at, problem)
    }
    if (brackets > limits.brackets) {
      throw refusalAt('too-large', text, at, `a paragraph has more than ${limits.brackets} brackets`)
    }
  }
}
