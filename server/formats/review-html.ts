// The review table as a page: to be read, printed, or opened in a word processor.

import { profileOf } from '#locales/profiles.ts'

import { escapeHtml } from './clean.ts'
import type { InlineNode } from './inline-nodes.ts'
import type { Publication } from './publication.ts'
import { reviewTableOf, shownCode, type ReviewRow } from './review-table.ts'

/** Writes source and translation of a publication side by side. */
export function writeReviewHtml(publication: Publication): string {
  const { title, heading, note, columns, rows } = reviewTableOf(publication)
  const source = profileOf(publication.sourceLocale)
  const target = profileOf(publication.locale)
  const head = [
    columns.number,
    columns.block,
    source.nativeName,
    target.nativeName,
    columns.state,
    columns.remark,
  ]
  return [
    '<!DOCTYPE html>',
    `<html lang="${target.bcp47}" dir="ltr">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escapeHtml(heading)}</title>`,
    `<style>\n${style(target.fontFamily, target.lineHeight.reading)}\n</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(heading)}</h1>`,
    `<p lang="${source.bcp47}"><strong>${escapeHtml(title)}</strong></p>`,
    `<p>${escapeHtml(note)}</p>`,
    '<table>',
    `<thead><tr>${head.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => rowHtml(row, source.bcp47, target.bcp47)),
    '</tbody>',
    '</table>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const style = (family: string, lineHeight: number): string =>
  [
    `body { margin: 1rem; font-family: "${family}", "Noto Sans", system-ui, sans-serif; line-height: ${lineHeight}; }`,
    'table { border-collapse: collapse; width: 100%; table-layout: fixed; overflow-wrap: anywhere; }',
    'th, td { border: 1px solid #999; padding: 0.4rem; text-align: start; vertical-align: top; }',
    'th:nth-child(1) { width: 3rem; } th:nth-child(2), th:nth-child(5) { width: 7rem; } th:nth-child(6) { width: 18%; }',
    'thead { display: table-header-group; } tr { break-inside: avoid; }',
  ].join('\n')

function rowHtml({ number, role, source, target, kept, state }: ReviewRow, from: string, to: string): string {
  return [
    `<tr id="s${number}"><th scope="row">${number}</th><td>${escapeHtml(role)}</td>`,
    `<td lang="${from}">${inlineHtml(source)}</td>`,
    `<td lang="${kept ? from : to}">${inlineHtml(target)}</td>`,
    `<td>${escapeHtml(state)}</td><td></td></tr>`,
  ].join('')
}

const tags: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', underline: 'u', link: 'u' }

function inlineHtml(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapeHtml(node.text)
      if (node.kind === 'single') return escapeHtml(shownCode(node.code)).replace(/\n/g, '<br>')
      if (node.kind === 'orphan') return ''
      const inside = inlineHtml(node.children)
      const tag = tags[node.code.type]
      return tag ? `<${tag}>${inside}</${tag}>` : inside
    })
    .join('')
}
