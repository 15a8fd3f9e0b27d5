import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../base64.ts'
import { createHandle } from '../handle.ts'
import { noPace } from '../plan.ts'
import { decodePng } from '../png.ts'
import type { GenerateContentResponse, Part } from '../../gemini/types.ts'

const handle = createHandle({ pace: noPace })

/** What comes of a prompt with code execution on, after what is attached. */
async function run(text: string, ...attached: Part[]): Promise<Part[]> {
  const response = await handle(
    new Request('https://emulator.invalid/v1beta/models/demo-flash:generateContent', {
      method: 'POST',
      body: JSON.stringify({
        contents: [{ role: 'user', parts: [...attached, { text }] }],
        tools: [{ codeExecution: {} }],
      }),
    }),
  )
  const { candidates } = (await response.json()) as GenerateContentResponse
  return candidates?.[0]?.content?.parts ?? []
}

const codeIn = (parts: Part[]) => parts.find((part) => part.executableCode)?.executableCode?.code
const outputIn = (parts: Part[]) => parts.find((part) => part.codeExecutionResult)?.codeExecutionResult
const csv = (text: string): Part => ({
  inlineData: { mimeType: 'text/csv', data: toBase64(new TextEncoder().encode(text)) },
})

test.each([
  ['What is 12 * 34 + 5?', 'print(12 * 34 + 5)\n', '413\n'],
  ['What is 7 / 2?', 'print(7 / 2)\n', '3.5\n'],
  ['What is 6 / 2?', 'print(6 / 2)\n', '3.0\n'],
  ['What is 2^10?', 'print(2**10)\n', '1024\n'],
])('code execution works %s out as Python would', async (prompt, code, output) => {
  const parts = await run(prompt)
  expect(codeIn(parts)).toBe(code)
  expect(outputIn(parts)).toMatchObject({ outcome: 'OUTCOME_OK', output })
})

test.each([
  ['Plot 3, 1.5 and -2', '[3, 1.5, -2]', '3 -2 3\n'],
  ['Draw a chart', '[0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100]', '11 0 100\n'],
])(
  '%s: code, its output and a picture come in this order, and nobody says that Python ran',
  async (prompt, values, output) => {
    const parts = await run(prompt)
    const kinds = ['executableCode', 'codeExecutionResult', 'inlineData']
    expect(parts.flatMap((part) => kinds.filter((kind) => kind in part))).toEqual(kinds)
    expect(codeIn(parts)).toContain(`values = ${values}`)
    expect(outputIn(parts)?.output).toBe(output)
    const picture = parts.find((part) => part.inlineData)?.inlineData
    expect(picture?.mimeType).toBe('image/png')
    const pixels = await decodePng(fromBase64(picture?.data ?? ''))
    expect(new Set(pixels?.rgba).size).toBeGreaterThan(3)
    expect(parts.map(({ text = '' }) => text).join('')).toContain('no Python was run')
  },
)

const table = csv('city,guests,price\nOslo,2,10.5\nBern,4,20\n')

test('an attached table is read: the column that the prompt names, else the first one of numbers', async () => {
  expect(outputIn(await run('Add up the price.', table))?.output).toBe('2 30.5 15.25\n')
  expect(outputIn(await run('Work on this.', table))?.output).toBe('2 6.0 3.0\n')
  expect(codeIn(await run('Plot the price', table))).toContain('values = [10.5, 20]')
})

test('a table without numbers is none', async () => {
  expect(codeIn(await run('What is 1 + 1?', csv('a,b\nx,y\n')))).toBe('print(1 + 1)\n')
})
