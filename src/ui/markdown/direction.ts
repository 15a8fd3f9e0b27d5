/** Which way a block runs: by its first letter, as browsers decide for `dir="auto"`, but code and formulas do not count. */

interface Walked {
  type: string
  tagName?: string
  value?: string
  url?: string
  children?: readonly Walked[]
}

const strong = /[\p{L}\u200E\u200F]/u
/** Left to right wherever they stand, so they say nothing about the words around them. */
const silent = new Set([
  'inlineCode',
  'code',
  'inlineMath',
  'math',
  'html',
  'raw',
  'footnoteDefinition',
  'footnoteReference',
])

function isRightToLeft(letter: string): boolean {
  const point = letter.codePointAt(0) ?? 0
  return (
    point === 0x200f ||
    (point >= 0x590 && point <= 0x8ff) ||
    (point >= 0xfb1d && point <= 0xfdff) ||
    (point >= 0xfe70 && point <= 0xfeff) ||
    (point >= 0x10800 && point <= 0x10fff) ||
    (point >= 0x1e800 && point <= 0x1efff)
  )
}

export type Direction = 'rtl' | 'ltr'

/**
 * @param node of a tree of Markdown or of what was made of it; either gives the same.
 * @returns undefined for one without letters.
 */
export function directionOf(node: Walked): Direction | undefined {
  if (silent.has(node.type) || node.tagName === 'code') return undefined
  if (node.type === 'text') {
    // An address is none of the sentence's words.
    const letter = strong.exec((node.value ?? '').replaceAll(/(?:https?:\/\/|www\.)\S*/g, ''))?.[0]
    return letter === undefined ? undefined : isRightToLeft(letter) ? 'rtl' : 'ltr'
  }
  for (const child of node.children ?? []) {
    const found = directionOf(child)
    if (found) return found
  }
  return undefined
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/
const run =
  /([\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF](?:(?:[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF \t]|\u200C|\u200D)*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF])?)/

/**
 * Cuts code where words of it run right to left: set apart, they do not reorder the signs around them.
 * @returns other code and such words by turns, other code first; undefined for code without them.
 */
export function runsOf(code: string): string[] | undefined {
  return rightToLeft.test(code) ? code.split(run) : undefined
}
