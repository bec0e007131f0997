// The sentences that people see. They live in locales/<tag>/ui.json, flat keys to ICU messages; English is the
// list of what exists, and the tests hold the other languages to it. This file loads none of them.

import type english from './en/ui.json'

/** Key of a sentence of the interface, for example `problem.forbidden`. */
export type MessageKey = keyof typeof english

/** The sentences of one language. */
export type Messages = Readonly<Record<MessageKey, string>>
