import { expect, test } from 'vitest'
import { toCode } from './code.ts'
import { toGenerateRequest } from './request.ts'
import { Settings } from './settings/schema.ts'
import { isDay, toolsOf } from './tools.ts'

const f = { declaration: { name: 'f', parametersJsonSchema: { type: 'object' } } }

test('functions stand first, then each tool that is on, an entry each, whichever was switched on first', () => {
  expect(
    toolsOf({
      functions: [f],
      builtIn: { googleMaps: true, urlContext: true, googleSearch: true, codeExecution: true },
    }),
  ).toEqual([
    { functionDeclarations: [f.declaration] },
    { googleSearch: {} },
    { urlContext: {} },
    { codeExecution: {} },
    { googleMaps: {} },
  ])
})

test('dates without Google Search are no tool', () => {
  expect(toolsOf({ functions: undefined, builtIn: { searchFrom: '2026-01-01' } })).toBeUndefined()
})

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00:00Z', false],
  ['', false],
])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is))

test('every language prints the tools by the names of its SDK', () => {
  const settings = Settings.parse({
    model: 'm',
    builtIn: { googleSearch: true, searchFrom: '2026-01-01', searchUntil: '2026-04-01', googleMaps: true },
    toolConfig: {
      includeServerSideToolInvocations: true,
      retrievalConfig: { latLng: { latitude: 38.72, longitude: -9.14 } },
    },
  })
  const request = toGenerateRequest(settings, [{ role: 'user', parts: [{ text: 'Hi' }] }])
  const print = (language: 'Python' | 'TypeScript') =>
    toCode(language, { model: 'm', request, stream: false }).replaceAll(/\s+/g, ' ')
  expect(print('TypeScript')).toContain(
    'tools: [ { googleSearch: { timeRangeFilter: { startTime: "2026-01-01T00:00:00Z", endTime: "2026-04-01T00:00:00Z" }, }, }, { googleMaps: {} }, ]',
  )
  expect(print('Python')).toContain('"google_search": { "time_range_filter": { "start_time": ')
  expect(print('Python')).toContain('{"google_maps": {}}')
  expect(print('Python')).toContain('tool_config={')
  expect(print('Python')).toContain('"lat_lng": {"latitude": 38.72, "longitude": -9.14}')
  expect(print('Python')).toContain('"include_server_side_tool_invocations": True')
})
