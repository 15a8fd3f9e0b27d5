/** Reads one side of an equation as a polynomial. Coefficients by power: [c, b, a] is ax² + bx + c. */

export type Polynomial = readonly number[]

const at = (p: Polynomial, power: number) => p[power] ?? 0
const length = (a: Polynomial, b: Polynomial) => Math.max(a.length, b.length)
const add = (a: Polynomial, b: Polynomial, sign = 1): Polynomial =>
  Array.from({ length: length(a, b) }, (_, power) => at(a, power) + sign * at(b, power))
const multiply = (a: Polynomial, b: Polynomial): Polynomial => {
  const product = Array.from({ length: a.length + b.length - 1 }, () => 0)
  a.forEach((left, i) => b.forEach((right, j) => (product[i + j] = (product[i + j] ?? 0) + left * right)))
  return product
}

/** The highest power that is there. */
export const degree = (p: Polynomial) => p.findLastIndex((value) => Math.abs(value) > 1e-12)

export const minus = (a: Polynomial, b: Polynomial) => add(a, b, -1)

class Reader {
  readonly tokens: string[]
  readonly variable: string
  at = 0
  valid = true

  constructor(tokens: string[], variable: string) {
    this.tokens = tokens
    this.variable = variable
  }

  match(...signs: string[]): string | undefined {
    const token = this.tokens[this.at]
    if (token === undefined || !signs.includes(token)) return undefined
    this.at++
    return token
  }

  primary(): Polynomial {
    const token = this.tokens[this.at++] ?? ''
    if (token === this.variable) return [0, 1]
    if (/^[\d.]+$/.test(token)) return [Number(token)]
    if (token === '(') {
      const value = this.sum()
      if (!this.match(')')) this.valid = false
      return value
    }
    this.valid = false
    return [0]
  }

  power(): Polynomial {
    const base = this.primary()
    if (!this.match('^')) return base
    const exponent = this.primary()
    const n = at(exponent, 0)
    if (degree(exponent) > 0 || !Number.isInteger(n) || n < 0 || n > 4) this.valid = false
    let value: Polynomial = [1]
    for (let i = 0; i < Math.min(n, 4); i++) value = multiply(value, base)
    return value
  }

  signed(): Polynomial {
    if (this.match('-')) return multiply([-1], this.signed())
    return this.match('+') ? this.signed() : this.power()
  }

  product(): Polynomial {
    let value = this.signed()
    for (;;) {
      const next = this.tokens[this.at]
      const sign = this.match('*', '/')
      if (sign) {
        const right = this.signed()
        if (sign === '/' && degree(right) !== 0) this.valid = false
        value = sign === '*' ? multiply(value, right) : multiply(value, [1 / at(right, 0)])
      } else if (next === '(' || next === this.variable) value = multiply(value, this.power())
      else return value
    }
  }

  sum(): Polynomial {
    let value = this.product()
    for (;;) {
      const sign = this.match('+', '-')
      if (!sign) return value
      value = add(value, this.product(), sign === '+' ? 1 : -1)
    }
  }
}

/** null where the text is no polynomial in the variable. */
export function readPolynomial(text: string, variable: string): Polynomial | null {
  const tokens: string[] = []
  const pattern = /\s*(\d+(?:\.\d+)?|\.\d+|[a-z]|[-+*/^()])/giy
  const plain = text.trim()
  while (pattern.lastIndex < plain.length) {
    const match = pattern.exec(plain)
    if (!match) return null
    tokens.push(match[1] ?? '')
  }
  if (tokens.length === 0) return null
  const reader = new Reader(tokens, variable)
  const value = reader.sum()
  return reader.valid && reader.at === tokens.length && value.every(Number.isFinite) ? value : null
}
