// Reads the numbers of a text in any digits and any separators.

/** A number as written, with everything it may stand for. */
export interface Numeral {
  readonly text: string
  /** UTF-16 offsets in the text: start (inclusive), end (exclusive). */
  readonly start: number
  readonly end: number
  /** Possible values as plain decimal strings: `1.234` is 1.234 or 1234. */
  readonly values: readonly string[]
  /** Whether a word such as million follows. */
  readonly scaled: boolean
}

// Every digit becomes one ASCII digit, so offsets stay those of the text.
const zeros = [0x0e50, 0x0ed0, 0x17e0] as const
const nativeDigit = /[\u0E50-\u0E59\u0ED0-\u0ED9\u17E0-\u17E9]/g
const digitPattern = /\d(?:[\u200B\u2060]?\d)*/g
const separator = /^[.,:٫٬·'’][\u200B\u2060]?$/
const groupSpace = /^[ \u00A0\u2009\u202F]$/

/** Writes native digits as 0–9 and keeps the length. */
export function foldDigits(text: string): string {
  return text.replace(nativeDigit, (digit) => {
    const zero = zeros.findLast((first) => digit.charCodeAt(0) >= first) ?? 0
    return String(digit.charCodeAt(0) - zero)
  })
}

/**
 * Lists the numbers of a text.
 * @param scaleWords words of the language that multiply, such as `juta`
 */
export function numeralsOf(text: string, scaleWords: readonly string[]): readonly Numeral[] {
  const folded = foldDigits(text)
  return groups(folded).map((runs) => {
    const start = runs[0]?.start ?? 0
    const end = runs.at(-1)?.end ?? start
    return {
      text: text.slice(start, end),
      start,
      end,
      values: [...new Set([...valuesOf(runs), ...yearOfRange(folded, start, runs)])],
      scaled: isScaled(folded.slice(end, end + 24), scaleWords),
    }
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

// Digit runs that belong to one number: 1,234.5 · 1 234 567 · 9.30 · 2024.10.25
function groups(folded: string): readonly (readonly Run[])[] {
  const found: Run[][] = []
  for (const match of folded.matchAll(digitPattern)) {
    const run = {
      digits: match[0].replace(/\D/g, ''),
      start: match.index,
      end: match.index + match[0].length,
    }
    const current = found.at(-1)
    const last = current?.at(-1)
    const between = last ? folded.slice(last.end, Math.min(run.start, last.end + 3)) : ''
    const near = last !== undefined && run.start - last.end <= 2
    if (
      current &&
      near &&
      (separator.test(between) || isGrouped(current, between, run.digits, folded, run.end))
    ) {
      current.push({ ...run, before: between.charAt(0) })
    } else found.push([{ ...run, before: '' }])
  }
  return found
}

function isGrouped(
  current: readonly Run[],
  between: string,
  digits: string,
  folded: string,
  end: number,
): boolean {
  if (!groupSpace.test(between) || digits.length !== 3 || /\d/.test(folded.charAt(end))) return false
  return current.every((run, i) => (i === 0 ? run.digits.length <= 3 : groupSpace.test(run.before)))
}

function valuesOf(runs: readonly Run[]): readonly string[] {
  const parts = runs.map((run) => run.digits)
  const [first = '', ...rest] = parts
  if (rest.length === 0) return [plain(first)]
  const signs = runs.slice(1).map((run) => run.before)
  const lastSign = signs.at(-1)
  const values: string[] = []
  const grouped = rest.every((part) => part.length === 3 || part.length === 2) && rest.at(-1)?.length === 3
  if (grouped) values.push(plain(parts.join('')))
  const oneDecimal = signs.slice(0, -1).every((sign) => sign !== lastSign)
  if (oneDecimal && lastSign !== ':' && !groupSpace.test(lastSign ?? '')) {
    values.push(plain(parts.slice(0, -1).join(''), rest.at(-1)))
  }
  if (!grouped || signs.some((sign) => groupSpace.test(sign))) values.push(...separate(parts, signs))
  return values
}

// Times and dates written with points, and lists written without spaces, count by their parts too.
function separate(parts: readonly string[], signs: readonly string[]): readonly string[] {
  const time = parts.length === 2 && parts.every((part) => part.length <= 2 && Number(part) < 60)
  const decimalOnly = parts.length === 2 && signs.every((sign) => sign === '.' || sign === ',') && !time
  return decimalOnly ? [] : parts.map((part) => plain(part))
}

// 2019–20 ends in 2020.
function yearOfRange(folded: string, start: number, runs: readonly Run[]): readonly string[] {
  const digits = runs[0]?.digits ?? ''
  if (runs.length > 1 || digits.length !== 2) return []
  const century = /(?<!\d)([12]\d)\d\d\s?[-–/]\s?$/.exec(folded.slice(Math.max(0, start - 8), start))?.[1]
  return century ? [century + digits] : []
}

function plain(whole: string, fraction = ''): string {
  const integer = whole.replace(/^0+(?=\d)/, '')
  const decimals = fraction.replace(/0+$/, '')
  return decimals ? `${integer}.${decimals}` : integer
}

function isScaled(after: string, scaleWords: readonly string[]): boolean {
  const next = after.replace(/^[\s\u200B-]+/, '').toLowerCase()
  return scaleWords.some((word) => {
    if (!next.startsWith(word)) return false
    // In scripts without spaces between words another word may follow at once.
    return /[^a-zà-ỹ]/i.test(word) || !/^\p{L}/u.test(next.slice(word.length))
  })
}
