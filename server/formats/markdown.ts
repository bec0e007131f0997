// A release as Markdown with front matter, for site generators. No text can become mark-up, HTML or a template tag.

import { stringify } from 'yaml'

import type { Code } from '#domain/inline.ts'

import { oneLine } from './clean.ts'
import { shownBlocks, wordsOf, type InlineNode } from './inline-nodes.ts'
import type { Publication, PublishedBlock } from './publication.ts'
import { safeAddress } from './safe-address.ts'
import { summaryOf } from './summary.ts'

/** Writes a publication as Markdown; title and day are in the front matter and not repeated in the body. */
export function writeMarkdown(publication: Publication): string {
  const { title, description, day } = summaryOf(publication)
  const front = {
    title,
    date: day,
    lang: publication.locale,
    translationKey: oneLine(publication.slug),
    ...(description ? { description } : {}),
    ...(publication.author ? { author: oneLine(publication.author) } : {}),
  }
  const blocks = shownBlocks(publication)
  const headline = blocks.findIndex(
    ({ block, nodes }) => block.role === 'headline' && wordsOf(nodes).trim() !== '',
  )
  const body = blocks
    .filter(({ block }, index) => index !== headline && !(block.role === 'date' && publication.publishedOn))
    .map(({ block, nodes }) => ({ block, text: blockMarkdown(block, nodes) }))
    .filter(({ text }) => text !== '')
  const paragraphs = body.map(({ block, text }, index) => {
    // Items of one list stand line under line; other blocks are parted by a blank line.
    const next = body[index + 1]
    return text + (next && next.block.role === block.role && block.role === 'list-item' ? '\n' : '\n\n')
  })
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${paragraphs.join('').trimEnd()}\n`
}

const prefixes: Readonly<Partial<Record<PublishedBlock['role'], string>>> = {
  'list-item': '- ',
  quotation: '> ',
}

function blockMarkdown(block: PublishedBlock, nodes: readonly InlineNode[]): string {
  if (block.role === 'image') return imageMarkdown(block, nodes)
  const heading = block.role === 'heading' || block.role === 'headline'
  const prefix = heading
    ? `${'#'.repeat(Math.min(Math.max(block.level ?? 2, 2), 6))} `
    : (prefixes[block.role] ?? '')
  // A heading is one line; in other blocks a line that goes on is indented or quoted like the first.
  const lineBreak = heading ? ' ' : `\\\n${block.role === 'list-item' ? '  ' : prefix}`
  const text = inlineMarkdown(nodes, false)
    .split('\n')
    .map((line) => escapeStart(line.replace(/[ \t]+/g, ' ').trim()))
    .filter((line, index, lines) => line !== '' || (index > 0 && index < lines.length - 1))
    .join(lineBreak)
  return text === '' ? '' : prefix + (heading ? text.replace(/(#+)$/, '\\$1') : text)
}

function imageMarkdown(block: PublishedBlock, nodes: readonly InlineNode[]): string {
  const image = block.codes.find(({ type }) => type === 'image')
  const words = oneLine(wordsOf(nodes.filter((node) => node.kind !== 'single' || node.code !== image)))
  const text = image ? singleMarkdown({ ...image, ...(words ? { alt: words } : {}) }) : escapeMarkdown(words)
  return escapeStart(text)
}

const emphasis: Readonly<Partial<Record<Code['type'], string>>> = { bold: '**', italic: '*' }

/** Line breaks of the result are those that break codes made: words never hold one. */
function inlineMarkdown(nodes: readonly InlineNode[], inLink: boolean): string {
  let text = ''
  for (const node of nodes) {
    if (node.kind === 'text') text += escapeMarkdown(node.text.replace(/\n/g, ' '))
    else if (node.kind === 'single') text += singleMarkdown(node.code)
    else if (node.kind === 'pair') {
      const pair = pairMarkdown(node, text, inLink)
      // `!` before a link would make it an image.
      text = (pair.startsWith('[') ? text.replace(/!$/, '\\!') : text) + pair
    }
  }
  return text
}

function pairMarkdown(node: Extract<InlineNode, { kind: 'pair' }>, before: string, inLink: boolean): string {
  const { code, children } = node
  const href =
    code.type === 'link' && !inLink && wordsOf(children).trim() !== '' ? safeAddress(code.href) : null
  const inside = inlineMarkdown(children, inLink || href !== null)
  if (href) return `[${inside}](${escapeAddress(href)})`
  const sign = emphasis[code.type]
  const [, lead = '', words = '', trail = ''] = /^(\s*)([^]*?)(\s*)$/u.exec(inside) ?? []
  if (!sign || words === '' || words.includes('\n')) return inside
  // Beside a letter, CommonMark takes asterisks before punctuation as they are: better no emphasis than stray signs.
  const touches = lead === '' && /[\p{L}\p{N}\p{M}]$/u.test(before)
  const opens = !touches || /^[\p{L}\p{N}]/u.test(words)
  const closes = /[\p{L}\p{N}\p{M}]$/u.test(words)
  return opens && closes ? lead + sign + words + sign + trail : inside
}

function singleMarkdown(code: Code): string {
  if (code.type === 'break') return '\n'
  const words = escapeMarkdown(oneLine(code.alt ?? ''))
  const source = code.type === 'image' ? safeAddress(code.href) : null
  return source ? `![${words}](${escapeAddress(source)})` : words
}

// Braces start template tags in Hugo, Jekyll and MDX, which run before Markdown is read, so they are entities.
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '{': '&#123;',
  '}': '&#125;',
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[&<>{}]/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_[\]|~$^]/g, '\\$&')
}

/** Escapes what means a heading, list, rule or quotation only at the start of a line. */
function escapeStart(line: string): string {
  return line.replace(/^([#+\-=:%])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

const escapeAddress = (address: string): string =>
  address.replace(/[()[\]*_~$&]/g, (character) =>
    character === '&' ? '&amp;' : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
