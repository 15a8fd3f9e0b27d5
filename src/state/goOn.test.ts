import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { received } from '../runs/fixtures/run.ts'
import { docFor } from '../runs/fixtures/start.ts'
import { presentOver } from './connection/session.ts'
import { goingOn } from './goOn.ts'

const spent = {
  candidates: [
    { content: { parts: [{ text: 'Once' }] }, finishReason: 'MAX_TOKENS', continuationToken: 'dG9rZW4=' },
  ],
}

test.each([
  [{}, { generationConfig: { maxOutputTokens: 1024 } }],
  [
    { extra: { generationConfig: { maxOutputTokens: 500, other: 1 } } },
    { generationConfig: {}, extra: { generationConfig: { maxOutputTokens: 1024, other: 1 } } },
  ],
])('the limit is raised where it is decided: %j', async (settings, after) => {
  const doc = docFor('Tell', settings)
  const next = await goingOn(
    received([spent], undefined, { asked: { kind: 'doc', doc } }),
    presentOver(),
    1024,
  )
  expect(next).toMatchObject({
    doc: { settings: after },
    asked: { doc: { settings: after } },
    continuationToken: 'dG9rZW4=',
  })
})
