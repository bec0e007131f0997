// What the palette offers: the commands of the moment, and what the server finds for some words.

import { fetchArticles } from '../api/articles.ts'
import { fetchTerms } from '../api/glossary.ts'
import { fetchColleagues } from '../api/projects.ts'
import { keyOf } from './bindings.ts'
import { commands, type CommandId, type Situation } from './commands.ts'
import type { EditionWire } from './edition-api.ts'
import type { Choice } from './palette.ts'
import type { PresenceWire } from './together-api.ts'

const mostOfAKind = 12

/** Lists the commands that are open, under their names. */
export function commandChoices(
  t: (key: string) => string,
  item: Situation['item'],
  run: (id: CommandId) => void,
): readonly Choice[] {
  const situation = { item, typing: false }
  return commands
    .filter(({ id, when }) => id !== 'insert-term' && id !== 'palette' && when(situation))
    .map(({ id, label }) => ({ kind: 'command', label: t(label), note: keyOf(id), run: () => run(id) }))
}

/** Where the palette looks, and what choosing does. */
export interface PalettePlace {
  readonly detail: Pick<EditionWire, 'project' | 'edition'>
  readonly personId: string
  /** Everybody else who is in the edition. */
  readonly here: readonly PresenceWire[]
  insert(text: string): void
  go(address: string): void
  activate(translationId: string): void
  writeTo(name: string): void
}

/** Finds terms, articles and people for some words. */
export async function findChoices(words: string, place: PalettePlace): Promise<readonly Choice[]> {
  const { project, edition } = place.detail
  const sought = words.toLocaleLowerCase()
  const everyTerm = { class: '', layer: 'all', missingIn: '', status: '', statusIn: '' } as const
  const [articles, terms, colleagues] = await Promise.all([
    fetchArticles(project.id).catch(() => null),
    fetchTerms(project.id, { q: words, ...everyTerm }).catch(() => null),
    fetchColleagues(project.id).catch(() => null),
  ])
  const fits = (name: string): boolean => name.toLocaleLowerCase().includes(sought)
  const foundTerms = (terms?.items ?? []).slice(0, mostOfAKind).flatMap((term): Choice[] => {
    const form = (term.forms[edition.locale] ?? []).find(({ status }) => status !== 'forbidden')
    if (!form) return []
    return [{ kind: 'term', label: `${term.source} → ${form.text}`, run: () => place.insert(form.text) }]
  })
  const foundArticles = (articles?.items ?? [])
    .filter(({ title }) => fits(title))
    .map(({ id, title }): Choice => {
      return { kind: 'article', label: title, lang: 'en', run: () => place.go(`/articles/${id}`) }
    })
  const people = (colleagues?.items ?? [])
    .filter(({ personId, name }) => personId !== place.personId && fits(name))
    .map(({ personId, name }): Choice => {
      // Whoever is in the edition is gone to; everybody else is written to.
      const at = place.here.find((one) => one.personId === personId)?.translationId
      return { kind: 'person', label: name, run: () => (at ? place.activate(at) : place.writeTo(name)) }
    })
  return [...foundTerms, ...foundArticles.slice(0, mostOfAKind), ...people.slice(0, mostOfAKind)]
}
