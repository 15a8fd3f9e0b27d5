// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { chatDoc, DocContext, promptDoc, useSettings } from './documents.ts'
import { createSettings } from './settings.ts'
import type { Doc } from './documents.ts'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})

test('Prompt and Chat share their settings', () => {
  chatDoc.settings.setModel('gemini-shared')
  expect(promptDoc.settings.store.getState().model).toBe('gemini-shared')
})

test('a component follows the settings of the document around it, and no other', () => {
  const third: Doc = { settings: createSettings('third') }
  const seen: string[] = []
  function Model() {
    seen.push(useSettings(({ model }) => model))
    return null
  }
  const root = createRoot(document.createElement('div'))
  act(() => promptDoc.settings.setModel('of-prompt'))
  act(() => third.settings.setModel('of-third'))
  act(() =>
    root.render(
      <DocContext value={third}>
        <Model />
      </DocContext>,
    ),
  )
  act(() => promptDoc.settings.setModel('other'))
  act(() => third.settings.set('generationConfig.temperature', 1))
  act(() => third.settings.setModel('of-third-too'))
  act(() => root.unmount())
  expect(seen).toEqual(['of-third', 'of-third-too'])
  expect(promptDoc.settings.store.getState()).toMatchObject({ model: 'other', generationConfig: {} })
})

test('without a document around it, a component follows that of Prompt', () => {
  const seen: string[] = []
  function Model() {
    seen.push(useSettings(({ model }) => model))
    return null
  }
  const root = createRoot(document.createElement('div'))
  act(() => promptDoc.settings.setModel('first'))
  act(() => root.render(<Model />))
  act(() => promptDoc.settings.setModel('second'))
  act(() => root.unmount())
  expect(seen).toEqual(['first', 'second'])
})
