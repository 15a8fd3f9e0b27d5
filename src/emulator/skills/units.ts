import { readable, withDigits } from './expression.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'
import { convert, unitNames, unitOf } from './unitTable.ts'
import type { Unit } from './unitTable.ts'

interface Quantity {
  value: number
  unit: Unit
}

interface Task {
  /** Added up, with their signs. */
  terms: Quantity[]
  to: Unit
}

const quantity = new RegExp(String.raw`^(-?\d+(?:\.\d+)?|\.\d+)?\s*(${unitNames})(?![\p{L}\d])`, 'iu')
const verbs =
  /^(?:convert|change|turn|transform|what(?:'s| is| are)|how (?:much|long|far|heavy|hot|cold) (?:is|are)|express|calculate|add)\s+/i
const joint = /^\s*(?:(\+|plus|and)|(-|−|minus))\s*/i
const into = /^\s*(?:in to|into|to|in|as|->|→|=|expressed in)\s*(?:how many\s*)?/i

/** Quantities joined by plus and minus, and what follows them. */
function readTerms(text: string): { terms: Quantity[]; rest: string } | null {
  const terms: Quantity[] = []
  let rest = text
  let sign = 1
  for (;;) {
    const found = quantity.exec(rest)
    const unit = found && unitOf(found[2] ?? '')
    if (!found || !unit || (found[1] === undefined && terms.length > 0)) return null
    terms.push({ value: sign * Number(found[1] ?? 1), unit })
    rest = rest.slice(found[0].length)
    const join = joint.exec(rest)
    if (!join) return { terms, rest }
    sign = join[2] ? -1 : 1
    rest = rest.slice(join[0].length)
  }
}

const whole = (name: string) => unitOf(name.replace(/^(?:an?|the)\s+/i, ''))

/** "how many km are in 5 miles", turned into "5 miles in km". */
function turned(line: string): string {
  const asked =
    /^how many\s+(.+?)\s+(?:(?:are|is)\s+(?:there\s+)?(?:in\s+)?|in\s+|make(?:s)?(?: up)?\s+)(?:an?\s+)?(.+)$/i.exec(
      line,
    )
  return asked ? `${asked[2]} in ${asked[1]}` : line
}

/** Conversions, and sums of quantities in one unit. */
export const units: Skill<Task> = {
  name: 'units',
  understand(text) {
    if (text.length > 200) return null
    const line = turned(withDigits(bare(text)))
      .replace(verbs, '')
      .replace(/\s*°\s*/g, ' °')
      .replace(/^(?:an?|the)\s+/i, '')
    const read = readTerms(line)
    const [first] = read?.terms ?? []
    if (!read || !first) return null
    const target =
      read.rest === '' && read.terms.length > 1
        ? first.unit
        : into.test(read.rest)
          ? whole(read.rest.replace(into, ''))
          : undefined
    if (!target || read.terms.some(({ unit }) => unit.dimension !== target.dimension)) return null
    if (target.dimension === 'temperature' && read.terms.length > 1) return null
    return { terms: read.terms, to: target }
  },
  answer({ terms, to }, variant) {
    const value = terms.reduce((sum, { value: one, unit }) => sum + convert(one, unit, to), 0)
    const [first] = terms
    const left = terms
      .map(
        ({ value: one, unit }, at) =>
          `${at === 0 ? '' : one < 0 ? ' − ' : ' + '}${readable(at === 0 ? one : Math.abs(one))} ${unit.symbol}`,
      )
      .join('')
    const result = `**${readable(Number(value.toPrecision(7)))} ${to.symbol}**`
    const factor =
      terms.length === 1 && first && to.dimension !== 'temperature'
        ? ` (1 ${first.unit.symbol} is ${readable(Number(convert(1, first.unit, to).toPrecision(7)))} ${to.symbol})`
        : ''
    return worded(variant, `${left} = ${result}${factor}`, result, `${left} are ${result}.`)
  },
}
