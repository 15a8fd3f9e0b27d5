import { expect, test } from 'vitest'
import frozen from './fixtures/v1.json?raw'
import { fromFile } from './file.ts'
import { readPrompt } from './read.ts'

test('the frozen file of version 1 still opens, whole', async () => {
  const opened = await fromFile(new Blob([frozen]))
  expect(opened.ok && opened.ignored).toEqual([])
  expect(opened.ok && opened.prompt).toEqual(JSON.parse(frozen))
})

test('an older version is lifted step by step', () => {
  const steps = {
    [-1]: (old: object) => ({ ...old, v: 0 }),
    0: ({ prompt: text, ...old }: Record<string, unknown>) => ({ ...old, v: 1, text }),
  }
  const opened = readPrompt('{"v":-1,"model":"m","prompt":"Hi"}', 'file', steps)
  expect(opened).toMatchObject({ ok: true, prompt: { v: 1, text: 'Hi' } })
  expect(readPrompt('{"v":0,"model":"m"}', 'file')).toMatchObject({ ok: false })
})

test('what is no prompt gives one sentence', async () => {
  for (const content of ['', 'hello', '{"v":1', '\u0000\u0001', '<html>'])
    expect(await fromFile(new Blob([content]))).toEqual({
      ok: false,
      problem: expect.stringMatching(/damaged or incomplete/),
    })
})

test('a file that vanished or is too large gives one sentence', async () => {
  const gone = Object.assign(new Blob(['{}']), {
    text: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
  })
  expect(await fromFile(gone)).toEqual({ ok: false, problem: expect.stringContaining('choose it again') })
  const huge = Object.defineProperty(new Blob([]), 'size', { value: 64_000_001 })
  expect(await fromFile(huge)).toEqual({ ok: false, problem: expect.stringContaining('64 MB') })
})
