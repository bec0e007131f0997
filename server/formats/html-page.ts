// A release as a complete page of its language. All mark-up is ours: nothing of the source's tags is ever written.

import type { Code } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'
import { profileOf } from '#locales/profiles.ts'

import { escapeHtml, oneLine, shorten } from './clean.ts'
import { shownBlocks, wordsOf, type InlineNode } from './inline-nodes.ts'
import type { Publication, PublishedBlock } from './publication.ts'
import { safeAddress } from './safe-address.ts'
import { addressOf, summaryOf, type Summary } from './summary.ts'

/** Search engines and html-validate expect no longer title; escaped characters count as they are written. */
const titleLength = 70

/** Writes a publication as an HTML page that stands alone. */
export function writeHtmlPage(publication: Publication): string {
  const summary = summaryOf(publication)
  const { bcp47 } = profileOf(publication.locale)
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(bcp47)}" dir="ltr">`,
    '<head>',
    ...headLines(publication, summary),
    '</head>',
    '<body>',
    '<main>',
    '<article>',
    ...articleLines(publication, summary),
    '</article>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** The style sheet of a page, as it stands in it: a content security policy can name its hash. */
export function pageStyle(locale: TargetLocale): string {
  const { fontFamily, fontScale, lineHeight } = profileOf(locale)
  const families = [...new Set([fontFamily, 'Noto Sans'])].map((family) => `"${family}"`).join(', ')
  return [
    `body { margin: 0 auto; max-width: 42rem; padding: 1rem; font-family: ${families}, system-ui, sans-serif;`,
    `  font-size: ${fontScale}rem; line-height: ${lineHeight.reading}; letter-spacing: normal; overflow-wrap: break-word; }`,
    `h1, h2, h3, h4, h5, h6 { line-height: ${(lineHeight.reading * 0.9).toFixed(2)}; }`,
    'figure { margin: 1.5rem 0; }',
    'img { max-width: 100%; height: auto; }',
    'figcaption, .date, .byline { color: #555; font-size: 0.9em; }',
    '.lead { font-weight: 600; }',
  ].join('\n')
}

