import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { page } from './fixtures/page.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
const weather: OwnFunction = { declaration: { name: 'weather' }, handler: 'fixed', handlers: { fixed: '{}' } }
const other: OwnFunction = { declaration: { name: 'other' } }

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  own = await page()
  own.chatDoc.settings.set('functions', [other, weather])
})

const functions = () => own.chatDoc.settings.store.getState().functions
const keeping = async (name: string, text: string) => {
  const { keepAnswer } = await import('./keepAnswer.ts')
  return keepAnswer({ name, args: { city: 'Oslo' } }, text)
}

test('a typed result is a row of the table, which answers from then on; Undo brings the handler of before back', async () => {
  expect(await keeping('weather', '"3 degrees"')).toBeNull()
  expect(functions()).toEqual([
    other,
    {
      ...weather,
      handler: 'table',
      handlers: { fixed: '{}', table: '[\n  { "args": { "city": "Oslo" }, "result": "3 degrees" }\n]' },
    },
  ])
  const { undo } = own.chat.getState()
  expect(undo?.words).toBe('Row 1 of the table of weather answers such calls now')
  own.chatDoc.settings.set('functions', [...(functions() ?? []), { declaration: { name: 'late' } }])
  await undo?.bringBack()
  expect(functions()).toEqual([other, weather, { declaration: { name: 'late' } }])
  expect(own.chat.getState().undo).toBeNull()
})

test('Undo leaves what was changed of the function since', async () => {
  await keeping('weather', '1')
  const { undo } = own.chat.getState()
  const edited = functions()!.map((one) =>
    Object.assign({ ...one }, { declaration: { ...one.declaration, description: 'Later' } }),
  )
  own.chatDoc.settings.set('functions', edited)
  await undo?.bringBack()
  expect(functions()?.[1]).toEqual({ ...weather, declaration: { name: 'weather', description: 'Later' } })
})

test('what cannot be kept is said, and nothing changes', async () => {
  expect(await keeping('gone', '1')).toMatch(/not among the functions/)
  expect(await keeping('weather', '{')).toMatch(/not JSON/)
  own.chatDoc.settings.set('functions', [{ ...weather, handlers: { table: '{' } }])
  const before = functions()
  expect(await keeping('weather', '1')).toMatch(/^The table of weather cannot be read/)
  expect(functions()).toBe(before)
})
