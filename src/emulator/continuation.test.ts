import { expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'

const handle = createHandle({ pace: noPace })
const contents = [{ role: 'user', parts: [{ text: 'Write a long answer.' }] }]

async function ask(body: object, model = 'demo-continuation') {
  const url = `https://emulator.invalid/v1beta/models/${model}:generateContent`
  const response = await handle(
    new Request(url, { method: 'POST', body: JSON.stringify({ contents, ...body }) }),
  )
  const answer = (await response.json()) as GenerateContentResponse & { error?: { message: string } }
  const [one] = answer.candidates ?? []
  return {
    error: answer.error?.message,
    text: (one?.content?.parts ?? []).map(({ text = '' }) => text).join(''),
    reason: one?.finishReason,
    token: one?.['continuationToken'],
    usage: answer.usageMetadata,
  }
}

it('a long answer comes in three requests, and each token belongs to its request', async () => {
  const first = await ask({})
  const second = await ask({ continuationToken: first.token })
  const third = await ask({ continuationToken: second.token })
  expect([first.reason, second.reason, third.reason]).toEqual(['CONTINUATION', 'CONTINUATION', 'STOP'])
  expect(third.token).toBeUndefined()
  expect(new Set([first.text, second.text, third.text]).size).toBe(3)
  expect(second.usage?.promptTokenCount).toBe(
    (first.usage?.promptTokenCount ?? 0) + (first.usage?.candidatesTokenCount ?? 0),
  )
  const other = { contents: [{ role: 'user', parts: [{ text: 'Another one.' }] }] }
  expect((await ask({ ...other, continuationToken: first.token })).error).toContain('does not belong')
  expect((await ask({ continuationToken: 'AAAA' })).error).toContain('not valid')
  expect((await ask({ continuationToken: first.token }, 'demo-flash')).error).toContain('not supported')
})

const config = (maxOutputTokens: number) => ({ generationConfig: { maxOutputTokens } })

it('where the budget is used up, a token needs a higher limit', async () => {
  const whole = (await ask({})).text
  const cut = await ask(config(40))
  expect([cut.reason, whole.startsWith(cut.text)]).toEqual(['MAX_TOKENS', true])
  expect((await ask({ ...config(40), continuationToken: cut.token })).error).toContain('used up')
  const more = await ask({ ...config(10_000), continuationToken: cut.token })
  expect(more.reason).toBe('CONTINUATION')
  expect(whole).toContain(more.text.slice(0, 80))
})
