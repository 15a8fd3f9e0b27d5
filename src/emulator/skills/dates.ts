import { dayOf, isoWeek, monthNames, monthOf, partsOf, plus, readDate, today, written } from './calendar.ts'
import type { Day } from './calendar.ts'
import { readable, withDigits } from './expression.ts'
import { bare, worded } from './skill.ts'
import type { Around, Skill } from './skill.ts'

interface Task {
  /** The result alone. */
  result: string
  /** A sentence with `{}` in the place of the result. */
  sentence: string
}

const count = (days: number, noun: string) => `${readable(days)} ${noun}${Math.abs(days) === 1 ? '' : 's'}`

type Rule = [RegExp, (found: Record<string, string>, around: Around) => Task | null]

/** null unless every date is one. */
function withDates(
  texts: readonly (string | undefined)[],
  { now }: Around,
  tell: (...days: Day[]) => Task | null,
): Task | null {
  const days = texts.map((text) => readDate(text ?? '', now))
  return days.every((day) => day !== undefined) ? tell(...days) : null
}

const between = (texts: readonly (string | undefined)[], unit: string, around: Around) =>
  withDates(texts, around, (a = 0, b = 0) => {
    const days = Math.abs(b - a)
    const result = unit.startsWith('week') ? `${readable(days / 7)} weeks` : count(days, 'day')
    return { result, sentence: `From ${written(Math.min(a, b))} to ${written(Math.max(a, b))} it is {}.` }
  })

const question = "(?:what(?:'s| is| was| will be)?|which|tell me)\\s+"

