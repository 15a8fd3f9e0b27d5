import { describe, expect, it } from 'vitest'
import type { Candidate, GenerateContentResponse } from '../../gemini/types.ts'
import { fromBase64 } from '../base64.ts'
import { createHandle } from '../handle.ts'
import { demoModels } from '../modelsDemo.ts'
import { noPace } from '../plan.ts'
import { decodePng } from '../png.ts'

const handle = createHandle({ pace: noPace })

/** The response to one streamed prompt. */
function stream(model: string, more: object = {}): Promise<Response> {
  const body = JSON.stringify({ contents: [{ parts: [{ text: 'Why is the sky blue?' }] }], ...more })
  const url = `https://emulator.invalid/v1beta/models/${model}:streamGenerateContent?alt=sse`
  return handle(new Request(url, { method: 'POST', body }))
}

const chunksOf = (text: string) =>
  text
    .split('\r\n\r\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => JSON.parse(event.slice(6)) as GenerateContentResponse)

async function play(model: string, more?: object) {
  const chunks = chunksOf(await (await stream(model, more)).text())
  const candidates = chunks.flatMap((chunk) => chunk.candidates ?? [])
  const last: Candidate = candidates.at(-1) ?? {}
  const parts = candidates.flatMap(({ content }) => content?.parts ?? [])
  return { chunks, candidates, last, parts, text: parts.map((part) => part.text ?? '').join('') }
}

const utf8 = (text: string, start: number | undefined, end: number | undefined) =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(start, end))

const draw = async (text: string) => {
  const { parts } = await play('demo-image', {
    contents: [{ parts: [{ text }] }],
    generationConfig: { imageConfig: { aspectRatio: '16:9' } },
  })
  return parts.find((part) => part.inlineData)?.inlineData?.data ?? ''
}

const count = async (more?: object) =>
  new Set((await play('demo-candidates', more)).candidates.map(({ index }) => index)).size

