/** What Embeddings says, in whole sentences; the names of its controls stand beside them. */
import { count } from './figures.ts'

export const texts = (many: number) => `${count(many)} ${many === 1 ? 'text' : 'texts'}`
const requests = (many: number) => `${count(many)} ${many === 1 ? 'request' : 'requests'}`

export const words = {
  partMatrix: 'Matrix',
  partMap: 'Map',
  partNeighbours: 'Neighbours',
  title: 'See which texts a model considers similar.',
  waiting: 'Waiting for the first vectors.',
  about:
    'Every pair gets a cosine: 1 means the same direction, 0 unrelated. A map and a ranking show the same vectors.',
  runExample: 'Run an example',
  ready: { before: 'Ready. ', after: ' sends the texts in batches of 100.' },
  onePerLine: 'One text per line',
  ofDemo:
    'Vectors of the demo: the meaning of each word from the words around it (GloVe), averaged, plus its spelling. They barely notice word order or negation; there, and in the cosines themselves, Gemini’s will differ.',

  batchService:
    'The batch service costs half as much, takes up to a day, and goes on when you close this tab.',
  atMost: (many: number) => `, at most ${count(many)}`,
  replaced: 'Opened over your texts',

  neighboursEmpty: 'After Embed: the texts nearest to the one you select, or to a query typed here.',
  queryHint: 'Uses the same model; RETRIEVAL_QUERY if the texts are RETRIEVAL_DOCUMENT',
  barsFrom: (value: string) => `Bars start at ${value}`,
  zeroRow: 'A vector of zeros has no direction, so no text is nearer to it than another.',
  markHint: 'Tick the expected results to get recall and MRR.',
  rankedAmong: (depth: number) => `Looked for among the first ${count(depth)}`,
  searches: (many: number) => `${count(many)} ${many === 1 ? 'search' : 'searches'} marked`,

  pca: (percent: number) => `PCA, ${percent}% of variance. Closer means more similar; the axes have no unit.`,
  umap: 'UMAP. Neighbours stay together; long distances mean little.',
  pointAtCell: 'Point at a cell to see its pair',
  noCosine: 'no cosine: a vector of zeros has no direction',
  zeros: (rows: string, one: boolean) =>
    `${one ? 'Text' : 'Texts'} ${rows}: a vector of zeros has no direction, so there is no cosine with it.`,
  mapKeys: 'Arrow keys go to the next text in that direction, plus and minus zoom, 0 shows all.',
  allPairs: (all: number) => `All ${count(all)} × ${count(all)} pairs.`,
  partOfPairs: ({ row, column, span }: { row: number; column: number; span: number }, all: number) =>
    `Rows ${count(row + 1)} to ${count(row + span)}, columns ${count(column + 1)} to ${count(column + span)} of ${count(all)}.`,
  dotOfOne: 'A dot is one pair.',
  dotOfMany: (mean: string, side: number) =>
    `A dot is the ${mean} of ${count(side)} × ${count(side)} pairs; the line below is exact.`,
  tooLong: (named: readonly string[], more: number, model: string, most: number, documented: boolean) =>
    `${named.length === 1 ? 'Text' : 'Texts'} ${named.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}: ${model} reads ${count(most)} tokens of a text${documented ? ', as documented; its own record does not say' : ''}. The API cuts off the rest without saying so, or refuses the text.`,
  pictureKeys:
    'Arrow keys move the cursor, + and − zoom, 0 shows all, Enter opens the pair. The wheel zooms, a drag moves.',
  changed: {
    texts:
      'The texts have changed since these vectors were made: the numbers here are those of the texts as they were. Embed renews them.',
    setup: 'The model or its settings have changed since these vectors were made. Embed renews them.',
  },
  secondText: 'Add a second text to see how similar the two are, or type a query on the right.',

  cost: (saved: number, all: number) => `${count(saved)} of ${count(all)} already embedded; `,
  requests,
  tokens: (many: number) => `, ${count(many)} tokens`,
} as const

