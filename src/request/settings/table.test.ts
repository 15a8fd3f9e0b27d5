import { describe, expect, test, vi } from 'vitest'
import { languages, toCode } from '../code.ts'
import { fromFile, toFile } from '../file.ts'
import { valuesOfTomorrow } from '../fixtures/rows.ts'
import { fromLink, toLink } from '../link.ts'
import { toGenerateRequest, withoutExtra } from '../request.ts'
import { Prompt } from '../schema.ts'
import { settingsSummary } from '../summary.ts'
import { getAt, setAt } from './path.ts'
import { Settings, keptSettings } from './schema.ts'
import { table } from './table.ts'
import type { Setting } from './table.ts'

vi.mock('./table.ts', async (original) => {
  const real = await original<{ table: readonly Setting[] }>()
  const { rowsOfTomorrow } = await import('../fixtures/rows.ts')
  return { ...real, table: [...real.table, ...rowsOfTomorrow] }
})

const samples: Record<string, unknown> = {
  'generationConfig.temperature': 0.35,
  'generationConfig.topP': 0.45,
  'generationConfig.topK': 17,
  'generationConfig.maxOutputTokens': 1234,
  'generationConfig.stopSequences': ['END OF IT'],
  'generationConfig.responseMimeType': 'application/json',
  'generationConfig.responseJsonSchema': {
    type: 'object',
    properties: { unitPrice: { type: 'number', minimum: 0 } },
    required: ['unitPrice'],
  },
  'generationConfig.responseSchema': { type: 'STRING', enum: ['yes', 'no'] },
  'generationConfig.candidateCount': 3,
  'generationConfig.seed': -77,
  'generationConfig.presencePenalty': 0.65,
  'generationConfig.frequencyPenalty': -1.25,
  'generationConfig.responseLogprobs': true,
  'generationConfig.logprobs': 7,
  'generationConfig.thinkingConfig.thinkingLevel': 'XHIGH',
  'generationConfig.thinkingConfig.thinkingBudget': -1,
  'generationConfig.thinkingConfig.includeThoughts': true,
  'generationConfig.responseModalities': ['TEXT', 'IMAGE'],
  'generationConfig.imageConfig.aspectRatio': '21:9',
  'generationConfig.imageConfig.imageSize': '512',
  'generationConfig.mediaResolution': 'MEDIA_RESOLUTION_HIGH',
  voice: 'Sulafat',
  speakers: [
    { speaker: 'Joe', voice: 'Kore', style: 'curious' },
    { speaker: 'Jane', voice: 'voice_abc' },
  ],
  functions: [
    {
      declaration: {
        name: 'get_weather',
        description: 'Of a city',
        parametersJsonSchema: { type: 'object', properties: { cityName: { type: 'string' } } },
      },
    },
  ],
  'builtIn.googleSearch': true,
  'builtIn.searchFrom': '2026-01-01',
  'builtIn.searchUntil': '2026-04-01',
  'builtIn.urlContext': true,
  'builtIn.codeExecution': true,
  'builtIn.googleMaps': true,
  'toolConfig.retrievalConfig.latLng.latitude': 38.72,
  'toolConfig.retrievalConfig.latLng.longitude': -9.14,
  'toolConfig.includeServerSideToolInvocations': true,
  'toolConfig.functionCallingConfig.mode': 'ANY',
  'toolConfig.functionCallingConfig.allowedFunctionNames': ['get_weather'],
  serviceTier: 'flex',
  store: false,
  cachedContent: 'cachedContents/abc',
  extra: { labels: { team: 'docs' }, generationConfig: { enableEnhancedCivicAnswers: true } },
  'safety.HARM_CATEGORY_HARASSMENT': 'OFF',
  'safety.HARM_CATEGORY_HATE_SPEECH': 'BLOCK_NONE',
  'safety.HARM_CATEGORY_SEXUALLY_EXPLICIT': 'BLOCK_ONLY_HIGH',
  'safety.HARM_CATEGORY_DANGEROUS_CONTENT': 'BLOCK_LOW_AND_ABOVE',
  ...valuesOfTomorrow,
}

const sampleOf = ({ path }: Setting) => {
  if (!(path in samples)) throw new Error(`a sample for ${path}`)
  return samples[path]
}

/** With the tool of the API that the row belongs to, without which it is not sent. */
const settingsWith = (row: Setting) => {
  const tool = row.needs && row.path.startsWith('builtIn.') ? setAt({}, row.needs, true) : {}
  return Settings.parse(setAt({ model: 'm', ...tool }, row.path, sampleOf(row)))
}

/** What the wire spells otherwise than the table. */
const wired: Record<string, object> = {
  voice: {
    generationConfig: { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Sulafat' } } } },
  },
  speakers: {
    generationConfig: {
      speechConfig: {
        multiSpeakerVoiceConfig: {
          speakerVoiceConfigs: [
            { speaker: 'Joe', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
            { speaker: 'Jane', voiceConfig: { voice: 'voice_abc' } },
          ],
        },
      },
    },
  },
  functions: {
    tools: [
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            description: 'Of a city',
            parametersJsonSchema: { type: 'object', properties: { cityName: { type: 'string' } } },
          },
        ],
      },
    ],
  },
  'builtIn.googleSearch': { tools: [{ googleSearch: {} }] },
  'builtIn.searchFrom': {
    tools: [{ googleSearch: { timeRangeFilter: { startTime: '2026-01-01T00:00:00Z' } } }],
  },
  'builtIn.searchUntil': {
    tools: [{ googleSearch: { timeRangeFilter: { endTime: '2026-04-01T00:00:00Z' } } }],
  },
  'builtIn.urlContext': { tools: [{ urlContext: {} }] },
  'builtIn.codeExecution': { tools: [{ codeExecution: {} }] },
  'builtIn.googleMaps': { tools: [{ googleMaps: {} }] },
  extra: samples['extra'] as object,
}

