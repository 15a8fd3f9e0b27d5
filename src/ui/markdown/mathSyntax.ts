/**
 * Formulas for micromark, in place of remark-math's own: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, where they read as
 * formulas. Nothing is left open: what is not closed in its own paragraph is text.
 */
import { closingOf, isFormula, longestFormula } from './formula.ts'
import { isBlank, isLineEnd, textOfCode } from './micromark.ts'
import type { Opening } from './formula.ts'
import type { Code, Construct, State, SyntaxExtension, Tokenizer, TreeExtension } from './micromark.ts'

const dollar = 36
const backslash = 92

/** @param line only within this line: a row of a table. */
function tokenizeInline(line: boolean): Tokenizer {
  return function tokenize(effects, ok, nok) {
    // Behind a dollar sign there is no formula: `US$$`, `$$$`. Behind an escaped one there may be.
    if (this.previous === dollar && this.events.at(-1)?.[1].type !== 'characterEscape') return nok
    const before = textOfCode(this.previous)
    let opening: Opening = '$'
    let content = ''
    /** What may be the closing mark. */
    let tail = ''

    const start: State = (code) => {
      effects.enter('mathText')
      effects.enter('mathTextSequence')
      effects.consume(code)
      return code === dollar ? dollars : bracket
    }
    const bracket: State = (code) => {
      if (code !== 40 && code !== 91) return nok(code)
      opening = code === 40 ? '\\(' : '\\['
      return opened(code)
    }
    const dollars: State = (code) => {
      if (code !== dollar) {
        effects.exit('mathTextSequence')
        return between(code)
      }
      opening = '$$'
      return opened(code)
    }
    const opened: State = (code) => {
      effects.consume(code)
      effects.exit('mathTextSequence')
      return opening === '$$' ? notThree : between
    }
    const notThree: State = (code) => (code === dollar ? nok(code) : between(code))

    const between: State = (code) => {
      if (code === null || content.length > longestFormula) return nok(code)
      if (isLineEnd(code)) {
        if (line) return nok(code)
        content += '\n'
        effects.enter('lineEnding')
        effects.consume(code)
        effects.exit('lineEnding')
        return between
      }
      if (code === dollar && opening.startsWith('$')) return closing(code)
      if (code === backslash) return escape(code)
      effects.enter('mathTextData')
      return data(code)
    }
    const data: State = (code) => {
      if (
        code === null ||
        isLineEnd(code) ||
        code === backslash ||
        (code === dollar && opening.startsWith('$'))
      ) {
        effects.exit('mathTextData')
        return between(code)
      }
      content += textOfCode(code)
      effects.consume(code)
      return data
    }

    /** A backslash takes the next character with it, or closes. */
    const escape: State = (code) => {
      effects.enter(opening.startsWith('$') ? 'mathTextData' : 'mathTextSequence')
      effects.consume(code)
      return escaped
    }
    const escaped: State = (code) => {
      const pair = `\\${textOfCode(code)}`
      if (pair === closingOf[opening]) {
        effects.consume(code)
        effects.exit('mathTextSequence')
        return done
      }
      // A formula does not begin within another: this one is not closed.
      if (!opening.startsWith('$') && pair === opening) return nok(code)
      effects.exit(opening.startsWith('$') ? 'mathTextData' : 'mathTextSequence').type = 'mathTextData'
      content += '\\'
      if (code === null || isLineEnd(code)) return between(code)
      content += textOfCode(code)
      effects.enter('mathTextData')
      effects.consume(code)
      return data
    }

    const closing: State = (code) => {
      effects.enter('mathTextSequence')
      tail = ''
      return closingDollars(code)
    }
    const closingDollars: State = (code) => {
      if (code === dollar) {
        tail += '$'
        effects.consume(code)
        return closingDollars
      }
      if (tail === closingOf[opening]) {
        effects.exit('mathTextSequence')
        return done(code)
      }
      // A single dollar sign may open a formula inside of words inside of the formula.
      if (opening === '$' || tail.length > 2) return nok(code)
      effects.exit('mathTextSequence').type = 'mathTextData'
      content += tail
      return between(code)
    }

    const done: State = (code) => {
      if (!isFormula(opening, content, before, textOfCode(code))) return nok(code)
      effects.exit('mathText')
      return ok(code)
    }
    return start
  }
}

const inlineFormula: Construct = {
  name: 'inlineFormula',
  tokenize: tokenizeInline(false),
}

/** One formula without a line end in it: its bars are not the borders of cells. */
export const formulaInRow: Construct = { name: 'formulaInRow', tokenize: tokenizeInline(true), partial: true }

/**
 * A formula over several lines, none of them blank. Its lines may look like lists, quotes and headings, so it has to
 * be found before those; what begins and ends on one line is left to the paragraph.
 */
