/** What Run settings say, in whole sentences; titles of rows are in the table, names of controls beside them. */
import { figure } from '../../ui/number.ts'

export const words = {
  chunkByChunk: 'chunk by chunk',
  allAtOnce: 'all at once',
  systemInstruction: 'How the model should answer, for every turn',
  threshold: 'Content is blocked at or above the chosen probability of harm.',

  saved: 'Saved on this device and used for new sessions.',
  yoursBack: (model: string) => `Yours are back, with model ${model}.`,
  yoursForgotten: 'Yours are forgotten; new sessions send nothing of them.',

  badId: (typed: string) => `“${typed}” cannot be a model id: it holds letters, digits and . _ - / @ only.`,
  noList: (why: string) => `The list of models did not load: ${why} You can still type an id.`,
  unlisted: 'Not in the list of this connection; sent as typed.',

  ignored: 'ignored by this model',
  takesNo: (what: string) => `this model takes no ${what}`,
  needs: (title = 'a built-in tool') => `needs ${title}`,
  needsLogprobs: 'needs Log probabilities',
  modelLimit: (most: number) => `${figure(most)} is this model’s limit`,
  ofThisModel: ' for this model',
  nothingSent: 'Nothing is sent.',
  stillSending: (value: number | string) =>
    `Still sending ${typeof value === 'number' ? figure(value) : value}.`,
  noDay: (typed: string) => `“${typed}” is not a date: write a day as YYYY-MM-DD, such as 2026-03-31.`,
  stillSendingBefore: 'Still sending what was there before.',

  enterAdds: String.raw`Enter adds it; \n is a line break`,
  tooLong: (one: string, most: number, has: number) =>
    `A ${one} has at most ${figure(most)} characters; this one has ${figure(has)}.`,
  twice: (value: string) => `${value} is already in the list.`,
  tooMany: (most: number) => `The API takes at most ${most}. Remove one, then press Enter again.`,

  notObject: (title: string) => `${title} must be a JSON object, in braces.`,
  tooLarge: (title: string, has: string, most: string) =>
    `${title} is ${has}; a request takes at most ${most}.`,
  mimeNeeded: 'needed with a schema',

  oneVoice: 'one voice',
  lines: 'one line each, such as Joe: Hello.',
  styleInPrompt: 'in the prompt',
  styleHint: 'This model reads the style in the prompt: Make Joe sound curious.',
} as const