const rules: readonly Rule[] = [
  [
    new RegExp(
      `^(?:${question})?(?:is\\s+)?(?:the\\s+)?(?:day|date|day of the week|today's date|current date)(?: is it| is today| of today)?(?: (?<when>today|tomorrow|yesterday))?$`,
      'i',
    ),
    ({ when = 'today' }, around) =>
      withDates([when], around, (day = 0) => ({
        result: written(day),
        sentence: `By the clock of this device, ${when.toLowerCase()} is {}.`,
      })),
  ],
  [
    /^what (?:day|date) (?:is|was|will it be) (?<when>today|tomorrow|yesterday)$|^what (?:day|date) is it$|^(?:what(?:'s| is) )?today(?:'s date)?$/i,
    ({ when = 'today' }, around) =>
      withDates([when], around, (day = 0) => ({
        result: written(day),
        sentence: `By the clock of this device, ${when.toLowerCase()} is {}.`,
      })),
  ],
  [
    /^(?:what time is it|what(?:'s| is) the (?:current )?time)(?: now| right now)?$/i,
    (_, { now }) => ({
      result: new Date(now).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
      sentence: 'By the clock of this device it is {}.',
    }),
  ],
  [
    /^what year is it$/i,
    (_, { now }) => ({
      result: String(partsOf(today(now)).year),
      sentence: 'By the clock of this device the year is {}.',
    }),
  ],
  [
    /^(?:how many )?(?<unit>days|weeks)(?: are there| is it)? (?:between|from) (?<a>.+?) (?:and|to|until|till) (?<b>.+)$/i,
    ({ a, b, unit = 'days' }, around) => between([a, b], unit, around),
  ],
  [
    /^(?:how many )?(?<unit>days|weeks)(?: are there| is it| are left)?(?: left)? (?:until|till|to|before|since|from) (?<a>.+)$|^how long (?:is it )?(?:until|till|since) (?<c>.+)$/i,
    ({ a, c, unit = 'days' }, around) => between(['today', a ?? c], unit, around),
  ],
  [
    /^how many days (?:has it been|have passed) since (?<a>.+)$/i,
    ({ a }, around) => between(['today', a], 'days', around),
  ],
  [
    new RegExp(
      `^(?:on )?(?:${question})?(?:is |was |the )?(?:weekday|day of the week|day)(?: of the week)? (?:is|was|will|does|did)?\\s*(?:be |it be on |it on )?(?:on )?(?<a>.+?)(?: (?:fall|be|fall on|on|land on))?$`,
      'i',
    ),
    ({ a }, around) =>
      withDates([a], around, (day = 0) => ({
        result: written(day).replace(/,.*/, ''),
        sentence: `${written(day).replace(/^\w+, /, '')} is a {}.`,
      })),
  ],
  [
    /^(?:(?:what (?:date|day) (?:is|will it be|was)|what(?:'s| is) (?:the date )?)\s*)?(?<n>\d+) (?<unit>day|week|month|year)s? (?<way>from|after|before|prior to|ago|in the past)\s?(?<a>.*)$/i,
    ({ n, unit = 'day', way = '', a }, around) => {
      const back = /before|prior|ago|past/i.test(way)
      return withDates([a || 'today'], around, (day = 0) => ({
        result: written(plus(day, back ? -Number(n) : Number(n), unit.toLowerCase())),
        sentence: `${count(Number(n), unit.toLowerCase())} ${back ? 'before' : 'after'} ${written(day)} is {}.`,
      }))
    },
  ],
  [
    /^(?:what (?:date|day) (?:is|will it be) )?in (?<n>\d+) (?<unit>day|week|month|year)s?$/i,
    ({ n, unit = 'day' }, around) =>
      withDates(['today'], around, (day = 0) => ({
        result: written(plus(day, Number(n), unit.toLowerCase())),
        sentence: `In ${count(Number(n), unit.toLowerCase())} it is {}.`,
      })),
  ],
  [
    /^(?<verb>add|subtract) (?<n>\d+) (?<unit>day|week|month|year)s? (?:to|from) (?<a>.+)$/i,
    ({ verb = '', n, unit = 'day', a }, around) =>
      withDates([a], around, (day = 0) => ({
        result: written(plus(day, /add/i.test(verb) ? Number(n) : -Number(n), unit.toLowerCase())),
        sentence: `That date is {}.`,
      })),
  ],
  [
    /^(?:is|was|will) (?<a>\d{4}) (?:be )?a leap year$/i,
    ({ a }) => {
      const leap = dayOf(Number(a), 2, 29) !== undefined
      return {
        result: leap ? 'Yes' : 'No',
        sentence: leap
          ? `{}, ${a} is a leap year: February has 29 days.`
          : `{}, ${a} is no leap year: February has 28 days.`,
      }
    },
  ],
  [
    new RegExp(
      `^how many days (?:are (?:there )?in|does|has) (?<m>${monthNames}) ?(?<y>\\d{4})?(?: have)?$`,
      'i',
    ),
    ({ m = '', y }, { now }) => {
      const year = Number(y ?? partsOf(today(now)).year)
      const first = dayOf(year, monthOf(m), 1) ?? 0
      return {
        result: count(plus(first, 1, 'month') - first, 'day'),
        sentence: `${written(first).split(' ').slice(2).join(' ')} has {}.`,
      }
    },
  ],
  [
    /^(?:what |which )?(?:calendar |iso )?week (?:number )?(?:is it|is this|(?:is|was) (?<a>.+))$|^what(?:'s| is) the (?:current )?week number(?: (?:of|for) (?<b>.+))?$/i,
    ({ a, b }, around) =>
      withDates([a ?? b ?? 'today'], around, (day = 0) => ({
        result: `week ${isoWeek(day)}`,
        sentence: `${written(day)} is in {} by ISO 8601.`,
      })),
  ],
  [
    /^how old (?:is|would|am|are) (?:someone|somebody|a person|i|you|they)(?: be)?(?: if| who (?:was|is)|,)?(?: i was| they were)? born (?:on |in )?(?<a>.+?)(?: be)?$/i,
    ({ a }, around) =>
      withDates([a], around, (day = 0) => {
        const [birth, present] = [partsOf(day), partsOf(today(around.now))]
        const before =
          present.month < birth.month || (present.month === birth.month && present.date < birth.date)
        const age = present.year - birth.year - (before ? 1 : 0)
        return age < 0
          ? null
          : { result: count(age, 'year'), sentence: `Born on ${written(day)}, one is {} old today.` }
      }),
  ],
  [
    /^(?:convert |what (?:date )?is )?(?:the )?(?:(?:unix|epoch)(?: time(?:stamp)?)? (?<first>\d{9,10}|\d{13})|(?<second>\d{9,10}|\d{13}) (?:unix|epoch)(?: time(?:stamp)?)?)(?: (?:to|in|as)(?: an?)? (?:date|human readable date|utc))?$/i,
    ({ first, second }) => {
      const n = first ?? second ?? ''
      return {
        result: `${new Date(Number(n) * (n.length > 10 ? 1 : 1000)).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
        sentence: `The Unix time ${n} is {}.`,
      }
    },
  ],
]

/** Dates, spans and weekdays, by the calendar and by the clock of this device. */
export const dates: Skill<Task> = {
  name: 'dates',
  understand(text, around) {
    if (text.length > 160) return null
    const line = withDigits(bare(text)).replace(/(?<=\d)\s+(?=\d{4}\b)/, ' ')
    for (const [pattern, read] of rules) {
      const found = pattern.exec(line)
      const task = found && read({ ...found.groups }, around)
      if (task) return task
    }
    return null
  },
  answer({ result, sentence }, variant) {
    const whole = sentence.replace('{}', `**${result}**`)
    return worded(variant, whole, `**${result}**`, `${whole} (Counted by the calendar.)`)
  },
}
