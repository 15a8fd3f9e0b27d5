import { expect, test } from 'vitest'
import { settingsNamedIn } from './named.ts'

const named = (words: string) => settingsNamedIn(words).map(({ title }) => title)

test.each([
  ["Invalid value at 'generation_config.top_k' (TYPE_INT32), 1.5", ['Top K']],
  ['* GenerateContentRequest.generation_config.max_output_tokens: must be positive', ['Max output tokens']],
  ['generationConfig.temperature must be in the range [0.0, 2.0].', ['Temperature']],
  ['Penalty is not enabled for models/gemini-2.5-pro', ['Presence penalty']],
  ['Logprobs is not enabled for models/gemini-2.5-pro', ['Log probabilities']],
  ['response_logprobs must be set for logprobs', ['Log probabilities']],
  ['"logprobs" is out of range', ['Logprobs']],
  ['HARM_CATEGORY_HARASSMENT is not valid', ['Harassment']],
  ['Unknown name "responseLogprobs"', ['Log probabilities']],
  ['The model is overloaded at this temperature.', []],
  ['Please seed the top_kat.', []],
  ['API key not valid.', []],
])('%j', (words, titles) => {
  expect(named(words)).toEqual(titles)
})
