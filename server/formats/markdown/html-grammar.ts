// Where HTML begins and ends in Markdown. The parser's own rule finds no blank line in a quotation and knows no `/>`.
// @see https://spec.commonmark.org/0.31.2/#html-blocks

import type { BlockContext, Line, MarkdownConfig } from '@lezer/markdown'

const blank = /^\s*$/

const names = [
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt',
  'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link',
  'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead',
  'title tr track ul',
].flatMap((line) => line.split(' '))

/** How HTML begins, and in which line it ends. */
const kinds: readonly { readonly begins: RegExp; readonly ends: RegExp }[] = [
  { begins: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, ends: /<\/(?:script|pre|style|textarea)>/i },
  { begins: /^<!--/, ends: /-->/ },
  { begins: /^<\?/, ends: /\?>/ },
  { begins: /^<![A-Z]/i, ends: />/ },
  { begins: /^<!\[CDATA\[/, ends: /\]\]>/ },
  { begins: new RegExp(`^</?(?:${names.join('|')})(?:\\s|/?>|$)`, 'i'), ends: blank },
  {
    begins:
      /^(?:<[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z\d-]*\s*>)\s*$/i,
    ends: blank,
  },
]

/** HTML as a block of its own, in quotations and lists as well. */
export const htmlBlocks: MarkdownConfig = {
  parseBlock: [
    {
      name: 'HTMLBlock',
      parse(context, line) {
        if (line.next !== 0x3c || line.indent >= line.baseIndent + 4) return false
        const first = line.text.slice(line.pos)
        const kind = kinds.find(({ begins }) => begins.test(first))
        if (!kind) return false
        const from = context.lineStart + line.pos
        const goesOn = () => context.nextLine() && isInside(context, line)
        if (kind.ends === blank) {
          while (goesOn() && !blank.test(line.text.slice(line.basePos)));
        } else {
          let closed = kind.ends.test(first)
          let inside = true
          while (!closed && (inside = goesOn())) closed = kind.ends.test(line.text.slice(line.basePos))
          if (inside) context.nextLine()
        }
        context.addElement(context.elt('HTMLBlock', from, Math.max(from, context.prevLineEnd())))
        return true
      },
    },
  ],
}

/**
 * Whether a line still belongs to the containers around a block.
 * NOTE: `depth` of a line is there in the pinned version of the parser, but not among its types.
 */
const isInside = (context: BlockContext, line: Line): boolean =>
  (line as unknown as { readonly depth: number }).depth >= context.depth
