import { HtmlValidate } from 'html-validate'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'

import { targetLocales, type TargetLocale } from '#locales/locale.ts'
import { newspaperDate } from '#locales/dates.ts'
import { profileOf } from '#locales/profiles.ts'

import { readDocument } from '../../server/formats/formats.ts'
import { writeHtmlPage } from '../../server/formats/html-page.ts'
import { fc } from '../helpers/properties.ts'
import { block, code, hostilePublication, publication, sentence } from '../helpers/publication.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] })
const problemsOf = (html: string): readonly string[] =>
  (validator.validateStringSync(html).results[0]?.messages ?? []).map(
    ({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`,
  )

type Element = DefaultTreeAdapterTypes.Element
function elementsOf(node: DefaultTreeAdapterTypes.Node): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...children] : children
}
const bodyOf = (html: string): string => /<article>\n([^]*?)\n?<\/article>/.exec(html)?.[1] ?? ''

describe.each(targetLocales)('a page in %s', (locale: TargetLocale) => {
  const { bcp47, ogLocale, fontFamily, lineHeight } = profileOf(locale)
  const page = writeHtmlPage(
    publication({
      locale,
      siblings: ['th', locale],
      author: 'Press Office',
      blocks: [
        block({ role: 'headline', level: 1, segments: [sentence(1, 'Title', 'T <1> & "Co"')] }),
        block({ role: 'date', segments: [sentence(2, '2024.10.25', '2024.10.25')] }),
        block({ role: 'lead', segments: [sentence(3, 'Lead.', 'Lead text.')] }),
        block({
          codes: [
            code(1, 'bold'),
            code(2, 'link', { href: 'https://example.org/?a=1&b=2' }),
            code(3, 'break'),
          ],
          segments: [
            sentence(4, '{1}A{/1} b.', '{1}Aa{/1} bb', { after: ' ' }),
            sentence(5, '{2}C{/2}.{3/}', '{2}Cc{/2}{3/}dd', { after: ' ' }),
            sentence(6, 'Left over.', ''),
          ],
        }),
        block({ role: 'heading', level: 3, segments: [sentence(7, 'H', 'Heading')] }),
        block({ role: 'list-item', segments: [sentence(8, 'a', 'item one')] }),
        block({ role: 'list-item', segments: [sentence(9, 'b', 'item two')] }),
        block({ role: 'quotation', segments: [sentence(10, 'q', 'quoted')] }),
        block({
          role: 'image',
          codes: [code(1, 'image', { href: '/a.jpg' })],
          segments: [sentence(11, 'alt', 'seen')],
        }),
        block({ role: 'caption', segments: [sentence(12, 'c', 'caption')] }),
        block({ role: 'body', treatment: 'keep', segments: [sentence(13, 'Kept.', 'not this')] }),
        block({ role: 'body', treatment: 'drop', segments: [sentence(14, 'Dropped.', 'dropped')] }),
      ],
    }),
  )

  test('is valid HTML', () => {
    expect(problemsOf(page)).toEqual([])
  })

  test('says its language, its siblings and its facts', () => {
    expect(page).toContain(`<html lang="${bcp47}" dir="ltr">`)
    expect(page).toContain('<title>T &lt;1&gt; &amp; &quot;Co&quot;</title>')
    expect(page).toContain('<meta name="description" content="Lead text.">')
    expect(page).toContain(
      `<link rel="canonical" href="https://news.example.org/${locale}/delegation-visits">`,
    )
    expect(page).toContain(`hreflang="${bcp47}" href="https://news.example.org/${locale}/delegation-visits">`)
    expect(page).toContain('hreflang="th" href="https://news.example.org/th/delegation-visits">')
    expect(page).toContain('hreflang="x-default" href="https://news.example.org/delegation-visits">')
    expect(page).toContain(`<meta property="og:locale" content="${ogLocale}">`)
    expect(page).toContain(`font-family: "${fontFamily}"`)
    expect(page).toContain(`line-height: ${lineHeight.reading};`)
    const json = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(page)?.[1] ?? ''
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'T <1> & "Co"',
      inLanguage: bcp47,
      datePublished: '2024-10-25',
      translationOfWork: { inLanguage: 'en', headline: 'Delegation visits' },
      publisher: { name: 'Example Centre' },
    })
  })

  test('shows every block as its element, in the words of the language', () => {
    expect(bodyOf(page).split('\n')).toEqual([
      '<h1>T &lt;1&gt; &amp; &quot;Co&quot;</h1>',
      `<p class="date"><time datetime="2024-10-25">${newspaperDate(locale, '2024-10-25')}</time></p>`,
      '<p class="lead">Lead text.</p>',
      '<p><strong>Aa</strong> bb <a href="https://example.org/?a=1&amp;b=2">Cc</a><br>dd <span lang="en">Left over.</span></p>',
      '<h2>Heading</h2>',
      '<ul>',
      '<li>item one</li>',
      '<li>item two</li>',
      '</ul>',
      '<blockquote>',
      '<p>quoted</p>',
      '</blockquote>',
      '<figure><img src="/a.jpg" alt="seen"><figcaption>caption</figcaption></figure>',
      '<p><span lang="en">Kept.</span></p>',
    ])
  })
})

test('a pair that runs over two sentences is one element', () => {
  const page = writeHtmlPage(
    publication({
      publishedOn: null,
      blocks: [
        block({
          codes: [code(1, 'italic')],
          segments: [sentence(1, 'A {1}b.', 'ក {1}ខ', { after: ' ' }), sentence(2, 'C{/1} d.', 'គ{/1} ឃ')],
        }),
      ],
    }),
  )

  expect(bodyOf(page)).toContain('<p>ក <em>ខ គ</em> ឃ</p>')
})

test('sentences that the source forgot to part are parted', () => {
  const segments = [sentence(1, 'A.', 'ក'), sentence(2, 'B.', 'ខ')]

  expect(bodyOf(writeHtmlPage(publication({ blocks: [block({ segments })] })))).toContain('<p>ក ខ</p>')
})

test('without an address the page names no place of its own, and the editions link as files side by side', () => {
  const page = writeHtmlPage(
    publication({ baseUrl: null, slug: 'visit', locale: 'km', siblings: ['km', 'th'] }),
  )
  expect(page).not.toMatch(/canonical|og:url|x-default/)
  const alternates = Array.from(page.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g), ([, tag, href]) => [
    tag,
    href,
  ])
  expect(alternates).toEqual([
    ['km', 'visit.km.html'],
    ['th', 'visit.th.html'],
  ])
})

const allowedInBody = new Set(
  'article h1 h2 h3 h4 h5 h6 p ul li blockquote figure figcaption img time strong em u code sub a br span main body'.split(
    ' ',
  ),
)

describe('any publication', () => {
  test('is a valid page', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(hostilePublication, (hostile) => {
        expect(problemsOf(writeHtmlPage(hostile))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('brings no element, address or script of its own', () => {
    fc.assert(
      fc.property(hostilePublication, (hostile) => {
        const page = writeHtmlPage(hostile)
        const all = elementsOf(parse(page))
        const body = all.find(({ tagName }) => tagName === 'body')
        expect(all.filter(({ tagName }) => tagName === 'script')).toHaveLength(1)
        expect(all.filter(({ tagName }) => tagName === 'style')).toHaveLength(1)
        for (const { tagName, attrs } of body ? elementsOf(body) : []) {
          expect(allowedInBody).toContain(tagName)
          for (const { name, value } of attrs) {
            expect(['class', 'lang', 'href', 'src', 'alt', 'datetime']).toContain(name)
            if (name === 'href' || name === 'src')
              expect(value).not.toMatch(/^\s*(?!https?:|mailto:)[^/?#]*:/i)
          }
        }
        const json = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(page)?.[1] ?? ''
        expect(JSON.parse(json)).toHaveProperty('headline')
        expect(page).not.toMatch(/[\u0000-\u0008\uE000-\uF8FF]/)
      }),
      { numRuns: 500 },
    )
  })
})

describe.skipIf(!sharedData('articles', 'acc-visit.txt')).each(targetLocales)(
  'the sample article in %s',
  (locale) => {
    test('is a valid page with its date line, captions and all its sentences', () => {
      const article = readDocument(Buffer.from(readSharedData('articles', 'acc-visit.txt')), 'acc-visit.txt')
      let ordinal = 0
      const page = writeHtmlPage(
        publication({
          locale,
          title: article.title,
          publishedOn: article.publishedOn,
          blocks: article.blocks.map(({ role, level, codes, segments }, index) => ({
            ordinal: index + 1,
            role,
            level,
            codes,
            treatment: 'translate' as const,
            segments: segments.map(({ source, after }) => {
              ordinal += 1
              return {
                id: `${ordinal}`,
                ordinal,
                source,
                target: `(${ordinal}) ${source}`,
                after,
                state: 'final' as const,
              }
            }),
          })),
        }),
      )

      expect(problemsOf(page)).toEqual([])
      expect(page).toContain(`<time datetime="2024-10-25">${newspaperDate(locale, '2024-10-25')}</time>`)
      expect(page.match(/<figcaption>/g)).toHaveLength(12)
      expect(page.match(/\(\d+\) /g)?.length).toBeGreaterThanOrEqual(50)
    })
  },
)
