import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driveMedium } from './drive.ts'
import { MediaFailure, toRequest } from './doc.ts'
import { readPrompt } from './read.ts'
import { driveMediaIn, readStudio } from './studio.ts'
import type { RequestDoc } from './doc.ts'
import type { Opened } from './read.ts'
import type { Prompt } from './schema.ts'

/** What a file of these pieces opens as. */
function open(chunks: unknown[], more: Record<string, unknown> = {}): Extract<Opened, { ok: true }> {
  const opened = readStudio({ chunkedPrompt: { chunks }, ...more })
  if (!opened?.ok) throw new Error(opened?.problem)
  return opened
}
const turnsOf = (chunks: unknown[]) => open(chunks).prompt.turns!

test('a saved chat opens as one, with model, settings, system instruction and turns, thoughts apart', async () => {
  const file = readFileSync(new URL('./fixtures/studio.json', import.meta.url), 'utf8')
  expect(await readPrompt(file, 'file')).toEqual({
    ok: true,
    from: 'Google AI Studio',
    ignored: ['runSettings.thinkingLevel', 'chunks[].grounding'],
    prompt: {
      workspace: 'chat',
      model: 'gemini-2.0-flash',
      systemInstruction: 'Be brief.',
      generationConfig: {
        temperature: 0.3,
        topP: 0.95,
        topK: 40,
        maxOutputTokens: 8192,
        stopSequences: ['END'],
      },
      safety: { HARM_CATEGORY_HARASSMENT: 'OFF' },
      builtIn: { googleSearch: true },
      stream: true,
      parts: [{ text: 'And where does it end?' }],
      turns: [
        { role: 'user', parts: [{ driveImage: { id: '1AbCdEf' } }, { text: 'Name a river.' }] },
        {
          role: 'model',
          model: 'gemini-2.0-flash',
          finishReason: 'STOP',
          parts: [
            { text: 'A short answer will do.', thought: true },
            { text: 'The ', thoughtSignature: 'U0lH' },
            { text: 'Elbe.' },
          ],
        },
      ],
    },
  })
})

describe('pieces', () => {
  test('of one speaker are one turn until one has ended', () => {
    const said = turnsOf([
      { role: 'user', text: 'a' },
      { role: 'user', text: 'b' },
      { role: 'model', text: 'c', finishReason: 'STOP' },
      { role: 'model', text: 'd', finishReason: 'STOP' },
      { role: 'user', text: 'e' },
    ])
    expect(
      said.map(
        ({ role, parts }) => `${role} ${parts.map((part) => ('text' in part ? part.text : '')).join('')}`,
      ),
    ).toEqual(['user ab', 'model c', 'model d', 'user e'])
  })

  test('text stands as the file has it, whatever its parts say', () => {
    expect(turnsOf([{ role: 'model', text: 'new', parts: [{ text: 'old' }] }])[0]!.parts).toEqual([
      { text: 'new' },
    ])
    expect(turnsOf([{ role: 'model', text: '', parts: [{ text: 'kept' }] }])[0]!.parts).toEqual([
      { text: 'kept' },
    ])
    const odd = [{ text: 'a', thoughtSignature: 7 }]
    expect(turnsOf([{ role: 'model', text: 'a', parts: odd }])[0]!.parts).toEqual([{ text: 'a' }])
  })

  test.each([
    ['functionCall', { name: 'get', args: { a: 1 } }],
    ['functionResponse', { name: 'get', response: { b: 2 } }],
    ['executableCode', { language: 'PYTHON', code: 'print(1)' }],
    ['codeExecutionResult', { outcome: 'OUTCOME_OK', output: '1' }],
    ['inlineData', { mimeType: 'image/png', data: 'AAAA' }],
    ['fileData', { fileUri: 'https://example.org/a.pdf' }],
  ])('%s goes as it is', (key, value) => {
    expect(turnsOf([{ role: 'model', [key]: value }])[0]!.parts).toEqual([{ [key]: value }])
  })

  test('inline files and films of YouTube go under the API’s names', () => {
    const inline = { mimeType: 'application/pdf', data: 'AAAA' }
    expect(turnsOf([{ role: 'user', inlineFile: inline }])[0]!.parts).toEqual([{ inlineData: inline }])
    expect(turnsOf([{ role: 'user', youtubeVideo: { id: 'abc' } }])[0]!.parts).toEqual([
      { fileData: { fileUri: 'https://www.youtube.com/watch?v=abc' } },
    ])
  })

  test.each(['driveImage', 'driveDocument', 'driveVideo', 'driveAudio', 'driveFile'])(
    '%s leaves a placeholder, and nothing is sent for as long as it stands',
    async (key) => {
      const { prompt } = open([
        { role: 'user', [key]: { id: '1AbC' } },
        { role: 'user', text: 'what?' },
      ])
      expect(driveMediaIn(prompt.turns)).toBe(1)
      expect(driveMedium(prompt.turns![0]!.parts[0]!)).toMatchObject({ id: '1AbC' })
      const doc: RequestDoc = { v: 2, settings: { ...(prompt as Prompt), model: 'm' }, turns: prompt.turns! }
      await expect(toRequest(doc, () => Promise.resolve(''))).rejects.toThrow(MediaFailure)
      await expect(toRequest(doc, () => Promise.resolve(''))).rejects.toThrow('1AbC')
    },
  )
})

