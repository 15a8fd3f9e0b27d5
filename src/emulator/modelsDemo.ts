import type { Model } from '../gemini/types.ts'

const writes = ['generateContent', 'countTokens']
const embeds = ['embedContent', 'countTextTokens', 'countTokens', 'asyncBatchEmbedContent']

const thinker = {
  inputTokenLimit: 1048576,
  outputTokenLimit: 65536,
  supportedGenerationMethods: writes,
  temperature: 1,
  topP: 0.95,
  topK: 64,
  maxTemperature: 2,
  thinking: true,
}

const plain = {
  inputTokenLimit: 1048576,
  outputTokenLimit: 8192,
  supportedGenerationMethods: writes,
  temperature: 1,
  topP: 0.95,
  maxTemperature: 2,
}

const named = (id: string, displayName: string, description: string, version = 'demo-1') => ({
  name: `models/${id}`,
  version,
  displayName,
  description,
})

/** A model whose only purpose is to end in one particular way. `shows` completes "Shows ...". */
const shows = (id: string, displayName: string, what: string, base: Partial<Model> = plain): Model => ({
  ...named(id, displayName, `Shows ${what}`),
  ...base,
})

/** Whose rules a demo model follows where its record does not say. */
export const generations: Readonly<Record<string, number>> = {
  'demo-flash': 3.6,
  'demo-pro': 4,
  'demo-continuation': 4,
  'demo-lite': 2.5,
  'demo-image': 3.1,
  'demo-speech': 3.8,
}

/** The models to work with, in the order in which they are listed. */
export const listedInTab: readonly string[] = [
  'demo-flash',
  'demo-pro',
  'demo-lite',
  'demo-image',
  'demo-speech',
  'demo-embedding',
  'demo-embedding-2',
]

