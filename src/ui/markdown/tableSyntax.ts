/** Tables that lose nothing: a bar inside a formula divides no cells, and a row may have more cells than the head. */
import { formulaInRow } from './mathSyntax.ts'
import { constructNamed } from './micromark.ts'
import type { Element, ElementContent } from 'hast'
import type { Parents, TableRow } from 'mdast'
import type { State as TreeState } from 'mdast-util-to-hast'
import type { Code, Construct, Effects, State, SyntaxExtension } from './micromark.ts'

const bar = 124
const letter = 120

/**
 * GFM's own tokenizer of rows, which sees a letter where a formula has a bar. What it takes in is still the bar:
 * `consume` passes on the true code.
 */
const table: Construct = {
  name: 'tableWithFormulas',
  resolveAll: (events, context) =>
    constructNamed(context.parser.constructs.flow['null'], 'table').resolveAll?.(events, context) ?? events,
  tokenize(effects, ok, nok) {
    let code: Code = null
    /** Characters left of the formula that the row is in. */
    let left = 0
    let over = false
    const last =
      (then: State): State =>
      (given) => {
        over = true
        return then(given)
      }
    const disguised: Effects = { ...effects, consume: () => effects.consume(code) }

    const lib = constructNamed(this.parser.constructs.flow['null'], 'table')
    let inner: State | undefined = lib.tokenize.call(this, disguised, last(ok), last(nok))

    // One function for every character: paragraphs come through here too, in search of a head.
    const row: State = (given) => (left > 0 || (given !== 36 && given !== 92) ? step(given) : measure(given))
    const step: State = (given) => {
      code = given
      inner = inner?.(left > 0 && given === bar ? letter : given)
      if (left > 0) left--
      return over ? inner : row
    }
    const measure: State = (given) => {
      const formula = { length: 0 }
      const found: State = (again) => {
        left = formula.length
        return step(again)
      }
      return effects.check(measured(formula), found, step)(given)
    }
    return row
  },
}

/** Reads one formula and notes how many characters it has. */
function measured(formula: { length: number }): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      const counting: Effects = {
        ...effects,
        consume(code) {
          formula.length++
          effects.consume(code)
        },
      }
      return formulaInRow.tokenize.call(this, counting, ok, nok)
    },
  }
}

export const tableSyntax: SyntaxExtension = {
  flow: { null: table },
  disable: { null: ['table'] },
}

/** As mdast-util-to-hast makes rows, with every cell there is. */
export function tableRow(state: TreeState, node: TableRow, parent: Parents | undefined): Element {
  const align = parent?.type === 'table' ? (parent.align ?? []) : []
  const tagName = parent?.children[0] === node ? 'th' : 'td'
  const cells: ElementContent[] = []
  for (let index = 0; index < Math.max(align.length, node.children.length); index++) {
    const cell = node.children[index]
    const side = align[index]
    cells.push({
      type: 'element',
      tagName,
      properties: side ? { align: side } : {},
      children: cell ? state.all(cell) : [],
    })
  }
  return { type: 'element', tagName: 'tr', properties: {}, children: state.wrap(cells, true) }
}
