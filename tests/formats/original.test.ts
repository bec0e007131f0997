import { describe, expect, test } from 'vitest'

import { openDocument } from '../../server/formats/formats.ts'
import { writeOriginal } from '../../server/formats/original.ts'
import type { Publication } from '../../server/formats/publication.ts'
import { publication } from '../helpers/publication.ts'

/** The publication of a page whose blocks are translated by their number; null leaves a block out. */
function published(html: string, words: Readonly<Record<number, readonly string[] | null>>): Publication {
  const { blocks } = openDocument(Buffer.from(html), 'page.html').document
  return {
    ...publication(),
    fileName: 'page.html',
    locale: 'th',
    blocks: blocks.flatMap((block, index) =>
      words[index + 1] === null
        ? []
        : [
            {
              ...block,
              ordinal: index + 1,
              treatment: 'translate' as const,
              segments: block.segments.map((segment, at) => ({
                ...segment,
                id: `${index}-${at}`,
                ordinal: at + 1,
                target: words[index + 1]?.[at] ?? '',
                state: 'final' as const,
              })),
            },
          ],
    ),
  }
}

const page = '<html lang="en"><title>Visit</title><h1>Visit</h1><p>Soon.</p><p>One.Two.</p>'
const write = (words: Parameters<typeof published>[1], missing: 'refuse' | 'source') =>
  Buffer.from(writeOriginal(published(page, words), Buffer.from(page), missing)).toString()

describe('an edition in the format of its source', () => {
  test('has its words, its language, a space between sentences, and not what was left out', () => {
    expect(write({ 1: ['เยือน'], 2: null, 3: ['หนึ่ง', 'สอง'], 4: ['เยือน'] }, 'refuse')).toBe(
      '<html lang="th"><title>เยือน</title><h1>เยือน</h1><p></p><p>หนึ่ง สอง</p>',
    )
  })

  test('is refused when sentences are missing', () => {
    expect(() => write({ 1: ['เยือน'] }, 'refuse')).toThrow(
      expect.objectContaining({ code: 'not-publishable' }),
    )
  })

  test('or has them in the source language, and says so', () => {
    expect(write({ 1: ['เยือน'], 2: null, 3: ['หนึ่ง'], 4: ['เยือน'] }, 'source')).toBe(
      '<html lang="th"><title>เยือน</title><h1>เยือน</h1><p></p><p>หนึ่ง <span lang="en">Two.</span></p>',
    )
  })

  test('is refused when the file is another one', () => {
    expect(() => writeOriginal(published(page, {}), Buffer.from('<p>Other'), 'source')).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })
})
