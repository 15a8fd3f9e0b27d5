import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { responseOf } from './exchange.ts'
import { settingsFor } from './fixtures/run.ts'
import { askFor, docFor, nthCall, overFake } from './fixtures/start.ts'
import { forgetCalls } from './fixtures/server.ts'
import { textOnDisk } from '../store/fixtures/base.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Part } from '../gemini/types.ts'

async function page() {
  vi.resetModules()
  const [journal, starting] = await Promise.all([import('./journal.ts'), import('./start.ts')])
  return { ...journal, ...(await import('./readRuns.ts')), ...starting }
}

/** Of another shape than Google's: only whoever holds it knows that it is one. */
const held = 'token-4711-of-a-gateway'
/** Nobody holds it here; its shape gives it away. */
const shaped = `AIza${'Sy0'.repeat(12)}`

const docWith = (parts: Part[], settings: object = {}): RequestDoc => ({
  v: 2,
  settings: { ...settingsFor(), ...settings } as RequestDoc['settings'],
  turns: [{ role: 'user', parts }],
})
/** A schema, and what it says about a field, as deep as one likes. */
const schema = (name: string, description: string) => ({
  generationConfig: {
    responseJsonSchema: { type: 'object', properties: { a: { properties: { [name]: { description } } } } },
  },
})

const asked: [string, (key: string) => RequestDoc][] = [
  ['a text', (key) => docFor(`my key is ${key}.`)],
  ['the system instruction', (key) => docFor('hi', { systemInstruction: `Use ${key}` })],
  ['a stop sequence', (key) => docFor('hi', { generationConfig: { stopSequences: [key] } })],
  ['arguments of a call', (key) => docWith([{ functionCall: { name: 'f', args: { a: [{ b: key }] } } }])],
  ['an argument named data', (key) => docWith([{ functionCall: { name: 'f', args: { data: key } } }])],
  ['what is in data', (key) => docWith([{ functionCall: { name: 'f', args: { data: { key } } } }])],
  ['the name of an argument', (key) => docWith([{ functionCall: { name: 'f', args: { [key]: 1 } } }])],
  ['a result', (key) => docWith([{ functionResponse: { name: 'f', response: { data: `got ${key}` } } }])],
  ['code', (key) => docWith([{ executableCode: { language: 'PYTHON', code: `key = "${key}"` } }])],
  ['what code printed', (key) => docWith([{ codeExecutionResult: { output: key } }])],
  ['a part nobody here knows', (key) => docWith([{ novelty: { inside: [[key]] } } as unknown as Part])],
  ['a description in a schema', (key) => docWith([{ text: 'x' }], schema('b', key))],
  ['a property name in a schema', (key) => docWith([{ text: 'x' }], schema(key, 'b'))],
]

