// What a project says about the checks: how strict each is, in all languages or in one. Data, never code.

import type { TargetLocale } from '#locales/locale.ts'

import { type CheckId, checkIds, type Severity } from './finding.ts'

/**
 * How strict a check is: `error` makes its warnings block, `warning` keeps it from blocking, `info` makes it
 * tell notes only, `off` keeps it silent. Without one of these it is as strict as we made it.
 */
export const strictnesses = ['error', 'warning', 'info', 'off'] as const
export type Strictness = (typeof strictnesses)[number]

/** Checks of a sentence and, as `document`, those of a whole edition. */
export const settableChecks = [...checkIds, 'document'] as const
export type SettableCheck = (typeof settableChecks)[number]

/** What would break the article is mended, whatever a project thinks of it. */
export const fixedChecks: ReadonlySet<SettableCheck> = new Set<CheckId>(['empty', 'codes'])

/** The strictness of checks in a project, per language; `*` stands for all languages without one of their own. */
export type CheckSettings = Readonly<
  Partial<Record<SettableCheck, Readonly<Partial<Record<TargetLocale | '*', Strictness>>>>>
>

/** The strictness that holds for a check in a language, or null where the project says nothing. */
export function strictnessOf(
  settings: CheckSettings,
  check: SettableCheck,
  locale: TargetLocale,
): Strictness | null {
  if (fixedChecks.has(check)) return null
  return settings[check]?.[locale] ?? settings[check]?.['*'] ?? null
}

const severities: Readonly<Record<Exclude<Strictness, 'off'>, Readonly<Record<Severity, Severity>>>> = {
  error: { error: 'error', warning: 'error', info: 'info' },
  warning: { error: 'warning', warning: 'warning', info: 'info' },
  info: { error: 'info', warning: 'info', info: 'info' },
}

/** Applies what a project says about a check to what that check found. */
export function withStrictness<F extends { readonly severity: Severity }>(
  found: readonly F[],
  strictness: Strictness | null,
): readonly F[] {
  if (strictness === null) return found
  if (strictness === 'off') return []
  return found.map((one) => ({ ...one, severity: severities[strictness][one.severity] }))
}
