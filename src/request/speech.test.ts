import { expect, test } from 'vitest'
import { toGenerateRequest } from './request.ts'
import { Settings } from './settings/schema.ts'
import type { Content } from '../gemini/types.ts'

const said: Content[] = [
  { role: 'user', parts: [{ text: 'Joe: How are you?\nSpeak up: I mean it.\n\nJane: <laugh> Fine!\n' }] },
]
const settings = (model: string) =>
  Settings.parse({
    model,
    generationConfig: { responseModalities: ['AUDIO'] },
    speakers: [
      { speaker: 'Joe', voice: 'Kore', style: 'curious' },
      { speaker: 'Jane', voice: 'Puck' },
    ],
  })

test('from 3.8 on a dialogue is one part a turn, with its speaker and style in a field', () => {
  expect(toGenerateRequest(settings('gemini-3.8-flash-tts'), said)).toEqual({
    contents: [
      {
        role: 'user',
        parts: [
          {
            text: 'How are you?\nSpeak up: I mean it.',
            speechMetadata: { speaker: 'Joe', style: 'curious' },
          },
          { text: '<laugh> Fine!', speechMetadata: { speaker: 'Jane' } },
        ],
      },
    ],
    generationConfig: {
      responseModalities: ['AUDIO'],
      speechConfig: {
        multiSpeakerVoiceConfig: {
          speakerVoiceConfigs: [
            { speaker: 'Joe', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
            { speaker: 'Jane', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
          ],
        },
      },
    },
  })
})

test.each(['gemini-2.5-flash-preview-tts', 'gemini-3.1-flash-tts-preview', 'gemini-3.6-flash'])(
  '%s reads names and style in the text, as it was written',
  (model) => {
    expect(toGenerateRequest(settings(model), said).contents).toEqual(said)
  },
)

test('text before the first name has no speaker, and what is no text stays as it is', () => {
  const image = { inlineData: { mimeType: 'image/png', data: 'AA==' } }
  const [content] = toGenerateRequest(settings('demo-speech'), [
    { role: 'user', parts: [{ text: 'In a café.\nJoe: Hi.' }, image] },
  ]).contents
  expect(content?.parts).toEqual([
    { text: 'In a café.' },
    { text: 'Hi.', speechMetadata: { speaker: 'Joe', style: 'curious' } },
    image,
  ])
})
