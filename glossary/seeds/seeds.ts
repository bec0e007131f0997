// The terms a new project begins with: organisations, titles, programmes, places and people of the region's
// education news. Grounds for each form stand beside it; what nobody has attested is only proposed.

import type { TermDraft } from '../term.ts'

import seed from './seed.json' with { type: 'json' }

// The tests hold the file to this shape, which JSON cannot say.
/** The terms of the seed glossary. */
export const seedTerms = seed as readonly TermDraft[]
