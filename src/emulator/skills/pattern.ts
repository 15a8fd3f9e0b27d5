/** A short text that a regular expression accepts, for the constructs that schemas use. */

class Writer {
  readonly source: string
  at = 0

  constructor(source: string) {
    this.source = source
  }

  peek = () => this.source[this.at]

  /** The first alternative; the others are read over. */
  alternatives(): string {
    const first = this.sequence()
    while (this.peek() === '|') {
      this.at++
      this.sequence()
    }
    return first
  }

  sequence(): string {
    let text = ''
    for (let char = this.peek(); char !== undefined && char !== '|' && char !== ')'; char = this.peek())
      text += this.repeated(this.atom())
    return text
  }

  repeated(one: string): string {
    const [found = '', least] = /^(?:[*?]|\+|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at)) ?? []
    this.at += found.length
    if (!found || found.startsWith('+')) return one
    return one.repeat(Number(least ?? 0))
  }

  atom(): string {
    const char = this.source[this.at++] ?? ''
    if (char === '^' || char === '$') return ''
    if (char === '.') return 'a'
    if (char === '\\') return this.escape()
    if (char === '[') return this.set()
    if (char !== '(') return char
    const [head = ''] = /^\?(?::|<\w+>)/.exec(this.source.slice(this.at)) ?? []
    this.at += head.length
    const inner = this.alternatives()
    this.at++
    return inner
  }

  escape(): string {
    const char = this.source[this.at++] ?? ''
    return { d: '0', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', b: '', n: '\n', t: '\t' }[char] ?? char
  }

  set(): string {
    const end = this.source.indexOf(']', this.at + 1)
    const inside = this.source.slice(this.at, end)
    this.at = end + 1
    const allows = new RegExp(`[${inside}]`, 'u')
    return [...'a0A-_. /1bB@#!~', ...inside].find((char) => allows.test(char)) ?? ''
  }
}

/** undefined where the pattern is no regular expression, or one that this cannot write for. */
export function matching(pattern: string): string | undefined {
  try {
    const text = new Writer(pattern).alternatives()
    return new RegExp(pattern, 'u').test(text) ? text : undefined
  } catch {
    return undefined
  }
}
