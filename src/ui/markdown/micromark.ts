import type { Data } from 'unified'

/** Types of the parser underneath remark, by way of what remark-parse declares of it. */
export type SyntaxExtension = NonNullable<Data['micromarkExtensions']>[number]
export type TreeExtension = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], readonly unknown[]>
export type Construct = Exclude<NonNullable<SyntaxExtension['text']>[string], readonly unknown[] | undefined>
export type Tokenizer = Construct['tokenize']
export type Effects = Parameters<Tokenizer>[0]
export type State = Parameters<Tokenizer>[1]
export type Code = Parameters<State>[0]
export type Context = ThisParameterType<Tokenizer>

/** Tokens of GFM and maths: remark-gfm and remark-math read them, our syntax makes them. */
type Names =
  | 'literalAutolink'
  | 'literalAutolinkHttp'
  | 'literalAutolinkWww'
  | 'mathFlow'
  | 'mathFlowFence'
  | 'mathFlowFenceSequence'
  | 'mathFlowValue'
  | 'mathText'
  | 'mathTextData'
  | 'mathTextSequence'
  | 'strikethroughSequenceTemporary'

type NamesByName = { [Name in Names]: Name }

declare module 'micromark-util-types' {
  interface TokenTypeMap extends NamesByName {}
  interface Token {
    _gfmAutolinkLiteralWalkedInto?: boolean
  }
}

/** Codes of the parser: what is no character is negative, the end is null. */
export const isLineEnd = (code: Code): boolean => code !== null && code < -2
export const isBlank = (code: Code): boolean => code === -2 || code === -1 || code === 32

/** A code as text: a tab and what stands for its width as blanks, a line end as one. */
export function textOfCode(code: Code): string {
  if (code === null) return ''
  if (code < 0) return isLineEnd(code) ? '\n' : ' '
  return String.fromCharCode(code)
}

/** The construct of that name among those in force for a character, or for every line (`null`). */
export function constructNamed(list: Construct | Construct[] | undefined, name: string): Construct {
  const found = [list ?? []].flat().find((one) => one.name === name)
  if (!found) throw new Error(`micromark has no construct ${name}`)
  return found
}
