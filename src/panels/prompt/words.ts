/** What Prompt says, in whole sentences; the names of its controls stand beside them. */
import type { Pause } from './counting.ts'

export const words = {
  placeholder: 'Ask anything, or paste text or images',
  beside: 'A state of the demo. Your prompt, model and settings are unchanged.',
  notOpened: 'Chat was not opened.',
  swap: 'Puts it here, and this there',
  next: 'What Run would send now',
} as const

export const countWords = {
  counting: 'counting tokens',
  failed: (code: string) => `token count failed: ${code}`,
  pauses: {
    empty: '0 tokens',
    link: 'not counted yet',
    key: 'not counted: looks like a key',
    connection: 'add a key to count tokens',
  } satisfies Record<Pause, string>,
} as const

/** On the first screen alone. */
export const blankWords = {
  title: 'Write a prompt. See the answer, and every byte behind it.',
  choose: 'Choose an example: its prompt appears in place, ready to run or to change.',
  chooseLive: 'Choose an example, or write your own. Run sends it from this browser straight to the API.',
  exampleFailed: 'The example was not put in place.',
  isDemo: 'This is the demo.',
  whatDemo: 'A small program in this tab answers; nothing is sent.',
  withKey: 'With a key from AI Studio, this screen talks to the Gemini API directly.',
  noKey: 'The Gemini API needs a key. AI Studio gives you one.',
} as const

export const signWords = {
  title: 'The line under every answer',
  axis: 'time runs to the right, in seconds',
  first: 'First token',
  firstAbout: 'the wait ends here',
  chunk: 'A chunk',
  chunkAbout: 'taller is more bytes',
  silence: 'Silence',
  silenceAbout: 'measured below',
  end: 'The end',
  endAbout: 'here: complete',
} as const