describe('what cannot be read is listed, once each', () => {
  test('pieces, settings, and whatever else the file holds', () => {
    const { ignored } = open(
      [
        { role: 'model', errorMessage: 'An internal error' },
        { role: 'model', errorMessage: 'Again' },
        { role: 'system', text: 'hm' },
        'text',
        { role: 'user', text: 'x', tokenCount: 4, createTime: '2025-11-01T00:00:00Z' },
      ],
      {
        runSettings: {
          temperature: 7,
          enableCodeExecution: 'sometimes',
          googleSearch: { excludeDomains: ['a.example'] },
          enableBrowseAsATool: false,
          responseMimeType: 'text/plain',
          model: 'models/../evil',
          safetySettings: [{ category: 'HARM_CATEGORY_CIVIC_INTEGRITY', threshold: 'OFF' }],
        },
        citations: [{ uri: 'https://example.org' }],
        notes: [],
      },
    )
    expect(ignored.toSorted()).toEqual([
      'chunks[] without a speaker (2 times)',
      'chunks[].errorMessage (2 times)',
      'citations',
      'runSettings.enableCodeExecution',
      'runSettings.googleSearch',
      'runSettings.model',
      'runSettings.temperature',
      'safetySettings: HARM_CATEGORY_CIVIC_INTEGRITY',
    ])
  })

  test('tools that AI Studio had switched on are on', () => {
    const { prompt } = open([{ role: 'user', text: 'x' }], {
      runSettings: { enableSearchAsATool: true, enableBrowseAsATool: true, enableCodeExecution: true },
    })
    expect(prompt.builtIn).toEqual({ googleSearch: true, urlContext: true, codeExecution: true })
  })

  test.each([
    ['text'],
    [{ text: 'Be brief.' }],
    [{ parts: [{ text: 'Be ' }, { text: 'brief.' }] }],
    [{}],
    [undefined],
  ])('a system instruction of any spelling is read: %j', (systemInstruction) => {
    const { prompt, ignored } = open([{ role: 'user', text: 'x' }], { systemInstruction })
    expect(['text', 'Be brief.', '']).toContain(prompt.systemInstruction)
    expect(ignored).toEqual([])
  })
})

test('a prompt of our own is none, and nothing that a file may hold makes the reader throw', () => {
  expect(readStudio({ v: 1, workspace: 'chat' })).toBeNull()
  const chunk = fc.dictionary(
    fc.constantFrom(
      'role',
      'text',
      'parts',
      'isThought',
      'driveImage',
      'inlineFile',
      'functionCall',
      'finishReason',
    ),
    fc.oneof(fc.constantFrom('user', 'model'), fc.jsonValue()),
  )
  return fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(chunk, fc.jsonValue())), fc.jsonValue(), async (chunks, other) => {
      const opened = await readPrompt(
        JSON.stringify({
          chunkedPrompt: { chunks, pendingInputs: other },
          runSettings: other,
          systemInstruction: other,
        }),
        'file',
      )
      expect(opened.ok ? opened.from : opened.problem).toMatch(/Google AI Studio|nested too deeply/)
    }),
  )
})
