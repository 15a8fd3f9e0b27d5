/** What Chat says, in whole sentences; the names of its controls stand beside them. */
import { whole } from '../../ui/figures.ts'
import type { Outcome } from '../../gemini/reply.ts'
import type { CallFault } from '../../request/functions/declaration.ts'
import type { LeftOut } from '../../state/chat/history.ts'

export const tokens = (count: number) => `${whole(count)} ${count === 1 ? 'token' : 'tokens'}`
const pictures = (count: number) => `${whole(count)} ${count === 1 ? 'picture' : 'pictures'}`

export const words = {
  start: 'Start a conversation.',
  temporary: 'Temporary chat: nothing is saved.',
  demo: 'Demo mode: answers are generated in this tab and nothing is sent.',
  live: 'The API remembers nothing: each message is sent with the whole conversation before it.',
  instead: 'Write a message instead',
  placeholder: 'Ask anything, or paste text or images',
  enterSends: 'Shift+Enter then makes a new line',

  noConversations: 'No conversations yet. They are saved from the first message.',
  noMatch: 'No conversation matches.',

  asked: 'The message, the conversation or the system instruction',
  answering: 'The model is answering',
  soFar: 'The conversation so far, without a new message',
  resent: 'The whole conversation before it is sent with every message.',
  again: (count: number) => `+ ${tokens(count)} of history`,
  nextSends: (history: number) =>
    `The API remembers nothing: the next message sends these ${tokens(history)} again.`,
  cannotRun: 'There is no message after this turn.',

  lost: 'This answer can no longer be read in this browser.',
  runLost: (some: boolean) =>
    some
      ? 'How this answer arrived could not be read; only its text is left.'
      : 'This answer could not be read, nor how it arrived.',
  noPreview: (name: string) => `${name}, no preview`,
  notHere: 'not in this browser',
  onlyOnDrive: (word: string) => `This ${word} exists only in Google Drive:`,
  replaceIt: 'Replace or remove it before you send.',
} as const

/** Ways to begin; each runs at once. */
export const openers = [
  { id: 'turns', title: 'Two turns', about: 'a sum, then a question about it; sends 2 messages' },
  { id: 'image', title: 'An image', about: 'a sample picture and a question; sends 1 message' },
  { id: 'branch', title: 'A branch', about: 'one message, two versions of its answer; sends it twice' },
] as const

/** Why a turn on show is not part of the next request. */
export const leftOutWords: Record<LeftOut, string> = {
  unfinished: 'Incomplete, so it won’t be sent with the next message.',
  'no answer': 'Not sent with the next message, because it got no answer.',
  'its answer': 'Not sent with the next message, because its answer won’t be.',
  empty: 'Empty, so it won’t be sent with the next message.',
  'by hand': 'Not sent with the next message, because you left it out.',
}

export const countTitle = 'Tokens of the conversation so far + tokens of this message'

export const jsonWords = {
  about: {
    before: 'The ',
    after:
      ' of the next request. Saving keeps everything before your first change and stores the rest as a new branch. Importing opens a new conversation.',
  },
  left: 'Your earlier changes were not saved.',
  losses: (model: string) => ` What ${model} does not accept won’t be sent.`,
} as const

export const storageWords = {
  here: (conversations: string) => `${conversations}, stored only in this browser.`,
  memory: (conversations: string) => `${conversations}, stored only in this tab.`,
  used: (usage: string, quota: string) => `${usage} of ${quota} used`,
  unused: (count: number, bytes: string) =>
    `${pictures(count)} (${bytes}) ${count === 1 ? 'is' : 'are'} no longer used anywhere.`,
  otherTabs: 'Close the other tabs of this page first: a picture may be in use there. Nothing was deleted.',
  unreadable: 'Storage could not be read completely. Nothing was deleted.',
  deletedPictures: (count: number) => `${pictures(count)} deleted.`,
  exportFirst: 'Export them first if you may need them again.',
} as const

