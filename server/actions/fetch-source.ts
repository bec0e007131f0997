// A manager lets the server fetch a page to import; it comes back as a file, to be looked at like any other.

import { WorkError } from '#domain/errors.ts'

import { getProject } from '../store/projects.ts'
import { demandMay, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'
import type { SourceFile } from './source-reading.ts'

/** Fetches an address as a file; nothing is stored. */
export async function fetchSource(
  ctx: ActionContext,
  input: {
    readonly projectId: string
    readonly address: string
    /** Null where the operator does not allow it. */
    readonly fetchAddress: ((address: string) => Promise<SourceFile>) | null
  },
): Promise<SourceFile> {
  demandMay(ctx, 'article.import', { projectId: input.projectId, locale: null })
  demandFound(await getProject(ctx.db, input.projectId))
  if (!input.fetchAddress) {
    throw new WorkError(
      'address-refused',
      'Addresses are not fetched here; SETARA_IMPORT_URLS=on allows it',
      {
        reason: 'off',
      },
    )
  }
  return input.fetchAddress(input.address)
}
