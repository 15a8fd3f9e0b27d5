/** Evaluates what a scientific pocket calculator would. */

type Token = number | string

const functions: Record<string, (value: number) => number> = {
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  abs: Math.abs,
  ln: Math.log,
  log: Math.log10,
  log2: Math.log2,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  round: Math.round,
  floor: Math.floor,
  ceil: Math.ceil,
}

const constants: Record<string, number> = { pi: Math.PI, π: Math.PI, e: Math.E, tau: 2 * Math.PI }

/** Keeps a ** b and 170! within what a number holds, and ends early for what does not fit. */
function factorial(n: number): number {
  if (!Number.isInteger(n) || n < 0) return NaN
  let value = 1
  for (let i = 2; i <= n && Number.isFinite(value); i++) value *= i
  return value
}

function lex(text: string): Token[] | null {
  const tokens: Token[] = []
  const pattern = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)|([a-zπ]+2?|\*\*|[-+*/^()%!]))/giy
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (!match) return null
    const word = match[2]?.toLowerCase() ?? ''
    if (match[1] !== undefined) tokens.push(Number(match[1]))
    else if (word in constants) tokens.push(constants[word] ?? 0)
    else if (/[a-z]/.test(word) && !(word in functions) && word !== 'mod') return null
    else tokens.push(word === '**' ? '^' : word === 'mod' ? '%' : word)
  }
  return tokens
}

class Reader {
  readonly tokens: Token[]
  at = 0
  valid = true

  constructor(tokens: Token[]) {
    this.tokens = tokens
  }

  match(...signs: string[]): string | undefined {
    const token = this.tokens[this.at]
    if (typeof token !== 'string' || !signs.includes(token)) return undefined
    this.at++
    return token
  }

  primary(): number {
    const token = this.tokens[this.at++]
    if (typeof token === 'number') return token
    if (token === '(') {
      const value = this.sum()
      if (!this.match(')')) this.valid = false
      return value
    }
    const apply = token === undefined ? undefined : functions[token]
    if (apply) return apply(this.factor())
    this.valid = false
    return 0
  }

  factor(): number {
    if (this.match('-')) return -this.factor()
    if (this.match('+')) return this.factor()
    let base = this.primary()
    while (this.match('!')) base = factorial(base)
    return this.match('^') ? base ** this.factor() : base
  }

  product(): number {
    let value = this.factor()
    for (;;) {
      const sign = this.match('*', '/', '%')
      if (sign) {
        const right = this.factor()
        value = sign === '*' ? value * right : sign === '/' ? value / right : value % right
      } else if (this.tokens[this.at] === '(') value *= this.factor()
      else return value
    }
  }

  sum(): number {
    let value = this.product()
    for (;;) {
      const sign = this.match('+', '-')
      if (!sign) return value
      const right = this.product()
      value = sign === '+' ? value + right : value - right
    }
  }
}

/** null where the text is no arithmetic. Division by zero gives Infinity or NaN, as numbers do. */
export function calculate(text: string): number | null {
  const tokens = lex(text.trim())
  if (!tokens || tokens.length === 0) return null
  const reader = new Reader(tokens)
  const value = reader.sum()
  return reader.valid && reader.at === tokens.length ? value : null
}

/** At most ten significant digits, so that 0.1 + 0.2 reads as people expect; large whole numbers in groups. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return 'not a finite number'
  if (Number.isSafeInteger(value))
    return value.toLocaleString('en', { useGrouping: Math.abs(value) >= 10_000 })
  const short = Number(value.toPrecision(10))
  if (Math.abs(short) >= 1e15 || (short !== 0 && Math.abs(short) < 1e-6)) return String(short)
  return short.toLocaleString('en', { maximumFractionDigits: 10, useGrouping: Math.abs(short) >= 10_000 })
}

const words: Record<string, string> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, String(value)]),
)
Object.assign(words, {
  thirty: '30',
  forty: '40',
  fifty: '50',
  sixty: '60',
  seventy: '70',
  eighty: '80',
  ninety: '90',
  hundred: '100',
  dozen: '12',
})
const numberWord = new RegExp(`\\b(?:${Object.keys(words).join('|')})\\b`, 'gi')

/** Numbers in words become digits, thousands lose their commas. */
export const withDigits = (text: string): string =>
  text
    .replace(numberWord, (word) => words[word.toLowerCase()] ?? word)
    .replace(/\ba (?=(?:100|12)\b(?!\.))/gi, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
