import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arithmetic } from './arithmetic.ts'
import { calculate, readable } from './expression.ts'
import { leaves, says } from './testing.ts'

describe('arithmetic', () => {
  it.each([
    ['What is 12 * (3 + 4)?', '84'],
    ['what is 10 divided by 4', '2.5'],
    ['2+2', '4'],
    ['2 + 2 = ?', '4'],
    ['Calculate 17 * 23', '391'],
    ['Please compute 1,250 + 750.', '2000'],
    ['how much is 99 minus 45', '54'],
    ['two plus two', '4'],
    ['What is seven times eight?', '56'],
    ['144 / 12', '12'],
    ['2^10', '1024'],
    ['2 to the power of 16', '65,536'],
    ['square root of 144', '12'],
    ['What’s √2?', '1.414213562'],
    ['sqrt(16) + 2', '6'],
    ['5!', '120'],
    ['Can you work out 3.5 × 4 for me?', '14'],
    ['what is 100 mod 7', '2'],
    ['10 factorial', '3,628,800'],
    ['(1 + 2) * (3 + 4) / 7', '3'],
    ['9 squared', '81'],
    ['0.1 + 0.2', '0.3'],
    ['1 / 0', 'not a finite number'],
    ['What is 15 x 6?', '90'],
    ['pi * 2^2', '12.56637061'],
  ])('%s: %s', (prompt, value) => {
    expect(says(arithmetic, prompt)).toContain(`**${value}**`)
  })

  it.each([
    'Solve x^2 - 5x + 6 = 0',
    'From 2026-11-22 to 3-5 of 2',
    '2026-11-22',
    'What is 1984 about?',
    'Python function that computes 2 + 2',
    'I have 3 apples and 2 pears + a plum',
    'Is 2 + 2 = 5?',
    '42',
    'Top 10 - best films',
    'What is the meaning of life?',
    'Explain 2 + 2 to a child',
  ])('leaves: %s', leaves(arithmetic))

  it('agrees with a sum of random numbers, brackets and all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        (a, b, c) => {
          expect(calculate(`(${a} - ${b}) * ${c} + ${a} / ${b}`)).toBeCloseTo((a - b) * c + a / b, 9)
        },
      ),
    )
  })

  it('binds as usual and refuses what is no sum', () => {
    expect([calculate('2 ^ 3 ^ 2'), calculate('-2 ^ 2'), calculate('7 % 4 * 2')]).toEqual([512, -4, 6])
    expect([calculate('2 +'), calculate('(1'), calculate('a')]).toEqual([null, null, null])
    expect(readable(0.1 + 0.2)).toBe('0.3')
  })
})
