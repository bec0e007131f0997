// Texts with codes as people write them: `seg('The {1}ACC{/1} visited{2/}')`.

import { fromNotation, type CodedText } from '#domain/inline.ts'

/** Reads the notation of a coded text. */
export function seg(notation: string): CodedText {
  return fromNotation(notation)
}
