// How fast documents are read, split into sentences and written: npm run bench -- documents

import { readFileSync } from 'node:fs'

import { test } from 'vitest'

import { splitSentences } from '#domain/segmentation.ts'
import { ruleSets } from '#domain/segmentation/rule-sets.ts'

import { openDocument } from '../../server/formats/formats.ts'
import { pseudoText, targetsOf } from '../../server/formats/pseudo.ts'
import { atMost, show, type Figure } from './table.ts'

const megabyte = 1024 * 1024

/** Fastest of several runs, in milliseconds: what other programs take of the machine is not ours. */
function fastest(runs: number, work: () => unknown): number {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now()
    work()
    times.push(performance.now() - begun)
  }
  return Math.min(...times)
}

function rate(name: string, least: number, bytes: number, milliseconds: number): Figure {
  const measured = bytes / megabyte / (milliseconds / 1000)
  return {
    name,
    target: `≥ ${least} MB/s`,
    measured: `${measured.toFixed(1)} MB/s`,
    met: measured >= least,
  }
}

const fixture = readFileSync(new URL('../fixtures/html/visit.html', import.meta.url), 'utf8')
const article = /<article>[^]*<\/article>/.exec(fixture)?.[0] ?? ''
const page = Buffer.from(
  `<!doctype html><html lang="en"><body>${article.repeat(Math.ceil((0.6 * megabyte) / article.length))}</body></html>`,
)

const paragraph =
  'H.E. Mr. SHI Zhongjun, Secretary-General of ACC, met the delegation on 24 Oct. 2024. “We agree,” he said. ' +
  'The U.S. side replied at 5 p.m. The talks cost $5.2 million. See https://example.org/a.b for more. '
const chinese = '会议结束。代表团离开了。“我们同意。”他说。《加油！中国》获奖。与Prof. Li会面。'

/** Pieces that make the rules look far back or ahead; each is repeated to 20 KB. */
const hostile = [
  ' ',
  '. ',
  '.',
  'A.',
  'a. ',
  '."',
  '(',
  'www.',
  'a@',
  '《。。。',
  '“！',
  '1. A ',
  '。”他',
  '…',
  '• a ',
  '[1]',
  'No. ',
  '<',
  '&',
  '<b>',
  '</b>',
  '<!--',
  '`',
  '*a ',
  '[',
  '![',
  '> ',
  '|a',
  '_',
  '<a href="',
  'a*_',
  '*a_',
  '**a',
  '~a~ ',
  '](',
  '[a][b]',
  '![a]',
  '[a]: b\n',
  '- a\n',
  '1. a\n',
  '- ',
  '1. ',
  '+ - ',
  '> - ',
  '- - a\n',
  '- a\n  - b\n',
  'a\n===\n',
  '---\na: b\n',
  '+++\na = "b"\n',
  '[^1]: a\n\n',
  '- [ ] a\n',
  '|a|b|\n|-|-|\n',
  'a\n',
  '<div>\n',
  '{"a":',
  '[1,',
  // Found with several hundred pieces in four shapes: the slowest there were.
  '<p>a\n\n',
  '<kbd>a',
  '<code>a',
  '<b>a',
  '<q>',
  'word <div>\n*a*\n\n',
  'a\n-\n',
  '- <div>\n',
  '<i title="a">',
  '[a](b "c") ',
  "[a]: <b> 'c'\n\n",
  '<b its-term=yes>a</b>',
  '- > a\n',
  'a\n\n',
  // HTML blocks in Markdown.
  '<div>\n\n',
  '<p>a</p>\n\n',
  '<div>a</div>\n',
  '<table><tr><td>\n\n',
  '- <p>\n  a\n',
  '<details>\n<summary>a</summary>\n\nb\n\n</details>\n',
  '<div translate="no">\n\na\n\n',
  // Items and cells with codes in them, and shortcodes.
  '- *a*\n',
  '- [a](b)\n',
  '- a\n    - b\n',
  '|a|\n|-|\n',
  '# a\n',
  '[a]',
  '[a b="',
  '[a b="c"] ',
  '[a][/a]',
  '[embed]http://a[/embed] ',
  '&amp;[a /] ',
]
/** Shapes that are none of a piece alone. */
const shapes: readonly string[] = [
  'a'.repeat(10_000) + ' '.repeat(10_000),
  'a '.repeat(5000) + '.'.repeat(10_000),
  `---\n${'a: {'.repeat(5000)}\n---\nx\n`,
]

test('documents', { timeout: 600_000 }, () => {
  const opened = openDocument(page, 'page.html')
  const targets = targetsOf(opened.document.blocks, ({ source }) => pseudoText(source))
  const text = paragraph.repeat(200)
  const han = chinese.repeat(400)
  const figures = [
    rate(
      'HTML, read and split',
      2,
      page.length,
      fastest(5, () => openDocument(page, 'page.html')),
    ),
    rate(
      'HTML, every block written anew',
      10,
      page.length,
      fastest(5, () => opened.merge(targets, { locale: 'th' })),
    ),
    rate(
      'English sentences',
      2,
      Buffer.byteLength(text),
      fastest(5, () => Array.from({ length: 200 }, () => splitSentences(paragraph))),
    ),
    rate(
      'Chinese sentences',
      2,
      Buffer.byteLength(han),
      fastest(5, () => Array.from({ length: 400 }, () => splitSentences(chinese, { language: 'zh' }))),
    ),
  ]
  const worst = { name: '', milliseconds: 0 }
  const judge = (name: string, work: () => unknown) => {
    const milliseconds = fastest(1, work)
    if (milliseconds > worst.milliseconds) Object.assign(worst, { name, milliseconds })
  }
  const repeated = hostile.map((piece) => [piece, piece.repeat(20_000 / piece.length)] as const)
  const shaped = shapes.map((shape) => [shape.slice(9990, 10_010), shape] as const)
  for (const [piece, bad] of [...repeated, ...shaped]) {
    for (const language of ruleSets.keys())
      judge(`${language} ${JSON.stringify(piece)}`, () => splitSentences(bad, { language }))
    for (const ending of ['html', 'md', 'txt', 'json'])
      judge(`${ending} ${JSON.stringify(piece)}`, () => tryOpen(bad, `x.${ending}`))
  }
  show('Documents', [
    ...figures,
    atMost(`hostile 20 KB (worst: ${worst.name})`, 250, worst.milliseconds, 'ms'),
  ])
})

function tryOpen(text: string, name: string): void {
  try {
    openDocument(Buffer.from(text), name)
  } catch {
    // Many are refused, which is right; how long that takes is the question.
  }
}
