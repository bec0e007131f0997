// Markdown is read as the reference parser of CommonMark and GitHub's extensions reads it: the same words in the same blocks.

import { readFileSync, statSync } from 'node:fs'

import type { Nodes, PhrasingContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'

import { readFrontMatter } from '../../server/formats/markdown/front-matter.ts'
import type { Block, Phrasing } from '../../server/formats/markdown/nodes.ts'
import { parseMarkdown } from '../../server/formats/markdown/parse.ts'
import { installedFiles } from '../helpers/corpus.ts'

const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim()

/** The blocks of a text by the reference: kind, level and words; codes are written as one sign each. */
function reference(text: string): readonly string[] {
  const found: string[] = []
  const words = (node: PhrasingContent): string => {
    if (node.type === 'text') return node.value
    if (node.type === 'break') return '⏎'
    if (node.type === 'link' && text.charAt(node.position?.start.offset ?? 0) !== '[') return '§'
    return 'children' in node ? `(${node.children.map(words).join('')})` : '§'
  }
  const visit = (node: Nodes) => {
    if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell')
      found.push(
        `${node.type}${node.type === 'heading' ? node.depth : ''} ${tidy(node.children.map(words).join(''))}`,
      )
    else if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(
    fromMarkdown(text, {
      extensions: [gfm()],
      mdastExtensions: gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
    }),
  )
  return found.filter(isSaid)
}

/** An empty cell or heading has nothing to translate. */
const isSaid = (line: string): boolean => line.includes(' ') && !line.endsWith(' ')

function ours(text: string): readonly string[] {
  const words = (node: Phrasing): string => {
    if (node.type === 'text') return node.value
    if (node.type === 'break') return '⏎'
    return 'children' in node && node.children.length > 0 ? `(${node.children.map(words).join('')})` : '§'
  }
  const blocks = (nodes: readonly Block[]): readonly string[] =>
    nodes.flatMap((node) => {
      if (node.type === 'html' || node.type === 'definition') return []
      if (!('level' in node)) return blocks(node.children)
      return [`${node.type}${node.level || ''} ${tidy(node.children.map(words).join(''))}`]
    })
  return blocks(parseMarkdown(text, 0)).filter(isSaid)
}

test.each([
  ['*a **b** c* _d_ ~e~ ~~f~~ ~~~g~~~'],
  ['***a** b* **a *b*** snake_case_word 2*3*4'],
  ['[a [b] c](x) [d][e] [f][] [g] [h][i]\n\n[e]: x\n[f]: <x y> "t"\n[G]: x'],
  ['[a](b "c") [a](<b c>) [a]( b ) [a](b(c)d) [a](b c) [a](b"c")'],
  ['![a *b* c](d) [![e](f)](g) [a [b](c) d](e)'],
  ['`a ``b`` `` c ` d `` \\`e\\` `f'],
  ['a  \nb\\\nc\nd   '],
  ['&amp; &copy; &#x41; &#0; &nope; &amp \\& \\a'],
  ['<b>a</b> <a@b.c> <http://x.y> <!-- c --> a < b > c'],
  ['http://a.b/c. (www.a.b/c) a@b.cd, x@0.6 http://a.b/(c)) "http://ไทย.com/x"'],
  ['# a #\n## b ##\nc\n===\nd\n---\n####### e\n#f'],
  ['> a\nb\n> > c\n\n> d\n> ===\n> - e\n>   f'],
  ['- a\n- b\n\n  c\n    - d\n1. e\n2) f\n\n- f\n-\n  g\n* - h'],
  ['- [ ] a\n- [x] b *c*\n- [y] d'],
  ['| a | b \\| c |\n| - | :-: |   \n| `d` | *e* | f |\n| g\n\nh | i\n--|--\nj'],
  ['a\n    b\n\n    code\n\n```\ncode\n```\n~~~ x\ncode\n'],
  ['a[^1] b[^2] c[^3]\n\n[^1]: d *e*\n\n    f\n[^2]: g\nh'],
  ['<div>\na\n\nb\n</div>\n\n<!--\nc\n-->\nd'],
  [
    '> <p>a</p>\n>\n> b\n\n- <div>\n  c\n\n  d\n\n<a name="x" />\n## e\n\n> <!--\n> f\n\ng\n\n<?h\n\ni?>\nj\n\n<x>k\nl',
  ],
  ['a\r\nb  \r\nc\r\n\r\n- d\r\n\r\n  e\r\n\r\n| a | b |\r\n|---|---|\r\n| c | d |\r\n'],
  ['\ta\n\n- \tbed\n\n\tc\n\n>\td'],
  ['***\na\n***\n- - -\nb'],
])('%j', (text) => {
  expect(ours(text)).toEqual(reference(text))
})

const largest = 30 * 1024
const files = installedFiles('.md', '.markdown').filter(
  (file, index) => index % 12 === 0 && statSync(file).size <= largest,
)

test.skipIf(files.length === 0)(
  `the same in files that other people wrote (${files.length})`,
  { timeout: 120_000 },
  () => {
    const otherwise = files.filter((file) => {
      const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
      const rest = text.slice(readFrontMatter(text).end)
      return JSON.stringify(ours(rest)) !== JSON.stringify(reference(rest))
    })

    // Of 935 files three are read otherwise, all of them where GitHub and the reference differ, or hardly anybody writes so.
    expect(otherwise.length, otherwise.join('\n')).toBeLessThanOrEqual(Math.ceil(files.length * 0.01))
  },
)
