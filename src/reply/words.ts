/** What stands around an answer, in whole sentences; the names of controls stand beside them, advice in `state/advice/`. */
import { seconds } from '../ui/figures.ts'

export const words = {
  embed: 'Embed this answer: adds it to the texts of Embeddings',
  embedAll: 'Adds them to the texts of Embeddings, one text each',
  notEmbedded: 'The answer was not taken over.',
  noneEmbedded: 'The answers were not taken over.',
  answering: 'The model is answering',
  complete: 'Answer complete',
  printedNothing: 'It printed nothing.',
  /** Of an address that URL context asked for; '' where nobody here knows the API's word. */
  retrieved: (status: string): string =>
    ({
      URL_RETRIEVAL_STATUS_SUCCESS: 'read',
      URL_RETRIEVAL_STATUS_ERROR: 'could not be read',
      URL_RETRIEVAL_STATUS_PAYWALL: 'not read: it is behind a paywall',
      URL_RETRIEVAL_STATUS_UNSAFE: 'not read: it is considered unsafe',
    })[status] ?? '',
  moreTokens: (shown: string, all: string) =>
    `The first ${shown} of ${all} tokens; the Inspector has all of them.`,
  audioSoFar: (name: string, s: string) => `${name} · ${s} s so far; you can play it once all of it is here.`,
  unreadable: {
    before: (name: string) => `${name} cannot be shown: its data is not readable as `,
    after: '. The Inspector holds it as it came.',
  },
  states: 'Every way an answer can come and end. Choosing one runs it; your prompt and model stay.',
} as const

/** Of the demo, at the head of its answers; each follows the model's id. */
export const demoWords = {
  state: 'is a state of the demo: it ends this way on purpose, whatever you ask.',
  program: 'is the demo: a small program in this tab, not a language model. Nothing was sent.',
} as const

/** Of a run that keeps its reader waiting. */
export const waitWords = {
  firstToken: 'Waiting for the first token of ',
  earlier: (least: number, most: number) =>
    seconds(least, 1) === seconds(most, 1)
      ? `Earlier runs took ${seconds(most, 1)}`
      : `Earlier runs took ${(least / 1000).toFixed(1)} to ${seconds(most, 1)}`,
  /** Follows the code. */
  nextTry: (number: number, s: number) =>
    `: the model is not available right now. Try ${number} of 2 starts in ${s} s; Stop cancels it.`,
  /** Before its length. */
  silent: (begun: boolean) =>
    begun ? 'The stream has stalled: nothing has come for ' : 'Nothing has come for ',
  /** After its length. @param minutes that the page waits; null where it waits without end */
  patience: (begun: boolean, minutes: number | null) =>
    `. The model may still be ${begun ? 'at work' : 'thinking'}; this page waits ${minutes === null ? 'for as long as it takes' : `up to ${minutes} minutes`}.`,
  /** When it is played again. */
  wasSilent: (begun: boolean, s: number) =>
    `${begun ? 'The stream had stalled: nothing' : 'Nothing'} had come for ${s} s.`,
} as const
