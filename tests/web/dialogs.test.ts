// Every dialog in a real browser: opened as people open it, looked at in three languages and all themes, and closed.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { chromiumPath } from '../helpers/browser.ts'
import {
  atRest,
  overflow,
  picture,
  serveNewsroom,
  violations,
  type Look,
  type ServedNewsroom,
} from '../helpers/served-newsroom.ts'
import type { Colleague } from '../helpers/world.ts'

/** The addresses on which dialogs open. */
type Place = 'edition' | 'repeated' | 'article' | 'glossary' | 'people' | 'accounts' | 'work'

interface Way {
  readonly name: string
  readonly place: Place
  /** Leaves something of itself on the page, so that the next one needs a new page. */
  readonly leavesTraces?: boolean
  open(page: Page): Promise<unknown>
  /** What is opened inside, one after another. */
  readonly inside?: readonly string[]
}

const key = (name: string, place: Place, keys: string): Way => ({
  name,
  place,
  open: (page) => page.keyboard.press(keys),
})
const click = (name: string, place: Place, what: string, inside: readonly string[] = []): Way => ({
  name,
  place,
  open: (page) => page.locator(what).first().click(),
  inside,
})

/** The ways into every dialog, by the file that draws it. */
const dialogs: Readonly<Record<string, readonly Way[]>> = {
  'editor/edition-dialogs.ts': [key('concordance', 'edition', 'Alt+k')],
  'editor/keys-dialog.ts': [key('keys', 'edition', 'F1')],
  'editor/palette.ts': [key('palette', 'edition', 'Control+k')],
  'editor/reason-dialog.ts': [
    key('return', 'edition', 'Alt+r'),
    key('join', 'edition', 'Alt+w'),
    key('repetitions', 'repeated', 'Alt+e'),
  ],
  'editor/replace-dialog.ts': [key('replace', 'edition', 'Alt+h')],
  'editor/split-dialog.ts': [key('split', 'edition', 'Alt+s')],
  'elements/dialog.ts': [
    click('delete-article', 'article', 'st-article-page st-action[variant=danger]'),
    click('remove-member', 'people', 'st-people-page li .deeds st-action:last-of-type'),
  ],
  'pages/accounts-page.ts': [click('account', 'accounts', 'st-accounts-page st-action[slot=actions]')],
  'pages/analysis-dialog.ts': [click('analysis', 'article', 'st-article-page button[slot=actions]')],
  'pages/article-correction.ts': [
    {
      name: 'correction',
      place: 'article',
      leavesTraces: true,
      open: async (page) => {
        await page.locator('st-article-source st-action.change').click()
        await page.locator('st-article-source .sentence').nth(1).click()
      },
    },
  ],
  'pages/article-page.ts': [
    click('open-editions', 'article', 'st-article-page st-action[slot=actions][variant=primary]'),
  ],
  'pages/board.ts': [click('assign', 'work', 'st-board td button')],
  'pages/people-page.ts': [
    click('invite', 'people', 'st-people-page st-action[slot=actions]'),
    click('roles', 'people', 'st-people-page li .deeds st-action'),
  ],
  'pages/term-dialog.ts': [
    click('term', 'glossary', 'tbody .open', ['#tab-uses', '#tab-talk', '#tab-history']),
    click('new-term', 'glossary', 'st-glossary-page st-action[slot=actions][variant=primary]'),
  ],
  'pages/terms-import.ts': [
    click('terms-import', 'glossary', 'st-glossary-page st-action[slot=actions]:not([variant=primary])'),
  ],
  'pages/update-dialog.ts': [click('update', 'article', 'st-article-page st-action.update')],
}

const web = fileURLToPath(new URL('../../web/', import.meta.url))

test('every dialog of the interface is among those that are looked at', () => {
  const drawn = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && readFileSync(`${web}${file}`, 'utf8').includes('<st-dialog'))
    .toSorted()
  expect(drawn).toEqual(Object.keys(dialogs).toSorted())
})

