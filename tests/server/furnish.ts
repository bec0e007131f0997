// Furnishes the empty place of a server: a project, people in it, articles; done before the server starts.

import type { TargetLocale } from '#locales/locale.ts'

import { importArticle } from '../../server/actions/import-article.ts'
import { addProject } from '../../server/actions/projects.ts'
import { readConfig } from '../../server/config.ts'
import { insertPerson, insertRole } from '../../server/store/people.ts'
import { openWorkplace, type Workplace } from '../../server/workplace.ts'
import type { Place } from './process.ts'

/** Opens the database of a place in this process; no server may have it at the same time. */
export function openPlace(place: Pick<Place, 'environment'>): Promise<Workplace> {
  return openWorkplace(readConfig(place.environment))
}

/** Opens the database of a place, works on it and closes it. */
export async function inPlace<T>(
  place: Pick<Place, 'environment'>,
  work: (workplace: Workplace) => Promise<T>,
): Promise<T> {
  const workplace = await openPlace(place)
  try {
    return await work(workplace)
  } finally {
    await workplace.database.close()
  }
}

/** A project with one article in one language. */
export interface Furnished {
  readonly projectId: string
  readonly editionId: string
  readonly translationIds: readonly string[]
  /** A session cookie of each translator. */
  readonly cookies: readonly string[]
}

/** Makes a project with translators who are signed in, and imports a text. */
export function furnish(
  place: Place,
  { text, translators, locale = 'km' }: { text: string; translators: number; locale?: TargetLocale },
): Promise<Furnished> {
  return inPlace(place, async (workplace) => {
    const projectId = (await addProject(workplace.asOperator(), { name: 'News' })).id
    const cookies = await hire(workplace, projectId, translators)
    const imported = await importArticle(workplace.asOperator(), {
      projectId,
      fileName: 'news.txt',
      content: new TextEncoder().encode(text),
      locales: [locale],
      treatments: {},
    })
    const editionId = imported.editions[0]?.id ?? ''
    const translations = await workplace.tools.db
      .selectFrom('translation')
      .select('id')
      .where('edition_id', '=', editionId)
      .orderBy('ordinal')
      .execute()
    return { projectId, editionId, translationIds: translations.map(({ id }) => id), cookies }
  })
}

/** Adds people who translate, review and manage in every language, and answers a session cookie of each. */
export async function hire(
  { tools: { db, identity } }: Workplace,
  projectId: string,
  count: number,
): Promise<readonly string[]> {
  const cookies: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const person = await insertPerson(db, {
      name: `Person ${number}`,
      email: `person${number}@example.org`,
      administrator: false,
    })
    if (!person) throw new Error(`Person ${number} is there already`)
    for (const role of ['translator', 'reviewer', 'manager'] as const) {
      await insertRole(db, person.id, { projectId, role, locale: null })
    }
    const secret = await identity.startSession(person.id, {
      address: '127.0.0.1',
      userAgent: 'Test',
    })
    if (!secret) throw new Error(`Person ${number} cannot sign in`)
    cookies.push(`setara=${secret}`)
  }
  return cookies
}

/** A text of so many sentences, ten to a paragraph, with things that checks look at. */
export function longText(sentences: number, title = 'A long report on shared courses'): string {
  const paragraphs: string[] = [title]
  for (let first = 1; first <= sentences; first += 10) {
    const count = Math.min(10, sentences - first + 1)
    const numbers = Array.from({ length: count }, (_, index) => first + index)
    paragraphs.push(numbers.map((n) => sentenceOf(n)).join(' '))
  }
  return paragraphs.join('\n\n')
}

function sentenceOf(n: number): string {
  const kinds = [
    `On day ${n} the ASEAN University Network opened course number ${n} for students of the region.`,
    `Teachers of ${n} schools in Cambodia met the delegation and spoke about digital education.`,
    `The report of UNESCO counts ${n} universities that teach news translation to young people.`,
    `Readers find the list of all ${n} places at https://news.example.org/list/${n} and in the library.`,
  ]
  return kinds[n % kinds.length] ?? ''
}
