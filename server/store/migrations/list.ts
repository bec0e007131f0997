// Every migration in order. A migration that has been released is never edited.

import type { Migration } from 'kysely/migration'

import { articles } from './0001-articles.ts'
import { identity } from './0002-identity.ts'
import { announcements } from './0003-announcements.ts'
import { sourceVersions } from './0015-source-versions.ts'
import { checks } from './0030-checks.ts'
import { glossary } from './0035-glossary.ts'
import { together } from './0040-together.ts'
import { memory } from './0050-memory.ts'
import { sourceNotes } from './0060-source-notes.ts'
import { largeArticles } from './0070-large-articles.ts'
import { review } from './0090-review.ts'
import { uploads } from './0100-uploads.ts'
import { revisions } from './0110-revisions.ts'
import { memoryFollows } from './0150-memory-follows.ts'
import { origins } from './0180-origins.ts'
import { homecomings } from './0200-homecomings.ts'
import { laidTerms } from './0210-laid-terms.ts'
import { restoredSentences } from './0230-restored-sentences.ts'

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-articles': articles,
  '0002-identity': identity,
  '0003-announcements': announcements,
  '0015-source-versions': sourceVersions,
  '0030-checks': checks,
  '0035-glossary': glossary,
  '0040-together': together,
  '0050-memory': memory,
  '0060-source-notes': sourceNotes,
  '0070-large-articles': largeArticles,
  '0090-review': review,
  '0100-uploads': uploads,
  '0110-revisions': revisions,
  '0150-memory-follows': memoryFollows,
  '0180-origins': origins,
  '0200-homecomings': homecomings,
  '0210-laid-terms': laidTerms,
  '0230-restored-sentences': restoredSentences,
}
