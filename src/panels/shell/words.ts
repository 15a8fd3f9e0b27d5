/** What the frame says, in whole sentences; the names of its controls stand beside them. */
export const words = {
  palette: 'Type a command',
  paletteNothing: 'No command matches.',
  keys: 'Ctrl and Cmd are interchangeable.',
} as const

/** Of the demo, from its chip in the bar. */
export const demoWords = {
  what: 'A small program in this tab answers. It computes sums, units, dates, equations and tables, explains stack traces, measures pictures, and says so when it cannot answer. It is no language model.',
  sent: 'Nothing is sent, and nothing costs anything.',
  key: 'With a key, requests go from this browser straight to the Gemini API, and nowhere else.',
} as const
