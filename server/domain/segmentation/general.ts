// When a sentence ends in a language that has no rules of its own: what nearly all writing systems share.
// Thai and Lao have no mark for it, so their paragraphs stay whole.

import type { SentenceRule } from './engine.ts'

const closers = `["'”’»)\\]}›」』）》]{0,4}`
const openers = `["'“‘«(\\[{‹¿¡„–—-]{0,4}`
const wordStart = '(?<![\\p{L}\\p{N}_])'

/** A text without any of these is one sentence. */
export const generalStops = /\p{Sentence_Terminal}|…/u

/** The rules in order; the first that matches at a position decides. */
export const generalRules: readonly SentenceRule[] = [
  { name: 'initial', kind: 'join', before: `${wordStart}\\p{Lu}\\.`, after: ' ?\\p{Lu}' },
  { name: 'dotted-capitals', kind: 'join', before: `${wordStart}\\p{Lu}(?:\\.\\p{Lu}){1,5}\\.`, after: ' ?' },
  {
    name: 'dotted-small-letters',
    kind: 'join',
    before: `${wordStart}\\p{Ll}(?:\\.\\p{Ll}){1,4}\\.`,
    after: ' ?',
  },
  { name: 'number-at-start', kind: 'join', before: '^\\d{1,3}\\.', after: ' ' },
  {
    name: 'title',
    kind: 'join',
    before: `${wordStart}(?:Dr|Drs|Mr|Mrs|Ms|Prof|Ir|Hj|St|No|GS|TS|PGS|ThS)\\.`,
    after: ' ?',
  },
  {
    name: 'stop',
    kind: 'break',
    before: `[.!?…‼⁇⁈⁉؟۔]${closers}`,
    after: ` ${openers} ?[\\p{Lu}\\p{Lt}\\p{Lo}\\p{N}\\p{Sc}#]`,
  },
  {
    name: 'stop-of-south-asia',
    kind: 'break',
    before: `[។៕।॥။።꓿᙮᠃᠉]${closers}`,
    after: ' ?[^ ។៕।॥။"”’»)\\]}›\']',
  },
  { name: 'full-width-stop', kind: 'break', before: `[。！？｡]${closers}`, after: ' ?[^ ”’」』）》。！？]' },
]
