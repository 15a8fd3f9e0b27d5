// oxlint-disable eslint/no-underscore-dangle -- names of micromark
/**
 * Emphasis beside punctuation. By CommonMark `**「甲」**乙` is not bold: a mark between punctuation and a letter counts
 * as one that opens. That reads well where words are set apart by blanks. Where they are not, either side may be a
 * letter (as in the proposal "CommonMark CJK-friendly", https://github.com/tats-u/markdown-cjk-friendly).
 */
import { isPunctuation, isUnspaced } from './characters.ts'
import { constructNamed, isBlank, isLineEnd, textOfCode } from './micromark.ts'
import type { Code, Construct, State, SyntaxExtension } from './micromark.ts'

type Side = 'blank' | 'punctuation' | 'letter'

const asterisk = 42
const underscore = 95
const tilde = 126

function sideOf(code: Code): Side {
  if (code === null || isBlank(code) || isLineEnd(code)) return 'blank'
  const character = textOfCode(code)
  if (/\s/.test(character)) return 'blank'
  return isPunctuation(character) ? 'punctuation' : 'letter'
}

const isWide = (code: Code) => code !== null && isUnspaced(textOfCode(code))

/** Whether a mark may stand before `inner` where `outer` is on its other side. */
function faces(inner: Code, outer: Code): boolean {
  if (sideOf(inner) === 'blank') return false
  return sideOf(inner) === 'letter' || isWide(inner) || sideOf(outer) !== 'letter' || isWide(outer)
}

/** Punctuation that ends a sentence or a name; of ASCII only what no arithmetic has. */
const ending = /[:.!?"]|(?![\0-\u007F])[\p{Pe}\p{Pf}\p{Po}]/u
const beginning = /"|(?![\0-\u007F])[\p{Ps}\p{Pi}]/u
const foreignLetter = /(?![\0-\u007F])\p{L}/u

/** `**Note:**text` and `word**“quoted”**`, which nobody means otherwise. A single mark could be arithmetic. */
function closesSentence(before: Code, after: Code): boolean {
  const [inner, outer] = [textOfCode(before), textOfCode(after)]
  return ending.test(inner) ? /\p{L}/u.test(outer) : /[)\]}'%]/.test(inner) && foreignLetter.test(outer)
}
function opensQuote(before: Code, after: Code): boolean {
  const [outer, inner] = [textOfCode(before), textOfCode(after)]
  return beginning.test(inner) ? /\p{L}/u.test(outer) : /[([{']/.test(inner) && foreignLetter.test(outer)
}

/** `$_`, `@_`, `%_`, `&_`: an underscore is the name of a variable there and opens nothing; `_by 50%_` may end. */
const isSigil = (code: Code) => code !== null && '$@%&'.includes(textOfCode(code))

const emphasis: Construct = {
  name: 'emphasis',
  resolveAll: (events, context) =>
    constructNamed(context.parser.constructs.text[asterisk], 'attention').resolveAll?.(events, context) ??
    events,
  tokenize(effects, ok) {
    const before = this.previous
    const others = this.parser.constructs.attentionMarkers.null ?? []
    const isOther = (code: Code) =>
      code !== null && code !== asterisk && code !== underscore && others.includes(code)
    let marker: Code = null
    let size = 0
    const start: State = (code) => {
      marker = code
      effects.enter('attentionSequence')
      return inside(code)
    }
    const inside: State = (code) => {
      if (code === marker) {
        size++
        effects.consume(code)
        return inside
      }
      const token = effects.exit('attentionSequence')
      let opens = faces(code, before) || isOther(code)
      let closes = faces(before, code) || isOther(before)
      if (marker === underscore) {
        // Inside of words underscores mean nothing, `snake_case`; beside a bracket there is no word.
        const [opening, closing] = [opens, closes]
        const bracket = (inner: Code, outer: Code) => sideOf(inner) === 'punctuation' && isWide(outer)
        opens =
          opening &&
          !isSigil(before) &&
          (!closing || sideOf(before) === 'punctuation' || bracket(code, before))
        closes = closing && (!opening || sideOf(code) === 'punctuation' || bracket(before, code))
      } else if (size > 1) {
        opens ||= opensQuote(before, code)
        closes ||= closesSentence(before, code)
      }
      token._open = opens
      token._close = closes
      return ok(code)
    }
    return start
  },
}

/** Two tildes, as GFM has it; one is a range or an approximation. */
const strike: Construct = {
  name: 'strike',
  resolveAll: (events, context) =>
    constructNamed(context.parser.constructs.text[tilde], 'strikethrough').resolveAll?.(events, context) ??
    events,
  tokenize(effects, ok, nok) {
    const before = this.previous
    // The rest of more than two.
    if (before === tilde && this.events.at(-1)?.[1].type !== 'characterEscape') return nok
    let size = 0
    const start: State = (code) => {
      effects.enter('strikethroughSequenceTemporary')
      return inside(code)
    }
    const inside: State = (code) => {
      if (code === tilde && size < 2) {
        size++
        effects.consume(code)
        return inside
      }
      if (size < 2 || code === tilde) return nok(code)
      const token = effects.exit('strikethroughSequenceTemporary')
      token._open = faces(code, before) || opensQuote(before, code)
      token._close = faces(before, code) || closesSentence(before, code)
      return ok(code)
    }
    return start
  },
}

export const emphasisSyntax: SyntaxExtension = {
  text: { [asterisk]: emphasis, [underscore]: emphasis, [tilde]: strike },
  disable: { null: ['attention', 'strikethrough'] },
}
