// Where the tone mark of a Vietnamese syllable stands.

/** A syllable whose tone mark stands on the wrong letter. */
export interface MisplacedTone {
  readonly start: number
  readonly end: number
  readonly right: string
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g
const modified = /[ăâêôơư]/
const word = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]{2,7}(?![\p{L}\p{M}\p{N}])/gu
const shape =
  /^(ngh|ng|nh|ch|gh|gi(?=[aăâeêoôơuưy])|kh|ph|qu(?=[aăâeêiôơy])|th|tr|[bcdđghklmnpqrstvx])?([aăâeêioôơuưy]{1,3})(ch|ng|nh|[cmnpt])?$/

/** Lists the Vietnamese syllables with a misplaced tone mark; both òa and oà are right. */
export function misplacedTones(text: string): readonly MisplacedTone[] {
  const found: MisplacedTone[] = []
  for (const { 0: written, index } of text.matchAll(word)) {
    const right = rightTone(written)
    if (right !== null && right !== written) found.push({ start: index, end: index + written.length, right })
  }
  return found
}

/** How a text writes open oa, oe and uy: the old way (hòa) or the new one (hoà). */
export function toneStyles(text: string): { readonly old: number; readonly modern: number } {
  const composed = text.normalize('NFC')
  return {
    old: composed.match(/(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?![\p{L}])/giu)?.length ?? 0,
    modern: composed.match(/(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![\p{L}])/giu)?.length ?? 0,
  }
}

// The syllable with its tone where it belongs; null where the word is no Vietnamese syllable with one tone.
function rightTone(written: string): string | null {
  const tones = written.normalize('NFD').match(toneMarks)
  const [tone] = tones ?? []
  if (!tone || tones?.length !== 1) return null
  const letters = Array.from(written.normalize('NFC'))
  const bare = letters.map((letter) => letter.normalize('NFD').replace(toneMarks, '').normalize('NFC'))
  const syllable = shape.exec(bare.join('').toLowerCase())
  if (!syllable) return null
  const [, onset = '', nucleus = '', coda = ''] = syllable
  const at = letters.findIndex(
    (letter) => letter.normalize('NFD').replace(toneMarks, '') !== letter.normalize('NFD'),
  )
  const places = placesOf(nucleus, coda).map((place) => place + onset.length)
  if (places.includes(at) || places[0] === undefined) return written
  const place = places[0]
  return bare.map((letter, i) => (i === place ? (letter + tone).normalize('NFC') : letter)).join('')
}

// Letters of the nucleus that may carry the tone, the usual one first.
function placesOf(nucleus: string, coda: string): readonly number[] {
  const vowels = Array.from(nucleus)
  const last = vowels.findLastIndex((vowel) => modified.test(vowel))
  if (last >= 0) return [last]
  if (vowels.length === 1) return [0]
  if (vowels.length === 3 || coda) return [1]
  return /^(?:oa|oe|uy)$/.test(nucleus) ? [0, 1] : [0]
}
