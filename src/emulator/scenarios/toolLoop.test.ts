import { describe, expect, it } from 'vitest'
import type { Content, GenerateContentResponse, Part } from '../../gemini/types.ts'
import { createHandle } from '../handle.ts'
import { noPace } from '../plan.ts'

const handle = createHandle({ pace: noPace })
const declare = (name: string, description: string, ...required: string[]) => ({
  name,
  description,
  parametersJsonSchema: {
    type: 'object',
    properties: Object.fromEntries(required.map((key) => [key, { type: 'string' }])),
    required,
  },
})

async function ask(model: string, contents: Content[], functionDeclarations: object[] = []) {
  const url = `https://emulator.invalid/v1beta/models/${model}:generateContent`
  const body = JSON.stringify({
    contents,
    ...(functionDeclarations.length > 0 && { tools: [{ functionDeclarations }] }),
  })
  const response = await handle(new Request(url, { method: 'POST', body }))
  return (await response.json()) as GenerateContentResponse & { error?: { message: string } }
}

const callsIn = (parts: readonly Part[]) => parts.flatMap(({ functionCall }) => functionCall ?? [])

/** Answers every call until the model says something else. @returns the names called, step by step, and the last words */
async function play(model: string, text: string, declared?: object[], result: object = { ok: true }) {
  const contents: Content[] = [{ role: 'user', parts: [{ text }] }]
  const steps: string[][] = []
  for (let step = 0; step < 20; step += 1) {
    const { candidates, error } = await ask(model, contents, declared)
    if (error) throw new Error(error.message)
    const { parts = [] } = candidates?.[0]?.content ?? {}
    const calls = callsIn(parts)
    if (calls.length === 0) return { steps, said: parts.map((part) => part.text ?? '').join(''), contents }
    steps.push(calls.map(({ name = '' }) => name))
    contents.push(
      { role: 'model', parts },
      {
        role: 'user',
        parts: calls.map(({ id = '', name = '' }) => ({
          functionResponse: { id, name, response: { ...result } },
        })),
      },
    )
  }
  throw new Error('it never ends')
}

describe('demo-tool-loop', () => {
  it('calls in five steps, two at once, and then answers; the same every time', async () => {
    const { steps, said } = await play('demo-tool-loop', 'Lena wants out.')
    expect(steps).toEqual([
      ['find_bookings'],
      ['get_refund', 'quote_change'],
      ['hold_seats'],
      ['change_booking'],
      ['close_ticket'],
    ])
    expect(said).toContain('close_ticket')
    expect(await play('demo-tool-loop', 'Lena wants out.')).toMatchObject({ steps, said })
  })

  it('calls what is declared, with what results have told', async () => {
    const declared = [declare('find', 'Finds'), declare('pay', 'Pays', 'order')]
    const { steps, contents } = await play('demo-tool-loop', 'Go.', declared, { order: 'A-7' })
    expect(steps).toEqual([['find'], ['pay', 'find'], ['pay'], ['find'], ['pay']])
    expect(callsIn(contents[3]?.parts ?? [])[0]?.args).toEqual({ order: 'A-7' })
  })
})

describe('the plain demo', () => {
  const declared = [
    declare('find_order', 'Finds the order of a customer'),
    declare('refund_order', 'Refunds an order', 'number'),
  ]

  it('calls what needs a result after it has come, and then answers', async () => {
    const { steps, contents } = await play('demo-flash', 'Find the order and refund it.', declared, {
      orders: [{ number: 'A-7' }],
    })
    expect(steps).toEqual([['find_order'], ['refund_order']])
    expect(callsIn(contents[3]?.parts ?? [])[0]?.args).toEqual({ number: 'A-7' })
  })

  it('answers where the results do not tell what another function needs', async () => {
    const { steps, said } = await play('demo-flash', 'Find the order and refund it.', declared)
    expect([steps, said]).toEqual([[['find_order']], expect.stringContaining('find_order')])
  })
})

it('calls in the wrong place are refused in the words of the API', async () => {
  const call: Part = {
    functionCall: { name: 'f', args: {} },
    thoughtSignature: 'skip_thought_signature_validator',
  }
  const { error } = await ask('demo-flash', [
    { role: 'user', parts: [{ text: 'Go.' }] },
    { role: 'model', parts: [{ text: 'Well.' }] },
    { role: 'model', parts: [call] },
    { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
  ])
  expect(error?.message).toMatch(/^Please ensure that function call turn comes immediately after a user turn/)
})

it.each([
  [
    { functionResponse: { name: 'f', response: 'rain' } },
    /^Invalid value at 'contents\[2\]\.parts\[0\]\.function_response\.response'/,
  ],
  [
    { text: 'No response.' },
    /number of function response parts is equal to the number of function call parts/,
  ],
])('a result that is not one is refused: %j', async (part, words) => {
  const { error } = await ask('demo-flash', [
    { role: 'user', parts: [{ text: 'Go.' }] },
    {
      role: 'model',
      parts: [
        { functionCall: { name: 'f', args: {} }, thoughtSignature: 'skip_thought_signature_validator' },
      ],
    },
    { role: 'user', parts: [part as unknown as Part] },
  ])
  expect(error?.message).toMatch(words)
})
