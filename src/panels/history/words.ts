/** What History says, in whole sentences; the names of its controls stand beside them. */
import { whole } from '../../ui/figures.ts'

export const words = {
  about:
    'Every press of Run, Send and Embed is kept here: find it again, watch it come once more, or compare two.',
  looking: 'Looking',
  noMatch: 'No run matches.',
  kept: (count: number, bytes: string | null, unlisted: number) =>
    `${whole(count)} ${count === 1 ? 'run' : 'runs'}${bytes === null ? '' : `, ${bytes}`}${unlisted > 0 ? `, ${whole(unlisted)} still to be listed` : ''}`,
  keepNew: 'Off: new runs stay in this tab’s memory alone. Answers of a kept conversation are kept with it.',
  pinnedStay: 'Pinned runs stay, and so does every answer that a conversation shows.',
  undo: 'You can undo this for ten seconds.',
} as const

/** Of one run. */
export const runWords = {
  job: 'An embedding job; its texts and vectors are not kept here.',
  notHere:
    'No run of this address is kept in this browser. It may have been deleted, or was made in another browser: a run file brings it here.',
  fromFile: (host: string) => `from a file, answered by ${host}`,
  notInPrompt: 'It was not opened in Prompt.',
  notInChat: 'It was not opened in Chat.',
  notOpened: 'The run was not opened.',
  notExported: 'The run was not exported.',
  gone: 'It is not kept any more.',
  file: 'The file holds what was asked, every chunk with its time, and how it ended; never the key.',
  beforeFirst: 'before the first chunk',
} as const

/** Of two runs side by side. */
export const differenceWords = {
  job: 'An embedding job is kept without its texts and vectors, so there is no request and no answer of it to compare. Choose two runs of Prompt or Chat.',
  gone: 'One of the two runs is not kept any more, so there is nothing to compare. Choose two others.',
  noAnswers: 'Neither run brought an answer.',
  sameAnswers: 'Both answers are the same, word for word.',
  none: 'Nothing differs.',
  samePaths: ['path is the same', 'paths are the same'],
  byLines: 'These texts share too few words, so they were compared by lines.',
  notCompared: 'These texts are too long to compare, so one follows the other.',
  comparing: 'Comparing…',
  moreChanges: (count: number) => `${whole(count)} more changes are not drawn here.`,
  sameCharacters: (count: number) => `… ${whole(count)} characters the same …`,
} as const

/** Of a tool loop, step by step. */
export const stepWords = {
  step: (number: number) => `Step ${number}`,
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
      ? 'Of a loop the requests of the first steps are compared, and the answers of the last.'
      : `Both loops are one up to step ${number - 1}: the requests of step ${number} are compared, and the answers of the last.`,
} as const
