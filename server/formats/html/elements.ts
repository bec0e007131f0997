// What the elements of HTML mean for translation: which are blocks, which are codes, which hold no words.

import type { BlockRole } from '#domain/article.ts'
import type { CodeType } from '#domain/inline.ts'

// NOTE: names come from the file, and `constructor` is one; only a map has no names of its own.
const table = <T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(entries))

/** Elements inside a sentence that become a pair of marks. */
export const inlineTypes: ReadonlyMap<string, CodeType> = table({
  a: 'link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  u: 'underline',
  ins: 'underline',
  ...Object.fromEntries(
    [
      'abbr acronym bdi bdo big blink data del font label mark nobr q rb rp rt rtc ruby s small span',
      'strike sub sup time tt slot',
    ]
      .flatMap((line) => line.split(' '))
      .map((name) => [name, 'other' as const]),
  ),
})

/** Elements whose words are shown but not translated. */
export const lockedElements = new Set(['code', 'kbd', 'samp', 'var'])

/** Elements that are left out with all that is in them. */
export const opaqueElements = new Set(
  [
    'script style noscript template svg math object applet embed video audio canvas map iframe frameset noframes noembed',
    'select datalist textarea button progress meter dialog menu nav xmp plaintext',
  ].flatMap((line) => line.split(' ')),
)

/** Roles of ARIA that mark a part of the page as not belonging to the article. */
export const opaqueRoles = new Set(
  'navigation search menu menubar toolbar tablist contentinfo dialog alert'.split(' '),
)

/** Elements without content and end tag. */
export const voidElements = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
)

/** Role and heading level that an element gives to the blocks in it. */
export const elementRoles: ReadonlyMap<string, { role: BlockRole; level: number | null }> = table({
  h1: { role: 'headline', level: 1 },
  h2: { role: 'heading', level: 2 },
  h3: { role: 'heading', level: 3 },
  h4: { role: 'heading', level: 4 },
  h5: { role: 'heading', level: 5 },
  h6: { role: 'heading', level: 6 },
  li: { role: 'list-item', level: null },
  dt: { role: 'list-item', level: null },
  dd: { role: 'list-item', level: null },
  blockquote: { role: 'quotation', level: null },
  figcaption: { role: 'caption', level: null },
  caption: { role: 'caption', level: null },
})

/** Role that a class gives, as news pages commonly name them. */
export const classRoles: ReadonlyMap<string, BlockRole> = rolesOfWords({
  headline: 'headline entry-title article-title post-title story-title news-title',
  byline: 'byline author by-line article-author post-author entry-author author-name',
  lead: 'lead lede standfirst deck dek subtitle sub-title subheadline sub-headline article-lead article-intro intro entry-summary',
  caption: 'wp-caption-text caption image-caption photo-caption img-caption figure-caption',
  quotation: 'pullquote pull-quote blockquote',
})

/** Role that a property of schema.org gives. @see https://schema.org/NewsArticle */
export const propertyRoles: ReadonlyMap<string, BlockRole> = rolesOfWords({
  headline: 'headline',
  lead: 'alternativeheadline description abstract',
  byline: 'author creator',
  caption: 'caption',
})

function rolesOfWords(words: Readonly<Partial<Record<BlockRole, string>>>): ReadonlyMap<string, BlockRole> {
  return new Map(
    // The keys are those of the parameter.
    (Object.entries(words) as [BlockRole, string][]).flatMap(([role, names]) =>
      names.split(' ').map((name) => [name, role] as const),
    ),
  )
}

/** Start tags that close an open element of the given kind, because its end tag may be left out. */
export const closedBy: ReadonlyMap<string, readonly string[]> = table({
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  option: ['option'],
})

/** Elements that an omitted end tag never reaches across. */
export const scopeBorders = new Set(['ul', 'ol', 'dl', 'table', 'blockquote', 'html', 'body'])

/** Start tags that end SVG or MathML, as browsers do. @see https://html.spec.whatwg.org/#parsing-main-inforeign */
export const foreignBreakouts = new Set(
  [
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta',
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
  ].flatMap((line) => line.split(' ')),
)

/** Whether an element is no part of a sentence and may hold words. */
export const isBlock = (name: string): boolean =>
  !inlineTypes.has(name) && !lockedElements.has(name) && !opaqueElements.has(name) && !voidElements.has(name)

/** Whether an open element, whose end tag was left out, ends where another one begins. */
export const endsBefore = (open: string, next: string): boolean =>
  open === 'p' ? isBlock(next) : (closedBy.get(next)?.includes(open) ?? false)
