import type { Model } from '../gemini/types.ts'

const full = ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent']
const short = ['generateContent', 'countTokens']
const embeds = ['embedContent', 'countTextTokens', 'countTokens', 'asyncBatchEmbedContent']
const sampling = { temperature: 1, topP: 0.95, topK: 64, maxTemperature: 2 }

const entry = (
  id: string,
  displayName: string,
  version: string,
  limits: [number, number],
  methods: string[],
  rest: Partial<Model> = {},
): Model => ({
  name: `models/${id}`,
  version,
  displayName,
  description: `A stand-in for ${displayName}: the demo answers under this id, with this model's limits and rules.`,
  inputTokenLimit: limits[0],
  outputTokenLimit: limits[1],
  supportedGenerationMethods: methods,
  ...rest,
})

const thinking = (id: string, displayName: string, version: string) =>
  entry(id, displayName, version, [1048576, 65536], full, { ...sampling, thinking: true })

const image = (id: string, displayName: string, version: string, limits: [number, number], thinks: boolean) =>
  entry(id, displayName, version, limits, ['generateContent', 'countTokens', 'batchGenerateContent'], {
    ...sampling,
    maxTemperature: 1,
    ...(thinks && { thinking: true }),
  })

/** Ids as the public API lists them, so that links with such an id also work in the demo. */
export const realModels: readonly Model[] = [
  thinking('gemini-3.6-flash', 'Gemini 3.6 Flash', '3.6-flash-07-2026'),
  thinking('gemini-3.5-flash', 'Gemini 3.5 Flash', '3.5-flash'),
  thinking('gemini-3.5-flash-lite', 'Gemini 3.5 Flash Lite', '3.5-flash-lite'),
  thinking('gemini-3.1-pro-preview', 'Gemini 3.1 Pro Preview', '3.1-pro-preview'),
  thinking('gemini-3.1-flash-lite', 'Gemini 3.1 Flash Lite', '3.1-flash-lite'),
  thinking('gemini-3-pro-preview', 'Gemini 3 Pro Preview', '3-pro-preview'),
  thinking('gemini-3-flash-preview', 'Gemini 3 Flash Preview', '3-flash-preview'),
  thinking('gemini-2.5-pro', 'Gemini 2.5 Pro', '2.5'),
  thinking('gemini-2.5-flash', 'Gemini 2.5 Flash', '001'),
  thinking('gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite', '001'),
  thinking('gemini-flash-latest', 'Gemini Flash Latest', 'Gemini Flash Latest'),
  thinking('gemini-flash-lite-latest', 'Gemini Flash-Lite Latest', 'Gemini Flash-Lite Latest'),
  thinking('gemini-pro-latest', 'Gemini Pro Latest', 'Gemini Pro Latest'),
  entry('gemini-2.0-flash', 'Gemini 2.0 Flash', '2.0', [1048576, 8192], full, { ...sampling, topK: 40 }),
  entry('gemini-2.0-flash-001', 'Gemini 2.0 Flash 001', '2.0', [1048576, 8192], full, {
    ...sampling,
    topK: 40,
  }),
  entry('gemini-2.0-flash-lite', 'Gemini 2.0 Flash-Lite', '2.0', [1048576, 8192], full, {
    ...sampling,
    topK: 40,
  }),
  image('gemini-3-pro-image', 'Nano Banana Pro', '3.0', [131072, 32768], true),
  image('gemini-3.1-flash-image', 'Nano Banana 2', '3.1', [65536, 65536], true),
  image('gemini-2.5-flash-image', 'Nano Banana', '2.0', [32768, 32768], false),
  entry(
    'gemini-2.5-flash-preview-tts',
    'Gemini 2.5 Flash Preview TTS',
    '001',
    [8192, 16384],
    short,
    sampling,
  ),
  entry('gemini-robotics-er-1.6-preview', 'Gemini Robotics-ER 1.6', '1.6', [131072, 65536], full, {
    ...sampling,
    thinking: true,
  }),
  entry('gemma-4-26b-a4b-it', 'Gemma 4 26B A4B IT', '001', [262144, 32768], short, {
    ...sampling,
    thinking: true,
  }),
  entry('gemma-4-31b-it', 'Gemma 4 31B IT', '001', [262144, 32768], short, { ...sampling, thinking: true }),
  entry('gemini-embedding-001', 'Gemini Embedding 001', '001', [2048, 1], embeds),
  entry('gemini-embedding-2', 'Gemini Embedding 2', '2', [8192, 1], embeds),
  entry('gemini-embedding-2-preview', 'Gemini Embedding 2 Preview', '2', [8192, 1], embeds),
  entry('aqa', 'Attributed Question Answering', '001', [7168, 1024], ['generateAnswer'], {
    temperature: 0.2,
    topP: 1,
    topK: 40,
  }),
  entry('imagen-4.0-generate-001', 'Imagen 4', '001', [480, 8192], ['predict']),
  entry('veo-3.1-generate-preview', 'Veo 3.1', '3.1', [480, 8192], ['predictLongRunning']),
]
