// Reads the numbers of a text in any digits and any separators.

/** A number as written, with everything it may stand for. */
export interface Numeral {
  readonly text: string
  /** UTF-16 offsets in the text: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
  /** Possible values as plain decimal strings: `1.234` is 1.234 or 1234. */
  readonly values: readonly string[]
  /** Its runs of digits, as plain decimal strings: 21 and 30 of `21.30`. */
  readonly parts: readonly string[]
  /** Whether it is, or may be, the hour or minute of a clock. */
  readonly clock: boolean
  /** What words such as million behind it multiply it by, or 1. */
  readonly scale: number
  /** Where those words end; the end of the number where there are none. */
  readonly scaleEnd: number
}

/** What the reader of numbers has to know about the language of a text. */
export interface NumberStyle {
  /** Sign that can only be a separator of thousands before three digits; null where both signs are in use. */
  readonly group: string | null
  /** Words that multiply the number before them, such as `juta`. */
  readonly scaleWords: Readonly<Record<string, number>>
}

/** Numbers that are read from one text; a sentence with more is a table or an attack. */
export const mostNumerals = 1000

/** Lists the numbers of a text, at most a thousand. A date such as `2024.10.25` and a time such as `9:30` are several numbers. */
export function numeralsOf(text: string, style: NumberStyle): readonly Numeral[] {
  const folded = foldDigits(text)
  const scale = scaleReader(style.scaleWords)
  return groups(folded).flatMap((group) => {
    const values = valuesOf(group, style)
    const hour =
      group.length === 2 && group.every(({ digits }) => digits.length <= 2) && group[1]?.before === ':'
    const one = (runs: readonly Run[], own: readonly string[]): Numeral =>
      numeral(text, folded, runs, own, hour, scale)
    return values.length > 0 ? [one(group, values)] : group.map((run) => one([run], [plain(run.digits)]))
  })
}

/** Takes the zeros off both ends and the point out: 1.5 and 1500000 have the same figures. */
export function figuresOf(value: string): string {
  return value.replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
}

interface Run {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** What stands between the run before and this one, inside a number. */
  readonly before: string
}

const clockAfter = /^\s?(?:[ap]\.?\s?m\b|o['’]?clock|noon|midnight|GMT\b|BST\b|ET\b)/i

function numeral(
  text: string,
  folded: string,
  runs: readonly Run[],
  values: readonly string[],
  hour: boolean,
  scale: (after: string) => Scale,
): Numeral {
  const start = runs[0]?.start ?? 0
  const end = runs.at(-1)?.end ?? start
  const { times, length } = scale(folded.slice(end, end + 40))
  return {
    text: text.slice(start, end),
    start,
    end,
    values: [...values, ...yearOfRange(folded, runs)],
    parts: runs.map((run) => plain(run.digits)),
    clock: hour || clockAfter.test(folded.slice(end, end + 10)),
    scale: times,
    scaleEnd: end + length,
  }
}

const zeros = [0x0e50, 0x0ed0, 0x17e0] as const
const nativeDigit = /[\u0E50-\u0E59\u0ED0-\u0ED9\u17E0-\u17E9]/g

/** Writes every digit as one of 0–9; offsets stay those of the text. */
export function foldDigits(text: string): string {
  return text.replace(nativeDigit, (digit) => {
    const zero = zeros.findLast((first) => digit.charCodeAt(0) >= first) ?? 0
    return String(digit.charCodeAt(0) - zero)
  })
}

const digitPattern = /\d(?:[\u200B\u2060]?\d)*/g
const separator = /^[.,:·'’][\u200B\u2060]?$/
const groupSpace = /^[ \u00A0\u2009\u202F]$/

// Runs of digits that belong together: 1,234.5 · 1 234 567 · 9:30 · 2024.10.25
function groups(folded: string): readonly (readonly Run[])[] {
  const found: Run[][] = []
  let runs = 0
  for (const match of folded.matchAll(digitPattern)) {
    if (++runs > mostNumerals) break
    const end = match.index + match[0].length
    const run = { digits: match[0].replace(/\D/g, ''), start: match.index, end, before: '' }
    const group = found.at(-1)
    const between = folded.slice(group?.at(-1)?.end ?? 0, match.index).slice(0, 3)
    const joins = separator.test(between) || (group !== undefined && isSpaced(group, between, run, folded))
    if (group && match.index > 0 && joins) group.push({ ...run, before: between.charAt(0) })
    else found.push([run])
  }
  return found
}

function isSpaced(group: readonly Run[], between: string, run: Run, folded: string): boolean {
  if (!groupSpace.test(between) || run.digits.length !== 3 || /\d/.test(folded.charAt(run.end))) return false
  return group.every(({ digits, before }, i) =>
    i === 0 ? digits.length <= 3 : groupSpace.test(before) && digits.length === 3,
  )
}

// Nothing where the runs cannot be one number.
function valuesOf(runs: readonly Run[], { group }: NumberStyle): readonly string[] {
  const parts = runs.map((run) => run.digits)
  if (parts.length === 1) return [plain(parts[0] ?? '')]
  const signs = runs.slice(1).map((run) => run.before)
  const [sign = ''] = signs
  if (signs.includes(':')) return []
  const last = parts.at(-1) ?? ''
  const thousands =
    parts.slice(1).every((part) => part.length === 3) && signs.every((other) => other === sign)
  const grouped = plain(parts.join(''))
  if (groupSpace.test(sign)) return thousands ? [grouped, ...parts.map((part) => plain(part))] : []
  const head = parts.slice(1, -1).every((part) => part.length === 3 || part.length === 2)
  const oneDecimal = head && signs.slice(0, -1).every((other) => other === sign && other !== signs.at(-1))
  const values = thousands && (parts[0] ?? '').length <= 3 ? [grouped] : []
  if (oneDecimal && !(thousands && sign === group)) values.push(plain(parts.slice(0, -1).join(''), last))
  return values
}

// 2019–20 ends in 2020.
function yearOfRange(folded: string, runs: readonly Run[]): readonly string[] {
  const [run] = runs
  if (runs.length > 1 || run?.digits.length !== 2) return []
  const before = folded.slice(Math.max(0, run.start - 8), run.start)
  const century = /(?<!\d)([12]\d)\d\d\s?[-–/]\s?$/.exec(before)?.[1]
  return century ? [century + run.digits] : []
}

function plain(whole: string, fraction = ''): string {
  const integer = whole.replace(/^0+(?=\d)/, '')
  const decimals = fraction.replace(/0+$/, '')
  return decimals ? `${integer}.${decimals}` : integer
}

interface Scale {
  readonly times: number
  /** Of the words. */
  readonly length: number
}

/** Reads the words behind a number: `พันล้าน` is a thousand times a million. */
function scaleReader(scaleWords: NumberStyle['scaleWords']): (after: string) => Scale {
  const words = Object.keys(scaleWords).sort((one, other) => other.length - one.length)
  // In scripts without spaces between words another word may follow at once.
  const ended = words.map((word) => (/\p{Script=Latin}/u.test(word) ? `${word}(?!\\p{L})` : word))
  const pattern = new RegExp(`^[\\s\\u200B-]{0,3}(${ended.join('|')})s?`, 'iu')
  return (after) => {
    let [times, rest] = [1, after]
    for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
      times *= scaleWords[(found[1] ?? '').toLowerCase()] ?? 1
      rest = rest.slice(found[0].length)
    }
    return { times, length: after.length - rest.length }
  }
}
