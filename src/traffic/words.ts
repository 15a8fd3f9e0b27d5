/** What the Inspector says, in whole sentences; the names of its controls stand beside them. */
export const words = {
  noResponse: 'Nothing has been received yet. Run a prompt to see its response here.',
  noChunks: 'No chunks yet. Run a prompt to see each chunk here as it arrives.',
  notSent: 'This request has not been sent yet.',
  nothingCame: 'Nothing has come yet.',
  beginning: (size: string) => `The beginning of ${size}, as sent. Copy JSON gives all of it.`,
  mergedOnly: 'Merged: an earlier version of this page kept it without its chunks',
  noChunkText:
    'An earlier version of this page kept only the times and sizes of a conversation’s chunks, not their JSON.',
  unchanged: 'unchanged',
  /** Without quotes: it stands in shell code too. */
  demo: (url: string, real: string, model: string | undefined) =>
    `This goes to the demo, whose address exists in this tab alone. For the Gemini API, replace ${url} with ${real}${model ? `, and ${model} with a Gemini model` : ''}.`,
} as const
