/** What History says of two runs side by side; the names of its controls stand beside them. */
import { whole } from '../../../ui/figures.ts'

export const words = {
  job: 'An embedding job is kept without its texts and vectors, so there is no request and no answer of it to compare. Choose two runs of Prompt or Chat.',
  gone: 'One of the two runs is not kept any more, so there is nothing to compare. Choose two others.',
  notPrinted: 'The requests could not be read.',
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
