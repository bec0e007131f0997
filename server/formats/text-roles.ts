// What the paragraphs of a plain text are: told from their length, their end and their place.

import type { BlockRole } from '#domain/article.ts'
import { isBoilerplate } from '#domain/boilerplate.ts'

import { readDateLine } from './date-line.ts'

/** A paragraph with its UTF-16 range in the file. */
export interface TextBlock {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Whether it starts with a bullet or a number, as an item of a list. */
  readonly listed: boolean
}

/** The roles of the paragraphs, and what they say about the article. */
export interface TextRoles {
  readonly roles: readonly BlockRole[]
  readonly title: string | null
  readonly publishedOn: string | null
  readonly author: string | null
}

const captionLength = 120
const headingLength = 60
const headlineLength = 200
/** The headline is looked for among the blocks before the first paragraph, and not further than this. */
const headBlocks = 12

/** Up to the first letter of the name. */
const bylineStart = /^(?:(?:Reported |Written |Story |Text |Words )?[Bb]y:?|Author:|Reporter:|Text:) \p{Lu}/u
const captionStart =
  /^(?:Photos?|Pictures?|Images?|Figure \d{1,3}|Fig\. \d{1,3}|Graphic|Video)(?: by\b|\s?[:/.])/i

/** One pair of quotation marks around all the words, with or without who said them. */
const isQuotation = (text: string): boolean =>
  /^[“"«][^“”"«»]{20,}[”"»](?:\s?[—–-]\s?[^“”"]{2,80})?$/u.test(text)

const endsLikeSentence = (text: string): boolean => /[.!?…:;][)"'”’\]]{0,3}$/u.test(text)
const isShort = (text: string, most: number): boolean => text.length <= most && !endsLikeSentence(text)

/** Reads the roles of the paragraphs of a plain text; what has no clear sign is body. */
export function readRoles(blocks: readonly TextBlock[]): TextRoles {
  const dates = blocks.map(({ text }) => readDateLine(text))
  const firstDate = dates.findIndex((date) => date !== null)
  const headline = findHeadline(blocks, firstDate)
  const byline = blocks.findIndex(
    ({ text }, index) => index < headBlocks && bylineStart.test(text) && isShort(text, headingLength),
  )
  // What stands between the headline and the line with date or author sums the article up.
  const below = headline === -1 ? -1 : Math.max(byline, firstDate < headBlocks ? firstDate : -1)
  return {
    roles: blocks.map((block, index): BlockRole => {
      if (dates[index]) return 'date'
      if (index === headline) return 'headline'
      if (index === byline) return 'byline'
      if (block.listed) return 'list-item'
      if (index > headline && index < below && endsLikeSentence(block.text)) return 'lead'
      if (captionStart.test(block.text) && block.text.length <= headlineLength) return 'caption'
      if (isQuotation(block.text)) return 'quotation'
      if (isBoilerplate(block.text) || !isShort(block.text, captionLength)) return 'body'
      return isHeading(block, blocks[index + 1]) ? 'heading' : 'caption'
    }),
    title: blocks[headline]?.text ?? null,
    publishedOn: dates[firstDate] ?? null,
    author: blocks[byline]?.text.replace(bylineStart, (start) => start.slice(-1)) ?? null,
  }
}

/** The last short line before the date when one stands near the top, else the first short line. */
function findHeadline(blocks: readonly TextBlock[], firstDate: number): number {
  const firstParagraph = blocks.findIndex(
    ({ text }) =>
      text.length > headlineLength || (endsLikeSentence(text) && /\s/.test(text) && !isBoilerplate(text)),
  )
  const head = blocks.slice(0, firstParagraph === -1 ? headBlocks : Math.min(firstParagraph, headBlocks))
  const able = ({ text, listed }: TextBlock): boolean =>
    !listed &&
    isShort(text, headlineLength) &&
    !isBoilerplate(text) &&
    readDateLine(text) === null &&
    !bylineStart.test(text)
  const beforeDate =
    firstDate > 0 && firstDate < head.length ? head.slice(0, firstDate).findLastIndex(able) : -1
  if (beforeDate !== -1) return beforeDate
  const first = head.findIndex(able)
  // A question or a cry can be a headline too, when a paragraph follows it.
  if (first === -1 && blocks.length > 1 && /^[^.]{1,200}[!?]$/u.test(blocks[0]?.text ?? '')) return 0
  return first
}

/** A line without commas right above a paragraph heads it; a caption names a person with comma and post. */
function isHeading({ text }: TextBlock, next: TextBlock | undefined): boolean {
  return (
    next !== undefined &&
    text.length <= headingLength &&
    /^[\p{Lu}\p{N}]/u.test(text) &&
    !/[,;]/.test(text) &&
    !isShort(next.text, captionLength)
  )
}
