import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { readRow } from '../../runs/history.ts'
import { readCalls } from '../history/calls.ts'
import { deletePress, setPinned } from '../history/actions.ts'
import { history } from '../history/history.ts'
import { keepPressOf } from './press.ts'
import { createEmbedJob } from './job.ts'
import type { Press } from '../../runs/press.ts'

const job = createEmbedJob().store.getState()
const rowOf = (id: string): Press | undefined => history.getState().rows.find((row) => row.id === id)
const embed = (id: string, keeps: boolean) =>
  keepPressOf({ id, at: 1 }, { ...job, phase: 'running' }, Promise.resolve({ ...job, phase: 'done' }), keeps)

test('a job is kept where new runs are; where they are not, its row is in this page alone', async () => {
  await embed('kept', true)
  expect(await readRow('kept')).toMatchObject({ state: 'complete' })
  await embed('held', false)
  expect(await readRow('held')).toBeUndefined()
  expect(rowOf('held')).toMatchObject({ workspace: 'embeddings', state: 'complete' })
  expect(await readCalls('held')).toEqual([])
})

test('pinned, it is kept, and what comes of it later too', async () => {
  await embed('pinned', false)
  await setPinned(rowOf('pinned')!, true)
  expect(await readRow('pinned')).toMatchObject({ pinned: true })
  await embed('pinned', false)
  expect(await readRow('pinned')).toMatchObject({ pinned: true, state: 'complete' })
})

test('deleted, it leaves nothing on disk and does not come back', async () => {
  await embed('gone', false)
  await deletePress(rowOf('gone')!)
  await embed('gone', false)
  expect(rowOf('gone')).toBeUndefined()
  expect(await readRow('gone')).toBeUndefined()
})
