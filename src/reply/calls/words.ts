/** What is said in the group of a call and of a result; the names of controls stand beside them. */
import { seconds } from '../../ui/figures.ts'
import type { Answered } from '../../state/chat/tree.ts'

export const argumentWords = {
  /** None is wrong by itself where all of them together are. */
  misfits: ({ all, wrong }: { all: number; wrong: number }) =>
    wrong === 0 ? 'the arguments do not fit' : `${wrong} of ${all} ${wrong === 1 ? 'does' : 'do'} not fit`,
  /** Between what came and what was declared. */
  declared: 'declared',
  more: (count: number) => `and ${count} more`,
  notDeclared: (name: string) => `${name === '' ? 'a call without a name' : name} was not declared`,
  notDeclaredMore: 'The request declared no function of this name.',
  unusable: 'not possible',
  unusableMore: (why: string) => `The declared schema cannot be used: ${why}`,
} as const

export const continueWords = {
  about:
    'Opens a new conversation with this prompt and its answer, where the result can be given; sends nothing',
  failed: 'It was not opened in Chat.',
} as const

const handlers: Record<Answered['by'], string> = {
  hand: 'by hand',
  fixed: 'fixed result',
  table: 'table',
  javascript: 'JavaScript',
}

/** Who answered a call: `table row 1, 4 ms`, `by hand, fault: error`. */
export const answeredBy = ({ by, row, ms, fault }: Answered): string =>
  [
    row === undefined ? handlers[by] : `${handlers[by]} row ${row}`,
    ...(ms === undefined ? [] : [ms < 1000 ? `${Math.round(ms)} ms` : seconds(ms)]),
    ...(fault ? [`fault: ${fault}`] : []),
  ].join(', ')

/** At the end of the line of a call that was answered. */
export const answeredWords = (step: number, answered: Answered | undefined): string =>
  [`step ${step}`, ...(answered ? [answeredBy(answered)] : [])].join(', ')
