import { readable } from './expression.ts'
import { degree, minus, readPolynomial } from './polynomial.ts'
import type { Polynomial } from './polynomial.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'

interface Task {
  variable: string
  /** All on one side, equal to zero. */
  polynomial: Polynomial
}

const marks: readonly [RegExp, string][] = [
  [/²|\s+squared\b/g, '^2'],
  [/\*\*/g, '^'],
  [/[×·]/g, '*'],
  [/[−–]/g, '-'],
]

const lead =
  /^(?:(?:please\s+)?solve(?: the)?(?: following)?(?: (?:quadratic|linear))?(?: equation)?|find(?: all)?(?: the)?(?: real)? (?:roots?|solutions?|zeros?|values?)(?: of| to| for)?(?: the)?(?: equation)?|what (?:are|is) (?:the )?(?:roots?|solutions?|zeros?)(?: of| to)?(?: the)?(?: equation)?|what is [a-z](?: if| when| in)|find [a-z](?: if| when| in)?|(?:the )?equation|if)\s*(?:for [a-z]\s*)?[:,]?\s*/i
const tail = /[,\s]*(?:(?:solve|find|what is|what's)(?: for)? [a-z]|for [a-z]|what is [a-z])\s*$/i

/** The answer shows them anyway. */
const steps =
  /[,\s]*(?:\b(?:and |then )?(?:show|explain|with|give)(?: me)?(?: (?:all|each|every|the|your|of the)){0,2} (?:steps?|work|working)|\bstep[ -]by[ -]step)$/i

/** Linear and quadratic equations in one unknown. */
export const equations: Skill<Task> = {
  name: 'equations',
  understand(text) {
    if (text.length > 200) return null
    const line = marks.reduce(
      (whole, [pattern, sign]) => whole.replace(pattern, sign),
      bare(text).replace(/\$/g, ''),
    )
    const asked = line.replace(steps, '').replace(lead, '').replace(tail, '').trim()
    const roots = /roots?|solutions?|zeros?/i.test(lead.exec(line)?.[0] ?? '')
    const variables = new Set(asked.match(/[a-z]/gi))
    const [variable] = variables
    const sides = asked.split('=')
    if (!variable || variables.size !== 1 || sides.length > 2 || (sides.length === 1 && !roots)) return null
    const [left, right] = [
      readPolynomial(sides[0] ?? '', variable),
      readPolynomial(sides[1] ?? '0', variable),
    ]
    if (!left || !right) return null
    const polynomial = minus(left, right)
    return degree(polynomial) <= 2 ? { variable, polynomial } : null
  },
  answer({ variable: x, polynomial }, variant) {
    const [result, working] = solve(polynomial, x)
    return worded(variant, `${working}\n\n${result}`, result, `${result}\n\nThe way there:\n\n${working}`)
  },
}

const tex = (value: number) => readable(value).replaceAll(',', '')

/** "2x^2 - 5x + 6" */
function written(p: Polynomial, x: string): string {
  const terms = p
    .map((value, power) => ({ value, power }))
    .filter(({ value }) => Math.abs(value) > 1e-12)
    .toReversed()
    .map(({ value, power }, at) => {
      const size = Math.abs(value)
      const name = power === 0 ? '' : power === 1 ? x : `${x}^${power}`
      const sign = value < 0 ? (at === 0 ? '-' : ' - ') : at === 0 ? '' : ' + '
      return `${sign}${size === 1 && name ? '' : tex(size)}${name}`
    })
  return terms.join('') || '0'
}

/** The result in bold, and how it came about. */
function solve(p: Polynomial, x: string): [string, string] {
  const [c = 0, b = 0, a = 0] = p
  const form = `$$\n${written(p, x)} = 0\n$$`
  if (degree(p) < 0)
    return [
      `**Every value** of ${x} solves it: both sides are the same.`,
      `Collected on one side:\n\n${form}`,
    ]
  if (degree(p) === 0)
    return [
      `**No value** of ${x} solves it: it would mean that ${readable(c)} is 0.`,
      `Collected on one side:\n\n${form}`,
    ]
  if (degree(p) === 1) {
    const root = -c / b + 0
    return [
      `**${x} = ${readable(root)}**`,
      `Collected on one side:\n\n${form}\n\nso $${x} = ${tex(-c + 0)} / ${tex(b)}$.`,
    ]
  }
  const d = b * b - 4 * a * c
  const working = `In the form $a${x}^2 + b${x} + c = 0$:\n\n${form}\n\nThe discriminant is $b^2 - 4ac = ${tex(d)}$, and\n\n$$\n${x} = \\frac{${tex(-b + 0)} \\pm \\sqrt{${tex(d)}}}{${tex(2 * a)}}.\n$$`
  const middle = -b / (2 * a) + 0
  const step = Math.abs(Math.sqrt(Math.abs(d)) / (2 * a))
  if (Math.abs(d) < 1e-12) return [`**${x} = ${readable(middle)}**, a double root.`, working]
  if (d > 0)
    return [`**${x} = ${readable(middle - step)}** or **${x} = ${readable(middle + step)}**`, working]
  const real = middle === 0 ? '' : readable(middle)
  const imaginary = step === 1 ? 'i' : `${readable(step)}i`
  return [
    `No real solution. The complex ones are **${x} = ${real}${real ? ' + ' : ''}${imaginary}** and **${x} = ${real}${real ? ' − ' : '−'}${imaginary}**.`,
    working,
  ]
}
