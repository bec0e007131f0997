// The editor in a real browser over an article of 10,000 sentences with 3,000 terms: what it weighs, how soon it is there,
// and how quickly it answers.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import { sql } from 'kysely'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'

import type { TermDraft } from '#glossary/term.ts'

import { importArticle } from '../../server/actions/import-article.ts'
import { addProject } from '../../server/actions/projects.ts'
import { addTerms } from '../../server/actions/terms.ts'
import { chromiumPath, openBrowser } from '../helpers/browser.ts'
import { root, starter } from '../helpers/build.ts'
import { hire, inPlace } from '../server/furnish.ts'
import { newPlace, startServer } from '../server/process.ts'
import { atMost, percentile, show, type Figure } from './table.ts'

const sentences = 10_000
const termCount = 3_000
const runs = 5
const chosenParts = (process.env['BENCH_PARTS'] ?? 'sizes,opening,typing,scrolling,moving').split(',')
/** The last sentences hold nothing that a check could mind, so that they can be confirmed. */
const plainSentences = 40
const plainTarget = 'គ្រូបង្រៀនបានជួបជាមួយគណៈប្រតិភូ។'

test.skipIf(!chromiumPath)('editor', async () => {
  const place = await newPlace(null)
  const { cookie, editionId, total } = await inPlace(place, async (workplace) => {
    const ctx = workplace.asOperator()
    const projectId = (await addProject(ctx, { name: 'News' })).id
    await addTerms(ctx, { projectId, drafts: Array.from({ length: termCount }, (_, n) => term(n)) })
    const [secret = ''] = await hire(workplace, projectId, 1)
    const content = new TextEncoder().encode(article())
    const { editions } = await importArticle(ctx, {
      ...{ projectId, content, fileName: 'report.txt', locales: ['km'], treatments: {} },
    })
    const id = editions[0]?.id ?? ''
    await sql`update translation set target = ${plainTarget} || ' ' || ordinal, sub_state = 'draft', version = 1
      where edition_id = ${id} and ordinal % 2 = 0 and ordinal <= ${sentences - plainSentences}`.execute(
      workplace.tools.db,
    )
    const count = await sql<{ total: number }>`select total from edition where id = ${id}`.execute(
      workplace.tools.db,
    )
    return { cookie: secret, editionId: id, total: count.rows[0]?.total ?? 0 }
  })
  const server = await startServer(place, {}, starter)
  const browser = await openBrowser()
  const desk = { browser, cookie, url: server.url, total, address: `${server.url}/editions/${editionId}` }
  try {
    for (const [part, measure] of Object.entries({ sizes, opening, typing, scrolling, moving })) {
      if (!chosenParts.includes(part)) continue
      show(`${part} of the editor, ${total} sentences, ${termCount} terms`, await measure(desk))
    }
  } finally {
    await browser.close()
    server.signal('SIGTERM')
    await server.ended
    await place.remove()
  }
})

interface Desk {
  readonly browser: Browser
  readonly cookie: string
  readonly url: string
  readonly address: string
  /** Rows of the edition. */
  readonly total: number
}

const nameOf = (n: number): string => `Lanhai ${syllables(n)} Association`

// Names that differ in their letters and not only in a number, as real ones do.
function syllables(n: number): string {
  const parts = [
    'Ba',
    'Ko',
    'Rin',
    'Sal',
    'Mu',
    'Ten',
    'Vo',
    'Dai',
    'Phu',
    'Nok',
    'Lem',
    'Sri',
    'Tam',
    'Kel',
    'Wat',
    'Yu',
  ]
  return [n >> 8, (n >> 4) & 15, n & 15]
    .map((part) => parts[part % 16] ?? '')
    .join('')
    .toLowerCase()
    .replace(/^./, (letter) => letter.toUpperCase())
}

function term(n: number): TermDraft {
  const form = { text: `សមាគម ${n}`, status: 'approved', confidence: null, evidence: null } as const
  return {
    ...{ source: nameOf(n), acronym: null, termClass: 'organisation', note: '' },
    ...{ caseSensitive: true, doNotTranslate: false, forms: { km: [form] } },
  }
}

function article(): string {
  const paragraphs: string[] = ['A long report on shared courses']
  const all = Array.from({ length: sentences - 1 }, (_, n) => sentenceOf(n))
  for (let first = 0; first < all.length; first += 5) paragraphs.push(all.slice(first, first + 5).join(' '))
  return paragraphs.join('\n\n')
}