function headLines(publication: Publication, summary: Summary): readonly string[] {
  const { author, locale, siblings } = publication
  const { title, description, day } = summary
  const canonical = addressOf(publication, locale)
  const others = [...new Set([locale, ...siblings])]
  const image = firstImage(publication)
  const meta = (key: 'name' | 'property', name: string, content: string | null): readonly string[] =>
    content ? [`<meta ${key}="${name}" content="${escapeHtml(content)}">`] : []
  const alternate = (hreflang: string, address: string | null): readonly string[] =>
    address ? [`<link rel="alternate" hreflang="${hreflang}" href="${escapeHtml(address)}">`] : []
  return [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(shorten(title, titleLength, (part) => escapeHtml(part).length))}</title>`,
    ...meta('name', 'description', description),
    ...meta('name', 'author', author && oneLine(author)),
    ...(canonical ? [`<link rel="canonical" href="${escapeHtml(canonical)}">`] : []),
    ...others.flatMap((one) =>
      alternate(profileOf(one).bcp47, addressOf(publication, one) ?? fileBeside(publication, one)),
    ),
    ...alternate('x-default', addressOf(publication, null)),
    ...meta('property', 'og:type', 'article'),
    ...meta('property', 'og:title', title),
    ...meta('property', 'og:description', description),
    ...meta('property', 'og:url', canonical),
    ...meta('property', 'og:site_name', oneLine(publication.projectName)),
    ...meta('property', 'og:image', image),
    ...meta('property', 'og:locale', profileOf(locale).ogLocale),
    ...others
      .filter((one) => one !== locale)
      .flatMap((one) => meta('property', 'og:locale:alternate', profileOf(one).ogLocale)),
    ...meta('property', 'article:published_time', day),
    ...meta('name', 'twitter:card', image ? 'summary_large_image' : 'summary'),
    `<script type="application/ld+json">${structuredData(publication, summary, canonical, image)}</script>`,
    `<style>\n${pageStyle(locale)}\n</style>`,
  ]
}

/** Where no public address is known, the editions name each other as the files that lie side by side when taken home. */
function fileBeside(publication: Publication, locale: TargetLocale): string {
  return `${encodeURIComponent(oneLine(publication.slug))}.${locale}.html`
}

/** @see https://schema.org/NewsArticle */
function structuredData(
  publication: Publication,
  { title, description, day }: Summary,
  url: string | null,
  image: string | null,
): string {
  const { author, locale, projectName, publishedAt, sourceLocale } = publication
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    ...(description ? { description } : {}),
    inLanguage: profileOf(locale).bcp47,
    datePublished: day,
    dateModified: oneLine(publishedAt),
    ...(author ? { author: { '@type': 'Person', name: oneLine(author) } } : {}),
    publisher: { '@type': 'Organization', name: oneLine(projectName) },
    translationOfWork: {
      '@type': 'NewsArticle',
      inLanguage: sourceLocale,
      headline: oneLine(publication.title),
    },
    ...(image ? { image } : {}),
    ...(url ? { url, mainEntityOfPage: url } : {}),
  }
  // Nothing in a script element is unescaped by HTML, so what could end it is written as JSON escapes.
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function firstImage(publication: Publication): string | null {
  const images = publication.blocks
    .filter(({ treatment }) => treatment !== 'drop')
    .flatMap(({ codes }) => codes)
    .filter(({ type }) => type === 'image')
  const addresses = images.map(({ href }) => safeAddress(href)).filter((address) => address !== null)
  return addresses.find((address) => /^https?:\/\//i.test(address)) ?? null
}

interface Shown {
  readonly block: PublishedBlock
  readonly html: string
  readonly words: string
}

function articleLines(publication: Publication, summary: Summary): readonly string[] {
  const foreign = profileOf(publication.sourceLocale).bcp47
  const shown = shownBlocks(publication).map(({ block, nodes }): Shown => ({
    block,
    html:
      block.role === 'image' ? imageHtml(block, nodes, foreign) : collapse(inlineHtml(nodes, foreign, false)),
    words: oneLine(wordsOf(nodes)),
  }))
  const visible = shown.filter(
    ({ block, html }) => html !== '' || (block.role === 'date' && summary.dateLine),
  )
  const headline = visible.findIndex(isHeadline)
  const date = `<p class="date"><time datetime="${summary.day}">${escapeHtml(summary.dateLine ?? '')}</time></p>`
  const dated = visible.some(({ block }) => block.role === 'date')
  const lines: string[] = []
  // Every page has one h1; levels below it never skip one.
  let level = headline === -1 ? 1 : 0
  if (headline === -1) lines.push(`<h1>${escapeHtml(summary.title)}</h1>`)
  if (headline === -1 && !dated && summary.dateLine) lines.push(date)
  for (let index = 0; index < visible.length; index += 1) {
    const one = visible[index]
    if (!one) break
    const { block, html, words } = one
    if (index === headline) {
      lines.push(`<h1>${html}</h1>`)
      level = 1
      if (!dated && summary.dateLine) lines.push(date)
    } else if ((block.role === 'heading' || block.role === 'headline') && level > 0 && words !== '') {
      level = Math.min(Math.max(block.level ?? 2, 2), level + 1, 6)
      lines.push(`<h${level}>${html}</h${level}>`)
    } else if (block.role === 'date' && summary.dateLine) {
      lines.push(date)
    } else if (block.role === 'list-item') {
      const items = runOf(visible, index, 'list-item')
      lines.push('<ul>', ...items.map((item) => `<li>${item.html}</li>`), '</ul>')
      index += items.length - 1
    } else if (block.role === 'quotation') {
      const parts = runOf(visible, index, 'quotation')
      lines.push('<blockquote>', ...parts.map((part) => `<p>${part.html}</p>`), '</blockquote>')
      index += parts.length - 1
    } else if (block.role === 'image') {
      const caption = visible[index + 1]
      const below = caption?.block.role === 'caption' ? `<figcaption>${caption.html}</figcaption>` : ''
      lines.push(`<figure>${html}${below}</figure>`)
      if (below) index += 1
    } else if (block.role === 'caption') {
      lines.push(`<figure><figcaption>${html}</figcaption></figure>`)
    } else {
      const named = block.role === 'lead' || block.role === 'byline' ? ` class="${block.role}"` : ''
      lines.push(`<p${named}>${html}</p>`)
    }
  }
  return lines
}

const isHeadline = ({ block, words }: Shown): boolean => block.role === 'headline' && words !== ''

function runOf(shown: readonly Shown[], from: number, role: PublishedBlock['role']): readonly Shown[] {
  const end = shown.findIndex(({ block }, index) => index > from && block.role !== role)
  return shown.slice(from, end === -1 ? undefined : end)
}

/** The words of an image block are its alternative text. */
function imageHtml(block: PublishedBlock, nodes: readonly InlineNode[], foreign: string): string {
  const image = block.codes.find(({ type }) => type === 'image')
  const source = safeAddress(image?.href)
  const words = oneLine(wordsOf(nodes.filter((node) => node.kind !== 'single' || node.code !== image)))
  if (!source) return collapse(inlineHtml(nodes, foreign, false))
  return `<img src="${escapeHtml(source)}" alt="${escapeHtml(words || oneLine(image?.alt ?? ''))}">`
}

const collapse = (html: string): string => html.replace(/[ \t\n]+/g, ' ').trim()

/** Elements for pairs; those of `other` are known by the name of the tag. */
const pairElements: Readonly<Partial<Record<Code['type'], string>>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  code: 'code',
}
const otherElements = new Set(['sub', 'sup', 'small', 's', 'del', 'mark', 'q'])

function inlineHtml(nodes: readonly InlineNode[], foreign: string, inLink: boolean): string {
  return nodes
    .map((node): string => {
      if (node.kind === 'orphan') return ''
      if (node.kind === 'single') return singleHtml(node.code)
      if (node.kind === 'pair') return pairHtml(node, foreign, inLink)
      const words = escapeHtml(node.text)
      return node.foreign && node.text.trim() !== '' ? `<span lang="${foreign}">${words}</span>` : words
    })
    .join('')
}

function pairHtml(node: Extract<InlineNode, { kind: 'pair' }>, foreign: string, inLink: boolean): string {
  const { code, children } = node
  const href =
    code.type === 'link' && !inLink && wordsOf(children).trim() !== '' ? safeAddress(code.href) : null
  const inside = inlineHtml(children, foreign, inLink || href !== null)
  if (href) return `<a href="${escapeHtml(href)}">${inside}</a>`
  const element = pairElements[code.type] ?? (otherElements.has(code.display) ? code.display : null)
  return element && code.type !== 'link' && inside.trim() !== ''
    ? `<${element}>${inside}</${element}>`
    : inside
}

function singleHtml(code: Code): string {
  const words = oneLine(code.alt ?? '')
  if (code.type === 'break') return '<br>'
  const source = code.type === 'image' ? safeAddress(code.href) : null
  if (source) return `<img src="${escapeHtml(source)}" alt="${escapeHtml(words)}">`
  return code.type === 'code' && words !== '' ? `<code>${escapeHtml(words)}</code>` : escapeHtml(words)
}
