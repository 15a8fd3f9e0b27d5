import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeFetch, forgetCalls } from '../../runs/fixtures/server.ts'
import { nthCall } from '../../runs/fixtures/start.ts'
import { says } from '../../runs/fixtures/run.ts'
import { peekRun } from '../../runs/registry.ts'
import { changeKeep } from '../../store/keep.ts'
import { keysOnDisk } from '../../store/fixtures/base.ts'
import { demoOf } from '../connection/fixtures/demo.ts'
import { provideDemo, session } from '../connection/session.ts'
import { setText } from './prompt.ts'
import { continuePrompt, runPrompt, shownPromptRun, stopPrompt } from './promptRun.ts'
import type { GenerateContentResponse } from '../../gemini/types.ts'

const shown = () => peekRun(shownPromptRun.getState().id!)!

async function answer(number: number, response: GenerateContentResponse): Promise<void> {
  const call = await nthCall(number)
  call.send(response)
  call.end()
  await vi.waitFor(() => expect(shown().ending).not.toBeNull(), { interval: 2 })
}

const unfinished = {
  candidates: [
    {
      content: { role: 'model', parts: [{ text: 'Once ' }] },
      finishReason: 'CONTINUATION',
      continuationToken: 'dG9rZW4=',
    },
  ],
}

beforeEach(() => {
  vi.stubGlobal('location', { hash: '#/prompt' })
  forgetCalls()
  provideDemo(async () => demoOf(fakeFetch))
})
afterEach(() => {
  stopPrompt()
  session.setState({ backend: 'demo' })
  vi.unstubAllGlobals()
})

test.each([
  { begun: false, fresh: false },
  { begun: false, fresh: true },
  { begun: true, fresh: false },
])(
  'Continue keeps an answer whole or not at all: kept at first $begun, from now on $fresh',
  async ({ begun, fresh }) => {
    changeKeep({ fresh: begun })
    setText('hello')
    await runPrompt()
    await answer(0, unfinished)
    const first = shown().id
    changeKeep({ fresh })
    expect(await continuePrompt()).toBe(true)
    await answer(1, says('upon a time.', 'STOP'))
    const both = [first, shown().id].toSorted()
    const kept = async () => (await keysOnDisk('runs')).filter((id) => both.includes(id))
    await vi.waitFor(async () => expect(await kept()).toEqual(begun || fresh ? both : []), { interval: 2 })
  },
)

test('a connection that is changed while Continue is on its way does not get the token', async () => {
  const elsewhere = vi.fn<typeof fetch>()
  vi.stubGlobal('fetch', elsewhere)
  setText('hello')
  await runPrompt()
  await answer(0, unfinished)
  const sent = continuePrompt()
  session.setState({ backend: 'live', baseUrl: 'https://other.example', apiKey: 'AQ.other' })
  expect(await sent).toBe(true)
  await answer(1, says('upon a time.', 'STOP'))
  expect(elsewhere).not.toHaveBeenCalled()
})