const says = (parts: unknown[], finishReason?: string) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...(finishReason && { finishReason }) }],
})
const argument = (text: string, willContinue = true) => ({
  functionCall: {
    partialArgs: [{ jsonPath: '$.note', stringValue: text, willContinue }],
    willContinue: true,
  },
})
/** Its letters spelled as escapes, as JSON may have them. */
const escaped = (key: string) =>
  [...key].map((letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`).join('')

const answers: [string, (key: string) => (object | string)[]][] = [
  ['a text', (key) => [says([{ text: `it is ${key}.` }])]],
  [
    'a text over three chunks',
    (key) => [key.slice(0, 5), key.slice(5, 11), key.slice(11)].map((text) => says([{ text }])),
  ],
  [
    'a thought over two chunks',
    (key) => [key.slice(0, 8), key.slice(8)].map((text) => says([{ text, thought: true }])),
  ],
  ['arguments', (key) => [says([{ functionCall: { name: 'f', args: { a: { data: key } } } }])]],
  [
    'an argument over three chunks',
    (key) => [
      says([{ functionCall: { name: 'f', willContinue: true } }]),
      ...[key.slice(0, 4), key.slice(4, 12), key.slice(12)].map((text) => says([argument(text)])),
      says([{ functionCall: {} }]),
    ],
  ],
  ['a name', (key) => [says([{ functionCall: { name: 'f', args: { [key]: true } } }])]],
  ['code', (key) => [says([{ executableCode: { code: `key = "${key}"` } }])]],
  ['a field nobody here knows', (key) => [{ ...says([{ text: 'x' }]), novelty: { deep: [{ key }] } }]],
  [
    'an argument, spelled in escapes',
    (key) => [
      JSON.stringify(says([{ functionCall: { name: 'f', args: { a: 'HERE' } } }])).replace(
        'HERE',
        escaped(key),
      ),
    ],
  ],
]

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
})

describe.each([
  ['the held key', held, held],
  ['a key that nobody holds', shaped, null],
])('%s', (_, key, holds) => {
  test.each(asked)('in %s of the request is not kept', async (__, docOf) => {
    const { startRun, loadRun } = await page()
    const run = startRun(askFor({ doc: docOf(key), over: overFake(holds) }))
    const server = await nthCall(0)
    server.send(says([{ text: 'fine' }], 'STOP'))
    server.end()
    await run.kept
    expect(await textOnDisk()).not.toContain(key)
    const kept = await loadRun(run.id)
    expect(kept).toMatchObject({ keyRemoved: true, ending: { kind: 'end' } })
    expect(JSON.stringify(kept!.asked)).toContain('[key removed]')
  })

  test.each(answers)('in %s of the answer is not kept', async (__, eventsOf) => {
    const { startRun, loadRun } = await page()
    const run = startRun(askFor({ over: overFake(holds) }))
    const server = await nthCall(0)
    for (const event of eventsOf(key)) server.send(event)
    server.send(says([{ text: ' END' }], 'STOP'))
    server.end()
    await run.kept
    const kept = (await loadRun(run.id))!
    expect(kept.keyRemoved).toBe(true)
    const chunks = kept.chunks.map((chunk) => JSON.stringify(responseOf(chunk)))
    expect(`${await textOnDisk()} ${chunks.join(' ')}`).not.toContain(key)
    // Not in pieces either: whoever joins them has it.
    expect(chunks.join('').replaceAll(/.*?"(?:text|stringValue)":"([^"]*)"/g, '$1')).not.toContain(key)
    expect(chunks.join('')).toContain('END')
  })

  test('in an error that echoes it is not kept', async () => {
    const { startRun } = await page()
    const run = startRun(askFor({ over: overFake(holds) }))
    const message = `API key not valid: ${key}`
    ;(await nthCall(0)).json(400, {
      error: { code: 400, status: 'INVALID_ARGUMENT', message, details: [{ '@type': 'x', [key]: key }] },
    })
    await run.kept
    expect(await textOnDisk()).not.toContain(key)
  })
})

test.each([
  ['a quote', 'to"ken-4711', String.raw`to\"ken-4711`],
  ['a slash', 'to/ken-4711', String.raw`to\/ken-4711`],
  ['a backslash', String.raw`to\ken-4711`, String.raw`to\\ken-4711`],
])('a key with %s is found as JSON may spell it', async (_, key, spelled) => {
  const { recordsOf } = await page()
  const { received } = await import('./fixtures/run.ts')
  const run = received([
    {
      candidates: [
        { content: { role: 'model', parts: [{ functionCall: { name: 'f', args: { a: 'HERE' } } }] } },
      ],
    },
  ])
  const chunks = run.chunks.map((chunk) => ({ ...chunk, raw: chunk.raw.replace('HERE', spelled) }))
  const [batch, , head] = recordsOf({ ...run, chunks }, key)
  expect(JSON.stringify(batch)).toContain('[key removed]')
  expect(JSON.stringify(batch)).not.toContain('4711')
  expect(head?.value).toHaveProperty('keyRemoved', true)
})

test('neither header nor address of what is kept holds the key', async () => {
  const { startRun, loadRun } = await page()
  const run = startRun(askFor({ over: overFake(held) }))
  const server = await nthCall(0)
  server.send(says([{ text: 'fine' }], 'STOP'))
  server.end()
  await run.kept
  expect(await textOnDisk()).not.toContain(held)
  const kept = await loadRun(run.id)
  expect(kept!.sent!.headers).toHaveProperty('x-goog-api-key')
  expect(kept!.keyRemoved).toBeUndefined()
})

test('bytes in base64 are kept as they are, whatever they look like', async () => {
  const { recordsOf, write } = { ...(await page()), ...(await import('../store/database.ts')) }
  const data = `/9j/${shaped}`
  const parts = [{ inlineData: { mimeType: 'image/png', data }, thoughtSignature: shaped }]
  const ask = askFor({ doc: docWith(parts) })
  const { settled } = await import('./fixtures/run.ts')
  await write(recordsOf(settled({ asked: ask.asked }), held))
  const { loadRun } = await import('./readRuns.ts')
  const kept = await loadRun('run')
  expect([kept!.asked, kept!.keyRemoved]).toEqual([ask.asked, undefined])
})