/** The models that exist only here: some to work with, and one for each state worth meeting on purpose. */
export const demoModels: readonly Model[] = [
  {
    ...named(
      'demo-flash',
      'Demo Flash',
      'Answers from a small program, not from a language model: it computes what it can and says what it cannot. By the rules of Gemini 3.6, and takes more candidates and penalties than that.',
    ),
    ...thinker,
  },
  {
    ...named(
      'demo-pro',
      'Demo Pro',
      'Like Demo Flash, but thinks longer, and is as strict as Gemini 4 on what a request may hold.',
    ),
    ...thinker,
  },
  {
    ...named(
      'demo-lite',
      'Demo Lite',
      'Like Demo Flash, without top K, and thinking only when a budget asks for it, by the rules of Gemini 2.5.',
    ),
    ...plain,
    thinking: true,
  },
  {
    ...named(
      'demo-embedding',
      'Demo Embedding',
      'Vectors from what words mean (GloVe) and how they are spelled, scaled as gemini-embedding-001 does.',
    ),
    inputTokenLimit: 2048,
    outputTokenLimit: 1,
    supportedGenerationMethods: embeds,
  },
  {
    ...named(
      'demo-embedding-2',
      'Demo Embedding 2',
      'Vectors from what words mean (GloVe), how they are spelled, and from image colours, normalised at every size as gemini-embedding-2 does.',
    ),
    inputTokenLimit: 8192,
    outputTokenLimit: 1,
    supportedGenerationMethods: embeds,
  },
  shows('demo-slow', 'Demo: slow', 'a first byte that takes 12 seconds.'),
  shows(
    'demo-rate-limited',
    'Demo: rate limited',
    '429 with a quota per minute and a delay of 34.4 seconds.',
  ),
  shows('demo-daily-quota', 'Demo: daily quota', '429 with a quota per day and no delay.'),
  shows('demo-overloaded', 'Demo: overloaded', '503 before the first byte.'),
  shows('demo-prompt-blocked', 'Demo: prompt blocked', 'a prompt that is blocked for SAFETY: no candidates.'),
  shows(
    'demo-answer-blocked',
    'Demo: answer blocked',
    'an answer that stops half way with SAFETY and ratings.',
  ),
  shows('demo-recitation', 'Demo: recitation', 'an answer stopped for RECITATION, with its sources.'),
  shows('demo-cut-off', 'Demo: cut off', 'an answer cut in mid sentence by MAX_TOKENS.'),
  shows(
    'demo-thinking-budget',
    'Demo: thinking ate the budget',
    'MAX_TOKENS without any text: thinking used it up.',
    thinker,
  ),
  shows('demo-empty', 'Demo: empty', 'STOP without any output.'),
  shows('demo-stream-error', 'Demo: error in the stream', 'an error object between the events of a stream.'),
  shows('demo-dropped', 'Demo: dropped connection', 'a connection that breaks after a few events.'),
  shows('demo-no-finish', 'Demo: no finish reason', 'a stream that ends cleanly without a finish reason.'),
  shows('demo-silent', 'Demo: falls silent', 'a stream that sends one event and then nothing for ever.'),
  shows('demo-bad-json', 'Demo: malformed event', 'an event in the stream that is not JSON.'),
  shows(
    'demo-html',
    'Demo: HTML instead of JSON',
    'HTTP 200 with a page of HTML, as a captive portal answers.',
  ),
  shows(
    'demo-unknown',
    'Demo: unknown words',
    'a kind of part and a finish reason that no client knows yet.',
  ),
  shows('demo-thoughts', 'Demo: thoughts', 'thought summaries before the answer, asked for or not.', thinker),
  shows(
    'demo-function-call',
    'Demo: function calls',
    'two parallel function calls with one thought signature.',
    thinker,
  ),
  shows(
    'demo-tool-loop',
    'Demo: tool loop',
    'function calls in five steps, two of them in parallel, before the answer.',
    thinker,
  ),
  shows(
    'demo-code-execution',
    'Demo: code execution',
    'Python that was run, its output, and text around it.',
    thinker,
  ),
  shows(
    'demo-grounded',
    'Demo: grounded',
    'an answer with search queries, sources and the passages they support.',
    thinker,
  ),
  shows(
    'demo-odd-supports',
    'Demo: odd supports',
    'supports that overlap, end inside a character or past the text, or name no source.',
    thinker,
  ),
  shows('demo-citations', 'Demo: citations', 'an answer with citation sources and licences.'),
  shows(
    'demo-image',
    'Demo Image',
    'an answer with a PNG picture that was really drawn, by the rules of Gemini 3.1 Flash Image.',
    {
      ...plain,
      inputTokenLimit: 32768,
      outputTokenLimit: 32768,
      maxTemperature: 1,
      topK: 64,
    },
  ),
  shows(
    'demo-speech',
    'Demo Speech',
    'notes in place of words: each voice has a pitch of its own. By the rules of the speech models of Gemini 3.8.',
    {
      ...plain,
      inputTokenLimit: 8192,
      outputTokenLimit: 16384,
    },
  ),
  shows('demo-audio', 'Demo: audio output', 'a short melody as 16-bit PCM at 24 kHz.'),
  shows(
    'demo-candidates',
    'Demo: candidates',
    'three candidates, or as many as the candidate count asks for.',
  ),
  shows('demo-logprobs', 'Demo: log probabilities', 'log probabilities of the chosen and of other tokens.'),
  shows('demo-long', 'Demo: long answer', 'about 32,000 characters of mixed Markdown.', thinker),
  shows(
    'demo-continuation',
    'Demo: answer in three requests',
    'an answer that goes on over three requests, each of them asked for.',
    thinker,
  ),
  shows('demo-huge-event', 'Demo: huge event', 'one event of about five megabytes.'),
  shows(
    'demo-hostile',
    'Demo: hostile answer',
    'Markdown with remote images, raw HTML and odd links, to be made harmless.',
  ),
  shows(
    'demo-not-valid',
    'Demo: not valid',
    'JSON that does not fit its schema: a number comes as a string.',
  ),
  shows('demo-not-json', 'Demo: not JSON', 'JSON that was asked for, in a fence with words around it.'),
  shows('demo-cut-json', 'Demo: cut off JSON', 'JSON that ends inside a string, for want of tokens.'),
  shows('demo-too-many-states', 'Demo: schema too complex', '400 for a schema with too many states.'),
]

/** Each ends in one particular way. In the tab they are not among the models; a gallery shows them. */
export const states: readonly Model[] = demoModels.filter(
  ({ name }) => !listedInTab.includes(name.slice('models/'.length)),
)
