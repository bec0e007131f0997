// Some deeds look at every sentence at once. Of an article that came in as a large file that would keep everybody else
// waiting, so they are refused there.

import { WorkError } from '#domain/errors.ts'

import { blockCountOf } from '../store/articles.ts'
import type { ActionContext } from './context.ts'

/** Most sentences that are looked at together. */
const most = 100_000

/** @throws WorkError `too-large` */
export function demandWhole(sentences: number): void {
  if (sentences <= most) return
  throw new WorkError(
    'too-large',
    `There are ${sentences} sentences; at most ${most} are looked at together`,
    {
      limit: most,
    },
  )
}

/** @throws WorkError `too-large` */
export async function demandWholeArticle(db: ActionContext['db'], articleId: string): Promise<void> {
  demandWhole(await blockCountOf(db, articleId))
}
