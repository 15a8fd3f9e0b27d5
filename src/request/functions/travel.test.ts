import { describe, expect, test } from 'vitest'
import { toRequest } from '../doc.ts'
import { fromFile, toFile } from '../file.ts'
import { fromLink, toLink } from '../link.ts'
import { readPrompt } from '../read.ts'
import { Prompt } from '../schema.ts'
import type { OwnFunction } from './declaration.ts'

const declaration = { name: 'get_weather' }
const functions: OwnFunction[] = [
  {
    declaration,
    handler: 'javascript',
    handlers: { fixed: '1', table: '[]', javascript: 'return 2' },
    acts: true,
    fault: 'missing signature',
  },
  { declaration: { name: 'other' }, handler: 'javascript', handlers: { javascript: 'return 3' } },
  { declaration: { name: 'third' }, handler: 'fixed', handlers: { fixed: '{"half' } },
]
const prompt = Prompt.parse({ v: 2, model: 'm', functions })

test('a link carries fixed results and tables, and no JavaScript', async () => {
  const opened = await fromLink(await toLink(prompt))
  expect(opened.ok && opened.prompt.functions).toEqual([
    { declaration, handlers: { fixed: '1', table: '[]' }, acts: true, fault: 'missing signature' },
    { declaration: { name: 'other' } },
    functions[2],
  ])
})

test('a link that somebody put JavaScript into loses it, and says so', async () => {
  const json = JSON.stringify({ v: 2, model: 'm', functions })
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = Buffer.from(await new Response(deflated).arrayBuffer())
  const opened = await fromLink(`#s2=${bytes.toString('base64url')}`)
  expect(JSON.stringify(opened)).not.toContain('return')
  expect(opened.ok && opened.ignored).toContain('functions.1.handlers')
})

test('a file carries JavaScript, which is off until it is allowed', async () => {
  const opened = await fromFile(new Blob([toFile(prompt)]))
  expect(opened.ok && opened.prompt.functions).toEqual([
    { ...functions[0], unread: true },
    { ...functions[1], unread: true },
    functions[2],
  ])
})

describe('what another program is said to have written', () => {
  const json = JSON.stringify({
    chunkedPrompt: { chunks: [{ role: 'user', text: 'x' }] },
    runSettings: { temperature: 0.3, functions, extra: { tools: [] }, voice: 'Kore' },
  })
  test.each(['file', 'link'] as const)('brings no function and nothing of ours, as a %s', async (what) => {
    const opened = await readPrompt(json, what)
    expect(opened).toMatchObject({
      ok: true,
      from: 'Google AI Studio',
      prompt: { generationConfig: { temperature: 0.3 } },
      ignored: ['runSettings.functions', 'runSettings.extra', 'runSettings.voice'],
    })
    expect(JSON.stringify(opened)).not.toContain('return')
  })
})

test('a handler never reaches the request', async () => {
  const body = await toRequest({ v: 2, settings: prompt, turns: [] }, () => Promise.resolve(''))
  expect(body.tools).toEqual([{ functionDeclarations: [declaration, { name: 'other' }, { name: 'third' }] }])
})