const formulaBlock: Construct = {
  name: 'formulaBlock',
  concrete: true,
  tokenize(effects, ok, nok) {
    let opening: Opening = '$$'
    let content = ''
    let lines = 0
    let blank = true

    const start: State = (code) => {
      effects.enter('mathFlow')
      effects.enter('mathFlowFence')
      effects.enter('mathFlowFenceSequence')
      opening = code === dollar ? '$$' : '\\['
      effects.consume(code)
      return second
    }
    const second: State = (code) => {
      if (code !== opening.charCodeAt(1)) return nok(code)
      effects.consume(code)
      effects.exit('mathFlowFenceSequence')
      effects.exit('mathFlowFence')
      return inLine
    }

    const inLine: State = (code) => {
      if (code === null || content.length > longestFormula) return nok(code)
      if (isLineEnd(code)) return endOfLine(code)
      if (code === opening.charCodeAt(0)) return maybeClosing(code)
      effects.enter('mathFlowValue')
      return value(code)
    }
    const value: State = (code) => {
      if (code === null || isLineEnd(code) || code === opening.charCodeAt(0)) {
        effects.exit('mathFlowValue')
        return inLine(code)
      }
      add(code)
      effects.consume(code)
      return code === backslash ? escaped : value
    }
    const escaped: State = (code) => {
      if (code === null || isLineEnd(code)) return value(code)
      add(code)
      effects.consume(code)
      return value
    }
    const maybeClosing: State = (code) => {
      effects.enter('mathFlowFence')
      effects.consume(code)
      return secondOfClosing
    }
    const secondOfClosing: State = (code) => {
      if (code === closingOf[opening].charCodeAt(1)) {
        effects.consume(code)
        effects.exit('mathFlowFence')
        return afterClosing
      }
      // A formula does not begin within another: this one is not closed.
      if (opening === '\\[' && code === opening.charCodeAt(1)) return nok(code)
      effects.exit('mathFlowFence').type = 'mathFlowValue'
      add(opening.charCodeAt(0))
      if (opening === '$$' || code === null || isLineEnd(code)) return inLine(code)
      // What the backslash takes with it.
      effects.enter('mathFlowValue')
      return escaped(code)
    }
    const afterClosing: State = (code) => {
      if (code !== null && !isLineEnd(code)) {
        if (!isBlank(code)) return nok(code)
        effects.enter('whitespace')
        return whitespace(code)
      }
      if (lines === 0 || !isFormula(opening, content, '', '')) return nok(code)
      effects.exit('mathFlow')
      return ok(code)
    }
    const whitespace: State = (code) => {
      if (isBlank(code)) {
        effects.consume(code)
        return whitespace
      }
      effects.exit('whitespace')
      return afterClosing(code)
    }

    const endOfLine: State = (code) => {
      const first = content.trim()
      if (lines === 0) {
        if (first !== '' && !isFormula(opening, first, '', '')) return nok(code)
        if (this.interrupt) return first === '' || /^\\[a-zA-Z]/.test(first) ? ok(code) : nok(code)
      } else if (blank) return nok(code)
      lines++
      content += '\n'
      blank = true
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return lineStart
    }
    const lineStart: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : inLine(code))

    const add = (code: Code) => {
      const text = textOfCode(code)
      blank &&= text.trim() === ''
      content += text
    }
    return start
  },
}

export const mathSyntax: SyntaxExtension = {
  flow: { [dollar]: formulaBlock, [backslash]: formulaBlock },
  text: { [dollar]: inlineFormula, [backslash]: inlineFormula },
  disable: { null: ['mathText', 'mathFlow'] },
}

/** In a table `\|` is how a bar is written. In pairs it is TeX's own, the norm. */
function withoutEscapedBars(tex: string): string {
  const bars = tex.match(/\\\|/g)?.length ?? 0
  return bars % 2 === 1 ? tex.replaceAll('\\|', '|') : tex
}

/** The tree's side of it: values without blanks around them, and marks that say how a formula is set. */
export const mathTree: TreeExtension = {
  exit: {
    mathText(token) {
      const source = this.sliceSerialize(token)
      const value = this.resume().trim()
      const tex = this.data.inTable ? withoutEscapedBars(value) : value
      const node = this.stack.at(-1)
      if (node?.type !== 'inlineMath') return
      const kind = /^(?:\$\$|\\\[)/.test(source) ? 'math-display' : 'math-inline'
      node.value = tex
      node.data = {
        hName: 'code',
        hProperties: { className: ['language-math', kind] },
        hChildren: [{ type: 'text', value: tex }],
      }
      this.exit(token)
    },
    mathFlow(token) {
      const value = this.resume().trim()
      const node = this.stack.at(-1)
      if (node?.type !== 'math') return
      node.value = value
      const properties = { className: ['language-math', 'math-display'] }
      const children = [{ type: 'text' as const, value }]
      node.data = { hName: 'pre', hChildren: [{ type: 'element', tagName: 'code', properties, children }] }
      this.data.mathFlowInside = undefined
      this.exit(token)
    },
  },
}
