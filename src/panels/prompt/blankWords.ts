/** What the first screen says: apart from `words.ts`, for it loads later. */
export const blankWords = {
  title: 'Write a prompt. See the answer, and every byte behind it.',
  choose: 'Choose an example: its prompt appears in place, ready to run or to change.',
  chooseLive: 'Choose an example, or write your own. Run sends it from this browser straight to the API.',
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
