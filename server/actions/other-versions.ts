// Reads how the other languages say the same sentence, the sister language first.

import { byKinship } from '#locales/kinship.ts'

import { otherVersions, type OtherVersion } from '../store/other-editions.ts'
import { demandMay, type ActionContext } from './context.ts'
import { loadTranslation } from './writing.ts'

/** Lists the versions of other editions. */
export async function readOtherVersions(
  ctx: ActionContext,
  input: { readonly translationId: string },
): Promise<{ readonly items: readonly OtherVersion[] }> {
  const place = await loadTranslation(ctx, input.translationId)
  demandMay(ctx, 'article.read', { projectId: place.projectId, locale: null })
  const versions = await otherVersions(ctx.db, place.segment.id, place.translation.editionId)
  const order = byKinship(place.locale)
  return { items: [...versions].sort((one, other) => order(one.locale, other.locale)) }
}