function sentenceOf(n: number): string {
  if (n >= sentences - 1 - plainSentences) return 'The teachers met the delegation.'
  const kinds = [
    `On day ${n} the ${nameOf(n % termCount)} opened course number ${n} for students of the whole region.`,
    'Teachers met the delegation and spoke about digital education.',
    `The report of the ${nameOf((n * 7) % termCount)} and of the ${nameOf((n * 11) % termCount)} counts ${n} schools that teach the translation of news to young people, and says that nobody knows how many of them will go on when the first three years are over.`,
    `Readers find all ${n} places at https://news.example.org/list/${n} and in the library.`,
  ]
  return kinds[n % kinds.length] ?? ''
}

async function open(desk: Desk, address = desk.address): Promise<Page> {
  const context = await desk.browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = desk.cookie.split('=')
  await context.addCookies([{ name, value, url: desk.url }])
  await context.addInitScript(watchField)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(address)
  await page.waitForFunction(() => (window as unknown as Watched).fieldReady > 0)
  return page
}

interface Watched {
  /** When a field had the focus for the first time, in milliseconds since the page was asked for. */
  fieldReady: number
  activeElementDeep(): Element | null
  /** Settles when another field than before has the focus, with the milliseconds since the key. */
  nextField: Promise<number>
}

/** Runs in the page before anything else. */
function watchField(): void {
  const watched = window as unknown as Watched
  watched.fieldReady = 0
  watched.activeElementDeep = () => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active
  }
  const look = (): void => {
    const active = watched.activeElementDeep()
    if (active instanceof HTMLElement && active.isContentEditable) watched.fieldReady = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function sizes(desk: Desk): Promise<readonly Figure[]> {
  const page = await open(desk)
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
  )
  await page.context().close()
  const folder = path.join(root, 'dist', 'web')
  const weigh = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name))).length / 1024, 0)
  const scripts = [...new Set(loaded.filter((name) => name.endsWith('.js')))]
  // What comes beside the page and after it: the chunk that holds CodeMirror, the checks, and the help beside the article.
  const named = (name: string) => scripts.filter((one) => one.includes(`/${name}-`))
  const field = named('field').filter((one) =>
    readFileSync(path.join(folder, one), 'utf8').includes('cm-content'),
  )
  const checks = named('live-findings')
  const help = [...named('segment-panel'), ...named('memory-panel')]
  // A chunk that only these ask for comes with them, whatever its name is.
  const asked = (names: readonly string[], known = new Set<string>()): ReadonlySet<string> => {
    for (const name of names.filter((one) => !known.has(one))) {
      known.add(name)
      const text = readFileSync(path.join(folder, name), 'utf8')
      const imports = Array.from(
        text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g),
        ([, file]) => `/assets/${file}`,
      )
      asked(imports, known)
    }
    return known
  }
  const early = asked([...named('index'), ...named('edition-page')])
  const later = (names: readonly string[]) => [...asked(names)].filter((one) => !early.has(one))
  const lazy = new Set(later([...field, ...checks, ...help]))
  const styles = readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.css'))
  return [
    atMost(
      'JavaScript of the page without the field, gzip',
      150,
      weigh(scripts.filter((one) => !lazy.has(one))),
      'KB',
    ),
    atMost('lazy chunk of the field, gzip', 110, weigh(field), 'KB'),
    {
      ...atMost('the checks, gzip', 60, weigh(later(checks)), 'KB'),
      target: '–',
    },
    { ...atMost('the help beside the article, gzip', 20, weigh(later(help)), 'KB'), target: '–' },
    atMost('style sheets, gzip', 25, weigh(styles.map((name) => `assets/${name}`)), 'KB'),
  ]
}

async function opening(desk: Desk): Promise<readonly Figure[]> {
  const paints: number[] = []
  const ready: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const page = await open(desk)
    ready.push(await page.evaluate(() => (window as unknown as Watched).fieldReady))
    paints.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      ),
    )
    await page.context().close()
  }
  return [
    atMost('first paint', 500, percentile(paints, 0.5), 'ms'),
    atMost('ready for typing', 900, percentile(ready, 0.5), 'ms'),
  ]
}

async function typing(desk: Desk): Promise<readonly Figure[]> {
  const page = await open(desk)
  const session = await page.context().newCDPSession(page)
  await goTo(page, 3)
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    window.addEventListener(
      'keydown',
      () => {
        const begun = performance.now()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => times.push(performance.now() - begun))
          port1.start()
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  const text = 'គ្រូបង្រៀនបានជួបជាមួយគណៈប្រតិភូហើយនិយាយអំពីការអប់រំ '
  for (const [n, key] of [...text.repeat(4)].entries()) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    await page.waitForTimeout(n % 10 === 0 ? 120 : 55)
  }
  const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
  await page.context().close()
  expect(times.length).toBeGreaterThan(150)
  return [
    { ...atMost('key to paint, median', 32, percentile(times, 0.5), 'ms'), target: '–' },
    atMost(`key to paint, p95 of ${times.length}`, 32, percentile(times, 0.95), 'ms'),
  ]
}

