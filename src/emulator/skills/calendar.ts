/** Days as numbers, and dates as people write them. */

/** Days since 1 January 1970, a whole number. */
export type Day = number

const msPerDay = 86_400_000

/** undefined for 30 February and the like. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const time = new Date(0)
  time.setUTCFullYear(year, month - 1, date)
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date
    ? time.getTime() / msPerDay
    : undefined
}

export const partsOf = (day: Day) => {
  const time = new Date(day * msPerDay)
  return {
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    date: time.getUTCDate(),
    weekday: time.getUTCDay(),
  }
}

/** The day that it is where the clock of this device stands. */
export function today(now: number): Day {
  const time = new Date(now)
  return dayOf(time.getFullYear(), time.getMonth() + 1, time.getDate()) ?? 0
}

/** "Friday, 27 November 2026" */
export const written = (day: Day) =>
  new Date(day * msPerDay)
    .toLocaleDateString('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
    .replace(/^(\w+) /, '$1, ')

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
export const monthNames = months
  .flatMap((month) => [month, month.slice(0, 3)])
  .concat('sept')
  .join('|')
export const monthOf = (name: string) =>
  months.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1

const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')

/** Days with a name, by month and date; the next one from today on. */
const feasts: Record<string, [number, number]> = {
  christmas: [12, 25],
  'christmas day': [12, 25],
  'christmas eve': [12, 24],
  "new year's day": [1, 1],
  'new year': [1, 1],
  "new year's eve": [12, 31],
  halloween: [10, 31],
  "valentine's day": [2, 14],
}

export function plus(day: Day, count: number, unit: string): Day {
  if (unit === 'day') return day + count
  if (unit === 'week') return day + 7 * count
  const { year, month, date } = partsOf(day)
  const total = year * 12 + month - 1 + count * (unit === 'year' ? 12 : 1)
  const [y, m] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  // 31 January and one month is the last of February.
  for (let last = date; last > 0; last--) {
    const found = dayOf(y, m, last)
    if (found !== undefined) return found
  }
  return day
}

/**
 * A whole text as a date: ISO, with the month's name, with slashes (month first, unless that cannot be), today,
 * tomorrow, yesterday, next Monday, and feasts. A date without a year is the next one.
 */
export function readDate(text: string, now: number): Day | undefined {
  const line = text
    .trim()
    .toLowerCase()
    .replace(/^(?:the|this|on)\s+/, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\bof\s+/g, '')
    .replace(/,/g, ' ')
    .replace(/\s+/g, ' ')
  const from = today(now)
  const named: Record<string, number> = {
    today: 0,
    now: 0,
    tomorrow: 1,
    yesterday: -1,
    'the day after tomorrow': 2,
    'day after tomorrow': 2,
  }
  if (line in named) return from + (named[line] ?? 0)
  const upcoming = (month: number, date: number) => {
    const { year } = partsOf(from)
    const found = dayOf(year, month, date)
    return found !== undefined && found < from ? dayOf(year + 1, month, date) : found
  }
  const feast = feasts[line]
  if (feast) return upcoming(...feast)
  const weekday = /^(next|last)?\s?(\w+day)$/.exec(line)
  const wanted = weekdays.indexOf(weekday?.[2] ?? '')
  if (wanted >= 0) {
    const ahead = (wanted - partsOf(from).weekday + 7) % 7 || 7
    return from + (weekday?.[1] === 'last' ? (ahead % 7) - 7 : ahead)
  }
  const iso = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)$/.exec(line)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const slashes = /^(\d\d?)[/.](\d\d?)[/.](\d{4})$/.exec(line)
  if (slashes) {
    const [a, b, year] = [Number(slashes[1]), Number(slashes[2]), Number(slashes[3])]
    return line.includes('.') || a > 12 ? dayOf(year, b, a) : dayOf(year, a, b)
  }
  const spoken =
    new RegExp(`^(?<month>${monthNames})\\.? (?<date>\\d\\d?)(?: (?<year>\\d{4}))?$`).exec(line) ??
    new RegExp(`^(?<date>\\d\\d?) (?<month>${monthNames})\\.?(?: (?<year>\\d{4}))?$`).exec(line)
  const { month = '', date = '', year } = spoken?.groups ?? {}
  if (!spoken) return undefined
  return year ? dayOf(Number(year), monthOf(month), Number(date)) : upcoming(monthOf(month), Number(date))
}

/** The week's number as ISO 8601 counts. */
export function isoWeek(day: Day): number {
  const thursday = day - ((partsOf(day).weekday + 6) % 7) + 3
  const start = dayOf(partsOf(thursday).year, 1, 1) ?? 0
  return 1 + Math.floor((thursday - start) / 7)
}
