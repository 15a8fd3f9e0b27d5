const DAY_MS = 24 * 3_600_000

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const toTheSecond = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** Whether there is such a moment; of any other a formatter throws, and with it the whole of History. */
const isMoment = (at: number) => Number.isFinite(new Date(at).getTime())

const UNKNOWN = 'Time unknown'

const format = (how: Intl.DateTimeFormat, at: number): string => (isMoment(at) ? how.format(at) : UNKNOWN)

/** `21:47` today, `Yesterday, 17:36`, `3 Nov, 16:20`, and `3 Nov 2025` in another year. @param at epoch ms */
export function when(at: number, now = Date.now()): string {
  if (!isMoment(at)) return UNKNOWN
  const time = clock.format(at)
  if (dayOf(at) === dayOf(now)) return time
  if (dayOf(at) === dayOf(dayOf(now) - DAY_MS / 2)) return `Yesterday, ${time}`
  if (new Date(at).getFullYear() !== new Date(now).getFullYear()) return withYear.format(at)
  return `${dayAndMonth.format(at)}, ${time}`
}

/** Everything of it, for who points at the short one. */
export const exactly = (at: number): string => format(exact, at)

/** `21:47:09`, where two share the minute. */
export const clockOf = (at: number): string => format(toTheSecond, at)
