// How strict the checks are in a project: read by its members, changed by who manages all of it.

import {
  type CheckSettings,
  fixedChecks,
  type SettableCheck,
  settableChecks,
  type Strictness,
} from '#domain/checks/settings.ts'
import { WorkError } from '#domain/errors.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { remember } from '../store/history.ts'
import { checkSettingsOf, writeCheckSettings } from '../store/projects.ts'
import { ability, type Ability } from './abilities.ts'
import { demandMay, doer, transaction, type ActionContext } from './context.ts'
import { demandFound } from './found.ts'

/** What a project says about the checks. */
export interface CheckSettingsView {
  readonly settings: CheckSettings
  readonly checks: readonly { readonly id: SettableCheck; readonly fixed: boolean }[]
  readonly can: { readonly change: Ability }
}

/** Reads how strict the checks are in a project. */
export async function readCheckSettings(ctx: ActionContext, projectId: string): Promise<CheckSettingsView> {
  demandMay(ctx, 'project.read', { projectId, locale: null })
  return viewOf(ctx, projectId, demandFound(await checkSettingsOf(ctx.db, projectId)))
}

function viewOf(ctx: ActionContext, projectId: string, settings: CheckSettings): CheckSettingsView {
  return {
    settings,
    checks: settableChecks.map((id) => ({ id, fixed: fixedChecks.has(id) })),
    can: { change: ability(ctx, 'project.manage', { projectId, locale: null }) },
  }
}

export interface CheckSettingInput {
  readonly projectId: string
  readonly check: SettableCheck
  /** `*`: in all languages without a setting of their own. */
  readonly locale: TargetLocale | '*'
  /** Null takes the setting back. */
  readonly strictness: Strictness | null
}

/** Sets how strict one check is in one language or in all. @throws WorkError `forbidden` for what must be mended */
export async function changeCheckSetting(
  ctx: ActionContext,
  input: CheckSettingInput,
): Promise<CheckSettingsView> {
  const { projectId, check, locale, strictness } = input
  demandMay(ctx, 'project.manage', { projectId, locale: null })
  if (fixedChecks.has(check)) {
    throw new WorkError('forbidden', `What the check ${check} finds breaks the article: it cannot be set`)
  }
  return transaction(ctx.db, async (tx) => {
    const before = demandFound(await checkSettingsOf(tx, projectId))
    const settings = changed(before, input)
    await writeCheckSettings(tx, projectId, settings)
    await remember(tx, {
      deed: 'project.check-set',
      personId: doer(ctx),
      projectId,
      before: { check, locale, strictness: before[check]?.[locale] ?? null },
      after: { check, locale, strictness },
    })
    return viewOf(ctx, projectId, settings)
  })
}

function changed(
  settings: CheckSettings,
  { check, locale, strictness }: Omit<CheckSettingInput, 'projectId'>,
): CheckSettings {
  const { [locale]: _, ...others } = settings[check] ?? {}
  const own = strictness === null ? others : { ...others, [locale]: strictness }
  const { [check]: __, ...rest } = settings
  return Object.keys(own).length > 0 ? { ...rest, [check]: own } : rest
}
