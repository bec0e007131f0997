// A release as plain text: one paragraph per block, a blank line between them.

import { cleanText } from './clean.ts'
import { shownBlocks, type InlineNode } from './inline-nodes.ts'
import type { Publication } from './publication.ts'
import { summaryOf } from './summary.ts'

/** Writes a publication as plain text. */
export function writePlainText(publication: Publication): string {
  const { dateLine } = summaryOf(publication)
  const paragraphs = shownBlocks(publication).map(({ block, nodes }) => {
    if (block.role === 'date' && dateLine) return dateLine
    const text = tidy(linesOf(nodes))
    return block.role === 'list-item' && text !== '' ? `• ${text}` : text
  })
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`
}

function linesOf(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text.replace(/\n/g, ' ')
      if (node.kind === 'pair') return linesOf(node.children)
      if (node.kind === 'orphan') return ''
      return node.code.type === 'break' ? '\n' : cleanText(node.code.alt ?? '').replace(/\n/g, ' ')
    })
    .join('')
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
