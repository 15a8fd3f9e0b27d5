import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equations } from './equations.ts'
import { leaves, says } from './testing.ts'

describe('equations', () => {
  it.each([
    ['Solve x^2 - 5x + 6 = 0', '**x = 2** or **x = 3**'],
    ['solve x² − 5x + 6 = 0 for x', '**x = 2** or **x = 3**'],
    ['x^2 = 9', '**x = -3** or **x = 3**'],
    ['2x + 3 = 11', '**x = 4**'],
    ['Solve for x: 3(x - 2) = 2x + 5', '**x = 11**'],
    ['Solve the equation 5y - 10 = 0.', '**y = 2**'],
    ['Find the roots of x^2 - 4', '**x = -2** or **x = 2**'],
    ['What are the solutions of x^2 + 2x + 1 = 0?', '**x = -1**, a double root'],
    ['Can you solve 4x = 10?', '**x = 2.5**'],
    ['x/2 + 1 = 4', '**x = 6**'],
    ['Find x: 7 - x = 10', '**x = -3**'],
    ['What is x if 3x + 9 = 0?', '**x = -3**'],
    ['x^2 + 1 = 0', 'No real solution'],
    ['x^2 + 2x + 5 = 0', '**x = -1 + 2i**'],
    ['2x^2 + 3x - 2 = 0', '**x = -2** or **x = 0.5**'],
    ['(x - 1)(x + 4) = 0', '**x = -4** or **x = 1**'],
    ['x + 1 = x + 1', '**Every value**'],
    ['x + 1 = x + 2', '**No value**'],
    ['Please solve the quadratic equation t^2 - t - 1 = 0', '**t = -0.6180339887** or **t = 1.618033989**'],
    ['x squared = 16', '**x = -4** or **x = 4**'],
    ['2*x - 4 = 0, solve for x', '**x = 2**'],
    ['-x = 5', '**x = -5**'],
    ['Solve x^2 - 5x + 6 = 0 and show the steps.', '**x = 2** or **x = 3**'],
    ['Solve 2x + 3 = 11 for x, show all your work', '**x = 4**'],
    ['solve x^2 = 9 step by step', '**x = -3** or **x = 3**'],
  ])('%s: %s', (prompt, value) => {
    expect(says(equations, prompt)).toContain(value)
  })

  it.each([
    'x^3 = 8',
    'x + y = 10',
    'E = mc^2',
    'Solve world hunger',
    'x = y = 2',
    'What is a quadratic equation?',
    'Solve this riddle: what has keys = no locks',
    'let x = 5 in JavaScript',
    'sin(x) = 0',
    'x^2 - 5x + 6',
    'f(x) = 2x + 3',
    'a == b',
    '2^x = 8',
    '1/x = 2',
  ])('leaves: %s', leaves(equations))

  it('finds the roots it was made from', () => {
    const root = fc.integer({ min: -50, max: 50 })
    fc.assert(
      fc.property(root, root, fc.integer({ min: 1, max: 9 }), (p, q, a) => {
        const text = `${a}x^2 + ${-a * (p + q)}x + ${a * p * q} = 0`.replaceAll('+ -', '- ')
        const [low, high] = [Math.min(p, q), Math.max(p, q)]
        expect(says(equations, text)).toContain(
          low === high ? `**x = ${low}**, a double root` : `**x = ${low}** or **x = ${high}**`,
        )
      }),
    )
  })
})
