import { describe, expect, test, vi } from 'vitest'
import { vectorThread } from './messages.ts'
import { createQuestions } from './questions.ts'
import type { FromWorker, ToWorker } from './messages.ts'

/** A worker whose answers the test gives. */
class FakeWorker extends EventTarget {
  said: ToWorker[] = []
  postMessage(message: ToWorker) {
    this.said.push(message)
  }
  terminate() {}
  answer(data: FromWorker) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

function started() {
  const worker = new FakeWorker()
  return { worker, thread: vectorThread(worker as unknown as Worker) }
}

describe('the page’s side of the thread', () => {
  test('a question that was answered is not cancelled any more, and its signal is let go', async () => {
    const { worker, thread } = started()
    const controller = new AbortController()
    const leave = vi.spyOn(controller.signal, 'removeEventListener')
    const asked = thread.ask('plane', {}, { signal: controller.signal })
    worker.answer({ kind: 'done', id: 1, output: 'a plane' })
    expect(await asked).toBe('a plane')
    expect(leave).toHaveBeenCalledTimes(1)
    controller.abort()
    expect(worker.said.map(({ kind }) => kind)).toEqual(['run'])
  })

  test('a question that waits is cancelled', async () => {
    const { worker, thread } = started()
    const controller = new AbortController()
    const asked = thread.ask('plane', {}, { signal: controller.signal })
    controller.abort()
    expect(worker.said.at(-1)).toEqual({ kind: 'cancel', id: 1 })
    worker.answer({ kind: 'failed', id: 1, aborted: true, message: '' })
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('after its end nothing waits for ever: neither what was asked before nor what is asked then', async () => {
    const { worker, thread } = started()
    const before = thread.ask('plane', {})
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'No memory.' }))
    await expect(before).rejects.toThrow('No memory.')
    await expect(thread.ask('plane', {})).rejects.toThrow('No memory.')
    const other = started().thread
    other.close()
    await expect(other.ask('plane', {})).rejects.toThrow('closed')
  })
})

function receiving() {
  const said: FromWorker[] = []
  const receive = createQuestions({
    run: (name, _, report) =>
      Promise.resolve(report(0.5)).then(() => ({ norms: new Float32Array(0), of: name }) as never),
    post: (message) => said.push(message),
    breathe: () => new Promise((done) => setTimeout(done)),
  })
  const ask = (id: number) => receive({ kind: 'run', id, name: 'plane', input: {} })
  const ends = () => said.filter(({ kind }) => kind !== 'progress').map(({ id, kind }) => `${id} ${kind}`)
  return { receive, ask, ends }
}

describe('the thread’s side', () => {
  test('a cancel stops its own question, waiting or under way, and no other', async () => {
    const { receive, ask, ends } = receiving()
    for (const id of [1, 2, 3]) ask(id)
    receive({ kind: 'cancel', id: 1 })
    receive({ kind: 'cancel', id: 3 })
    await vi.waitFor(() => expect(ends()).toEqual(['1 failed', '2 done', '3 failed']))
  })

  test('a cancel that comes after the answer leaves nothing behind', async () => {
    const { receive, ask, ends } = receiving()
    ask(1)
    await vi.waitFor(() => expect(ends()).toEqual(['1 done']))
    receive({ kind: 'cancel', id: 1 })
    ask(1)
    await vi.waitFor(() => expect(ends()).toEqual(['1 done', '1 done']))
  })
})
