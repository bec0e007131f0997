// An administrator sees everybody who has an account here.

import { listPeople, type PersonRecord } from '../store/people.ts'
import { demandMay, type ActionContext } from './context.ts'
import { fromCursor, isString, pageOf, type Page, type PageInput } from './paging.ts'

/** Lists accounts by address; `search` is looked for in names and addresses. */
export async function readAccounts(
  ctx: ActionContext,
  input: PageInput & { readonly search: string },
): Promise<Page<PersonRecord>> {
  demandMay(ctx, 'site.manage', { projectId: null, locale: null })
  const after = fromCursor(input.cursor, isString) ?? ''
  const rows = await listPeople(ctx.db, { search: input.search, after, limit: input.limit + 1 })
  return pageOf(rows, input.limit, (row) => row.email)
}