export const setupWords = {
  optionalTitle: 'optional, applied to every text',
  documentsOnly: 'RETRIEVAL_DOCUMENT only',
  ignored: 'This model accepts the field and ignores it.',
  asPrefix: 'Each text is sent as',
  ownPrefix: 'Its own wording is',
  listFailed: (why: string) => `The list of models did not load: ${why} You can still type an id.`,
  notAnId: (typed: string) => `“${typed}” is not a model id: letters, digits and . _ - / @ only.`,
  nothingSent: 'Nothing is sent.',
  stillSending: (size: string) => `Still sending ${size}.`,
  takes: (lengths: string) => `This model returns ${lengths}.`,
  range: (least: number, most: number) => `${count(least)} to ${count(most)}`,
} as const

export const importWords = {
  formats: {
    txt: ' (one text per line), ',
    csv: ', or ',
    jsonl:
      ' (one object or string per line). Choose a file or drop it on the page. It is read in this tab; nothing is sent until you press Embed.',
  },
  keep: (present: number) => `Keep the ${texts(present)} already there and add these`,
  tooMany: (total: number, most: number) =>
    `The file holds ${texts(total)}; one run takes ${count(most)}. Split the file.`,
  skipped: (lines: number, first: number) =>
    `; ${count(lines)} ${lines === 1 ? 'line is' : 'lines are'} not JSON and left out (first: line ${count(first)})`,
} as const

export const runWords = {
  computing: (problem: string) => `The vectors arrived, but computing with them failed: ${problem}`,
  loadingWords: (of: string) => `Loading the demo’s word vectors, ${of}`,
  of: (done: number, all: number) => `${count(done)} of ${texts(all)}`,
  saved: (saved: number) => `, ${count(saved)} of them already embedded`,
  lookingUp: 'texts looked up among those already embedded',
  paused: 'texts, paused; requests in flight still finish',
  stopped: 'texts, stopped; what arrived is kept',
  failedUnsent: 'texts; nothing was sent',
  failed: (failed: number, all: number) =>
    `texts; ${count(failed)} of ${requests(all)} failed, what arrived is kept`,
  rate: (perSecond: number, left: string) => `texts, ${count(perSecond)} a second, ${left} left`,
  otherLength: (dimensions: number) => `did not have ${count(dimensions)} numbers`,
  notFinite: 'held numbers too large to compute with',
  leftOut: (one: boolean, rows: string, why: string) =>
    `The ${one ? 'vector of text' : 'vectors of texts'} ${rows} ${why}, so ${one ? 'it is' : 'they are'} left out here and the texts after ${one ? 'it' : 'them'} are renumbered. Embed asks for ${one ? 'it' : 'them'} again.`,
  retryIn: (seconds: number) => `trying again in ${seconds} s, as the server asked`,
} as const

export const trafficWords = {
  nothingYet: 'Nothing received yet.',
  notSent: 'Not sent yet.',
  noCalls: 'No calls yet. Each call of up to 100 texts appears here.',
  noTexts:
    'Nothing sent yet, and there are no texts. Embed sends up to 100 texts a call; each call appears here.',
  next: 'What Embed would send now',
  letGo: (what: string) =>
    `This ${what} was not kept: only the newest 16 MB of a run are. Its size and time are.`,
  requestNotKept: 'This request was not kept.',
  noCall: (language: string) => `${language} has no call for this; use cURL.`,
} as const

export const compareWords = {
  choose: 'Choose another model or task type. ',
  sends: (many: number) => `Sends the ${texts(many)} again, except those already embedded. `,
  never: 'Vectors of two setups are never mixed in one matrix: their numbers mean different things.',
  failed: (problem: string) => `The second vectors arrived, but computing with them failed: ${problem}`,
} as const

export const rowWords = {
  toLines: 'Labels and pictures are dropped, and line breaks become spaces.',
  refusesPictures: (model: string) => `${model} takes text only and will refuse the pictures.`,
} as const

export const countWords = {
  link: 'tokens not counted yet',
  key: 'not counted: looks like a key',
  connection: 'add a key to count tokens',
  failed: (code: string) => `token count failed: ${code}`,
  sampled: (many: number) => `Counted for ${texts(many)}, and estimated for the rest by length`,
} as const

export const serviceWords = {
  asking: 'asking the server',
  without: (many: number) =>
    `; ${count(many)} came back without a usable vector, Show vectors sends those again`,
  elsewhere: '; made over another connection',
  notWritten:
    'This browser could not save the vectors. They exist only in this tab, and nothing was deleted on the server: free some space, then Check now fetches them again.',
} as const
