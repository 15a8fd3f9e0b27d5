import { expect, test } from 'vitest'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { answerCall } from '../../state/functions/answerCall.ts'
import { examples } from './examples.ts'
import type { Content, GenerateContentResponse } from '../../gemini/types.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'
import type { FunctionExample } from './examples.ts'

const handle = createHandle({ pace: noPace })

/** The handler's answer; JavaScript is run here as it is, for there is no frame. */
async function answered(fn: OwnFunction, call: FunctionCall): Promise<unknown> {
  if (fn.handler === 'javascript')
    // oxlint-disable-next-line no-new-func -- the example's own code
    return new Function('args', fn.handlers?.javascript ?? '')(call.args) as unknown
  const answer = await answerCall(fn, call, 1)
  return answer.kind === 'result' ? answer.value : answer.kind
}

/** Plays the loop in the demo. @returns what was called and what came back, step by step */
async function play({ prompt, functions }: FunctionExample): Promise<[string, unknown][][]> {
  const contents: Content[] = [{ role: 'user', parts: [{ text: prompt }] }]
  const tools = [{ functionDeclarations: functions.map(({ declaration }) => declaration) }]
  const steps: [string, unknown][][] = []
  for (;;) {
    const url = 'https://emulator.invalid/v1beta/models/demo-flash:generateContent'
    const asked = new Request(url, { method: 'POST', body: JSON.stringify({ contents, tools }) })
    const { candidates } = (await (await handle(asked)).json()) as GenerateContentResponse
    const { parts = [] } = candidates?.[0]?.content ?? {}
    const calls = parts.flatMap(({ functionCall }) => functionCall ?? [])
    if (calls.length === 0) return steps
    const results: [string, unknown][] = []
    for (const call of calls) {
      const fn = functions.find(({ declaration }) => declaration.name === call.name)
      results.push([call.name ?? '', fn && (await answered(fn, call))])
    }
    steps.push(results)
    const responses = calls.map(({ id = '', name = '' }, at) => ({
      functionResponse: { id, name, response: { output: results[at]?.[1] } },
    }))
    contents.push({ role: 'model', parts }, { role: 'user', parts: responses })
  }
}

const example = (title: string) => examples.find((one) => one.title === title)!

test.each<[string, [string, unknown][][]]>([
  [
    'Weather',
    [
      [
        ['get_weather', { temperature: 3, sky: 'snow' }],
        ['get_weather', { temperature: 17, sky: 'clear' }],
      ],
    ],
  ],
  [
    'Order',
    [
      [
        ['change_order', { order: 'A-1024', items: [{ item: 'lamp', quantity: 2 }] }],
        ['quote_price', { price: 89.9, currency: 'EUR' }],
      ],
    ],
  ],
  ['Calculator', [[['calculate', { error: 'Division by zero.' }]]]],
  [
    'Travel bookings',
    [
      [['find_bookings', { bookings: [{ booking: 'LIS-20417', customer: 'Lena Fischer', seats: 2 }] }]],
      [
        ['get_refund', { refundable: true, amount: 412.5 }],
        ['quote_change', 'ask'],
      ],
    ],
  ],
])('%s is played by the demo, call by call', async (title, steps) => {
  expect(await play(example(title))).toEqual(steps)
})

test('each can be tried: every kind of handler is in one of them', () => {
  const kinds = examples.flatMap(({ functions }) => functions.map(({ handler }) => handler))
  expect(new Set(kinds)).toEqual(new Set(['table', 'javascript', 'fixed', undefined]))
})
