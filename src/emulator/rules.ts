/** What is well formed and still refused: rules between fields, and what one model takes and another does not. */
import type { GenerateRequest } from './ask.ts'
import { broken, invalid } from './errors.ts'
import { checkCached, checkMedia } from './mediaRules.ts'
import { checkFormat } from './format.ts'
import type { Traits } from './models.ts'
import { checkOutput } from './outputRules.ts'
import { checkSignatures } from './signatureRules.ts'
import { checkThinking } from './thinking.ts'
import { checkCallTurns, checkResults, checkTools } from './toolRules.ts'

const at = (name: string) => `GenerateContentRequest.generation_config.${name}`

function checkContents({ contents }: GenerateRequest, traits: Traits): void {
  if (!contents || contents.length === 0)
    throw broken('GenerateContentRequest.contents', 'contents is not specified')
  contents.forEach((content, index) => {
    if (content.role && !['user', 'model', 'function'].includes(content.role))
      throw invalid('Please use a valid role: user, model.')
    const path = `GenerateContentRequest.contents[${index}].parts`
    if (!content.parts || content.parts.length === 0) throw broken(path, 'contents.parts must not be empty.')
    content.parts.forEach((part, place) => {
      const {
        thought: _t,
        thoughtSignature: _s,
        videoMetadata: _v,
        mediaResolution: _m,
        partMetadata: _p,
        mediaProcessing: _mp,
        speechMetadata: _sm,
        ...data
      } = part
      if (Object.keys(data).length === 0)
        throw broken(`${path}[${place}].data`, "required oneof field 'data' must have one initialized field")
    })
  })
  const last = contents.at(-1)
  const prefill = last?.role === 'model' && last.parts?.some((part) => part.text || part.functionCall)
  if (prefill && (traits.generation >= 3.6 || traits.id === 'gemini-3.5-flash-lite'))
    throw invalid('Requests ending with a model turn are not supported.')
}

function checkRange(name: string, value: number | undefined, low: number, high: number): void {
  if (value !== undefined && (value < low || value > high))
    throw broken(at(name), `${name} must be in the range [${low}, ${high}].`)
}

function checkSampling(
  { generationConfig: config = {} }: GenerateRequest,
  { model, id, lenient, generation, thinks }: Traits,
): void {
  checkRange('temperature', config.temperature, 0, model.maxTemperature ?? 2)
  checkRange('top_p', config.topP, 0, 1)
  if (config.topK !== undefined) {
    if (model.topK === undefined) throw invalid(`top_k is not supported for models/${id}`)
    if (config.topK < 1) throw broken(at('top_k'), 'top_k must be positive.')
  }
  checkRange('candidate_count', config.candidateCount, 1, 8)
  if ((config.candidateCount ?? 1) > 1 && !lenient && generation >= 3)
    throw invalid('Multiple candidates is not enabled for this model')
  // From Gemini 4 on the limit is a budget over several requests.
  const limit = generation >= 4 ? 1_048_576 : (model.outputTokenLimit ?? 8192)
  if (config.maxOutputTokens !== undefined && (config.maxOutputTokens < 1 || config.maxOutputTokens > limit))
    throw invalid(
      `Unable to submit request because it has a maxOutputTokens value of ${config.maxOutputTokens} but the supported ` +
        `range is from 1 (inclusive) to ${limit + 1} (exclusive). Update the value and try again.`,
    )
  const stops = config.stopSequences ?? []
  if (stops.length > 5) throw broken(at('stop_sequences'), 'the number of stop_sequences must be at most 5')
  if (stops.includes('')) throw broken(at('stop_sequences'), 'stop_sequences must not be empty strings')
  const strict = thinks && !lenient
  for (const penalty of ['presencePenalty', 'frequencyPenalty'] as const) {
    const value = config[penalty]
    if (value === undefined) continue
    if (strict) throw invalid(`Penalty is not enabled for models/${id}`)
    if (value < -2 || value >= 2)
      throw broken(
        at(penalty === 'presencePenalty' ? 'presence_penalty' : 'frequency_penalty'),
        'must be in the range [-2, 2).',
      )
  }
  if (config.logprobs !== undefined && !config.responseLogprobs)
    throw invalid('logprobs is only valid when response_logprobs is true.')
  if (config.responseLogprobs && strict) throw invalid(`Logprobs is not enabled for models/${id}`)
  checkRange('logprobs', config.logprobs, 0, 20)
}

function checkModalities({ generationConfig: config = {} }: GenerateRequest, traits: Traits): void {
  const modality = /image/.test(traits.id) ? 'IMAGE' : /tts|audio|speech/.test(traits.id) ? 'AUDIO' : 'TEXT'
  const speaks = /tts|speech/.test(traits.id)
  const given = config.responseModalities ?? []
  // Documented: nothing stands for text. What asks for a form of audio asks for audio; the demo's own model need not be asked.
  const silent = given.length === 0 && !config.responseFormat?.audio
  const wanted = silent && speaks && !traits.demo ? ['TEXT'] : given
  if (wanted.some((one) => one !== modality && (one !== 'TEXT' || speaks)))
    throw invalid(
      `The requested combination of response modalities (${wanted.join(', ')}) is not supported by the model. models/${traits.id} accepts: ${modality === 'IMAGE' ? 'TEXT, IMAGE' : modality}.`,
    )
}

function checkSafety({ safetySettings = [] }: GenerateRequest): void {
  const seen = new Set<string>()
  safetySettings.forEach(({ category, threshold }, index) => {
    const path = `GenerateContentRequest.safety_settings[${index}]`
    if (!category) throw broken(`${path}.category`, 'category is not specified')
    if (!threshold) throw broken(`${path}.threshold`, 'threshold is not specified')
    if (!/HARASSMENT|HATE_SPEECH|SEXUALLY_EXPLICIT|DANGEROUS_CONTENT|CIVIC_INTEGRITY/.test(category))
      throw broken(
        `${path}.category`,
        'element predicate failed: $.category in (HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_HARASSMENT, HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, HarmCategory.HARM_CATEGORY_CIVIC_INTEGRITY)',
      )
    if (seen.has(category)) throw broken(path, `duplicate category ${category}`)
    seen.add(category)
  })
}

/** @throws ApiError 400 for the first rule that is broken. */
export function checkGenerate(traits: Traits, request: GenerateRequest): void {
  checkContents(request, traits)
  checkMedia(traits, request)
  checkCallTurns(request)
  checkResults(traits, request)
  checkCached(traits, request)
  checkSampling(request, traits)
  checkFormat(request, traits)
  checkModalities(request, traits)
  checkTools(traits, request)
  checkThinking(request, traits)
  checkOutput(request, traits)
  checkSafety(request)
  if (request.systemInstruction && /image|tts/.test(traits.id) && !traits.demo)
    throw invalid(`Developer instruction is not enabled for models/${traits.id}`)
  if (traits.signs) checkSignatures(request.contents)
}
