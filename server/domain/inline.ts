// Inline codes: the mark-up inside a sentence (bold, links, line breaks) that a translator moves but never edits.
// A coded text is a plain string in which every code is one private-use character, so offsets used by
// checks, the glossary and the editor are the same numbers everywhere.

/** What a code does to the words it stands at or encloses. */
export type CodeType = 'bold' | 'italic' | 'underline' | 'link' | 'image' | 'break' | 'code' | 'other'

/** One inline code of a block; its id is unique in the block and is the number shown on the chip. */
export interface Code {
  readonly id: number
  /** `pair` encloses text (two marks), `single` stands alone (one mark). */
  readonly kind: 'pair' | 'single'
  readonly type: CodeType
  /** The code as it stood in the source file: opening tag of a pair, or the whole of a single. */
  readonly raw: string
  /** The closing tag of a pair. */
  readonly rawClose?: string
  /** What a person sees on the chip, for example `a` or `br`. */
  readonly display: string
  /** Whether a translator may leave it out. */
  readonly deletable: boolean
  /** Address of a link or an image; only http, https, mailto and relative addresses are kept. */
  readonly href?: string
  /** Text alternative of an image. */
  readonly alt?: string
}

/** Text in which private-use characters stand for inline codes. */
export type CodedText = string

export type MarkPart = 'open' | 'close' | 'single'

/** One end of a code inside a coded text. */
export interface Mark {
  readonly id: number
  readonly part: MarkPart
  /** UTF-16 offset of the mark in its text. */
  readonly at: number
}

/** Highest id that a code may have, because each part owns a range of 2,048 private-use characters. */
export const highestCodeId = 2047

const bases: Record<MarkPart, number> = { open: 0xe000, close: 0xe800, single: 0xf000 }
const markPattern = /[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF]/g
const privateUse = /[\uE000-\uF8FF]/g

/** Writes the mark of a code, for example `mark(1, 'open') + 'ACC' + mark(1, 'close')`. */
export function mark(id: number, part: MarkPart): string {
  return String.fromCharCode(bases[part] + id)
}

/** Reads a character as a mark, or gives null for ordinary text. */
export function readMark(character: string, at = 0): Mark | null {
  const code = character.charCodeAt(0)
  if (code > 0xe000 && code <= 0xe7ff) return { id: code - 0xe000, part: 'open', at }
  if (code > 0xe800 && code <= 0xefff) return { id: code - 0xe800, part: 'close', at }
  if (code > 0xf000 && code <= 0xf7ff) return { id: code - 0xf000, part: 'single', at }
  return null
}

/** Lists the marks of a text in order. */
export function marksOf(text: CodedText): readonly Mark[] {
  return Array.from(text.matchAll(markPattern), (match) => readMark(match[0], match.index)).filter(
    (found) => found !== null,
  )
}

/** Removes all marks and leaves the words. */
export function plainText(text: CodedText): string {
  return text.replace(markPattern, '')
}

/** Replaces private-use characters of foreign text, which would otherwise be read as codes, by U+FFFD. */
export function withoutPrivateUse(text: string): string {
  return text.replace(privateUse, '\uFFFD')
}

/**
 * Writes a coded text for people: `{1}ACC{/1} visited{2/}`.
 * Braces of the text itself that stand before a code, or look like one, are doubled: `{1}` in words becomes `{{1}`.
 */
export function toNotation(text: CodedText): string {
  return text.replace(bracesBeforeCode, '$&$&').replace(markPattern, (character) => {
    const found = readMark(character)
    if (!found) return character
    return { open: `{${found.id}}`, close: `{/${found.id}}`, single: `{${found.id}/}` }[found.part]
  })
}

const bracesBeforeCode = /\{+(?=\/?\d+\/?\}|[\uE001-\uE7FF\uE801-\uEFFF\uF001-\uF7FF])/g

/** Reads the notation of {@link toNotation} back into coded text. */
export function fromNotation(notation: string): CodedText {
  let read = ''
  let from = 0
  // Looking for the braces first is several times as fast as a replacement, and files have many thousand of these.
  for (let at = notation.indexOf('{'); at !== -1; at = notation.indexOf('{', from)) {
    bracesAndCode.lastIndex = at
    const [whole = '{', braces = '{', written = ''] = bracesAndCode.exec(notation) ?? []
    read += notation.slice(from, at) + readBraces(whole, braces.length, written)
    from = at + whole.length
  }
  return from === 0 ? notation : read + notation.slice(from)
}

const bracesAndCode = /(\{+)(?:(\/?\d+\/?)\})?/y

/** Reads some braces with what they may enclose: two of them are one of the words, an odd one begins a code. */
function readBraces(whole: string, braces: number, written: string): string {
  if (written === '') return whole
  const kept = '{'.repeat(Math.floor(braces / 2))
  if (braces % 2 === 0) return `${kept}${written}}`
  const closes = written.startsWith('/')
  const stands = written.endsWith('/')
  const id = Number.parseInt(closes ? written.slice(1) : written, 10)
  if (id < 1 || id > highestCodeId || (closes && stands)) return whole
  return kept + mark(id, closes ? 'close' : stands ? 'single' : 'open')
}

/** How the codes of a target differ from those of its source. */
export interface CodeDifference {
  /** Marks of the source that the target lacks. */
  readonly missing: readonly Mark[]
  /** Marks of the target that the source does not have, or not so often. */
  readonly extra: readonly Mark[]
  /** Closing marks of the target that stand before their opening mark or cross another pair. */
  readonly misnested: readonly Mark[]
}

/** Compares the codes of a target with those of its source; order is free, nesting is not. */
export function compareCodes(source: CodedText, target: CodedText): CodeDifference {
  const left = new Map<string, Mark[]>()
  for (const found of marksOf(source)) {
    const key = `${found.part}${found.id}`
    const same = left.get(key)
    if (same) same.push(found)
    else left.set(key, [found])
  }
  const extra: Mark[] = []
  for (const found of marksOf(target)) {
    if (!left.get(`${found.part}${found.id}`)?.shift()) extra.push(found)
  }
  return { missing: [...left.values()].flat(), extra, misnested: misnestedMarks(source, target) }
}

function misnestedMarks(source: CodedText, target: CodedText): readonly Mark[] {
  const sourceMarks = marksOf(source)
  // A pair that crosses the border of a sentence has only one end here, so its nesting cannot be judged.
  const closed = new Set(sourceMarks.filter((m) => m.part === 'close').map((m) => m.id))
  const whole = new Set(sourceMarks.filter((m) => m.part === 'open' && closed.has(m.id)).map((m) => m.id))
  const open: number[] = []
  const misnested: Mark[] = []
  for (const found of marksOf(target)) {
    if (!whole.has(found.id)) continue
    if (found.part === 'open') open.push(found.id)
    if (found.part !== 'close') continue
    if (open.at(-1) === found.id) open.pop()
    else misnested.push(found)
  }
  return misnested
}