/** Said before the reason. */
export const failureWords = {
  opener: 'This could not begin.',
  embed: 'The chat was not added to Embeddings.',
  read: 'The conversation could not be read.',
  takeIn: 'The conversation was not imported.',
  save: 'The conversation was not saved.',
  export: 'Nothing was exported.',
  importAll: 'Not everything was imported.',
  deleteAll: 'Not everything was deleted.',
  deleteUnused: 'Not all unused pictures were deleted.',
  replace: 'It was not replaced.',
  file: (name: string) => `${name} could not be read.`,
} as const

/** About files that go with the result of a call. */
export const fileWords = {
  about:
    'Adds PNG, JPEG or WebP pictures, PDF or text as they are; the result names one by { "$ref": its name }',
  kinds: 'Pictures in a result must be PNG, JPEG or WebP.',
  notTaken: (model: string) => `${model} takes no files in a result; Gemini 3 and later do.`,
  refused: (name: string, why: string) => `${name} was not taken. ${why}`,
  failed: (name: string) => `${name} was not taken.`,
} as const

/** About calls that wait for their results. */
export const callWords = {
  placeholder: '{ "result": … }',
  size: (size: string) => `JSON, ${size}`,
  asHandler: 'Makes this result a row of the function’s table, which answers such calls from now on',
  notOwn: 'Only a function of Run settings can have a handler',
  notKept: 'No handler was made.',
  faulty: 'Goes wrong on purpose in every request. To send it without the fault, press Edit, then Save.',
  wrapped: 'Not an object, so it is sent as { "output": … }.',
  ready: (ready: number, all: number) => `${ready} of ${all} ${all === 1 ? 'result' : 'results'} ready`,
} as const

const several = (count: number, one: string) => `${whole(count)} ${one}${count === 1 ? '' : 's'}`

/** About the loop of calls and results. */
export const loopWords = {
  status: (step: number, most: number, calls: number) =>
    `step ${whole(step)} of at most ${whole(most)}, ${several(calls, 'call')}`,
  ready: (ready: number, all: number) => `${ready} of ${all} ready`,
  limits: 'Limits of this loop',
  running: 'Handlers answer, and the results go back by themselves.',
  slow: (names: readonly string[]) => `${names.join(', ')}: slow on purpose,`,
  wait: (seconds: number) => `${several(seconds, 'second')} left.`,
  acts: (name: string) =>
    `${name} is marked Acts, so its result waits above. Look at it, then press Send results, Step or Run loop.`,
  ask: (name: string, problem: string | null) =>
    problem ?? `${name} is not one of the declared functions: write its result.`,
  limit: (of: 'steps' | 'calls', most: number) =>
    `Stopped at the limit of ${several(most, of === 'steps' ? 'step' : 'call')}: raise Most ${of}, or send the results yourself.`,
  refused: 'Nothing was sent: a result cannot go back as it stands. Its field says why.',
  broke: (problem: string) => `The loop stopped because something went wrong: ${problem}`,
  answered: 'The loop has ended: the model answered without another call.',
  stepped: 'One step is done, and the model calls again.',
  notSent: 'The loop stopped before it sent these results.',
  stopped: 'You stopped the loop. What has arrived is kept.',
  left: 'The loop stopped because you left this conversation.',
  connection: 'The loop stopped because the connection was changed.',
  changed: 'The loop stopped because the conversation was changed in the meantime.',
  faults: {
    error: 'goes back as an error on purpose',
    slow: 'is slow on purpose',
    empty: 'goes back empty on purpose',
    'wrong type': 'goes back as a text on purpose, not as an object',
    'missing response': 'gets no response on purpose',
    'missing signature': 'goes back without its thought signature on purpose',
  } satisfies Record<CallFault, string>,
  endedBadly: {
    failed: 'The loop stopped because the request failed; the server’s words stand above.',
    'cut off': 'The loop stopped because the answer was cut off.',
    'no answer': 'The loop stopped because no answer came.',
    blocked: 'The loop stopped because the answer was blocked.',
    interrupted: 'The loop stopped because the answer was interrupted.',
    stopped: 'The loop stopped with the answer.',
    complete: '',
  } satisfies Record<Outcome, string>,
} as const
