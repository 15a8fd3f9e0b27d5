import { describe, expect, test } from 'vitest'
import { everyLength, grown, inOne, wordsIn } from './oracle.tsx'

/** The cells of each row, formulas in ⟨ ⟩. */
function cellsIn(text: string): string[][] {
  return [...inOne(text).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => wordsIn(cell)),
  )
}

const rule = '|---|---|'

describe('bars inside formulas', () => {
  test.each([
    ['| $|x|$ | b |', ['⟨|x|⟩', 'b']],
    ['| $P(A|B)$ | $P(A | B)$ |', ['⟨P(A|B)⟩', '⟨P(A | B)⟩']],
    ['| \\(|x| > 0\\) | \\(a|b\\) |', ['⟨|x| > 0⟩', '⟨a|b⟩']],
    ['| $$\\|x\\|$$ | $\\{x | x > 0\\}$ |', ['⟨\\|x\\|⟩', '⟨\\{x | x > 0\\}⟩']],
    ['| \\[ |a| \\] | so $|x|$ and $|y|$ |', ['⟨|a|⟩', 'so ⟨|x|⟩ and ⟨|y|⟩']],
    ['| $P(A\\|B)$ | $\\|v\\|$ |', ['⟨P(A|B)⟩', '⟨\\|v\\|⟩']],
    [
      '| $\\left| x \\right|$ | $\\begin{vmatrix} a | b \\end{vmatrix}$ |',
      ['⟨\\left| x \\right|⟩', '⟨\\begin{vmatrix} a | b \\end{vmatrix}⟩'],
    ],
    ['|$|x|$|$|y|$|', ['⟨|x|⟩', '⟨|y|⟩']],
    ['$|x|$ | $|y|$', ['⟨|x|⟩', '⟨|y|⟩']],
  ])('%s', (row, cells) => {
    expect(cellsIn(`${row}\n${rule}\n${row}`)).toEqual([cells, cells])
    const text = `${row}\n${rule}\n${row}\n\nafter`
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test.each([
    ['| $5 | $6 |', ['$5', '$6']],
    ['| $HOME | $PATH |', ['$HOME', '$PATH']],
    ['| 5$ | 6$ |', ['5$', '6$']],
    ['| $x | y$ |', ['$x', 'y$']],
    ['| \\(a | b\\) x | c |', ['⟨a | b⟩ x', 'c']],
    ['| `a | b` |', ['`a', 'b`']],
    ['| a \\| b | c |', ['a | b', 'c']],
    ['| \\( | b |', ['(', 'b']],
  ])('%s', (row, cells) => expect(cellsIn(`| a | b |\n${rule}\n${row}`)[1]).toEqual(cells))
})

test('a row may have more cells than the head, and less', () => {
  expect(cellsIn(`| a | b |\n${rule}\n| 1 | 2 | 3 | 4 |\n| 5 |\n| 6 | 7 |`)).toEqual([
    ['a', 'b'],
    ['1', '2', '3', '4'],
    ['5', ''],
    ['6', '7'],
  ])
})

test('a long table with such rows ends in the DOM of one render', () => {
  const text = `| a | b |\n| :-- | --: |\n${'| $|x|$ | 2 | 3 |\n| $5 | $6 |\n'.repeat(40)}\nafter\n`
  expect(grown(text, everyLength(text, 13))).toBe(inOne(text))
})
