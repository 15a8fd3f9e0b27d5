/** Evaluates what a pocket calculator would: + - * / ^ % and brackets. */

type Token = number | string

function lex(text: string): Token[] | undefined {
  const tokens: Token[] = []
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([-+*/^()%]))/gy
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (!match) return undefined
    tokens.push(match[1] !== undefined ? Number(match[1]) : (match[2] ?? ''))
  }
  return tokens
}

/** undefined where the text is no arithmetic. Division by zero gives Infinity or NaN, as numbers do. */
export function calculate(text: string): number | undefined {
  const tokens = lex(text.trim())
  if (!tokens) return undefined
  let at = 0
  let valid = true
  function primary(): number {
    const token = tokens?.[at++]
    if (typeof token === 'number') return token
    if (token === '-') return -power()
    if (token === '+') return power()
    if (token === '(') {
      const value = sum()
      if (tokens?.[at++] !== ')') valid = false
      return value
    }
    valid = false
    return 0
  }
  function power(): number {
    const base = primary()
    if (tokens?.[at] !== '^') return base
    at++
    return base ** power()
  }
  function product(): number {
    let value = power()
    for (;;) {
      const operator = tokens?.[at]
      if (operator !== '*' && operator !== '/' && operator !== '%') return value
      at++
      const right = power()
      value = operator === '*' ? value * right : operator === '/' ? value / right : value % right
    }
  }
  function sum(): number {
    let value = product()
    for (;;) {
      const operator = tokens?.[at]
      if (operator !== '+' && operator !== '-') return value
      at++
      const right = product()
      value = operator === '+' ? value + right : value - right
    }
  }
  const value = sum()
  return valid && at === tokens.length ? value : undefined
}

const spoken: [RegExp, string][] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/\b(?:times|multiplied by)\b|[×·]/gi, '*'],
  [/\b(?:divided by|over)\b|÷/gi, '/'],
  [/\bto the power of\b|\*\*/gi, '^'],
  [/−/g, '-'],
  [/(\d),(?=\d{3}\b)/g, '$1'],
]

/** The first sum inside a prompt: its expression and its value. */
export function findSum(prompt: string): { expression: string; value: number } | undefined {
  const plain = spoken.reduce((text, [pattern, sign]) => text.replace(pattern, sign), prompt)
  for (const [candidate] of plain.matchAll(/[-(\d][\d\s.+\-*/^()%]*[\d)]/g)) {
    const expression = candidate.trim()
    // A lone number, a date (2026-11-22) or a range (3-5) is no sum to do; "7 - 3" with spaces is.
    if (!/\d\s*[+*/^%]\s*[-(\d]|\d\s+-\s+[(\d]/.test(expression)) continue
    const value = calculate(expression)
    if (value !== undefined) return { expression, value }
  }
  return undefined
}

/** At most ten significant digits, so that 0.1 + 0.2 reads as people expect. */
export const readable = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(10))) : 'not a finite number'
