/** Pictures and speech: which values of their settings a model takes. */
import type { GenerateRequest, VoiceConfig } from './ask.ts'
import { broken, invalid } from './errors.ts'
import type { Traits } from './models.ts'
import { isVoice, voiceNames } from './voices.ts'

const at = (name: string) => `GenerateContentRequest.generation_config.${name}`

const usual = '1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9'.split(' ')
const wide = [...usual, '1:4', '4:1', '1:8', '8:1']

/** Google's page on images, 2026-07-27; the first that fits. */
const pictures: readonly [RegExp, { ratios: readonly string[]; sizes: readonly string[] }][] = [
  [/^gemini-3\.1-flash-lite-image/, { ratios: wide, sizes: ['512', '1K'] }],
  [/^gemini-3-pro-image/, { ratios: usual, sizes: ['1K', '2K', '4K'] }],
  [/^gemini-2\.5-flash-image/, { ratios: usual, sizes: [] }],
  [/-image/, { ratios: wide, sizes: ['512', '1K', '2K', '4K'] }],
]

const speaks = ({ id }: Traits) => /-(?:tts|speech|audio)/.test(id)

/** Whether a style stands in a field of its part, and the sound of a whole answer comes as a file. */
export const isNewSpeech = ({ id }: Traits): boolean =>
  speaks({ id } as Traits) && !/-(?:2\.5|3\.1)-|demo-audio/.test(id)

/** The words of these are by analogy: that they are refused is documented. */
function checkPictures({ generationConfig: { imageConfig } = {} }: GenerateRequest, { id }: Traits): void {
  if (!imageConfig || Object.keys(imageConfig).length === 0) return
  const taken = pictures.find(([pattern]) => pattern.test(id))?.[1]
  if (!taken) throw invalid(`Image config is not enabled for models/${id}`)
  const { aspectRatio, imageSize } = imageConfig
  if (aspectRatio !== undefined && !taken.ratios.includes(aspectRatio))
    throw broken(at('image_config.aspect_ratio'), `aspect_ratio must be one of ${taken.ratios.join(', ')}.`)
  if (imageSize !== undefined && taken.sizes.length === 0)
    throw broken(at('image_config.image_size'), 'image_size is not supported by this model.')
  if (imageSize !== undefined && !taken.sizes.includes(imageSize))
    throw broken(at('image_config.image_size'), `image_size must be one of ${taken.sizes.join(', ')}.`)
}

function checkVoice(config: VoiceConfig | undefined, path: string): void {
  if (config?.prebuiltVoiceConfig === undefined) return
  const { voiceName = '' } = config.prebuiltVoiceConfig
  if (!isVoice(voiceName))
    throw broken(
      `${path}.prebuilt_voice_config.voice_name`,
      `Voice name ${voiceName} is not supported. Allowed voice names are: ${voiceNames.join(', ')}.`,
    )
}

function checkSpeech({ generationConfig: config = {}, contents }: GenerateRequest, traits: Traits): void {
  const { speechConfig } = config
  if (!speechConfig) return
  if (!speaks(traits)) throw invalid(`Speech config is not enabled for models/${traits.id}`)
  const path = at('speech_config')
  const { voiceConfig, multiSpeakerVoiceConfig: several } = speechConfig
  if (voiceConfig && several)
    throw broken(path, 'only one of voice_config and multi_speaker_voice_config can be set.')
  checkVoice(voiceConfig, `${path}.voice_config`)
  if (!several) return
  const configs = several.speakerVoiceConfigs ?? []
  if (configs.length !== 2)
    throw broken(
      `${path}.multi_speaker_voice_config.speaker_voice_configs`,
      `exactly two speakers are supported, got ${configs.length}.`,
    )
  for (const { voiceConfig: own } of configs) checkVoice(own, `${path}.multi_speaker_voice_config`)
  if (!isNewSpeech(traits)) return
  const names = new Set(configs.map(({ speaker }) => speaker))
  contents.forEach(({ parts = [] }, turn) =>
    parts.forEach((part, place) => {
      if (part.text === undefined || names.has(part.speechMetadata?.speaker)) return
      throw broken(
        `GenerateContentRequest.contents[${turn}].parts[${place}].speech_metadata.speaker`,
        'every turn of a dialogue needs one of the configured speakers.',
      )
    }),
  )
}

/** @throws ApiError 400 */
export function checkOutput(request: GenerateRequest, traits: Traits): void {
  checkPictures(request, traits)
  checkSpeech(request, traits)
}
