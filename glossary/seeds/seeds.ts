// The terms a new project begins with: organisations, titles, programmes, places and people of the region's
// education news, and the countries. Grounds for each form stand beside it; what nobody has attested is only proposed.

import type { TermDraft } from '../term.ts'

import countries from './countries.json' with { type: 'json' }
import organisations from './organisations.json' with { type: 'json' }
import region from './region.json' with { type: 'json' }
import seed from './seed.json' with { type: 'json' }

// The tests hold the files to this shape, which JSON cannot say.
/** The terms of the seed glossary. */
export const seedTerms = [...seed, ...organisations, ...region, ...countries] as readonly TermDraft[]