describe.skipIf(!chromiumPath)('dialogs', () => {
  let served: ServedNewsroom
  let places: Readonly<Record<Place, string>>
  let who: Colleague

  beforeAll(async () => {
    served = await serveNewsroom()
    const { room } = served
    who = await room.colleague(['manager', 'translator', 'reviewer', 'terminologist'], {
      administrator: true,
    })
    const translator = await room.colleague('translator')
    const text = 'Ministers meet\n\nIt rained all day; nobody came. They met again.\n\nThey met again.'
    const { article, editions } = await room.article(text, ['km', 'th'])
    const editionId = editions[0]?.id ?? ''
    const rows = await translator.rows(editionId)
    const { id } = rows[1].translation
    await translator.save(id, 'ភ្លៀងធ្លាក់ពេញមួយថ្ងៃ គ្មានអ្នកណាមកទេ។', 0)
    await translator.confirm(id, 1)
    await translator.save(rows[2].translation.id, 'ពួកគេបានជួបគ្នាម្ដងទៀត។', 0)
    await who.page.send('POST', `/api/projects/${room.projectId}/terms`, {
      ...{ source: 'ASEAN-China Centre', acronym: 'ACC', termClass: 'organisation', note: '' },
      ...{ caseSensitive: true, doNotTranslate: false },
      forms: { km: [{ text: 'មជ្ឈមណ្ឌលអាស៊ាន-ចិន', status: 'approved', confidence: null, evidence: null }] },
    })
    const project = `/projects/${room.projectId}`
    places = {
      edition: `/editions/${editionId}?segment=2`,
      repeated: `/editions/${editionId}?segment=3`,
      article: `/articles/${article.id}`,
      glossary: `${project}/glossary`,
      people: `${project}/people`,
      accounts: '/accounts',
      work: '/',
    }
  })
  afterAll(() => served?.close())

  async function settle(page: Page, place: Place): Promise<void> {
    await page.goto(served.base + places[place])
    await page.locator('h1').first().waitFor()
    await expect.poll(() => page.locator('st-skeleton').count()).toBe(0)
  }

  /** A page is loaded once for all that opens over it. */
  const ways = Object.values(dialogs)
    .flat()
    .toSorted((one, other) => one.place.localeCompare(other.place))

  // Colours and names for those who hear are looked at once in each theme, the room for words in each width.
  const looks: readonly (Look & { readonly heard: boolean })[] = [
    { locale: 'en', theme: 'light', width: 1280, heard: true },
    { locale: 'th', theme: 'dark', width: 640, heard: true },
    { locale: 'km', theme: 'light', width: 390, heard: false },
    { locale: 'km', theme: 'contrast', width: 1280, heard: true },
  ]

  test.each(looks)(
    'are accessible and fit in $locale, $theme, $width px, and close by key',
    async (look) => {
      const { page, context, faults } = await served.open(who, look)
      const found: Record<string, readonly string[]> = {}
      const lookAt = async (name: string): Promise<void> => {
        await atRest(page)
        const wrong = [
          ...(look.heard ? await violations(page) : []),
          ...(await overflow(page)),
          ...(await page.evaluate(clipped)),
        ]
        if (wrong.length > 0) found[name] = wrong
        await picture(page, `dialog-${name}-${look.locale}-${look.theme}-${look.width}`)
      }
      let shown: Place | null = null
      for (const { name, place, leavesTraces, open, inside = [] } of ways) {
        if (place !== shown) await settle(page, place)
        shown = leavesTraces ? null : place
        // Keys are heard once the field is open, and again when it has the focus back.
        if (place === 'edition' || place === 'repeated') await page.locator('.cm-focused').waitFor()
        await open(page)
        const dialog = page.locator('st-dialog[open] wa-dialog[open]')
        await dialog.waitFor({ state: 'attached' }).catch(() => {
          throw new Error(`The dialog ${name} does not open`)
        })
        await lookAt(name)
        for (const one of inside) {
          await page.locator(`st-dialog[open] ${one}`).click()
          await lookAt(`${name}${one}`)
        }
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'detached' })
      }
      await context.close()
      expect(found).toEqual({})
      expect(faults).toEqual([])
    },
    240_000,
  )
})

/** Runs in the page: buttons, headings and labels of the open dialog whose words do not fit into them. */
function clipped(): readonly string[] {
  const all = (at: ParentNode): readonly Element[] =>
    [...at.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])])
  return all(document)
    .filter(
      (one): one is HTMLElement =>
        one instanceof HTMLElement && one.matches('button, .button, h2, h3, label, th'),
    )
    .filter((one) => !one.matches('.visually-hidden') && one.closest('.visually-hidden') === null)
    .filter((one) => one.clientWidth > 0 && getComputedStyle(one).overflowX !== 'visible')
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map((one) => `clipped: ${one.tagName} ${one.textContent?.trim().slice(0, 40)}`)
}
