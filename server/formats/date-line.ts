// Recognises a line that holds nothing but a date, as news pages print it under the headline.

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
]
const monthNames = [...months, 'november', 'december']

const month = `(?<name>${monthNames.map((name) => `${name.slice(0, 3)}[a-z]{0,6}`).join('|')})\\.?`
const label = '(?:(?:published|posted|updated|date|release date|publication date)(?: on)? ?:? ?)?'
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[,.]? )?'
const time =
  '(?:(?:,|T| at| -| \\||) ?\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:\\.\\d{1,6})?(?: ?[ap]\\.?m\\.?)?(?: ?(?:Z|GMT|UTC|[+-]\\d{2}:?\\d{2}))?)?'

const shapes = [
  '(?<year>\\d{4})(?<mark>[-./])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})',
  '(?<year>\\d{4})年(?<month>\\d{1,2})月(?<day>\\d{1,2})日',
  `(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?${month},?[ -](?<year>\\d{4})`,
  `${month} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})`,
  // 25/10/2024: only when the first number cannot be a month.
  '(?<day>1[3-9]|2\\d|3[01])(?<mark>[-./])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4})',
].map((shape) => new RegExp(`^${label}${weekday}${shape}${time}$`, 'i'))

/**
 * Reads a line that is a date and nothing else as an ISO date, or gives null.
 * @example readDateLine('25 October 2024') // '2024-10-25'
 */
export function readDateLine(line: string): string | null {
  if (line.length > 2000) return null
  const text = line.trim().replace(/\s{1,20}/g, ' ')
  if (text.length > 80 || !/\d{4}/.test(text)) return null
  for (const shape of shapes) {
    const groups = shape.exec(text)?.groups
    if (groups) return isoDate(groups)
  }
  return null
}

/** Takes the date from an ISO instant or date such as `2024-10-25T08:00:00+07:00`, as it is written there. */
export function dateOfInstant(value: string): string | null {
  const found = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])/.exec(value.trim())?.groups
  return found ? isoDate(found) : null
}

function isoDate({
  year,
  month: digits,
  name,
  day,
}: Readonly<Record<string, string | undefined>>): string | null {
  const number = name
    ? monthNames.findIndex((full) => full === name.toLowerCase() || isShort(name.toLowerCase(), full)) + 1
    : Number(digits)
  const iso = `${year}-${String(number).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = new Date(Date.UTC(Number(year), number - 1, Number(day)))
  // 31 February rolls over into March: such a date does not exist.
  return date.getUTCMonth() === number - 1 && date.getUTCDate() === Number(day) ? iso : null
}

const isShort = (name: string, full: string): boolean =>
  (name.length === 3 || name === 'sept') && full.startsWith(name)
