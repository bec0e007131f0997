// What the exports of a publication say about it as a whole: title, description, dates and addresses.

import { newspaperDate } from '#locales/dates.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { oneLine, shorten } from './clean.ts'
import { shownBlocks, wordsOf } from './inline-nodes.ts'
import type { Publication } from './publication.ts'
import { safeAddress } from './safe-address.ts'

/** Head lines of an export. */
export interface Summary {
  readonly title: string
  readonly description: string | null
  /** Day of the article, or of the release where the article names none. */
  readonly day: string
  /** The day as newspapers of the language write it, when the article has one. */
  readonly dateLine: string | null
}

const descriptionLength = 200

/** Sums up a publication in its language. */
export function summaryOf(publication: Publication): Summary {
  const blocks = shownBlocks(publication)
  const wordsOfFirst = (...roles: readonly string[]): string | null => {
    const found = blocks.find(
      ({ block, nodes }) => roles.includes(block.role) && wordsOf(nodes).trim() !== '',
    )
    return found ? oneLine(wordsOf(found.nodes)) : null
  }
  const description = wordsOfFirst('lead') ?? wordsAfterHeadline(publication) ?? wordsOfFirst('body')
  const day = dayOf(publication.publishedOn)
  return {
    title: wordsOfFirst('headline') || oneLine(publication.title) || oneLine(publication.slug) || 'Untitled',
    description: description ? shorten(description, descriptionLength) : null,
    day: day ?? dayOf(publication.publishedAt) ?? '1970-01-01',
    dateLine: day ? newspaperDate(publication.locale, day) : null,
  }
}

/** The first paragraph below the headline: what stands above it is seldom the article. */
function wordsAfterHeadline(publication: Publication): string | null {
  const blocks = shownBlocks(publication)
  const headline = blocks.findIndex(({ block }) => block.role === 'headline')
  const found = blocks
    .slice(headline + 1)
    .find(({ block, nodes }) => block.role === 'body' && wordsOf(nodes).trim() !== '')
  return found ? oneLine(wordsOf(found.nodes)) : null
}

/** Address of the edition in a language, or null when nothing is known about where it is published. */
export function addressOf(publication: Publication, locale: TargetLocale | null): string | null {
  const base = safeAddress(publication.baseUrl)?.replace(/\/+$/, '')
  if (!base || !/^https?:\/\/[^/]/i.test(base)) return null
  const slug = encodeURIComponent(oneLine(publication.slug)).replace(/'/g, '%27')
  return [base, ...(locale ? [locale] : []), slug].join('/')
}

function dayOf(value: string | null): string | null {
  const day = value?.slice(0, 10) ?? ''
  const date = new Date(`${day}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
    ? day
    : null
}