describe('the model', () => {
  it('demo-rate-limited says how long to wait, demo-daily-quota does not', async () => {
    const minute = await (await stream('demo-rate-limited')).text()
    expect(minute).toContain('"retryDelay": "34.4s"')
    expect(minute).toContain('GenerateRequestsPerMinutePerProjectPerModel-FreeTier')
    const day = await (await stream('demo-daily-quota')).text()
    expect(day).not.toContain('RetryInfo')
    expect(day).toContain('GenerateRequestsPerDayPerProjectPerModel-FreeTier')
  })

  it('demo-prompt-blocked has a reason and no candidates', async () => {
    const { chunks } = await play('demo-prompt-blocked')
    expect(chunks).toHaveLength(1)
    expect(chunks[0]).not.toHaveProperty('candidates')
    expect(chunks[0]?.promptFeedback?.blockReason).toBe('SAFETY')
  })

  it.each([
    ['demo-answer-blocked', 'SAFETY'],
    ['demo-recitation', 'RECITATION'],
    ['demo-cut-off', 'MAX_TOKENS'],
    ['demo-unknown', 'FAKE_NEW_FINISH_REASON'],
  ])('%s ends with %s after text', async (model, reason) => {
    const { last, text } = await play(model)
    expect(text.length).toBeGreaterThan(60)
    expect(last.finishReason).toBe(reason)
  })

  it.each([
    ['demo-thinking-budget', 'MAX_TOKENS'],
    ['demo-empty', 'STOP'],
  ])('%s ends with %s and without parts', async (model, reason) => {
    const { last, parts } = await play(model)
    expect([last.finishReason, parts]).toEqual([reason, []])
  })

  it('demo-thinking-budget spent its limit on thoughts', async () => {
    const { chunks } = await play('demo-thinking-budget', { generationConfig: { maxOutputTokens: 77 } })
    expect(chunks.at(-1)?.usageMetadata).toMatchObject({ thoughtsTokenCount: 77 })
    expect(chunks.at(-1)?.usageMetadata).not.toHaveProperty('candidatesTokenCount')
  })

  it('demo-stream-error puts a bare error behind whole events', async () => {
    const text = await (await stream('demo-stream-error')).text()
    expect(text).toMatch(/\}\r\n\r\n\{\n {2}"error": \{\n {4}"code": 503,/)
    expect(chunksOf(text).length).toBeGreaterThan(2)
  })

  it('demo-no-finish ends cleanly and says nothing of it', async () => {
    const { candidates, text } = await play('demo-no-finish')
    expect(text).toContain('without a finish reason')
    expect(candidates.filter(({ finishReason }) => finishReason)).toEqual([])
  })

  it('demo-bad-json goes on behind an event that cannot be parsed', async () => {
    const events = (await (await stream('demo-bad-json')).text()).split('\r\n\r\n').filter(Boolean)
    const good = events.map((event) => {
      try {
        return Boolean(JSON.parse(event.slice(6)))
      } catch {
        return false
      }
    })
    expect(good.filter((one) => !one)).toHaveLength(1)
    expect(good.at(-1)).toBe(true)
  })

  it('demo-html answers 200 with a page', async () => {
    const response = await stream('demo-html')
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  it('demo-thoughts thinks aloud before it answers', async () => {
    const { parts } = await play('demo-thoughts')
    const thoughts = parts.filter((part) => part.thought)
    expect(thoughts.length).toBe(3)
    expect(parts.indexOf(thoughts.at(-1) ?? {})).toBeLessThan(
      parts.findIndex((part) => part.text && !part.thought),
    )
  })

  it('demo-function-call makes two calls, signs the first, and ends with an empty unsigned text', async () => {
    const { parts, last } = await play('demo-function-call')
    expect(parts.map((part) => [part.functionCall?.name, part.thoughtSignature !== undefined])).toEqual([
      ['get_weather', true],
      ['get_weather', false],
      [undefined, false],
    ])
    expect(last.content?.parts).toEqual([{ text: '' }])
  })

  it('demo-code-execution reports what the code would print', async () => {
    const { parts } = await play('demo-code-execution')
    expect(parts.find((part) => part.executableCode)?.executableCode?.language).toBe('PYTHON')
    expect(parts.find((part) => part.codeExecutionResult)?.codeExecutionResult).toMatchObject({
      outcome: 'OUTCOME_OK',
      output: '5 5\n',
    })
  })

  it('demo-grounded points at its sentences by bytes, on the last chunk', async () => {
    const { candidates, last, text } = await play('demo-grounded')
    expect(candidates[0]?.groundingMetadata).toEqual({})
    const supports = last.groundingMetadata?.groundingSupports ?? []
    expect(supports.length).toBe(2)
    for (const { segment } of supports)
      expect(utf8(text, segment?.startIndex, segment?.endIndex)).toBe(segment?.text)
    expect(last.groundingMetadata?.webSearchQueries?.[0]).toBe('sky blue')
  })

  it.each(['demo-citations', 'demo-recitation'])('%s cites passages that are there', async (model) => {
    const { last, text } = await play(model)
    const cited = (last.citationMetadata?.citationSources ?? []).map(({ startIndex, endIndex }) =>
      utf8(text, startIndex, endIndex),
    )
    expect(cited[0]).toMatch(/^(?:To be, or not to be|It is a truth).*[a-z]$/)
  })

  it('demo-image draws a PNG in the shape asked for, another for another prompt', async () => {
    const pixels = await decodePng(fromBase64(await draw('hills')))
    expect((pixels?.width ?? 0) / (pixels?.height ?? 1)).toBeCloseTo(16 / 9, 1)
    expect(await draw('hills')).not.toBe(await draw('sea'))
  })

  it('demo-audio sounds: 16-bit samples that move', async () => {
    const { parts } = await play('demo-audio')
    const { mimeType = '', data = '' } = parts[0]?.inlineData ?? {}
    expect(mimeType).toBe('audio/L16;rate=24000')
    const samples = new Int16Array(fromBase64(data).buffer)
    expect(samples.length).toBe(36_000)
    expect(Math.max(...samples.subarray(0, 6000))).toBeGreaterThan(3000)
  })

  it('demo-candidates gives three, or as many as asked for', async () => {
    expect([await count(), await count({ generationConfig: { candidateCount: 2 } })]).toEqual([3, 2])
  })

  it('demo-logprobs chooses the likeliest token each time', async () => {
    const { last, text } = await play('demo-logprobs', {
      generationConfig: { responseLogprobs: true, logprobs: 4 },
    })
    const { chosenCandidates, topCandidates } = last.logprobsResult as {
      chosenCandidates: { token: string }[]
      topCandidates: { candidates: { token: string; logProbability: number }[] }[]
    }
    expect(chosenCandidates.map(({ token }) => token).join('')).toBe(text)
    for (const { candidates } of topCandidates) {
      expect(candidates).toHaveLength(4)
      expect(
        candidates.map(({ logProbability }) => Math.exp(logProbability)).reduce((a, b) => a + b),
      ).toBeLessThanOrEqual(1.0001)
      expect(candidates[0]?.logProbability).toBe(
        Math.max(...candidates.map(({ logProbability }) => logProbability)),
      )
    }
  })

  it('demo-long is long and demo-huge-event is one event of megabytes', async () => {
    expect((await play('demo-long')).text.length).toBeGreaterThan(32_000)
    const events = (await (await stream('demo-huge-event')).text()).split('\r\n\r\n')
    expect(Math.max(...events.map((event) => event.length))).toBeGreaterThan(4_500_000)
  })

  it('demo-hostile arrives unharmed: making it harmless is the reader’s part', async () => {
    const { text } = await play('demo-hostile')
    for (const words of ['<script>', 'JaVaScRiPt:', '![pixel](https://example.com/'])
      expect(text).toContain(words)
  })

  it.each(demoModels.map(({ name, description }) => [name, description]))(
    '%s says what it shows',
    (_, description) => {
      expect(description).toMatch(/^(?:Shows|Answers|Like|Vectors) .{20,}\.$/)
    },
  )
})

it.each(['demo-not-valid', 'demo-not-json', 'demo-cut-json'])(
  '%s leaves words alone that are no JSON',
  async (model) => {
    const contents = [{ parts: [{ text: 'Table from this list: pear 3.20, apple 1.10' }] }]
    const plain = await play('demo-lite', { contents })
    const { text, last } = await play(model, { contents })
    expect(text).toBe(plain.text)
    expect(last.finishReason).toBe('STOP')
    const generationConfig = {
      responseMimeType: 'application/json',
      responseJsonSchema: {
        type: 'object',
        properties: { total: { type: 'number' }, note: { type: 'string' } },
      },
    }
    expect((await play(model, { contents, generationConfig })).text).not.toBe(
      (await play('demo-lite', { contents, generationConfig })).text,
    )
  },
)
