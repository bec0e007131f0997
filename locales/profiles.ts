// The table from tag to profile.

import { en } from './en/profile.ts'
import { id } from './id/profile.ts'
import { km } from './km/profile.ts'
import { lo } from './lo/profile.ts'
import type { Locale } from './locale.ts'
import { ms } from './ms/profile.ts'
import type { Profile } from './profile.ts'
import { th } from './th/profile.ts'
import { vi } from './vi/profile.ts'

const profiles: Readonly<Record<Locale, Profile>> = { en, th, id, lo, ms, km, vi }

/** Gives what is known about a language. */
export function profileOf(locale: Locale): Profile {
  return profiles[locale]
}
