// A release as a resource of i18next: one key per segment, codes in the notation of its Trans component.
// @see https://react.i18next.com/latest/trans-component

import { contentOf, type InlineNode } from './inline-nodes.ts'
import type { Publication, PublishedSegment } from './publication.ts'

/** Writes a publication as JSON: `{"s0001": "… <1>…</1> …"}`. Mark-up in words is escaped, for `shouldUnescape`. */
export function writeI18nextJson(publication: Publication): string {
  const entries = publication.blocks
    .filter(({ treatment }) => treatment !== 'drop')
    .flatMap((block) =>
      block.segments.map((segment): [string, string] => [
        resourceKey(segment),
        notation(contentOf({ ...block, segments: [segment] })).trim(),
      ]),
    )
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
}

/** The key of a segment in a resource: stable for as long as the article is. */
export function resourceKey({ ordinal }: Pick<PublishedSegment, 'ordinal'>): string {
  return `s${String(ordinal).padStart(4, '0')}`
}

function notation(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapeValue(node.text)
      const { id } = node.code
      if (node.kind === 'single') return `<${id}/>`
      // Trans knows no half pairs, so one that goes on in another sentence is left out.
      if (node.kind === 'orphan') return ''
      return `<${id}>${notation(node.children)}</${id}>`
    })
    .join('')
}

/** Keeps words from being read as a tag, as `{{interpolation}}` or as `$t(nesting)`. */
function escapeValue(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\{(?=\{)/g, '&#123;')
    .replace(/\}(?=\})/g, '&#125;')
    .replace(/\$(?=t\()/g, '&#36;')
}
