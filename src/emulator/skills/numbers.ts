/** Lists of numbers, and what can be asked of a single whole one. */
import { readable, withDigits } from './expression.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'

interface Task {
  question: string
  result: string
  how: string
}

const statistics: readonly [RegExp, string, (values: number[]) => number][] = [
  [/^(?:sum|total)$/, 'sum', (values) => values.reduce((a, b) => a + b, 0)],
  [/^(?:average|mean)$/, 'mean', (values) => values.reduce((a, b) => a + b, 0) / values.length],
  [
    /^median$/,
    'median',
    (values) => {
      const sorted = values.toSorted((a, b) => a - b)
      const [low = 0, high = 0] = [
        sorted[Math.floor((sorted.length - 1) / 2)],
        sorted[Math.ceil((sorted.length - 1) / 2)],
      ]
      return (low + high) / 2
    },
  ],
  [
    /^(?:max|maximum|largest|biggest|highest|greatest)(?: number)?$/,
    'largest',
    (values) => values.reduce((a, b) => Math.max(a, b)),
  ],
  [
    /^(?:min|minimum|smallest|lowest|least)(?: number)?$/,
    'smallest',
    (values) => values.reduce((a, b) => Math.min(a, b)),
  ],
  [/^product$/, 'product', (values) => values.reduce((a, b) => a * b, 1)],
  [
    /^(?:gcd|greatest common (?:divisor|factor)|hcf)$/,
    'greatest common divisor',
    (values) => values.reduce(gcd),
  ],
  [
    /^(?:lcm|(?:least|lowest) common multiple)$/,
    'least common multiple',
    (values) => values.reduce((a, b) => (a / gcd(a, b)) * b),
  ],
]

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b)
}

function factors(n: number): number[] {
  const found: number[] = []
  let rest = n
  for (let d = 2; d * d <= rest; d += d === 2 ? 1 : 2)
    while (rest % d === 0) {
      found.push(d)
      rest /= d
    }
  return rest > 1 ? [...found, rest] : found
}

/** Beyond this a factor might be searched for longer than a reader waits. */
const largest = 1e12

const question = String.raw`^(?:what(?:'s| is| are)?|calculate|compute|find|work out|add up|take)?\s*(?:the\s+)?`
const list = String.raw`(-?\d+(?:\.\d+)?(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)-?\d+(?:\.\d+)?)+)`
const ofList = new RegExp(
  String.raw`${question}([a-z ]+?)\s*(?:of|from|between|in|:)?\s*(?:(?:the|these)\s+)?(?:numbers?|values?)?:?\s*${list}$`,
  'i',
)

function readList(line: string): Task | null {
  const found = ofList.exec(line)
  const name = (found?.[1] ?? '').toLowerCase().trim()
  const statistic = statistics.find(([pattern]) => pattern.test(name))
  const values = (found?.[2] ?? '').match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? []
  if (!statistic || values.length < 2) return null
  const [, label, compute] = statistic
  if (/common/.test(label) && !values.every((value) => Number.isSafeInteger(value) && value > 0)) return null
  return {
    question: `The ${label} of ${values.map(readable).join(', ')}`,
    result: readable(compute(values)),
    how: `${values.length} numbers`,
  }
}

function readWhole(line: string): Task | null {
  const prime =
    /^(?:is\s+)?(?:the number\s+)?(\d+)\s+(?:is\s+)?(?:an?\s+)?prime(?: number)?$|^is\s+(\d+)\s+(?:an?\s+)?prime(?: number)?$/i.exec(
      line,
    )
  const factor =
    /^(?:what are |find |list |give )?(?:the )?(?:prime )?(?:factors|factori[sz]ation|factori[sz]e|prime factors|factor)(?: of)?\s+(\d+)$/i.exec(
      line,
    )
  const n = Number(prime?.[1] ?? prime?.[2] ?? factor?.[1] ?? NaN)
  if (!Number.isSafeInteger(n) || n < 1 || n > largest) return null
  const found = factors(n)
  const product = found.join(' × ') || '1'
  if (factor)
    return {
      question: `${readable(n)} in prime factors`,
      result: product,
      how: found.length === 1 ? 'a prime itself' : `${found.length} factors`,
    }
  const yes = found.length === 1
  return {
    question: `Is ${readable(n)} a prime`,
    result: yes ? 'Yes' : 'No',
    how: yes
      ? `no whole number from 2 to ${readable(Math.floor(Math.sqrt(n)))} divides it`
      : n === 1
        ? 'primes begin at 2'
        : `${readable(n)} = ${product}`,
  }
}

const bases: Record<string, number> = {
  binary: 2,
  octal: 8,
  decimal: 10,
  hex: 16,
  hexadecimal: 16,
  'base 2': 2,
  'base 8': 8,
  'base 10': 10,
  'base 16': 16,
}
const prefixes: Record<number, string> = { 2: '0b', 8: '0o', 10: '', 16: '0x' }
const digits: Record<number, RegExp> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-f]+$/i }
const baseNames = Object.keys(bases).join('|')
const inBase = new RegExp(
  String.raw`^(?:convert\s+|what(?:'s| is)\s+)?(?:the\s+)?(?:(${baseNames})\s+)?(?:number\s+)?(0x[\da-f]+|0b[01]+|0o[0-7]+|[\da-f]+)\s+(?:from\s+)?(?:(${baseNames})\s+)?(?:in|to|into|as)\s+(${baseNames})$`,
  'i',
)

function readBase(line: string): Task | null {
  const found = inBase.exec(line)
  const [, named, text = '', from, to = ''] = found ?? []
  const prefix = /^0([xbo])/i.exec(text)?.[1]?.toLowerCase()
  const source =
    bases[(named ?? from ?? '').toLowerCase()] ?? (prefix ? { x: 16, b: 2, o: 8 }[prefix] : 10) ?? 10
  const plain = prefix ? text.slice(2) : text
  const value = parseInt(plain, source)
  if (!found || !digits[source]?.test(plain) || !Number.isSafeInteger(value)) return null
  const target = bases[to.toLowerCase()] ?? 10
  return {
    question: `${text} in ${to.toLowerCase()}`,
    result: `${prefixes[target]}${value.toString(target)}`,
    how: target === 10 ? `from base ${source}` : `${value} in base ${target}`,
  }
}

export const numbers: Skill<Task> = {
  name: 'numbers',
  understand(text) {
    if (text.length > 400 || !/\d|\bhex/i.test(text)) return null
    const line = withDigits(bare(text))
    return readList(line) ?? readWhole(line) ?? readBase(line)
  },
  answer({ question: asked, result, how }, variant) {
    const short = /^(?:Yes|No)$/.test(result)
    return worded(
      variant,
      short ? `**${result}**: ${how}.` : `${asked}: **${result}** (${how}).`,
      `**${result}**`,
      short ? `${asked}? **${result}**, ${how}.` : `It is **${result}**.`,
    )
  },
}
