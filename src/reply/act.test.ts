// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { toGenerateRequest } from '../request/request.ts'
import { createSettings, fresh } from '../state/documents/settings.ts'
import { act } from './act.ts'
import type { Settings } from '../request/settings/table.ts'

const category = 'HARM_CATEGORY_HARASSMENT'
const hate = { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF' }
const strict = { category, threshold: 'BLOCK_LOW_AND_ABOVE' }
const loose = { category, threshold: 'BLOCK_NONE' } as const

test.each<[string, Settings['extra'], object[]]>([
  ['in its row', undefined, [loose]],
  ['among Extra fields', { safetySettings: [strict, hate] }, [hate, loose]],
  ['in another spelling', { safety_settings: [strict] }, [loose]],
  ['where Extra fields take the list away', { safetySettings: null }, [loose]],
])('the threshold of an advice is what is sent afterwards: %s', (_, extra, sent) => {
  const settings = createSettings('test')
  settings.replace({ ...fresh('gemini-test'), ...(extra && { extra }) })
  const run = { settings, again: () => undefined, at: () => undefined }
  act({ kind: 'set-safety', category, threshold: loose.threshold }, run)
  const body = toGenerateRequest(settings.store.getState(), [])
  expect(Object.entries(body).find(([name]) => name.startsWith('safety'))?.[1]).toEqual(sent)
})
