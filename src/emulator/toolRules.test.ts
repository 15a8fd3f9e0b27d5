import { describe, expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import type { GenerateContentResponse, Part } from '../gemini/types.ts'

let later = 0
const handle = createHandle({ pace: noPace, now: () => Date.UTC(2026, 10, 27) + later })

async function send(path: string, body: object, method = 'POST') {
  const request = new Request(`https://emulator.invalid/v1beta/${path}`, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
  const response = await handle(request)
  const answer = (await response.json()) as { error?: { message: string }; name?: string }
  return { status: response.status, message: answer.error?.message ?? '', name: answer.name ?? '' }
}

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]
const ask = (body: object, model: string) => send(`models/${model}:generateContent`, { contents, ...body })

const declares = (...names: string[]) => ({
  functionDeclarations: names.map((name) => ({ name, description: 'x' })),
})
const search = { googleSearch: {} }
const calling = (functionCallingConfig: object, rest: object = {}) => ({
  toolConfig: { functionCallingConfig, ...rest },
})
const flag = { includeServerSideToolInvocations: true }
const part = (one: object) => ({ contents: [{ role: 'user', parts: [{ text: 'What is it?' }, one] }] })
const medium = (mimeType: string) => ({ inlineData: { mimeType, data: 'AAAA' } })

const asJson = { responseFormat: { text: { mimeType: 'application/json' } } }
const withPicture = {
  contents: [
    { role: 'user', parts: [{ text: 'Hi' }] },
    { role: 'model', parts: [{ functionCall: { name: 'f', args: {} }, thoughtSignature: 'c2tpcA==' }] },
    {
      role: 'user',
      parts: [
        {
          functionResponse: {
            name: 'f',
            response: { picture: { $ref: 'i.png' } },
            parts: [{ inlineData: { displayName: 'i.png', mimeType: 'image/png', data: 'AAAA' } }],
          },
        },
      ],
    },
  ],
}

describe('a request is refused', () => {
  it.each<[string, object, string, string]>([
    [
      'with functions and JSON in the newest spelling before Gemini 3',
      { tools: [declares('f')], generationConfig: asJson },
      'demo-lite',
      'Function calling with a response mime type',
    ],
    ['with a picture in a result before Gemini 3', withPicture, 'gemini-2.5-flash', 'Multimodal function'],
    [
      'with functions and search before Gemini 3',
      { tools: [declares('f'), search] },
      'demo-lite',
      'Tool use with function calling is unsupported',
    ],
    [
      'with functions and search without the flag',
      { tools: [declares('f'), search] },
      'demo-pro',
      'include_server_side_tool_invocations',
    ],
    [
      'with the flag and AUTO',
      { tools: [declares('f'), search], ...calling({ mode: 'AUTO' }, flag) },
      'demo-flash',
      'mode AUTO',
    ],
    ['with a bad name', { tools: [declares('1st')] }, 'demo-flash', 'Invalid function name'],
    ['with a name twice', { tools: [declares('f', 'f')] }, 'demo-flash', 'Duplicate function'],
    [
      'with too many functions',
      { tools: [declares(...Array.from({ length: 513 }, (_, at) => `f${at}`))] },
      'demo-flash',
      'at most 512',
    ],
    [
      'with two schemas of one function',
      { tools: [{ functionDeclarations: [{ name: 'f', parameters: {}, parametersJsonSchema: {} }] }] },
      'demo-flash',
      'cannot both be set',
    ],
    [
      'with allowed names and no mode',
      { tools: [declares('f')], ...calling({ allowedFunctionNames: ['f'] }) },
      'demo-flash',
      'ANY or VALIDATED',
    ],
    [
      'with an allowed name that is not declared',
      { tools: [declares('f')], ...calling({ mode: 'ANY', allowedFunctionNames: ['g'] }) },
      'demo-flash',
      'not declared',
    ],
    [
      'with a call that the next turn leaves open',
      {
        contents: [
          ...contents,
          { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
          ...contents,
        ],
      },
      'demo-lite',
      'number of function response parts',
    ],
    [
      'with a result that nothing called for',
      {
        contents: [
          ...contents,
          { role: 'model', parts: [{ text: 'ok' }] },
          { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
        ],
      },
      'demo-lite',
      'comes immediately after',
    ],
    ['with a picture for speech', part(medium('image/png')), 'demo-speech', 'image input modality'],
    ['with a recording for pictures', part(medium('audio/wav')), 'demo-image', 'audio input modality'],
    ['with a GIF', part(medium('image/gif')), 'demo-flash', 'Unsupported MIME type: image/gif'],
    [
      'with film settings of a picture',
      part({ ...medium('image/png'), videoMetadata: { fps: 1 } }),
      'demo-flash',
      'only supported for video',
    ],
    [
      'with too many frames a second',
      part({ ...medium('video/mp4'), videoMetadata: { fps: 30 } }),
      'demo-flash',
      '(0, 24]',
    ],
    [
      'with a resolution of one part before Gemini 3',
      part({ ...medium('image/png'), mediaResolution: { level: 'MEDIA_RESOLUTION_LOW' } }),
      'demo-lite',
      'media_resolution is not supported',
    ],
    [
      'with cached content beside tools',
      { cachedContent: 'cachedContents/x', tools: [search] },
      'demo-flash',
      'CachedContent can not be used with GenerateContent request',
    ],
    ['with cached content on Gemini 4', { cachedContent: 'cachedContents/x' }, 'demo-pro', 'not supported'],
  ])('%s', async (_, body, model, words) => {
    const { status, message } = await ask(body, model)
    expect(message).toContain(words)
    expect(status).toBe(400)
  })
})

/** The trace of a tool with another field in it. */
const other = (field: object) => (trace: Part) => {
  Object.assign(trace.toolCall ?? trace.toolResponse ?? {}, field)
  return trace
}

it('functions and search go together with the flag, and a search leaves its trace, which may go back', async () => {
  const body = { tools: [declares('f'), search], toolConfig: flag }
  expect(await ask(body, 'demo-flash')).toMatchObject({ status: 200 })
  const url = 'https://emulator.invalid/v1beta/models/demo-flash:generateContent'
  const sent = { contents: [{ role: 'user', parts: [{ text: 'News?' }] }], tools: [search], toolConfig: flag }
  const response = await handle(new Request(url, { method: 'POST', body: JSON.stringify(sent) }))
  const { candidates = [] } = (await response.json()) as GenerateContentResponse
  const parts = candidates[0]?.content?.parts ?? []
  const call = parts.find(({ toolCall }) => toolCall)
  expect(call).toMatchObject({
    toolCall: { toolType: 'GOOGLE_SEARCH_WEB' },
    thoughtSignature: expect.any(String),
  })
  expect(parts.find(({ toolResponse }) => toolResponse)?.toolResponse?.id).toBe(call?.toolCall?.id)
  const goesBack = (model: Part[]) =>
    ask({ ...sent, contents: [...sent.contents, { role: 'model', parts: model }, ...contents] }, 'demo-flash')
  expect(await goesBack(parts)).toMatchObject({ status: 200 })

  // Another id, another type: each is refused, in the call and in its response.
  const changed = (change: (part: Part) => Part) =>
    ['toolCall', 'toolResponse'].map((kind) =>
      goesBack(parts.map((one) => (kind in one ? change(structuredClone(one)) : one))),
    )
  for (const refused of [
    ...changed(other({ id: 'zzzzzzzz' })),
    ...changed(other({ toolType: 'URL_CONTEXT' })),
  ])
    expect(await refused).toMatchObject({ status: 400, message: expect.stringContaining('unchanged') })
  // Without a signature they are refused in the turn that goes on; before it another model may have read them.
  const bare = parts.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'thoughtSignature')),
  )
  expect(await goesBack(bare)).toMatchObject({ status: 200 })
  const called = {
    functionCall: { name: 'f', args: {} },
    thoughtSignature: 'skip_thought_signature_validator',
  }
  const turns = [
    { role: 'model', parts: [...bare.filter((one) => 'toolCall' in one), called] },
    { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
  ]
  expect(await ask({ ...body, contents: [...sent.contents, ...turns] }, 'demo-flash')).toMatchObject({
    status: 400,
    message: 'toolCall part is missing its thought_signature, position 2.',
  })
})

const cache = (words: number, model = 'demo-flash') =>
  send('cachedContents', {
    model: `models/${model}`,
    contents: [{ role: 'user', parts: [{ text: 'word '.repeat(words) }] }],
    ttl: '60s',
  })

describe('cached content', () => {
  it('is refused where it is too small, with both numbers', async () => {
    const { status, message } = await cache(10)
    expect(status).toBe(400)
    expect(message).toMatch(
      /^Cached content is too small\. total_token_count=\d+, min_total_token_count=4096$/,
    )
    expect((await cache(10, 'demo-lite')).message).toContain('min_total_token_count=2048')
    expect((await cache(5000, 'demo-pro')).message).toContain('not supported')
  })
  it('is used by its own model until it is gone', async () => {
    const { name } = await cache(5000)
    expect(await ask({ cachedContent: name }, 'demo-flash')).toMatchObject({ status: 200 })
    expect((await ask({ cachedContent: name }, 'demo-lite')).message).toContain('has to be the same')
    expect((await send(name, {}, 'GET')).name).toBe(name)
    await send(name, {}, 'DELETE')
    expect(await ask({ cachedContent: name }, 'demo-flash')).toMatchObject({ status: 403 })
  })
  it('is gone once its time is over', async () => {
    const { name } = await cache(5000)
    later += 60_000
    expect(await send(name, {}, 'GET')).toMatchObject({ status: 404 })
    expect(await ask({ cachedContent: name }, 'demo-flash')).toMatchObject({ status: 403 })
  })
})
