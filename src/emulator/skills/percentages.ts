import { readable, withDigits } from './expression.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'

interface Task {
  /** The sum as it is written, without its result. */
  sum: string
  value: number
  unit: string
}

const n = String.raw`[$€£]?\s*(-?\d+(?:\.\d+)?)\s*(?:dollars?|euros?|pounds?|[$€£])?`
const p = String.raw`(\d+(?:\.\d+)?)\s*(?:%|percent|per cent)`
const lead = String.raw`^(?:what(?:'s| is| are)?|how much (?:is|are)|calculate|compute|find|work out|if)?\s*(?:the\s+)?`

type Rule = [RegExp, (a: number, b: number) => Omit<Task, 'unit'> & { unit?: string }]
const rule = (pattern: string, read: Rule[1]): Rule => [new RegExp(`${lead}${pattern}$`, 'i'), read]

const share = (part: number, whole: number) => ({
  sum: `${readable(part)} ÷ ${readable(whole)}`,
  value: (part / whole) * 100,
  unit: '%',
})
const raise = (base: number, by: number) => ({
  sum: `${readable(base)} + ${readable(by)}%`,
  value: base * (1 + by / 100),
})
const lower = (base: number, by: number) => ({
  sum: `${readable(base)} − ${readable(by)}%`,
  value: base * (1 - by / 100),
})
const part = (by: number, of: number) => ({
  sum: `${readable(by)}% of ${readable(of)}`,
  value: (by / 100) * of,
})

const rules: readonly Rule[] = [
  rule(`${p}\\s+(?:of|from)\\s+${n}`, part),
  rule(
    `(?:an?\\s+)?${p}\\s+(?:tip|gratuity|vat|tax|interest|commission|deposit)\\s+(?:on|of|for)\\s+(?:an?\\s+)?(?:bill of\\s+)?${n}(?:\\s+bill)?`,
    part,
  ),
  rule(`${p}\\s+(?:off|discount (?:on|off|from)|less than|reduction (?:on|of))\\s+${n}`, (by, of) =>
    lower(of, by),
  ),
  rule(`${n}\\s+(?:with|after|at)\\s+(?:an?\\s+)?${p}\\s+(?:off|discount|reduction)`, lower),
  rule(`(?:increase|raise)\\s+${n}\\s+by\\s+${p}`, raise),
  rule(`(?:decrease|reduce|lower|discount)\\s+${n}\\s+by\\s+${p}`, lower),
  rule(`add\\s+${p}\\s+(?:vat\\s+|tax\\s+|tip\\s+)?to\\s+${n}`, (by, of) => raise(of, by)),
  rule(`(?:take|subtract)\\s+${p}\\s+(?:off|from)\\s+${n}`, (by, of) => lower(of, by)),
  rule(`${n}\\s*(?:\\+|plus)\\s*${p}(?:\\s+(?:vat|tax|tip))?`, raise),
  rule(`${n}\\s*(?:-|−|minus)\\s*${p}`, lower),
  rule(`(?:percent|percentage|per cent) (?:is|are)\\s+${n}\\s+(?:of|out of)\\s+${n}`, share),
  rule(`(?:percent|percentage|per cent) of\\s+${n}\\s+is\\s+${n}`, (whole, one) => share(one, whole)),
  rule(`${n}\\s+(?:is|are)\\s+what (?:percent|percentage|per cent) of\\s+${n}`, share),
  rule(
    `${n}\\s+(?:out of|of|/)\\s+${n}\\s+(?:as|in)\\s+(?:an?\\s+)?(?:percent|percentage|per cent|%)`,
    share,
  ),
  rule(
    `(?:percent|percentage|per cent) (?:change|increase|decrease|difference|growth)\\s+(?:from|between)\\s+${n}\\s+(?:to|and)\\s+${n}`,
    (from, to) => ({
      sum: `(${readable(to)} − ${readable(from)}) ÷ ${readable(from)}`,
      value: ((to - from) / from) * 100,
      unit: '%',
    }),
  ),
]

/** Shares, additions, discounts and changes in per cent. */
export const percentages: Skill<Task> = {
  name: 'percentages',
  understand(text) {
    if (text.length > 160 || !/%|per\s?cent/i.test(text)) return null
    const line = withDigits(bare(text))
    const currency = /[$€£]/.exec(line)?.[0] ?? ''
    for (const [pattern, read] of rules) {
      const found = pattern.exec(line)
      if (!found) continue
      const { sum, value, unit } = read(Number(found[1]), Number(found[2]))
      if (!Number.isFinite(value)) return null
      return { sum, value, unit: unit ?? (currency && ` ${currency}`) }
    }
    return null
  },
  answer({ sum, value, unit }, variant) {
    const result = `**${readable(Number(value.toFixed(unit === ' %' ? 2 : 4)))}${unit}**`
    return worded(variant, `${sum} = ${result}`, result, `That makes ${result} (${sum}).`)
  },
}
