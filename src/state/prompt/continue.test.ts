import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeFetch, forgetCalls } from '../../runs/fixtures/server.ts'
import { nthCall } from '../../runs/fixtures/start.ts'
import { says } from '../../runs/fixtures/run.ts'
import { peekRun } from '../../runs/registry.ts'
import { changeKeep } from '../../store/keep.ts'
import { keysOnDisk } from '../../store/fixtures/base.ts'
import { demoOf } from '../connection/fixtures/demo.ts'
import { provideDemo } from '../connection/session.ts'
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

beforeEach(() => {
  vi.stubGlobal('location', { hash: '#/prompt' })
  forgetCalls()
  provideDemo(async () => demoOf(fakeFetch))
})
afterEach(() => {
  stopPrompt()
  vi.unstubAllGlobals()
})

test.each([false, true])(
  'Continue keeps an answer whole or not at all, kept from now on: %s',
  async (fresh) => {
    changeKeep({ fresh: false })
    setText('hello')
    await runPrompt()
    await answer(0, {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'Once ' }] },
          finishReason: 'CONTINUATION',
          continuationToken: 'dG9rZW4=',
        },
      ],
    })
    const first = shown().id
    changeKeep({ fresh })
    expect(await continuePrompt()).toBe(true)
    await answer(1, says('upon a time.', 'STOP'))
    const kept = fresh ? [first, shown().id].toSorted() : []
    await vi.waitFor(async () => expect((await keysOnDisk('runs')).toSorted()).toEqual(kept), { interval: 2 })
  },
)
