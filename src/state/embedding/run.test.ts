// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { embed, launch } from './run.ts'
import { changeSetup } from './setup.ts'

const history = vi.hoisted(() => ({ fail: [] as (() => void)[] }))
vi.mock('./press.ts', () => ({
  keepPressOf: () =>
    new Promise((_, reject) => {
      history.fail.push(() => reject(new Error('full')))
    }),
}))
vi.mock('./job.ts', async () => {
  const { createStore } = await import('zustand/vanilla')
  return { createEmbedJob: () => ({ store: createStore(() => ({})), start: async () => null }) }
})
vi.mock('../connection/session.ts', async (original) => ({
  ...(await original<object>()),
  askForKey: () => false,
}))

async function press(lines: string): Promise<void> {
  changeSetup({ lines })
  await embed()
}

test('a row that History could not take is said of the last press alone', async () => {
  await press('one')
  await vi.waitFor(() => expect(history.fail).toHaveLength(1))
  await press('')
  const refusal = launch.getState().problem
  expect(refusal).toContain('Write or import texts first')
  history.fail[0]!()
  await new Promise((done) => setTimeout(done))
  expect(launch.getState().problem).toBe(refusal)

  await press('two')
  await vi.waitFor(() => expect(history.fail).toHaveLength(2))
  history.fail[1]!()
  await vi.waitFor(() => expect(launch.getState().problem).toContain('could not be added to History'))
})
