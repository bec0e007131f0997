// Publications for tests of exports, with only what matters named.

import { targetLocales } from '#locales/locale.ts'

import { blockRoles } from '#domain/article.ts'
import { fromNotation, highestCodeId, type Code } from '#domain/inline.ts'
import { states } from '#domain/workflow.ts'

import type { Publication, PublishedBlock, PublishedSegment } from '../../server/formats/publication.ts'
import { fc } from './properties.ts'

/** A sentence in the notation with braces. */
export function sentence(
  ordinal: number,
  source: string,
  target: string,
  more: Partial<PublishedSegment> = {},
): PublishedSegment {
  const [coded, translated] = [fromNotation(source), fromNotation(target)]
  return {
    id: `id-${ordinal}`,
    ordinal,
    source: coded,
    target: translated,
    after: '',
    state: 'final',
    ...more,
  }
}

/** A block of sentences. */
export function block(more: Partial<PublishedBlock> & Pick<PublishedBlock, 'segments'>): PublishedBlock {
  return {
    ordinal: more.segments[0]?.ordinal ?? 1,
    role: 'body',
    level: null,
    treatment: 'translate',
    codes: [],
    ...more,
  }
}

/** A code of a block. */
export function code(id: number, type: Code['type'], more: Partial<Code> = {}): Code {
  const kind = type === 'break' || type === 'image' ? 'single' : 'pair'
  return { id, kind, type, raw: '<x>', display: 'x', deletable: false, ...more }
}

/** A publication. */
export function publication(more: Partial<Publication> = {}): Publication {
  return {
    projectName: 'Example Centre',
    baseUrl: 'https://news.example.org',
    slug: 'delegation-visits',
    fileName: 'visit.html',
    title: 'Delegation visits',
    description: null,
    author: null,
    publishedOn: '2024-10-25',
    sourceLocale: 'en',
    locale: 'km',
    siblings: ['km', 'th', 'vi'],
    number: 1,
    publishedAt: '2024-11-02T08:00:00.000Z',
    blocks: [],
    ...more,
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</script>',
    '</style>',
    '</title>',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
    '<b>',
    '<p>',
    '&',
    '&amp;',
    '&amp;amp;',
    '&lt;',
    '&#60;',
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\u00A0',
    '# ',
    '- ',
    '+ ',
    '1. ',
    '1) ',
    '> ',
    '---',
    '===',
    '***',
    '~~~',
    '```',
    '|',
    '[x](javascript:alert(1))',
    '![',
    '](',
    ')',
    '{{< x >}}',
    '{{ x }}',
    '{% x %}',
    '$t(x)',
    '{x}',
    '<1>',
    '</1>',
    '<img src=x onerror=alert(1)>',
    '\u0000',
    '\u0008',
    '\u200B',
    '\u2028',
    '\uFFFE',
    '\uD800',
    '\uFEFF',
    '😀',
    'ភាសាខ្មែរ',
    'ภาษาไทย',
    'ພາສາລາວ',
    'tiếng Việt',
    'word ',
    '.',
    '1',
    '[html-validate-disable-next no-raw-characters]',
    '<%',
    '%>',
    '<?xml',
    ':',
    '=',
    '*',
    '_',
    '**',
    '\uE001',
    '\uE801',
    '\uE002',
    '\uE802',
    '\uE003',
    '\uE803',
    '\uF004',
    '\uF005',
    '\uF006',
    '\uF7FF',
    '\uF8FF',
    '\uE00A',
  ),
  fc.string({ maxLength: 8 }),
)
const words = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const address = fc.constantFrom(
  'https://example.org/a b"<>\'',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>',
  '//x.org',
  'a(b)[c]',
  'mailto:a@b.c',
  '',
  '#top',
  'https://example.org/?a=1&b=2',
  ' vbscript:x',
  '\u0001javascript:x',
  'x\n(y',
  'https://[x',
)

const codes = fc
  .tuple(address, words, fc.constantFrom('bold', 'italic', 'underline', 'code', 'other', 'link'))
  .map(([href, alt, type]): readonly Code[] => [
    code(1, 'link', { href, display: alt, raw: '<script>' }),
    code(2, type as Code['type'], { display: 'sub', href }),
    code(3, 'other', { display: alt }),
    code(4, 'break'),
    code(5, 'image', { href, alt }),
    code(6, 'other', { kind: 'single', alt, display: alt }),
    code(highestCodeId, 'code', { kind: 'single', alt }),
  ])

const segments = fc.array(
  fc.record({
    source: words,
    target: words,
    after: fc.constantFrom('', ' ', '\n'),
    state: fc.constantFrom(...states),
  }),
  { maxLength: 3 },
)

/** Publications as nobody would wish them: every field may hold anything. */
export const hostilePublication: fc.Arbitrary<Publication> = fc
  .record({
    texts: fc.tuple(words, words, words, words, words),
    baseUrl: fc.oneof(fc.constant('https://news.example.org/'), address, words),
    publishedOn: fc.oneof(fc.constant('2024-10-25'), fc.constant(null), words),
    locale: fc.constantFrom(...targetLocales),
    blocks: fc.array(
      fc.record({
        role: fc.constantFrom(...blockRoles),
        level: fc.constantFrom(null, 1, 2, 3, 4, 5, 6),
        treatment: fc.constantFrom('translate' as const, 'keep' as const, 'drop' as const),
        codes,
        segments,
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ texts: [projectName, slug, fileName, title, author], baseUrl, publishedOn, locale, blocks }) => {
    let ordinal = 0
    return publication({
      projectName,
      slug,
      fileName,
      title,
      author,
      baseUrl,
      publishedOn,
      locale,
      blocks: blocks.map((one, index) => ({
        ...one,
        ordinal: index + 1,
        segments: one.segments.map((segment) => {
          ordinal += 1
          return {
            id: `id-${ordinal}`,
            ordinal,
            ...segment,
          }
        }),
      })),
    })
  })
