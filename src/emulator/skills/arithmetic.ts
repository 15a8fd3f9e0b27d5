import { calculate, readable, withDigits } from './expression.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'

const spoken: readonly [RegExp, string][] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b|−|–/gi, '-'],
  [/\b(?:times|multiplied by)\b|[×·]|(?<=\d)\s*x\s*(?=\d)/gi, '*'],
  [/\b(?:divided by|over)\b|÷/gi, '/'],
  [/\b(?:to the power of|to the|raised to(?: the power of)?)\b|\*\*/gi, '^'],
  [/²|\bsquared\b/gi, '^2'],
  [/³|\bcubed\b/gi, '^3'],
  [/\b(?:the )?square root of\b|√/gi, 'sqrt '],
  [/\b(?:the )?cube root of\b|∛/gi, 'cbrt '],
  [/(\d+) factorial\b/gi, '$1!'],
  [/\bfactorial of (\d+)/gi, '$1!'],
  [/\bmodulo\b/gi, 'mod'],
]

const lead =
  /^(?:what(?:'s| is| are|s)?|how much (?:is|are|does)|calculate|compute|evaluate|work out|solve|simplify|find|do the math:?|(?:the )?(?:value|result|answer) (?:of|to)|math:)\s+/i
const tail = /\s*(?:=|equals?|make|be|is|come to)\s*$/i

function strip(text: string): string {
  const line = bare(text)
  const less = line
    .replace(lead, '')
    .replace(tail, '')
    .replace(/^[:\s]+/, '')
  return less === line ? line : strip(less)
}

/** Sums, products, powers, roots: only where the whole prompt is one. */
export const arithmetic: Skill<{ expression: string; value: number }> = {
  name: 'arithmetic',
  understand(text) {
    if (text.length > 300 || !/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|pi)\b/i.test(text))
      return null
    const plain = spoken.reduce(
      (line, [pattern, sign]) => line.replace(pattern, sign),
      withDigits(strip(text)),
    )
    const expression = plain.replace(/\s+/g, ' ').trim()
    // A lone number, a date (2026-11-22) or a range (3-5) is no sum to do; "7 - 3" with spaces is.
    if (!/[+*/^%!(]|[a-z]|\d\s+-\s*|-\s+\d/i.test(expression) || /^\d{4}-\d\d?-\d\d?$/.test(expression))
      return null
    const value = calculate(expression)
    return value === null ? null : { expression, value }
  },
  answer({ expression, value }, variant) {
    const shown = expression
      .replaceAll('*', '×')
      .replace(/sqrt ?/g, '√')
      .replace(/cbrt ?/g, '∛')
    const result = readable(value)
    return worded(
      variant,
      `${shown} = **${result}**`,
      `**${result}**`,
      `The result of ${shown} is **${result}**.`,
    )
  },
}