interface Scrolled {
  readonly frames: number
  readonly ms: number
  readonly blank: number
  readonly unread: number
}

async function scrolling(desk: Desk): Promise<readonly Figure[]> {
  const page = await open(desk)
  const session = await page.context().newCDPSession(page)
  const rates: number[] = []
  let blank = 0
  let unread = 0
  let frames = 0
  for (let run = 0; run < runs; run += 1) {
    const seen = await page.evaluate(scrollThrough, 240)
    rates.push((seen.frames / seen.ms) * 1000)
    blank += seen.blank
    unread += seen.unread
    frames += seen.frames
  }
  const elements = await page.evaluate(countElements)
  const heap = await heapOf(session)
  await page.context().close()
  return [
    {
      ...atMost('scrolling', 55, percentile(rates, 0.5), 'frames/s'),
      target: '≥ 55 frames/s',
      met: percentile(rates, 0.5) >= 55,
    },
    atMost(`blank frames of ${frames}`, 0, blank, ''),
    { ...atMost('frames with a row whose words were still on their way', 0, unread, ''), target: '–' },
    atMost('DOM elements', 1500, elements, ''),
    atMost('JavaScript heap', 80, heap, 'MB'),
  ]
}

/** Runs in the page: scrolls 150 pixels a frame and looks at five places of the list each time. */
function scrollThrough(count: number): Promise<Scrolled> {
  const page = document.querySelector('st-app')?.shadowRoot?.querySelector('st-edition-page')?.shadowRoot
  const list = page?.querySelector('lit-virtualizer')
  if (!page || !list) throw new Error('There is no list')
  const box = list.getBoundingClientRect()
  const begun = performance.now()
  return new Promise((resolve) => {
    let [frames, blank, unread] = [0, 0, 0]
    const step = (): void => {
      const found = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) =>
        page
          .elementFromPoint(box.left + box.width / 3, box.top + box.height * share)
          ?.closest('st-edition-row'),
      )
      if (found.some((row) => !row)) blank += 1
      if (found.some((row) => row?.shadowRoot?.querySelector('.bar'))) unread += 1
      frames += 1
      if (frames === count) return resolve({ frames, ms: performance.now() - begun, blank, unread })
      list.scrollTop += 150
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

/** Runs in the page: every element in every shadow root. */
function countElements(): number {
  const count = (at: ParentNode): number =>
    [...at.querySelectorAll('*')].reduce(
      (sum, one) => sum + 1 + (one.shadowRoot ? count(one.shadowRoot) : 0),
      0,
    )
  return count(document)
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1024 / 1024
}

async function moving(desk: Desk): Promise<readonly Figure[]> {
  const page = await open(desk)
  const jumps: number[] = []
  for (const target of [5_001, 120, 8_888, 42, 9_100, 3_333, 7_007]) jumps.push(await goTo(page, target))
  const steps: number[] = []
  await goTo(page, desk.total - plainSentences + 5)
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.insertText(plainTarget)
    await page.waitForTimeout(150)
    // The key must not come before it is listened for.
    await page.evaluate(watchNextField, 'Enter')
    await page.keyboard.press('Control+Enter')
    steps.push(await nextField(page))
  }
  await page.context().close()
  return [
    atMost(`jump to any row, median of ${jumps.length}`, 100, percentile(jumps, 0.5), 'ms'),
    { ...atMost('jump to any row, slowest', 100, Math.max(...jumps), 'ms'), target: '–' },
    atMost(`confirm and next, median of ${steps.length}`, 80, percentile(steps, 0.5), 'ms'),
  ]
}

/** Goes to a row by its number and answers how long it took until its field had the focus. */
async function goTo(page: Page, ordinal: number): Promise<number> {
  const field = page.locator('#go')
  await field.fill(String(ordinal))
  await page.evaluate(watchNextField, 'Enter')
  await field.press('Enter')
  return nextField(page)
}

const nextField = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as Watched).nextField)

/** Runs in the page: watches from the key to the frame in which the field of another row has the focus. */
function watchNextField(key: string): void {
  const watched = window as unknown as Watched
  const { activeElementDeep } = watched
  const before = activeElementDeep()
  watched.nextField = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No other field had the focus within five seconds')), 5_000)
    window.addEventListener(
      'keydown',
      function pressed(event) {
        if (event.key !== key) return
        window.removeEventListener('keydown', pressed, true)
        const begun = performance.now()
        const look = (): void => {
          const active = activeElementDeep()
          if (active !== before && active instanceof HTMLElement && active.isContentEditable) {
            return resolve(performance.now() - begun)
          }
          requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      true,
    )
  })
}
