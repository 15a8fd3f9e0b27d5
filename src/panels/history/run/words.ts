/** What History says of one run, and of a loop step by step; the names of its controls stand beside them. */
import { whole } from '../../../ui/figures.ts'

export const words = {
  job: 'An embedding job; its texts and vectors are not kept here.',
  notHere:
    'No run of this address is kept in this browser. It may have been deleted, or was made in another browser: a run file brings it here.',
  fromFile: (host: string) => `from a file, answered by ${host}`,
  notInPrompt: 'It was not opened in Prompt.',
  notInChat: 'It was not opened in Chat.',
  notExported: 'The run was not exported.',
  gone: 'It is not kept any more.',
  file: 'The file holds what was asked, every chunk with its time, and how it ended; never the key.',
  beforeFirst: 'before the first chunk',
} as const

/** Of a tool loop, step by step. */
export const stepWords = {
  step: (number: number) => `Step ${number}`,
  noResults: 'The results of these calls could not be read.',
  /** Of a step that calls nothing. */
  answer: 'answer',
  /** @param grown by how much more went in than in the step before */
  tokens: (tokensIn: string, grown: number | null, out: string) =>
    `in ${tokensIn}${grown === null ? '' : ` (${grown < 0 ? '−' : '+'}${whole(Math.abs(grown))})`}, out ${out}`,
  /** In the head of a run. */
  place: (number: number, all: number) => `step ${number} of ${all}`,
  /** Over the requests of two loops. @param number of the first step that is not the same run in both */
  compared: (number: number) =>
    number === 1
      ? 'The requests of the first steps are compared, and the final answers.'
      : `Both loops share the steps up to ${number - 1}: the requests of step ${number} are compared, and the final answers.`,
} as const
