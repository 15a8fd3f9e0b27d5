/** Written passages that exercise one kind of Markdown each. */
import type { Random } from '../random.ts'
import { figures, quoted } from './words.ts'

export function table(prompt: string): string {
  const rows = figures(prompt).map(([name, value]) => `| ${name} | ${value.toLocaleString('en')} |`)
  return `| Of your prompt | Count |\n| :--- | ---: |\n${rows.join('\n')}`
}

const formulas: readonly [string, ...string[]] = [
  `A quadratic equation $ax^2 + bx + c = 0$ with $a \\neq 0$ has the solutions

$$
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}.
$$

For $a = 1$, $b = -5$, $c = 6$ the root is $\\sqrt{25 - 24} = 1$, so $x_1 = 3$ and $x_2 = 2$.`,
  `The area under the bell curve is found by squaring it and turning to polar coordinates:

$$
\\left( \\int_{-\\infty}^{\\infty} e^{-x^2} \\, dx \\right)^2 = \\int_0^{2\\pi} \\int_0^{\\infty} e^{-r^2} r \\, dr \\, d\\varphi = \\pi,
$$

so the integral itself is $\\sqrt{\\pi} \\approx 1.772$.`,
  `The sum of the first $n$ whole numbers is

$$
\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}.
$$

For $n = 100$ that is $5050$.`,
]

/** One of three formulas with a few words. */
export const maths = (which: number): string => formulas[which % formulas.length] ?? formulas[0]

export function story(topic: string, chance: Random): string {
  const place = chance.pick(['a harbour town', 'a house at the edge of the wood', 'a quiet observatory'])
  const helper = chance.pick(['an old lighthouse keeper', 'a girl with a red bicycle', 'a clockmaker'])
  const end = chance.pick([
    'and the lamp was lit again',
    'and nobody asked who had been there',
    'and the rain stopped',
  ])
  return `In ${place} somebody had lost a thing called *${topic}*. Nobody remembered what it looked like, only that evenings were longer without it.

${helper.replace(/^./, (first) => first.toUpperCase())} searched where others had already searched, but more slowly. On the third day it turned up behind the stove, smaller than expected, ${end}.`
}

export const steps = (
  topic: string,
) => `1. **Name it.** Write down in one line what “${topic}” shall be in the end.
2. **Cut it.** Find the smallest piece that is of use by itself:
   - one that can be done today,
   - one that shows whether the rest is worth it.
3. **Do that piece** and look at it.
4. **Repeat**, and stop when the line of step 1 is true.`

/** One of everything that an answer can hold. */
export const tour = (prompt: string, topic: string, which: number) => `# Everything at once

You asked ${quoted(prompt)}. This answer holds one of each kind, so that you can see how it looks.

## Text

Plain, **bold**, *italic*, ~~struck out~~, \`code\`, and a [link](https://ai.google.dev/gemini-api/docs).

> A quotation stands apart.

## Lists

- first
- second
  - inside the second
- [x] done
- [ ] not done

${steps(topic)}

## A table

${table(prompt)}

## Code

\`\`\`python
def area(radius: float) -> float:
    """Area of a circle."""
    return 3.14159 * radius**2
\`\`\`

## Maths

${maths(which)}
`
