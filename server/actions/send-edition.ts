// An edition leaves for another translation tool, with all that its people would see here.

import { plainNote } from '#domain/author-notes.ts'
import { plainText } from '#domain/inline.ts'
import type { TargetLocale } from '#locales/locale.ts'

import {
  sentVersions,
  type SentEdition,
  type SentMatch,
  type SentNote,
  type SentVersion,
} from '../formats/xliff/sent.ts'
import { writeEdition } from '../formats/xliff/write-edition.ts'
import { blocksOf, getArticle, segmentsOf } from '../store/articles.ts'
import { earlierTranslations, getEdition, rowsOfEdition, type EditionRow } from '../store/editions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { mentionsOf, termsIn } from './findings.ts'
import { demandFound } from './found.ts'
import type { ExportedFile } from './releases.ts'
import { sentMatches } from './sent-matches.ts'
import { longestTarget } from './writing.ts'
import { demandWhole } from './whole.ts'

/** Versions of XLIFF in which an edition can leave. */
export const sentVersionIds: readonly SentVersion[] = sentVersions

/** Writes the present state of an edition as XLIFF. */
export async function sendEdition(
  ctx: ActionContext,
  input: { readonly editionId: string; readonly version: SentVersion },
): Promise<ExportedFile> {
  const edition = demandFound(await getEdition(ctx.db, input.editionId))
  demandMay(ctx, 'article.read', { projectId: edition.projectId, locale: null })
  demandWhole(edition.progress.total)
  const [article, blocks, segments, rows, index, earlier] = await Promise.all([
    getArticle(ctx.db, edition.articleId),
    blocksOf(ctx.db, edition.articleId),
    segmentsOf(ctx.db, edition.articleId),
    rowsOfEdition(ctx.db, edition.id, 0, edition.progress.total + 1),
    ctx.glossaries(ctx.db, edition),
    earlierTranslations(ctx.db, edition),
  ])
  const { title, fileName, slug, sourceLocale } = demandFound(article)
  const similar = await sentMatches(ctx, edition, rows, index)
  const rowOf = new Map(rows.map((row) => [row.segment.id, row]))
  const matchesOf = grouped(earlier, ({ source }) => source)
  const byBlock = grouped(segments, ({ block }) => block)
  const sent: SentEdition = {
    ...{
      editionId: edition.id,
      fileName,
      title,
      sourceLocale,
      locale: edition.locale,
      longest: longestTarget,
    },
    blocks: blocks.map((block) => ({
      ...block,
      segments: (byBlock.get(block.ordinal) ?? []).map(({ id, ordinal, source }) => {
        const row = rowOf.get(id)
        return {
          ...{ ordinal, source, target: row?.translation.target ?? '' },
          state: row?.translation.state ?? 'initial',
          subState: row?.translation.subState ?? null,
          version: row?.translation.version ?? 0,
          notes: row ? notesOf(row) : [],
          terms: mentionsOf(termsIn(index, source), edition.locale).map(({ term, forms }) => ({
            source: term.source,
            forms: term.doNotTranslate ? [term.source] : usable(forms),
            note: term.note,
          })),
          matches: distinct([
            ...(matchesOf.get(source) ?? []).map(({ target, articleTitle }) => ({
              ...{ source, target, similarity: 100, origin: articleTitle },
            })),
            ...((row && similar.get(row.translation.id)) ?? []),
          ]),
        }
      }),
    })),
  }
  return {
    name: fileNameOf(slug, edition.locale),
    contentType: 'application/xliff+xml; charset=utf-8',
    content: writeEdition(sent, input.version),
    style: null,
  }
}

function grouped<T, Key>(items: readonly T[], keyOf: (item: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

const mostMatches = 3

/** The first matches, none with the words of another. */
function distinct(matches: readonly SentMatch[]): readonly SentMatch[] {
  const known = new Map<string, SentMatch>()
  for (const match of matches) {
    const words = plainText(match.target)
    if (!known.has(words)) known.set(words, match)
  }
  return [...known.values()].slice(0, mostMatches)
}

const fileNameOf = (slug: string, locale: TargetLocale) => `${slug}.${locale}.xlf`

const usable = (forms: readonly { readonly text: string; readonly status: string }[]) =>
  forms.filter(({ status }) => status !== 'forbidden').map(({ text }) => text)

function notesOf({ role, notes: said, translation, openQuestions }: EditionRow): readonly SentNote[] {
  const { returnReason, author, reviewer, version, updatedAt } = translation
  const notes: SentNote[] = [
    { category: 'role', text: role },
    ...said.map((note) => ({ category: 'source', text: plainNote(note) }) as const),
  ]
  if (returnReason !== null) notes.push({ category: 'return', text: returnReason })
  if (openQuestions > 0) notes.push({ category: 'question', text: `${openQuestions} open` })
  if (version > 0) {
    const people = [author && `written by ${author.name}`, reviewer && `approved by ${reviewer.name}`]
    const told = [`version ${version}`, updatedAt, ...people.filter((text) => text !== null)]
    notes.push({ category: 'history', text: told.join('; ') })
  }
  return notes
}