/** As the wire has it. */
function sentAs(row: Setting): object {
  const value = sampleOf(row)
  const [, category] = row.path.split('safety.')
  if (category) return { safetySettings: [{ category, threshold: value }] }
  return wired[row.path] ?? setAt({}, row.path, value)
}

/** A word that stands in every program that sends it. */
const wordsOf: Record<string, string> = {
  voice: 'Sulafat',
  speakers: 'Jane',
  functions: 'cityName',
  'builtIn.searchFrom': '2026-01-01T00:00:00Z',
  'builtIn.searchUntil': '2026-04-01T00:00:00Z',
  extra: 'labels',
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

describe.each(table)('$title', (row) => {
  test('is sent where the wire has it, and nothing else is', () => {
    const request = toGenerateRequest(settingsWith(row), [{ role: 'user', parts: [{ text: 'Hi' }] }])
    const { contents: _, ...rest } = request
    expect(rest).toEqual(sentAs(row))
  })

  test('travels in links and files', async () => {
    const sent = Prompt.parse({ v: 2, ...settingsWith(row) })
    for (const opened of [await fromLink(await toLink(sent)), await fromFile(new Blob([toFile(sent)]))]) {
      expect(opened).toMatchObject({ ok: true, ignored: [] })
      expect(opened.ok && getAt(opened.prompt, row.path)).toEqual(sampleOf(row))
    }
  })

  test('has its line in the summary, in words', () => {
    const items = settingsSummary(settingsWith(row))
    const item = items.find(({ name }) => name === row.title)
    expect(items).toHaveLength(row.path.startsWith('builtIn.search') ? 2 : 1)
    expect(item?.value).not.toMatch(/^$|undefined|\[object/)
  })

  test('stands in the code of every language', () => {
    const settings = settingsWith(row)
    const request = withoutExtra(settings, [{ role: 'user', parts: [{ text: 'Hi' }] }])
    const own = row.path.startsWith('safety.') ? row.path.slice(7) : wordsOf[row.path]
    const key = own ?? row.path.split('.').at(-1)!
    for (const language of languages) {
      const code = toCode(language, { model: 'm', request, extra: settings.extra, stream: false })
      expect(code).toContain(language === 'Python' && !own ? snake(key) : key)
    }
  })

  test('is refused where a link holds nonsense in its place', async () => {
    const nonsense = setAt({ v: 1, model: 'm' }, row.path, typeof sampleOf(row) === 'boolean' ? 'yes' : true)
    const opened = await fromFile(new Blob([JSON.stringify(nonsense)]))
    expect(opened).toMatchObject({ ok: false, problem: expect.stringContaining(row.path) })
  })
})

/** The request with every sample set, in this order. */
const all = (order: readonly string[]) =>
  toGenerateRequest(
    Settings.parse(order.reduce((sofar, path) => setAt(sofar, path, samples[path]), { model: 'm' })),
    [],
  )

test('nested rows of one group stand together, in the table’s order, whichever was touched first', () => {
  const paths = table.map(({ path }) => path)
  expect(JSON.stringify(all(paths.toReversed()))).toBe(JSON.stringify(all(paths)))
  expect(all(paths).generationConfig).toMatchObject({
    thinkingConfig: { thinkingLevel: 'XHIGH', thinkingBudget: -1, includeThoughts: true },
    later: { levelOfTomorrow: 'LOW', budgetOfTomorrow: 1024, thoughtsOfTomorrow: true },
  })
})

test('what is unknown inside a group is dropped, and said', async () => {
  const odd = { v: 1, model: 'm', generationConfig: { thinkingConfig: { thinkingLevel: 'LOW', odd: 1 } } }
  expect(await fromFile(new Blob([JSON.stringify(odd)]))).toMatchObject({
    ok: true,
    ignored: ['generationConfig.thinkingConfig.odd'],
  })
})

const everything = table.reduce((sofar, row) => setAt(sofar, row.path, sampleOf(row)), {
  model: 'm',
  systemInstruction: 'Be brief.',
  stream: false,
})

test.each(table)('$title that was kept and cannot be read takes no other row with it', ({ path, title }) => {
  const unread = vi.fn()
  const nonsense = typeof samples[path] === 'boolean' ? 'yes' : true
  const kept = keptSettings(setAt(everything, path, nonsense), 'other', unread)
  expect(kept).toEqual(Settings.parse(setAt(everything, path, undefined)))
  expect(unread.mock.calls).toEqual([[title]])
})

test('a whole group, the model and the instruction likewise; what holds no settings is refused', () => {
  const unread = vi.fn()
  const odd = { ...everything, model: '../x', systemInstruction: 7, generationConfig: 'none', safety: [] }
  const { generationConfig: _, safety: _safety, ...rest } = everything as Record<string, unknown>
  expect(keptSettings(odd, 'other', unread)).toEqual(
    Settings.parse({ ...rest, model: 'other', systemInstruction: '' }),
  )
  expect(unread).toHaveBeenCalledTimes(4)
  for (const none of [null, 7, [], 'x']) expect(() => keptSettings(none, 'other', unread)).toThrow()
})
